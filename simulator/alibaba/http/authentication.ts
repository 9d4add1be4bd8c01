import { EcsError } from '../api/errors';
import type { KeyRing } from '../api/ram/key-ring';
import type { Principal } from '../api/ram/principal';
import type { ProofReader } from './proof';
import type { AlibabaRequest } from './request';

const MAX_SKEW_MS = 15 * 60_000;
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The times that the date of a request may be near. Clients of a fast simulator may use either. */
export interface Times {
  readonly simulated: number;
  readonly wall: number;
}

/** Checks that a request comes from the holder of a key and is new. */
export class Authenticator {
  /** These are never removed, because the clock may run too fast for a useful time limit. */
  private readonly usedNonces = new Set<string>();

  constructor(private readonly keys: KeyRing) {}

  /**
   * Returns the sender of the request.
   *
   * @param readProof reads the signature of the request
   * @throws EcsError if the signature is not correct
   */
  check(request: AlibabaRequest, readProof: ProofReader, times: Times): Principal {
    const refuse = (code: string, message?: string) => EcsError.of(request.action, code, { message });
    const proof = readProof(request, refuse);
    const { accessKeyId, nonce } = proof;
    checkDate(proof.date, times, refuse);
    const holder = this.keys.holderOf(accessKeyId);
    if (!holder) throw refuse('InvalidAccessKeyId.NotFound');
    const tokenProblem = this.keys.tokenProblem(accessKeyId, proof.securityToken, times.simulated);
    if (tokenProblem !== undefined) throw refuse(tokenProblem);
    const mismatch = proof.mismatch(holder.secret);
    if (mismatch !== undefined) throw refuse('SignatureDoesNotMatch', mismatch);

    if (!nonce) throw refuse('MissingSignatureNonce');
    const use = `${accessKeyId}/${nonce}`;
    if (this.usedNonces.has(use)) throw refuse('SignatureNonceUsed');
    this.usedNonces.add(use);
    return holder.principal;
  }
}

function checkDate(text: string, times: Times, refuse: (code: string) => EcsError): void {
  const date = DATE.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(date)) throw refuse('InvalidTimeStamp.Format');
  const isNear = [times.wall, times.simulated].some((time) => Math.abs(time - date) <= MAX_SKEW_MS);
  if (!isNear) throw refuse('InvalidTimeStamp.Expired');
}
