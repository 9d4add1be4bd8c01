import { createHash } from 'node:crypto';
import { Failure } from '../failure/failure';
import type { AccessKey } from './access-key';
import type { Session, Sessions } from './session';

/** Where keys come from. It is asked before every call, so that a source which assumes a role can renew its key during a long creation. */
export interface KeySource {
  /** @throws Failure if there is none to be had. */
  key(): Promise<AccessKey>;
  /**
   * Another key in place of one that was refused, where another can be had.
   *
   * @throws Failure if there is none to be had.
   */
  readonly renew?: (refused: AccessKey) => Promise<AccessKey>;
}

/**
 * A source of keys whose sessions are taken from `sessions` and kept there, each by the identity of everything that it follows from.
 * `hide` hears of every secret, so that it can be kept out of logs.
 */
export function sessionSource(
  sessions: Sessions,
  { identity: parts, hide }: { readonly identity: readonly unknown[]; readonly hide: (secret: string) => void },
  open: () => Promise<Session>,
): KeySource {
  const identity = createHash('sha256').update(JSON.stringify(parts)).digest('base64');
  const key = async () => {
    const { key: current } = await sessions.get(identity, open);
    hide(current.accessKeySecret);
    if (current.securityToken !== undefined) hide(current.securityToken);
    return current;
  };
  return {
    key,
    renew: (refused) => {
      sessions.forget(identity, refused);
      return key();
    },
  };
}

/**
 * Makes a call with the key of a source. A key that is refused is renewed once, if its source can. The key is there before the call begins,
 * so that what an STS takes is not counted as a slow answer of the service.
 *
 * @throws Failure
 */
export async function withKey<Answer>(
  { key, renew }: KeySource,
  isRefusedKey: (failure: Failure) => boolean,
  call: (key: AccessKey) => Promise<Answer>,
): Promise<Answer> {
  const known = await key();
  try {
    return await call(known);
  } catch (error) {
    if (!renew || !(error instanceof Failure && isRefusedKey(error))) throw error;
    try {
      return await call(await renew(known));
    } catch (later) {
      throw error.answer.maybeDone && later instanceof Failure ? later.ofUnknownOutcome() : later;
    }
  }
}
