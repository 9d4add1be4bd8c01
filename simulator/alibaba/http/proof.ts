import type { EcsError } from '../api/errors';
import type { AlibabaRequest } from './request';

/** What a request says about its sender, however it is signed. */
export interface Proof {
  readonly accessKeyId: string;
  /** As it was sent. */
  readonly date: string;
  readonly securityToken?: string;
  readonly nonce?: string;
  /** What the service says if the secret of the key does not make this signature; undefined: it does. */
  mismatch(secret: string): string | undefined;
}

/**
 * Reads the proof of a request.
 *
 * @param refuse makes the error of a code
 * @throws EcsError if it is not all there
 */
export type ProofReader = (request: AlibabaRequest, refuse: (code: string) => EcsError) => Proof;
