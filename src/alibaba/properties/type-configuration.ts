import type { BaseModel } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { endpointProblem } from '../../calling/endpoint';
import { Failure } from '../../failure/failure';
import type { AccessKey } from '../../keys/access-key';
import { Problems } from '../../resource/problems';
import { flag, text } from '../../resource/rules';
import { type Authentication, DEFAULT_SESSION_SECONDS, type RoleToAssume, type RoleWithOidc } from '../authentication';
import type { AlibabaAccess } from '../images';
import { regionRule } from './rules';

/** A type configuration that was checked: a default region, endpoints, the one way to credentials, and how deletions are done. */
export interface Access extends AlibabaAccess {
  /** Whether every deletion is forced, whatever the resource says. */
  readonly forceDelete: boolean;
}

/** The objects of a type configuration, as the generated models of each type have them. */
interface GivenKey {
  readonly accessKeyId?: unknown;
  readonly accessKeySecret?: unknown;
  readonly securityToken?: unknown;
}
interface GivenRole {
  readonly roleArn?: unknown;
  readonly sessionName?: unknown;
  readonly externalId?: unknown;
  readonly policy?: unknown;
  readonly durationSeconds?: unknown;
}
interface GivenRoleWithOidc {
  readonly providerArn?: unknown;
  readonly roleArn?: unknown;
  readonly audience?: unknown;
  readonly sessionName?: unknown;
  readonly durationSeconds?: unknown;
}

/** The type configuration of a type on Alibaba Cloud, as its generated model has it. */
export interface AlibabaConfiguration extends BaseModel {
  readonly regionId?: string | null;
  readonly credentials?: GivenKey | null;
  readonly assumeRole?: GivenRole | null;
  readonly assumeRoleWithOIDC?: GivenRoleWithOidc | null;
  readonly endpoints?: { readonly ecs?: string | null; readonly sts?: string | null } | null;
  readonly forceDelete?: boolean | null;
}

const HOW = 'Set it with aws cloudformation set-type-configuration';
const METHODS = 'Credentials, Credentials with AssumeRole, or AssumeRoleWithOIDC';

/** Why a text cannot be the value of a property, or `undefined` if it can. */
type TextRule = (text: string) => string | undefined;

const form =
  (pattern: RegExp, problem: string): TextRule =>
  (text) =>
    pattern.test(text) ? undefined : problem;

/** A secret is checked for what breaks a request header. */
const secretRule = form(/^[\x21-\x7e]+$/, 'holds a space, a line break or another character that no key has');
const roleRule = form(/^acs:ram::\d{1,20}:role\/[\w.-]{1,64}$/, 'must be of the form acs:ram::<account>:role/<name>');
const providerRule = form(
  /^acs:ram::\d{1,20}:oidc-provider\/[\w.-]{1,128}$/,
  'must be of the form acs:ram::<account>:oidc-provider/<name>',
);
const audienceRule = form(/^.{1,1000}$/su, 'must have 1 to 1000 characters');
const sessionNameRule = form(
  /^[\w.@-]{2,64}$/,
  'must be 2 to 64 letters, digits, periods, at signs, hyphens or underscores',
);
const externalIdRule = form(/^[\w+=,.@:/-]{2,1224}$/, 'must be 2 to 1224 letters, digits or characters of =,.@:/-_+');
const policyRule: TextRule = (text) => {
  if (text.length > 2048) return 'must have at most 2048 characters';
  return isJsonObject(text) ? undefined : 'must be a policy as JSON text';
};

/** Stands for a key that is missing, which is a problem already. */
const NO_KEY: AccessKey = { accessKeyId: '', accessKeySecret: '' };

/** How long a session may last, in seconds: AssumeRole and AssumeRoleWithOIDC, DurationSeconds. */
const SHORTEST_SESSION = 900;
const LONGEST_SESSION = 43_200;

/**
 * Checks a type configuration.
 *
 * @throws Failure InvalidTypeConfiguration that says what is missing or wrong, and never prints a value.
 */
export function readTypeConfiguration(configuration: AlibabaConfiguration | null | undefined): Access {
  if (!configuration) {
    throw new Failure(
      'InvalidTypeConfiguration',
      `The type configuration is missing. ${HOW}: RegionId and an authentication method: ${METHODS}.`,
    );
  }
  const { regionId, endpoints, forceDelete } = configuration;
  const problems = new Problems();

  if (!regionId) problems.add('RegionId', 'is missing');
  else text(regionRule)('RegionId', regionId, problems);
  const authentication = readAuthentication(configuration, problems);
  checkEndpoint('Endpoints.Ecs', endpoints?.ecs, problems);
  checkEndpoint('Endpoints.Sts', endpoints?.sts, problems);
  flag('ForceDelete', forceDelete, problems);
  problems.raise('InvalidTypeConfiguration', `The type configuration is not usable. ${HOW}`);

  return {
    defaultRegionId: regionId ?? '',
    ...(endpoints?.ecs && { ecsEndpoint: endpoints.ecs }),
    ...(endpoints?.sts && { stsEndpoint: endpoints.sts }),
    authentication,
    forceDelete: forceDelete === true,
  };
}

