import type { AccessKey } from '../keys/access-key';
import { type CloudSts, keySourceOf } from '../keys/authenticating';
import type { Authentication } from '../keys/authentication';
import type { Caller } from '../keys/caller';
import type { KeySource } from '../keys/key-source';
import { openSession, type StsCalls } from './sts-client';

const OIDC = 'AssumeRoleWithOIDC';

/**
 * A source of keys, with the name that Alibaba Cloud's own clients send for its authentication method (header x-acs-credentials-provider;
 * `getProviderName` of `@alicloud/credentials` 2.4.7).
 */
export interface NamedKeySource extends KeySource {
  readonly name: string;
}

/** The source of keys for an authentication method, whose sessions an STS opens. */
export function namedKeySource(authentication: Authentication, caller: Caller, sts: StsCalls): NamedKeySource {
  return { name: nameOf(authentication), ...keySourceOf(authentication, caller, sessionsOf(sts)) };
}

function nameOf(authentication: Authentication): string {
  if (authentication.kind === 'web-identity') return 'oidc_role_arn';
  const name = nameOfKey(authentication.accessKey);
  return authentication.kind === 'key' ? name : `ram_role_arn/${name}`;
}

/** The name of a key in the type configuration. */
function nameOfKey({ securityToken }: AccessKey): string {
  return securityToken === undefined ? 'static_ak' : 'static_sts';
}

/** The sessions that an STS opens. */
export function sessionsOf(sts: StsCalls): CloudSts {
  return {
    identity: sts.identity,
    tokenMethod: OIDC,
    openByKey: ({ name: role, sessionName, externalId, policy, durationSeconds }, accessKey, within) => {
      const form = {
        RoleArn: role,
        RoleSessionName: sessionName,
        DurationSeconds: String(durationSeconds),
        ...(externalId !== undefined && { ExternalId: externalId }),
        ...(policy !== undefined && { Policy: policy }),
      };
      const key = { ...accessKey, source: nameOfKey(accessKey) };
      return openSession('AssumeRole', form, { sts, key, facts: { role } }, within);
    },
    openByToken: ({ provider, name: role, audience, sessionName, durationSeconds }, token, claims, within) => {
      const form = {
        OIDCProviderArn: provider,
        OIDCToken: token,
        RoleArn: role,
        RoleSessionName: sessionName,
        DurationSeconds: String(durationSeconds),
      };
      return openSession(OIDC, form, { sts, facts: { role, provider, audience, ...claims } }, within);
    },
  };
}
