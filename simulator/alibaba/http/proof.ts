import type { EcsError } from '../api/errors';
import type { AlibabaRequest } from './request';

/** What a request says about its sender, whatever its kind of signature. */
export interface Proof {
  readonly accessKeyId: string;
  /** In the form in which it was sent. */
  readonly date: string;
  readonly securityToken?: string;
  readonly nonce?: string;
  /** The error text of the service if the secret does not lead to this signature; `undefined` if it does. */
  mismatch(secret: string): string | undefined;
}

/**
 * Reads the proof of a request.
 *
 * @param refuse creates the error with a code
 * @throws EcsError if the proof is not complete
 */
export type ProofReader = (request: AlibabaRequest, refuse: (code: string) => EcsError) => Proof;
