import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { allProjects, type Project, rootProject } from '../../tools/projects';
import { templatesFor } from '../../tools/registration-templates';
import { TemplateValues, templateIn } from './template-values';

const ROOT = path.join(__dirname, '..', '..');
const read = (...names: readonly string[]): string => readFileSync(path.join(ROOT, ...names), 'utf8');

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
interface Role {
  readonly MaxSessionDuration: number;
  readonly AssumeRolePolicyDocument: { readonly Statement: readonly Statement[] };
  readonly Policies?: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
}

/** A template with its short functions (`!Sub x`) as their values. */
const template = (text: string) => parse(text, { logLevel: 'silent' });
const roleOf = (text: string): Role => template(text).Resources.ExecutionRole.Properties;
const allowed = ({ Policies = [] }: Role): Statement[] =>
  Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

/** A resource of a template with these parameters: its properties. */
const propertiesOf = (file: string, resource: string, given: Readonly<Record<string, string>>) => {
  const found = templateIn(file);
  return Object(new TemplateValues(found, { Bucket: 'my-packages', ...given }).of(found.Resources[resource]))
    .Properties;
};

/** The execution role of a template, made for a type. */
const roleFor = (file: string, TypeName: string, more = {}): Role =>
  propertiesOf(file, 'ExecutionRole', { TypeName, ...more });

/** The role that `cfn submit` makes, written by `cfn generate`. */
const generated = roleOf(read('resource-role.yaml'));

/** "No permissions are required to perform this operation" (AWS STS's API reference): schemas name it because AWS's linter wants one. */
const FREE = 'sts:GetCallerIdentity';

/** What the handlers of a type ask for in AWS. */
function permissionsOf({ schemaFile }: Project): string[] {
  const { handlers } = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const named = Object.values<{ permissions: string[] }>(handlers).flatMap(({ permissions }) => permissions);
  return [...new Set(named)].filter((permission) => permission !== FREE);
}

const FILES = ['register-from-bucket.yaml', 'aws-side.yaml'];
const KEYLESS = allProjects().filter((project) => permissionsOf(project).includes('sts:GetWebIdentityToken'));
/** The audience by default, by cloud. */
const AUDIENCES: Readonly<Record<string, string>> = { alibaba: 'alibaba-cloud', huaweicloud: 'huawei-cloud' };

it('the templates take every type of the list, and are written anew when one joins (npm run generate)', () => {
  for (const [file, text] of Object.entries(templatesFor(allProjects()))) {
    expect({ file, text: readFileSync(file, 'utf8') }).toEqual({ file, text });
    const { AllowedValues, Default } = template(text).Parameters.TypeName;
    expect(AllowedValues).toEqual(allProjects().map(({ typeName }) => typeName));
    expect(Default).toBe(rootProject().typeName);
  }
});

describe.each(FILES)('the execution role of registration/%s', (file) => {
  it.each(allProjects())('may do what the handlers of $typeName ask for, and nothing else', (project) => {
    const actions = allowed(roleFor(file, project.typeName)).flatMap(({ Action }) => Action);
    expect(actions).toEqual(permissionsOf(project));
    // The role of cfn submit has these, and what needs no permission.
    const { folder } = project;
    const ofSubmit = allowed(roleOf(readFileSync(path.join(folder, 'resource-role.yaml'), 'utf8')));
    expect(actions).toEqual(ofSubmit.flatMap(({ Action }) => Action).filter((action) => action !== FREE));
  });

  it.each(KEYLESS)(
    'gets tokens for one audience, signed with RS256, for five minutes at most: $typeName',
    ({ typeName, cloud }) => {
      const conditionOf = (more = {}) => allowed(roleFor(file, typeName, more))[0]?.Condition;
      const forAudience = (audience: string | undefined) => ({
        'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': audience },
        StringEquals: { 'sts:SigningAlgorithm': 'RS256' },
        NumericLessThanEqualsIfExists: { 'sts:DurationSeconds': 300 },
      });
      expect(conditionOf()).toEqual(forAudience(AUDIENCES[cloud]));
      expect(conditionOf({ Audience: 'images' })).toEqual(forAudience('images'));
    },
  );

  const role = roleOf(read('registration', file));

  it('is assumed by CloudFormation for the named type of this account only', () => {
    const [trust, ...others] = role.AssumeRolePolicyDocument.Statement;
    expect(others).toEqual([]);
    const { StringEquals, StringLike } = trust?.Condition ?? {};
    expect(StringEquals).toEqual({ 'aws:SourceAccount': 'AWS::AccountId' });
    const [pattern, { Type }] = Object(StringLike?.['aws:SourceArn']);
    // The ARN of a type has hyphens where its name has colons.
    expect(Type).toEqual(['-', ['::', 'TypeName']]);
    // aws-side.yaml makes one role for all regions.
    const anyRegion = (arn: unknown): string => String(arn).replace(/\$\{AWS::Region\}/, '*');
    for (const { typeName: name, folder } of allProjects()) {
      const { StringLike: ofGenerated } =
        roleOf(readFileSync(path.join(folder, 'resource-role.yaml'), 'utf8')).AssumeRolePolicyDocument.Statement[0]
          ?.Condition ?? {};
      const { 'Fn::Sub': generatedPattern } = Object(ofGenerated?.['aws:SourceArn']);
      const own = String(pattern).replace(/\$\{Type\}/, name.replaceAll('::', '-'));
      expect(anyRegion(own)).toBe(anyRegion(generatedPattern));
    }
  });

  it('lasts as long as the longest operation', () => {
    expect(role.MaxSessionDuration).toBe(generated.MaxSessionDuration);
  });
});

