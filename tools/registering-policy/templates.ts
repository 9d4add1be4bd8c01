import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../projects';
import { actionOf, type Need, targetOf } from './commands';
import type { Facts } from './facts';
import { allConfigurations, secretsIn, type TargetName } from './targets';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/**
 * Permissions of a handler that only a certain property needs. The registry's schemas list the needs of all properties; the policy leaves
 * out those of properties that no template sets.
 */
const ONLY_FOR: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  'AWS::IAM::Role': {
    ManagedPolicyArns: /(Attach|Detach)RolePolicy$/,
    PermissionsBoundary: /PermissionsBoundary$/,
    Tags: /(Tag|Untag)Role$/,
  },
  'AWS::KMS::Key': { Tags: /(Tag|Untag)Resource$/, Enabled: /(Enable|Disable)Key$/ },
  'AWS::Logs::LogGroup': {
    BearerTokenAuthenticationEnabled: /BearerTokenAuthentication$/,
    DataProtectionPolicy: /DataProtectionPolicy$/,
    DeletionProtectionEnabled: /DeletionProtection$/,
    FieldIndexPolicies: /IndexPolic/,
    KmsKeyId: /(Associate|Disassociate)KmsKey$/,
    LogGroupClass: /LogDelivery$/,
    ResourcePolicyDocument: /ResourcePolic/,
    Tags: /(Tag|Untag)Resource$/,
  },
  'AWS::S3::Bucket': {
    AbacStatus: /Put\w*Abac$/,
    AccelerateConfiguration: /PutAccelerateConfiguration$/,
    AnalyticsConfigurations: /PutAnalyticsConfiguration$/,
    CorsConfiguration: /PutBucketCORS$/,
    IntelligentTieringConfigurations: /PutIntelligentTiering/,
    InventoryConfigurations: /PutInventory/,
    MetadataTableConfiguration: /^s3tables:|MetadataTable|MetadataInventory|MetadataJournal|MetadataAnnotation/,
    MetricsConfigurations: /PutMetrics/,
    NotificationConfiguration: /PutBucketNotification$/,
    ObjectLockConfiguration: /Put\w*ObjectLock|PutObjectAcl$|DeleteObject$/,
    OwnershipControls: /PutBucketOwnershipControls$/,
    ReplicationConfiguration: /PutReplication|iam:PassRole/,
    Tags: /PutBucketTagging$|(Tag|Untag)Resource$/,
    WebsiteConfiguration: /(Put|Delete)BucketWebsite$/,
  },
};

/** The targets of a handler's permissions that differ from those of other calls of the service. */
const SPECIAL: Readonly<Record<string, TargetName>> = { 'iam:PassRole': 'passedRoles', 'sts:AssumeRole': 'roles' };

/** The resources of a template, those of loops once. A short function such as `!Ref` counts as its value. */
export function resourcesOf(file: string): readonly Resource[] {
  const text = readFileSync(path.resolve(ROOT, file), 'utf8');
  return inLoops(parse(text, { logLevel: 'silent' }).Resources);
}

/** `Fn::ForEach::Name` has a list of the variable, its values and the resources. */
function inLoops(section: Readonly<Record<string, unknown>>): readonly Resource[] {
  return Object.values(section).flatMap((entry) => (Array.isArray(entry) ? inLoops(entry[2]) : [entry as Resource]));
}

/** What CloudFormation calls with the credentials of the user who deploys a template. `bucket` has the type's package. */
export function needsOfTemplate(file: string, facts: Facts, bucket: 'packages' | 'uploadBucket'): Need[] {
  const where = path.isAbsolute(file) ? path.basename(file) : file;
  return resourcesOf(file).flatMap(({ Type, Properties = {} }) => {
    const handled = facts.handlers[Type];
    if (handled === undefined) return Type.startsWith('TF::') ? secretsOfConfigurations(where) : unknown(Type, file);
    const unused = Object.entries(ONLY_FOR[Type] ?? {}).filter(([property]) => !(property in Properties));
    const needed = handled.filter((action) => !unused.some(([, pattern]) => pattern.test(action)));
    const needs = needed.map((action) => ({ action, target: SPECIAL[action] ?? targetOf(action, undefined), where }));
    return Type === 'AWS::CloudFormation::ResourceVersion' ? needs.map((need) => inBucket(need, bucket)) : needs;
  });
}

/** What RegisterType needs in addition to its own permission: the needs of a registration by template in the registry's schema. */
export function needsOfRegistering(where: string, facts: Facts, bucket: 'packages' | 'uploadBucket'): Need[] {
  const named = facts.handlers['AWS::CloudFormation::ResourceVersion'] ?? [];
  return named
    .filter((action) => !action.startsWith('cloudformation:'))
    .map((action) => inBucket({ action, target: SPECIAL[action] ?? targetOf(action, undefined), where }, bucket));
}

function inBucket(need: Need, bucket: 'packages' | 'uploadBucket'): Need {
  return need.action.startsWith('s3:') ? { ...need, target: bucket } : need;
}

/**
 * CloudFormation reads the secrets of the type configuration with the permissions of the user who deploys: "Edit configuration data for
 * extensions" in its user guide.
 */
function secretsOfConfigurations(where: string): Need[] {
  return secretsIn(allConfigurations()).length > 0
    ? [{ action: actionOf('secretsmanager', 'GetSecretValue'), target: 'secret', where }]
    : [];
}

function unknown(type: string, file: string): never {
  throw new Error(`${file}: the registry's schemas of cfn-lint do not have ${type}`);
}
