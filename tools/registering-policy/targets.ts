import { readFileSync } from 'node:fs';
import { accessMethods, configurationFile } from '../access';
import { allProjects } from '../projects';

/**
 * The beginnings of the names of everything that belongs to types: the types' names in AWS's CLI, without those that begin with another
 * one.
 */
export function beginnings(names: readonly string[]): readonly string[] {
  return names.filter((name) => !names.some((other) => other !== name && name.startsWith(other)));
}

/** The beginnings for the types in the list. */
export const TYPE_BEGINNINGS = beginnings(allProjects().map(({ hyphenatedName }) => hyphenatedName));

/** The ARNs of what belongs to the types. `TYPE` is replaced by the beginning of a name. */
const ofTypes = (arn: string): readonly string[] => TYPE_BEGINNINGS.map((name) => arn.replace('TYPE', name));

/** The type configurations of all types, as text. */
export function allConfigurations(): readonly string[] {
  const files = allProjects().flatMap((project) =>
    accessMethods(project).map((method) => configurationFile(project, method)),
  );
  return files.map((file) => readFileSync(file, 'utf8'));
}

/** The names of the secrets that texts refer to, each once. */
export function secretsIn(texts: readonly string[]): readonly string[] {
  const names = texts.flatMap((text) =>
    [...text.matchAll(/\{\{resolve:secretsmanager:([^:}]+)/g)].map(([, name = '']) => name),
  );
  return [...new Set(names)];
}

/** The target of a statement of the policy. */
export interface Target {
  /** Its `Sid`. */
  readonly sid: string;
  /** The ARNs, of every account and region. */
  readonly resources: readonly string[];
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export type TargetName = keyof typeof TARGETS;

const PASSED_TO = (service: string) => ({ StringEquals: { 'iam:PassedToService': service } });

/**
 * The targets, in the order of their statements. CloudFormation shortens the names of stacks in those of roles and buckets:
 * CloudFormationManagedUplo-LogAndMetricsDeliveryRol-7HGNMUOAABC1, cloudformationmanageduploadinfrast-artifactbucket-154zq5ecxpp2u
 * (cloudformation-cli, tests/test_upload.py).
 */
export const TARGETS = {
  anything: { sid: 'NotLimitedToResources', resources: ['*'] },
  registrationStacks: {
    sid: 'StacksOfTheRegistration',
    resources: [
      ...ofTypes('arn:aws:cloudformation:*:*:stack/TYPE*/*'),
      'arn:aws:cloudformation:*:*:stack/CloudFormationManagedUploadInfrastructure/*',
    ],
  },
  roles: {
    sid: 'Roles',
    resources: [...ofTypes('arn:aws:iam::*:role/TYPE*'), 'arn:aws:iam::*:role/CloudFormationManagedUplo-*'],
  },
  passedRoles: {
    sid: 'RolesForTheType',
    resources: [...ofTypes('arn:aws:iam::*:role/TYPE*'), 'arn:aws:iam::*:role/CloudFormationManagedUplo-*'],
    condition: PASSED_TO('resources.cloudformation.amazonaws.com'),
  },
  uploadBucket: {
    sid: 'BucketForPackages',
    resources: [
      'arn:aws:s3:::cloudformationmanageduploadinfrast-*',
      'arn:aws:s3:::cloudformationmanageduploadinfrast-*/*',
    ],
  },
  uploadKey: { sid: 'KeyForPackages', resources: ['arn:aws:kms:*:*:key/*'] },
  packages: { sid: 'PackagesInYourBucket', resources: ['arn:aws:s3:::my-packages*', 'arn:aws:s3:::my-packages*/*'] },
  logs: { sid: 'LogGroup', resources: ofTypes('arn:aws:logs:*:*:log-group:TYPE*') },
  secret: {
    sid: 'Secret',
    // Secrets Manager adds six characters to a name.
    resources: secretsIn(allConfigurations()).map((name) => `arn:aws:secretsmanager:*:*:secret:${name}-*`),
  },
  stackSets: {
    sid: 'StackSets',
    resources: [
      ...ofTypes('arn:aws:cloudformation:*:*:stackset/TYPE*:*'),
      ...ofTypes('arn:aws:cloudformation:*:*:stackset-target/TYPE*:*'),
      'arn:aws:cloudformation:*:*:type/resource/*',
    ],
  },
  stackSetRole: {
    sid: 'RoleOfStackSets',
    resources: ['arn:aws:iam::*:role/AWSCloudFormationStackSetAdministrationRole'],
    condition: PASSED_TO('cloudformation.amazonaws.com'),
  },
  stacks: {
    sid: 'StacksWithCopies',
    resources: ['arn:aws:cloudformation:*:*:stack/*', 'arn:aws:cloudformation:*:aws:transform/*'],
  },
} as const satisfies Readonly<Record<string, Target>>;
