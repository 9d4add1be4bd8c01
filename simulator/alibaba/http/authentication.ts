import { canonicalRequest, sha256 } from '../../common/http/canonical-request';
import type { RpcRequest } from '../../common/http/rpc-request';
import { EcsError } from '../api/errors';
import type { KeyRing } from '../api/ram/key-ring';
import type { Principal } from '../api/ram/principal';
import { readAuthorization, sign, stringToSign } from './signature';

const MAX_SKEW_MS = 15 * 60_000;
/** APIs of the RPC style have no resource path: this is signed, whatever stands in front of the query (the vendor's SDK does so, too). */
const RPC_PATH = '/';
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The times that a request's date may be near to: clients of a sped-up simulator live in either. */
export interface Times {
  readonly simulated: number;
  readonly wall: number;
}

/** Checks that requests come from the holder of a key and are new. */
export class Authenticator {
  /** Kept for the life of the simulator: its clock may run too fast for a time limit to mean anything. */
  private readonly usedNonces = new Set<string>();

  constructor(private readonly keys: KeyRing) {}

  /**
   * Returns who makes the request.
   *
   * @throws EcsError if the request is not signed as signature version 3 demands
   */
  check(request: RpcRequest, times: Times): Principal {
    const refuse = (code: string, message?: string) => EcsError.of(request.action, code, { message });
    const { headers } = request;
    if (headers.authorization === undefined) throw refuse(unsignedCode(request));
    const authorization = readAuthorization(headers.authorization);
    if (!authorization) throw refuse('IncompleteSignature');
    const { accessKeyId, signedHeaders, signature } = authorization;
    const mustBeSigned = Object.keys(headers).filter((name) => /^(host|content-type|x-acs-.*)$/.test(name));
    if (!mustBeSigned.every((name) => signedHeaders.includes(name))) throw refuse('IncompleteSignature');
    if (headers['x-acs-content-sha256'] === undefined) throw refuse('IncompleteSignature');

    checkDate(headers['x-acs-date'] ?? '', times, refuse);
    const holder = this.keys.holderOf(accessKeyId);
    if (!holder) throw refuse('InvalidAccessKeyId.NotFound');
    const tokenProblem = this.keys.tokenProblem(accessKeyId, headers['x-acs-security-token'], times.simulated);
    if (tokenProblem !== undefined) throw refuse(tokenProblem);

    const canonical = canonicalRequest({ ...request, path: RPC_PATH }, signedHeaders);
    const text = stringToSign(canonical);
    const isGenuine =
      sign(holder.secret, text) === signature && headers['x-acs-content-sha256'] === sha256(request.body);
    if (!isGenuine) throw refuse('SignatureDoesNotMatch', mismatchMessage(text, canonical));

    const nonce = headers['x-acs-signature-nonce'];
    if (!nonce) throw refuse('MissingSignatureNonce');
    const use = `${accessKeyId}/${nonce}`;
    if (this.usedNonces.has(use)) throw refuse('SignatureNonceUsed');
    this.usedNonces.add(use);
    return holder.principal;
  }
}

/** Signature version 1 travels in the URL; this service speaks version 3 only. */
function unsignedCode({ parameters }: RpcRequest): string {
  return parameters.Signature === undefined ? 'MissingAccessKeyId' : 'InvalidSignatureMethod';
}

function checkDate(text: string, times: Times, refuse: (code: string) => EcsError): void {
  const date = DATE.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(date)) throw refuse('InvalidTimeStamp.Format');
  const isNear = [times.wall, times.simulated].some((time) => Math.abs(time - date) <= MAX_SKEW_MS);
  if (!isNear) throw refuse('InvalidTimeStamp.Expired');
}

/** The real service echoes what it signed, security token included; a client must not print it. */
function mismatchMessage(text: string, canonical: string): string {
  return `Specified signature does not match our calculation. server StringToSign is [${text}] (server CanonicalRequest is [${canonical}])`;
}
