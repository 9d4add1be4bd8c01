import { canonicalRequest, sha256 } from '../../common/http/canonical-request';
import type { HttpRequest } from '../../common/http/request';
import type { ProofReader } from './proof';
import { readAuthorization, sign, stringToSign } from './signature';

/** The signed path, whatever is in front of the query: APIs of the RPC style have no resource path. The vendor's SDK does the same. */
const RPC_PATH = '/';

/** Signature version 3. Headers contain all its parts. */
export const readHeaderProof: ProofReader = (request, refuse) => {
  const { headers, body } = request;
  const authorization = readAuthorization(headers.authorization ?? '');
  if (!authorization) throw refuse('IncompleteSignature');
  const { accessKeyId, signedHeaders, signature } = authorization;
  if (!namesToSign(request).every((name) => signedHeaders.includes(name))) throw refuse('IncompleteSignature');
  if (headers['x-acs-content-sha256'] === undefined) throw refuse('IncompleteSignature');
  return {
    accessKeyId,
    date: headers['x-acs-date'] ?? '',
    securityToken: headers['x-acs-security-token'],
    nonce: headers['x-acs-signature-nonce'],
    mismatch(secret) {
      const canonical = canonicalRequest({ ...request, path: RPC_PATH }, signedHeaders);
      const text = stringToSign(canonical);
      const isGenuine = sign(secret, text) === signature && headers['x-acs-content-sha256'] === sha256(body);
      // The real service repeats what it signed, including the security token. A client must not print it.
      return isGenuine
        ? undefined
        : `Specified signature does not match our calculation. server StringToSign is [${text}] (server CanonicalRequest is [${canonical}])`;
    },
  };
};

/**
 * The headers that must be signed. If there is no body, this does not include the content type: an HTTP client may add one after signing,
 * as aiohttp does under the vendor's asynchronous Python client. It is undocumented whether the service requires the type to be signed if
 * there is a body.
 */
function namesToSign({ headers, body }: HttpRequest): string[] {
  const always = /^(host|x-acs-.*)$/;
  return Object.keys(headers).filter((name) => always.test(name) || (name === 'content-type' && body.length > 0));
}
