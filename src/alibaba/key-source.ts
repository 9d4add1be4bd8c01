import type { AccessKey } from '../keys/access-key';
import type { AssumedByKey, AssumedByToken, Authentication } from '../keys/authentication';
import type { Caller } from '../keys/caller';
import { type KeySource, sessionSource } from '../keys/key-source';
import { tokenOfRole, whileOpening, withoutRole } from '../keys/opening';
import type { Session, Sessions } from '../keys/session';
import { openSession, type StsCalls } from './sts-client';

/** On whose behalf keys are obtained, and from which STS. */
export type KeyContext = Omit<Caller, 'sessions'> & { readonly sts: StsCalls };

const OIDC = 'AssumeRoleWithOIDC';

/**
 * A source of keys, with the name that Alibaba Cloud's own clients send for its authentication method (header x-acs-credentials-provider;
 * `getProviderName` of `@alicloud/credentials` 2.4.7).
 */
export interface NamedKeySource extends KeySource {
  readonly name: string;
}

/** The source of keys for an authentication method. It keeps its sessions in `sessions`. */
export function keySourceOf(authentication: Authentication, sessions: Sessions, context: KeyContext): NamedKeySource {
  const { owner, sessionName, sts, hide } = context;
  const identified = { identity: [owner, sessionName, sts.identity, authentication], hide };
  switch (authentication.kind) {
    case 'key':
      return fixedKey(authentication.accessKey);
    case 'assumed':
      return {
        name: `ram_role_arn/${fixedKey(authentication.accessKey).name}`,
        ...sessionSource(sessions, identified, () => assumeRole(authentication, context)),
      };
    case 'web-identity': {
      const { webIdentity } = context;
      if (!webIdentity) throw withoutRole(OIDC);
      const { assumed } = authentication;
      return {
        name: 'oidc_role_arn',
        ...sessionSource(sessions, identified, () => assumeRoleWithOidc(assumed, { ...context, webIdentity })),
      };
    }
  }
}

/** The key in the type configuration. */
export function fixedKey(key: AccessKey): NamedKeySource {
  return { name: key.securityToken === undefined ? 'static_ak' : 'static_sts', key: async () => key };
}

async function assumeRole(
  { accessKey, assumed }: { accessKey: AccessKey; assumed: AssumedByKey },
  { sessionName, sts, surroundings }: KeyContext,
): Promise<Session> {
  const { name: roleArn, externalId, policy, durationSeconds } = assumed;
  const form = {
    RoleArn: roleArn,
    RoleSessionName: assumed.sessionName ?? sessionName,
    DurationSeconds: String(durationSeconds),
    ...(externalId !== undefined && { ExternalId: externalId }),
    ...(policy !== undefined && { Policy: policy }),
  };
  const key = { ...accessKey, source: fixedKey(accessKey).name };
  const facts = { method: 'AssumeRole', role: roleArn };
  return openSession('AssumeRole', form, { sts, key, facts }, whileOpening(surroundings));
}

async function assumeRoleWithOidc(
  { provider, name: roleArn, audience, sessionName: ownName, durationSeconds }: AssumedByToken,
  context: KeyContext & Required<Pick<KeyContext, 'webIdentity'>>,
): Promise<Session> {
  const { sessionName, sts } = context;
  const within = whileOpening(context.surroundings);
  const { token, claims } = await tokenOfRole({ method: OIDC, audience }, context, within);
  const form = {
    OIDCProviderArn: provider,
    OIDCToken: token,
    RoleArn: roleArn,
    RoleSessionName: ownName ?? sessionName,
    DurationSeconds: String(durationSeconds),
  };
  const facts = { method: OIDC, role: roleArn, provider, audience, ...claims };
  return openSession(OIDC, form, { sts, facts }, within);
}
