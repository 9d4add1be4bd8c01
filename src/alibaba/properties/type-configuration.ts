import type { BaseModel } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { Problems } from '../../resource/problems';
import { matches, text } from '../../resource/rules';
import {
  checkEndpoint,
  missingConfiguration,
  objectOf,
  readerOf,
  readForceDelete,
  UNUSABLE,
} from '../../resource/type-configuration';
import type { Authentication, RoleWithOidc } from '../authentication';
import type { AlibabaAccess } from '../images';
import { type GivenAuthentication, readKeyOrRole, roleRule, SESSION_SECONDS, sessionNameRule } from './credentials';
import { regionRule } from './rules';

/** A type configuration that was checked: a default region, endpoints, the one authentication method, and how deletions are done. */
export interface Access extends AlibabaAccess {
  /** Whether every deletion is forced, whatever the resource says. */
  readonly forceDelete: boolean;
}

interface GivenRoleWithOidc {
  readonly providerArn?: unknown;
  readonly roleArn?: unknown;
  readonly audience?: unknown;
  readonly sessionName?: unknown;
  readonly durationSeconds?: unknown;
}

/** The type configuration of a type on Alibaba Cloud, as its generated model has it. */
export interface AlibabaConfiguration extends BaseModel, GivenAuthentication {
  readonly regionId?: string | null;
  readonly assumeRoleWithOIDC?: GivenRoleWithOidc | null;
  readonly endpoints?: { readonly ecs?: string | null; readonly sts?: string | null } | null;
  readonly forceDelete?: boolean | null;
}

const METHODS = 'Credentials, Credentials with AssumeRole, or AssumeRoleWithOIDC';

const providerRule = matches(
  /^acs:ram::\d{1,20}:oidc-provider\/[\w.-]{1,128}$/,
  'must be of the form acs:ram::<account>:oidc-provider/<name>',
);
const audienceRule = matches(/^.{1,1000}$/su, 'must have 1 to 1000 characters');

/**
 * Checks a type configuration.
 *
 * @throws Failure InvalidTypeConfiguration that says what is missing or wrong, and never prints a value.
 */
export function readTypeConfiguration(configuration: AlibabaConfiguration | null | undefined): Access {
  if (!configuration) throw missingConfiguration(`RegionId and an authentication method: ${METHODS}`);
  const { regionId, endpoints } = configuration;
  const problems = new Problems();

  if (!regionId) problems.add('RegionId', 'is missing');
  else text(regionRule)('RegionId', regionId, problems);
  const authentication = readAuthentication(configuration, problems);
  checkEndpoint('Endpoints.Ecs', endpoints?.ecs, problems);
  checkEndpoint('Endpoints.Sts', endpoints?.sts, problems);
  const forceDelete = readForceDelete(configuration.forceDelete, problems);
  problems.raise('InvalidTypeConfiguration', UNUSABLE);

  return {
    defaultRegionId: regionId ?? '',
    ...(endpoints?.ecs && { ecsEndpoint: endpoints.ecs }),
    ...(endpoints?.sts && { stsEndpoint: endpoints.sts }),
    authentication,
    forceDelete,
  };
}

/**
 * Exactly one authentication method: Credentials, Credentials with AssumeRole, or AssumeRoleWithOIDC; with problems, what it returns is not
 * used.
 */
function readAuthentication(configuration: AlibabaConfiguration, problems: Problems): Authentication {
  const assumeRoleWithOIDC = objectOf('AssumeRoleWithOIDC', configuration.assumeRoleWithOIDC, problems);
  if (!assumeRoleWithOIDC) return readKeyOrRole(configuration, METHODS, problems);
  const others = [
    objectOf('Credentials', configuration.credentials, problems),
    objectOf('AssumeRole', configuration.assumeRole, problems),
  ];
  if (others.some(Boolean)) {
    problems.add('AssumeRoleWithOIDC', 'cannot be used with Credentials or AssumeRole: remove it, or both of them');
  }
  return { kind: 'web-identity', role: readRoleWithOidc(assumeRoleWithOIDC, problems) };
}

function readRoleWithOidc(given: GivenRoleWithOidc, problems: Problems): RoleWithOidc {
  const read = readerOf('AssumeRoleWithOIDC', problems);
  return {
    providerArn: read.required('ProviderArn', given.providerArn, providerRule),
    roleArn: read.required('RoleArn', given.roleArn, roleRule),
    audience: read.required('Audience', given.audience, audienceRule),
    sessionName: read.optional('SessionName', given.sessionName, sessionNameRule),
    durationSeconds: read.number('DurationSeconds', given.durationSeconds, SESSION_SECONDS),
  };
}
