import { canonicalRequest, sha256 } from '../../common/http/canonical-request';
import type { HttpRequest } from '../../common/http/request';
import type { ProofReader } from './proof';
import { readAuthorization, sign, stringToSign } from './signature';

/** APIs of the RPC style have no resource path: this is signed, whatever is in front of the query (the vendor's SDK does so, too). */
const RPC_PATH = '/';

/** Signature version 3: everything about it is in headers. */
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
      // The real service echoes what it signed, security token included; a client must not print it.
      return isGenuine
        ? undefined
        : `Specified signature does not match our calculation. server StringToSign is [${text}] (server CanonicalRequest is [${canonical}])`;
    },
  };
};

/**
 * The headers that have to be signed. A type of no content is not among them: an HTTP client may add one after signing, as aiohttp does
 * under the vendor's asynchronous Python client. Whether the service insists on the type where there is content is not documented.
 */
function namesToSign({ headers, body }: HttpRequest): string[] {
  const always = /^(host|x-acs-.*)$/;
  return Object.keys(headers).filter((name) => always.test(name) || (name === 'content-type' && body.length > 0));
}
