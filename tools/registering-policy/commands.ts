import { type Command, optionsOf } from '../../tests/guides/commands';
import { type TargetName, TYPE_BEGINNINGS } from './targets';

/** A required IAM action with its target, and the place of the call. */
export interface Need {
  readonly action: string;
  readonly target: TargetName;
  /** A page or a program with its line, or a template. */
  readonly where: string;
}

/** The services whose names in the AWS CLI or botocore differ from IAM. */
const SERVICES: Readonly<Record<string, string>> = { s3api: 's3', cloudcontrol: 'cloudformation' };

/**
 * Commands of the AWS CLI that make several calls: awscli/customizations/cloudformation/deployer.py and awscli/customizations/s3/ of
 * aws-cli.
 */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  'cloudformation deploy': ['DescribeStacks', 'CreateChangeSet', 'DescribeChangeSet', 'ExecuteChangeSet'],
  'cloudformation wait': ['DescribeStacks', 'DescribeChangeSet'],
  's3 cp': ['PutObject'],
  's3 rm': ['DeleteObject'],
};

/**
 * Operations whose permission has another name: "Actions, resources, and condition keys for Amazon S3" in AWS's Service Authorization
 * Reference. DeleteObjects deletes versions here.
 */
const RENAMED: Readonly<Record<string, string>> = {
  's3:DeleteObjects': 's3:DeleteObjectVersion',
  's3:ListObjectVersions': 's3:ListBucketVersions',
};

/** Stacks of the registration. Other stacks belong to users of the type. */
const REGISTRATION_STACK = new RegExp(`^(${TYPE_BEGINNINGS.join('|')}|CloudFormationManagedUploadInfrastructure$)`);

/** The target of a service's calls, if IAM can limit them. For CloudFormation it depends on the stack. */
const OF_SERVICE: Readonly<Record<string, TargetName>> = {
  iam: 'roles',
  kms: 'uploadKey',
  logs: 'logs',
  s3: 'uploadBucket',
  secretsmanager: 'secret',
};

/** The IAM action of an operation of botocore. `service` is its name in the AWS CLI. */
export function actionOf(service: string, operation: string): string {
  const action = `${SERVICES[service] ?? service}:${operation}`;
  return RENAMED[action] ?? action;
}

/** The target of a call. `name` is the stack that it names, if any. */
export function targetOf(action: string, name: string | undefined): TargetName {
  const [service = ''] = action.split(':');
  if (service !== 'cloudformation') return OF_SERVICE[service] ?? 'anything';
  if (/StackSet|StackInstances/.test(action)) return 'stackSets';
  return name !== undefined && REGISTRATION_STACK.test(name) ? 'registrationStacks' : 'stacks';
}

/** The needs of a command of the AWS CLI, without those of a template in it. */
export function needsOfCommand({ where, words }: Command): Need[] {
  const [service = '', operation = '', ...rest] = words;
  const options = optionsOf(rest);
  const operations = PROGRAMS[`${service} ${operation}`] ?? [pascal(operation)];
  const calls = operations.map((call): Need => {
    const action = actionOf(service, call);
    return { action, target: service === 's3' ? 'packages' : targetOf(action, options['stack-name']?.[0]), where };
  });
  // "Grant self-managed permissions" in CloudFormation's user guide: the caller who creates the StackSet passes its role.
  const isSelfManaged = options['permission-model']?.[0] === 'SELF_MANAGED';
  return isSelfManaged ? [...calls, { action: 'iam:PassRole', target: 'stackSetRole', where }] : calls;
}

/** The template that a command deploys, if it is a file. A StackSet is deployed by its own roles. */
export function templateOf({ words: [, operation = '', ...rest] }: Command): string | undefined {
  if (operation.includes('stack-set')) return undefined;
  const { 'template-file': [file] = [], 'template-body': [body] = [] } = optionsOf(rest);
  return file ?? body?.replace('file://', '');
}

function pascal(kebab: string): string {
  return kebab.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
