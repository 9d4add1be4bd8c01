import type { CallSurroundings } from '../calling/call';
import type { AccessKey } from './access-key';
import type { AssumedByKey, AssumedByToken, Authentication } from './authentication';
import type { Caller } from './caller';
import { type KeySource, sessionSource } from './key-source';
import { tokenOfRole, whileOpening, withoutRole } from './opening';
import type { Session } from './session';
import type { Claims } from './web-identity';

/** A role or agency, with the name that its session gets. */
export type Named<Assumed> = Assumed & { readonly sessionName: string };

/** How a cloud opens sessions. */
export interface CloudSts {
  /** What a session depends on in addition to the authentication method. */
  readonly identity: unknown;
  /** The object of the type configuration for sessions of web identities. */
  readonly tokenMethod: string;
  /** @throws Failure */
  openByKey(assumed: Named<AssumedByKey>, key: AccessKey, within: CallSurroundings): Promise<Session>;
  /**
   * `claims`: those in the token, for messages.
   *
   * @throws Failure
   */
  openByToken(
    assumed: Named<AssumedByToken>,
    token: string,
    claims: Claims,
    within: CallSurroundings,
  ): Promise<Session>;
}

/**
 * The source of keys for an authentication method.
 *
 * @throws Failure if the method needs the credentials of a role and there are none.
 */
export function keySourceOf(authentication: Authentication, caller: Caller, sts: CloudSts): KeySource {
  const { owner, sessionName, sessions, hide, surroundings, webIdentity } = caller;
  const identified = { identity: [owner, sessionName, sts.identity, authentication], hide };
  const named = <Assumed extends AssumedByKey | AssumedByToken>(assumed: Assumed): Named<Assumed> => ({
    ...assumed,
    sessionName: assumed.sessionName ?? sessionName,
  });
  const opened = (open: (within: CallSurroundings) => Promise<Session>): KeySource =>
    sessionSource(sessions, identified, () => open(whileOpening(surroundings)));
  switch (authentication.kind) {
    case 'key':
      return { key: async () => authentication.accessKey };
    case 'assumed': {
      const { accessKey, assumed } = authentication;
      return opened((within) => sts.openByKey(named(assumed), accessKey, within));
    }
    case 'web-identity': {
      if (!webIdentity) throw withoutRole(sts.tokenMethod);
      const { assumed } = authentication;
      const wanted = { method: sts.tokenMethod, audience: assumed.audience };
      return opened(async (within) => {
        const { token, claims } = await tokenOfRole(wanted, { webIdentity, hide }, within);
        return sts.openByToken(named(assumed), token, claims, within);
      });
    }
  }
}
