import { createHash } from 'node:crypto';
import type { CallSurroundings } from '../calling/call';
import { type AccessKey, fixedKey, type KeySource } from '../keys/key-source';
import type { Endpoint } from '../calling/endpoint';
import { Failure } from '../failure/failure';
import { getWebIdentityToken, openSession } from './sts-client';
import type { Session, Sessions } from '../keys/session';
import type { RoleToAssume, RoleWithOidc, WayIn } from './authentication';
import { claimsOf, type WebIdentity } from '../keys/web-identity';

/** For whom keys are got, and by which means. */
export interface KeyContext {
  /** Whose sessions may be shared: everything beside the way in that a session follows from, such as AWS account and region. */
  readonly owner: readonly (string | undefined)[];
  /** The name of a session that the way in does not name, as ActionTrail shows it. */
  readonly sessionName: string;
  readonly endpoint: Endpoint;
  /** Absent: the event has no credentials of a role. */
  readonly webIdentity?: WebIdentity;
  readonly surroundings: CallSurroundings;
  /** Hears of every secret that comes from an STS, so that it can be kept out of logs. */
  readonly hide: (secret: string) => void;
}

/** How long all calls to the two STS may take together, in milliseconds; the rest of an invocation belongs to ECS. */
const LONGEST_OPENING = 12_000;
/** How long a web identity token lives, in seconds: it is exchanged at once, AWS takes 60 at least, and clocks differ. */
const TOKEN_SECONDS = 120;

/** The source of keys that a way in leads to; sessions are taken from `sessions` and kept there. */
export function keySourceOf(wayIn: WayIn, sessions: Sessions, context: KeyContext): KeySource {
  switch (wayIn.kind) {
    case 'key':
      return fixedKey(wayIn.accessKey);
    case 'role':
      return sessionSource('ram_role_arn', wayIn, sessions, context, () => assumeRole(wayIn, context));
    case 'web-identity': {
      const { webIdentity } = context;
      if (!webIdentity) throw withoutRole();
      return sessionSource('oidc_role_arn', wayIn, sessions, context, () =>
        assumeRoleWithOidc(wayIn.role, webIdentity, context),
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

function sessionSource(
  name: string,
  wayIn: WayIn,
  sessions: Sessions,
  { owner, sessionName, endpoint, hide }: KeyContext,
  open: () => Promise<Session>,
): KeySource {
  const identity = createHash('sha256')
    .update(JSON.stringify([owner, sessionName, endpoint, wayIn]))
    .digest('base64');
  const key = async () => {
    const { key: current } = await sessions.get(identity, open);
    hide(current.accessKeySecret);
    if (current.securityToken !== undefined) hide(current.securityToken);
    return current;
  };
  return {
    name,
    key,
    renew: (refused) => {
      sessions.forget(identity, refused);
      return key();
    },
  };
}

async function assumeRole(
  { accessKey, role }: { accessKey: AccessKey; role: RoleToAssume },
  { sessionName, endpoint, surroundings }: KeyContext,
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
  const facts = { wayIn: 'AssumeRole', role: roleArn };
  return openSession('AssumeRole', form, { endpoint, key, facts }, limited(surroundings));
}

async function assumeRoleWithOidc(
  { providerArn, roleArn, audience, sessionName: ownName, durationSeconds }: RoleWithOidc,
  webIdentity: WebIdentity,
  { sessionName, endpoint, surroundings, hide }: KeyContext,
): Promise<Session> {
  const within = limited(surroundings);
  const token = await getWebIdentityToken(webIdentity, audience, TOKEN_SECONDS, within);
  hide(token);
  const form = {
    OIDCProviderArn: providerArn,
    OIDCToken: token,
    RoleArn: roleArn,
    RoleSessionName: ownName ?? sessionName,
    DurationSeconds: String(durationSeconds),
  };
  const facts = { wayIn: 'AssumeRoleWithOIDC', role: roleArn, provider: providerArn, audience, ...claimsOf(token) };
  return openSession('AssumeRoleWithOIDC', form, { endpoint, facts }, within);
}

function limited(surroundings: CallSurroundings): CallSurroundings {
  const { deadline, runtime } = surroundings;
  return { ...surroundings, deadline: Math.min(deadline, runtime.now() + LONGEST_OPENING) };
}