/** Exactly one authentication method: Credentials, Credentials with AssumeRole, or AssumeRoleWithOIDC; with problems, what it returns is not used. */
function readAuthentication(configuration: AlibabaConfiguration, problems: Problems): Authentication {
  const credentials = objectOf('Credentials', configuration.credentials, problems);
  const assumeRole = objectOf('AssumeRole', configuration.assumeRole, problems);
  const assumeRoleWithOIDC = objectOf('AssumeRoleWithOIDC', configuration.assumeRoleWithOIDC, problems);
  if (assumeRoleWithOIDC) {
    if (credentials || assumeRole) {
      problems.add('AssumeRoleWithOIDC', 'cannot be used with Credentials or AssumeRole: remove it, or both of them');
    }
    return { kind: 'web-identity', role: readRoleWithOidc(assumeRoleWithOIDC, problems) };
  }
  if (!credentials) {
    const why = assumeRole ? 'AssumeRole assumes the role with it' : `the authentication methods are ${METHODS}`;
    problems.add('Credentials', `is missing: ${why}`);
  }
  const accessKey = credentials ? readAccessKey(credentials, problems) : NO_KEY;
  return assumeRole ? { kind: 'role', accessKey, role: readRole(assumeRole, problems) } : { kind: 'key', accessKey };
}

/** An object that is given; `undefined` where it is not. What is given and no object must not pass for absent: it may be meant to narrow. */
function objectOf<T extends object>(name: string, value: T | null | undefined, problems: Problems): T | undefined {
  const given: unknown = value ?? undefined;
  if (given === undefined) return undefined;
  if (typeof given !== 'object' || Array.isArray(given)) problems.add(name, 'must be an object');
  return value ?? undefined;
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
    policy: read.optional('Policy', given.policy, policyRule),
    durationSeconds: read.seconds('DurationSeconds', given.durationSeconds),
  };
}

function readRoleWithOidc(given: GivenRoleWithOidc, problems: Problems): RoleWithOidc {
  const read = readerOf('AssumeRoleWithOIDC', problems);
  return {
    providerArn: read.required('ProviderArn', given.providerArn, providerRule),
    roleArn: read.required('RoleArn', given.roleArn, roleRule),
    audience: read.required('Audience', given.audience, audienceRule),
    sessionName: read.optional('SessionName', given.sessionName, sessionNameRule),
    durationSeconds: read.seconds('DurationSeconds', given.durationSeconds),
  };
}

/** Reads the values of one object of the type configuration. A value is never said: any of them may be a secret, by intent or by mistake. */
function readerOf(object: string, problems: Problems) {
  const required = (name: string, value: unknown, rule: TextRule): string => {
    const problem = textProblem(value, rule);
    if (problem) problems.add(`${object}.${name}`, problem);
    return typeof value === 'string' ? value : '';
  };
  return {
    required,
    optional: (name: string, value: unknown, rule: TextRule): string | undefined =>
      value === undefined || value === null ? undefined : required(name, value, rule),
    seconds: (name: string, value: unknown): number => {
      if (value === undefined || value === null) return DEFAULT_SESSION_SECONDS;
      // The library makes a bigint of an integer that comes as a text.
      const seconds = Number(value);
      if (!(Number.isInteger(seconds) && seconds >= SHORTEST_SESSION && seconds <= LONGEST_SESSION)) {
        problems.add(`${object}.${name}`, `must be ${SHORTEST_SESSION} to ${LONGEST_SESSION} seconds`);
      }
      return seconds;
    },
  };
}

function textProblem(value: unknown, rule: TextRule): string | undefined {
  if (value === undefined || value === null || value === '') return 'is missing';
  if (typeof value !== 'string') return 'must be a string';
  return value.startsWith('{{resolve:') ? 'is a dynamic reference that was not resolved' : rule(value);
}

function checkEndpoint(name: string, value: unknown, problems: Problems): void {
  if (value === undefined || value === null) return;
  const problem = typeof value === 'string' ? endpointProblem(value) : 'must be a string';
  if (problem) problems.add(name, problem);
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
