import type { AccessKey } from '../../keys/access-key';
import type { Problems } from '../../resource/problems';
import { matches } from '../../resource/rules';
import { type NumberRange, objectOf, policyRule, readerOf, secretRule } from '../../resource/type-configuration';
import { DEFAULT_SESSION_SECONDS, type KeyAuthentication, type RoleToAssume } from '../authentication';

/** The objects of a type configuration, as the generated models of each type have them. */
export interface GivenKey {
  readonly accessKeyId?: unknown;
  readonly accessKeySecret?: unknown;
  readonly securityToken?: unknown;
}
export interface GivenRole {
  readonly roleArn?: unknown;
  readonly sessionName?: unknown;
  readonly externalId?: unknown;
  readonly policy?: unknown;
  readonly durationSeconds?: unknown;
}

/** What a type configuration says of keys, as far as every cloud with this API has it. */
export interface GivenAuthentication {
  readonly credentials?: GivenKey | null;
  readonly assumeRole?: GivenRole | null;
}

export const roleRule = matches(
  /^acs:ram::\d{1,20}:role\/[\w.-]{1,64}$/,
  'must be of the form acs:ram::<account>:role/<name>',
);
export const sessionNameRule = matches(
  /^[\w.@-]{2,64}$/,
  'must be 2 to 64 letters, digits, periods, at signs, hyphens or underscores',
);
const externalIdRule = matches(
  /^[\w+=,.@:/-]{2,1224}$/,
  'must be 2 to 1224 letters, digits or characters of =,.@:/-_+',
);
/** Source: AssumeRole, parameter Policy. */
const LONGEST_POLICY = 2048;

/** Stands for a key that is missing, which is a problem already. */
const NO_KEY: AccessKey = { accessKeyId: '', accessKeySecret: '' };

/** How long a session may last: AssumeRole and AssumeRoleWithOIDC, DurationSeconds. */
export const SESSION_SECONDS: NumberRange = {
  least: 900,
  most: 43_200,
  otherwise: DEFAULT_SESSION_SECONDS,
  unit: 'seconds',
};

/** A key, or a role that is assumed with it; `methods`: those that there are. With problems, what it returns is not used. */
export function readKeyOrRole(given: GivenAuthentication, methods: string, problems: Problems): KeyAuthentication {
  const credentials = objectOf('Credentials', given.credentials, problems);
  const assumeRole = objectOf('AssumeRole', given.assumeRole, problems);
  if (!credentials) {
    const why = assumeRole ? 'AssumeRole assumes the role with it' : `the authentication methods are ${methods}`;
    problems.add('Credentials', `is missing: ${why}`);
  }
  const accessKey = credentials ? readAccessKey(credentials, problems) : NO_KEY;
  return assumeRole ? { kind: 'role', accessKey, role: readRole(assumeRole, problems) } : { kind: 'key', accessKey };
}

function readAccessKey(credentials: GivenKey, problems: Problems): AccessKey {
  const read = readerOf('Credentials', problems);
  const securityToken = read.optional('SecurityToken', credentials.securityToken, secretRule);
  return {
    accessKeyId: read.required('AccessKeyId', credentials.accessKeyId, secretRule),
    accessKeySecret: read.required('AccessKeySecret', credentials.accessKeySecret, secretRule),
    ...(securityToken !== undefined && { securityToken }),
  };
}

function readRole(given: GivenRole, problems: Problems): RoleToAssume {
  const read = readerOf('AssumeRole', problems);
  return {
    roleArn: read.required('RoleArn', given.roleArn, roleRule),
    sessionName: read.optional('SessionName', given.sessionName, sessionNameRule),
    externalId: read.optional('ExternalId', given.externalId, externalIdRule),
    policy: read.optional('Policy', given.policy, policyRule(LONGEST_POLICY)),
    durationSeconds: read.number('DurationSeconds', given.durationSeconds, SESSION_SECONDS),
  };
}
