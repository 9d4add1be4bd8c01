import type { CallSurroundings } from '../calling/call';
import { Failure } from '../failure/failure';
import type { AccessKey } from '../keys/access-key';
import type { Caller } from '../keys/caller';
import { type KeySource, sessionSource } from '../keys/key-source';
import type { Session, Sessions } from '../keys/session';
import { claimsOf, getWebIdentityToken, type WebIdentity } from '../keys/web-identity';
import type { Authentication, RoleToAssume, RoleWithOidc } from './authentication';
import { openSession, type StsCalls } from './sts-client';

/** For whom keys are got, and where. */
export type KeyContext = Omit<Caller, 'sessions'> & { readonly sts: StsCalls };

/** How long all calls to the two STS may take together, in milliseconds; the rest of an invocation belongs to ECS. */
const LONGEST_OPENING = 12_000;
/** How long a web identity token lives, in seconds: it is exchanged at once, AWS takes 60 at least, and clocks differ. */
const TOKEN_SECONDS = 120;

/** The source of keys that an authentication method leads to; sessions are taken from `sessions` and kept there. */
export function keySourceOf(authentication: Authentication, sessions: Sessions, context: KeyContext): KeySource {
  const { owner, sessionName, sts, hide } = context;
  const identified = { identity: [owner, sessionName, sts.identity, authentication], hide };
  switch (authentication.kind) {
    case 'key':
      return fixedKey(authentication.accessKey);
    case 'role':
      return sessionSource('ram_role_arn', sessions, identified, () => assumeRole(authentication, context));
    case 'web-identity': {
      const { webIdentity } = context;
      if (!webIdentity) throw withoutRole();
      return sessionSource('oidc_role_arn', sessions, identified, () =>
        assumeRoleWithOidc(authentication.role, webIdentity, context),
      );
    }
  }
}

function withoutRole(): Failure {
  return new Failure(
    'InvalidCredentials',
    'AssumeRoleWithOIDC needs the AWS credentials of an execution role, and CloudFormation gave none to the handlers. Register the resource type with an execution role: cfn submit makes one, or takes it with --role-arn.',
  );
}

/** The key that stands in the type configuration. */
export function fixedKey(key: AccessKey): KeySource {
  return { name: key.securityToken === undefined ? 'static_ak' : 'static_sts', key: async () => key };
}

async function assumeRole(
  { accessKey, role }: { accessKey: AccessKey; role: RoleToAssume },
  { sessionName, sts, surroundings }: KeyContext,
): Promise<Session> {
  const { roleArn, externalId, policy, durationSeconds } = role;
  const form = {
    RoleArn: roleArn,
    RoleSessionName: role.sessionName ?? sessionName,
    DurationSeconds: String(durationSeconds),
    ...(externalId !== undefined && { ExternalId: externalId }),
    ...(policy !== undefined && { Policy: policy }),
  };
  const key = { ...accessKey, source: fixedKey(accessKey).name };
  const facts = { method: 'AssumeRole', role: roleArn };
  return openSession('AssumeRole', form, { sts, key, facts }, limited(surroundings));
}

async function assumeRoleWithOidc(
  { providerArn, roleArn, audience, sessionName: ownName, durationSeconds }: RoleWithOidc,
  webIdentity: WebIdentity,
  { sessionName, sts, surroundings, hide }: KeyContext,
): Promise<Session> {
  const within = limited(surroundings);
  const method = 'AssumeRoleWithOIDC';
  const wanted = { method, audience, durationSeconds: TOKEN_SECONDS };
  const token = await getWebIdentityToken(webIdentity, wanted, within);
  hide(token);
  const form = {
    OIDCProviderArn: providerArn,
    OIDCToken: token,
    RoleArn: roleArn,
    RoleSessionName: ownName ?? sessionName,
    DurationSeconds: String(durationSeconds),
  };
  const facts = { method, role: roleArn, provider: providerArn, audience, ...claimsOf(token) };
  return openSession('AssumeRoleWithOIDC', form, { sts, facts }, within);
}

function limited(surroundings: CallSurroundings): CallSurroundings {
  const { deadline, runtime } = surroundings;
  return { ...surroundings, deadline: Math.min(deadline, runtime.now() + LONGEST_OPENING) };
}
