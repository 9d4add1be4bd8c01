import { createHash } from 'node:crypto';
import { Failure } from '../failure/failure';
import type { AccessKey } from './access-key';
import type { Session, Sessions } from './session';

/** Where keys come from. It is asked before every call, so that a source that assumes a role can renew its key during a long creation. */
export interface KeySource {
  /** @throws Failure if no key can be obtained. */
  key(): Promise<AccessKey>;
  /**
   * Another key that replaces a refused one. Absent if the source has only one key.
   *
   * @throws Failure if no key can be obtained.
   */
  readonly renew?: (refused: AccessKey) => Promise<AccessKey>;
}

/**
 * A source of keys that keeps its sessions in `sessions`, each under a hash of `identity`, which contains everything that the session
 * depends on. `hide` receives every secret, to keep it out of logs.
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
 * Makes a call with the key of a source. If the key is refused, it is renewed once, if the source can do this. The key is obtained before
 * the call begins, so that the time of an STS does not count as a slow answer of the service.
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
      throw error.answer.maybeDone && later instanceof Failure ? later.asMaybeDone() : later;
    }
  }
}
