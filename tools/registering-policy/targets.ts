/** What a statement of the policy is about. */
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
      'arn:aws:cloudformation:*:*:stack/tf-alicloud-image*/*',
      'arn:aws:cloudformation:*:*:stack/CloudFormationManagedUploadInfrastructure/*',
    ],
  },
  roles: {
    sid: 'Roles',
    resources: ['arn:aws:iam::*:role/tf-alicloud-image*', 'arn:aws:iam::*:role/CloudFormationManagedUplo-*'],
  },
  passedRoles: {
    sid: 'RolesForTheType',
    resources: ['arn:aws:iam::*:role/tf-alicloud-image*', 'arn:aws:iam::*:role/CloudFormationManagedUplo-*'],
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
  logs: { sid: 'LogGroup', resources: ['arn:aws:logs:*:*:log-group:tf-alicloud-image*'] },
  secret: { sid: 'Secret', resources: ['arn:aws:secretsmanager:*:*:secret:alicloud-*'] },
  stackSets: {
    sid: 'StackSets',
    resources: [
      'arn:aws:cloudformation:*:*:stackset/tf-alicloud-image*:*',
      'arn:aws:cloudformation:*:*:stackset-target/tf-alicloud-image*:*',
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
