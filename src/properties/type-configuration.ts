import type { AccessKey } from '../ecs/credentials';
import { endpointProblem } from '../ecs/endpoint';
import { Failure } from '../image-copy/failure';
import type { TypeConfigurationModel } from '../models';
import { Problems } from './problems';
import { checkText, regionRule } from './rules';

/** A type configuration that was checked: a default region, an endpoint and the one way to credentials. */
export interface Access {
  readonly defaultRegionId: string;
  readonly ecsEndpoint?: string;
  readonly accessKey: AccessKey;
}

const HOW = 'Set it with aws cloudformation set-type-configuration';

/**
 * Checks a type configuration.
 *
 * @throws Failure InvalidTypeConfiguration that says what is missing or wrong, and never prints a value.
 */
export function readTypeConfiguration(configuration: TypeConfigurationModel | null | undefined): Access {
  if (!configuration) {
    throw new Failure(
      'InvalidTypeConfiguration',
      `The type configuration is missing. ${HOW}: RegionId and Credentials.`,
    );
  }
  const { regionId, credentials, endpoints } = configuration;
  const problems = new Problems();

  if (!regionId) problems.add('RegionId', 'is missing');
  else checkText('RegionId', regionId, problems, regionRule);
  checkWayIn(configuration, problems);
  checkEndpoint('Endpoints.Ecs', endpoints?.ecs, problems);
  checkEndpoint('Endpoints.Sts', endpoints?.sts, problems);
  problems.raise('InvalidTypeConfiguration', `The type configuration is not usable. ${HOW}`);

  return {
    defaultRegionId: regionId ?? '',
    ...(endpoints?.ecs && { ecsEndpoint: endpoints.ecs }),
    accessKey: {
      accessKeyId: credentials?.accessKeyId ?? '',
      accessKeySecret: credentials?.accessKeySecret ?? '',
      ...(credentials?.securityToken && { securityToken: credentials.securityToken }),
    },
  };
}

/** Exactly one way in: Credentials, Credentials with AssumeRole, or AssumeRoleWithOIDC; the latter two are refused until they are built. */
function checkWayIn({ credentials, assumeRole, assumeRoleWithOIDC }: TypeConfigurationModel, problems: Problems): void {
  if (assumeRoleWithOIDC && (credentials || assumeRole)) {
    problems.add('AssumeRoleWithOIDC', 'stands alone: remove Credentials and AssumeRole, or it');
  } else if (assumeRoleWithOIDC) {
    problems.add('AssumeRoleWithOIDC', 'is not supported by this version: use Credentials');
  } else if (!credentials) {
    problems.add('Credentials', assumeRole ? 'is missing: AssumeRole assumes the role with it' : 'is missing');
  } else if (assumeRole) {
    problems.add('AssumeRole', 'is not supported by this version: use Credentials alone');
  } else {
    checkSecret('Credentials.AccessKeyId', credentials.accessKeyId, problems);
    checkSecret('Credentials.AccessKeySecret', credentials.accessKeySecret, problems);
    checkSecret('Credentials.SecurityToken', credentials.securityToken ?? undefined, problems, 'optional');
  }
}

/** A secret is checked for what breaks a request header, and for a reference that nobody resolved; its value is never said. */
function checkSecret(
  name: string,
  value: unknown,
  problems: Problems,
  need: 'required' | 'optional' = 'required',
): void {
  if (value === undefined && need === 'optional') return;
  const problem = secretProblem(value);
  if (problem) problems.add(name, problem);
}

function secretProblem(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return 'is missing';
  if (value.startsWith('{{resolve:')) return 'is a dynamic reference that was not resolved';
  return /^[\x21-\x7e]+$/.test(value) ? undefined : 'holds a space, a line break or another character that no key has';
}

function checkEndpoint(name: string, value: unknown, problems: Problems): void {
  if (value === undefined || value === null) return;
  const problem = typeof value === 'string' ? endpointProblem(value) : 'must be a string';
  if (problem) problems.add(name, problem);
}