describe('registration/register-from-bucket.yaml', () => {
  const { Resources, Parameters, Conditions } = template(read('registration', 'register-from-bucket.yaml'));

  it('makes the log group before the type writes to it, with a retention, unless that is 0', () => {
    expect(Parameters.LogRetentionInDays.Default).toBe(90);
    expect(Conditions.MakeLogGroup).toEqual([['LogRetentionInDays', '0']]);
    expect(Resources.LogGroup).toMatchObject({
      Type: 'AWS::Logs::LogGroup',
      Condition: 'MakeLogGroup',
      Properties: { RetentionInDays: 'LogRetentionInDays' },
    });
    // A reference to the group: CloudFormation makes it first, and registers nothing where it cannot.
    expect(Resources.Version.Properties.LoggingConfig.LogGroupName.slice(0, 2)).toEqual(['MakeLogGroup', 'LogGroup']);
  });

  it('leaves what was logged when the type is taken out, and nothing when it could not be registered', () => {
    const { DeletionPolicy, UpdateReplacePolicy } = Resources.LogGroup;
    expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });
});

/** The names in both templates with these parameters. */
function namesWith(given: Readonly<Record<string, string>>) {
  const inBucket = (resource: string, more = {}) =>
    propertiesOf('register-from-bucket.yaml', resource, { ...given, ...more });
  return {
    package: inBucket('Version').SchemaHandlerPackage,
    logGroup: inBucket('LogGroup').LogGroupName,
    // Of the version when the stack makes no log group.
    logsTo: inBucket('Version', { LogRetentionInDays: '0' }).LoggingConfig.LogGroupName,
    mayLogTo: allowed(inBucket('LogRole'))[0]?.Resource,
    role: propertiesOf('aws-side.yaml', 'ExecutionRole', given).RoleName,
  };
}

describe('the names that the templates give', () => {
  const group = (name: string): string =>
    `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:${name}`;
  const logs = (name: string) => ({
    ...{ logGroup: name, logsTo: name },
    mayLogTo: [group(name), `${group(name)}:*`],
  });

  it.each(allProjects())('are, for $typeName, those of npm run register and of a release', (project) => {
    const { typeName: TypeName, hyphenatedName: name } = project;
    expect(namesWith({ TypeName })).toEqual({
      ...logs(`${name}-logs`),
      package: `s3://my-packages/${name}.zip`,
      role: name,
    });
  });

  it('are, for the first type, those that were the defaults before: a stack that is updated keeps what it has', () => {
    expect(namesWith({})).toMatchObject({
      package: 's3://my-packages/tf-alicloud-imagecopy.zip',
      logGroup: 'tf-alicloud-imagecopy-logs',
      role: 'tf-alicloud-imagecopy',
    });
  });

  it.each(['package', 'logGroup', 'role'] as const)('are of one type each: %s', (name) => {
    const names = allProjects().map(({ typeName: TypeName }) => namesWith({ TypeName })[name]);
    expect(new Set(names).size).toBe(allProjects().length);
  });

  it.each(allProjects())('are the given ones for $typeName, if some are given', ({ typeName: TypeName }) => {
    const given = { TypeName, Key: 'a/b.zip', LogGroupName: 'mine', RoleName: 'my-role' };
    const expected = { ...logs('mine'), package: 's3://my-packages/a/b.zip', role: 'my-role' };
    expect(namesWith(given)).toEqual(expected);
    const ofRegion = namesWith({ ...given, BucketPerRegion: 'true' });
    expect(ofRegion).toEqual({ ...expected, package: `s3://my-packages-\${AWS::Region}/a/b.zip` });
  });
});
