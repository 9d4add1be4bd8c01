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

/** The execution role of a template, made for a type. */
const roleFor = (file: string, TypeName: string): Role => {
  const found = templateIn(file);
  return Object(new TemplateValues(found, { TypeName }).of(found.Resources.ExecutionRole)).Properties;
};

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
    ({ typeName }) => {
      expect(allowed(roleFor(file, typeName))[0]?.Condition).toEqual({
        'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': 'alibaba-cloud' },
        StringEquals: { 'sts:SigningAlgorithm': 'RS256' },
        NumericLessThanEqualsIfExists: { 'sts:DurationSeconds': 300 },
      });
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
  it('registers the named type, by default with the names that cfn submit uses', () => {
    const { Resources, Parameters } = template(read('registration', 'register-from-bucket.yaml'));
    expect(Resources.Version.Properties.TypeName).toBe('TypeName');
    expect(Parameters.TypeName.Default).toBe(JSON.parse(read('schema.json')).typeName);
    expect(Parameters.LogGroupName.Default).toBe('tf-alicloud-imagecopy-logs');
    expect(Parameters.Key.Default).toBe('tf-alicloud-imagecopy.zip');
  });

  const { Resources, Parameters, Conditions } = template(read('registration', 'register-from-bucket.yaml'));

  it('makes the log group before the type writes to it, with a retention, unless that is 0', () => {
    expect(Parameters.LogRetentionInDays.Default).toBe(90);
    expect(Conditions.MakeLogGroup).toEqual([['LogRetentionInDays', '0']]);
    expect(Resources.LogGroup).toMatchObject({
      Type: 'AWS::Logs::LogGroup',
      Condition: 'MakeLogGroup',
      Properties: { LogGroupName: 'LogGroupName', RetentionInDays: 'LogRetentionInDays' },
    });
    // A reference to the group: CloudFormation makes it first, and registers nothing where it cannot.
    expect(Resources.Version.Properties.LoggingConfig.LogGroupName).toEqual([
      'MakeLogGroup',
      'LogGroup',
      'LogGroupName',
    ]);
  });

  it('leaves what was logged when the type is taken out, and nothing when it could not be registered', () => {
    const { DeletionPolicy, UpdateReplacePolicy } = Resources.LogGroup;
    expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });
});

describe('a name that is left at the default of the first type', () => {
  const ruleOf = (file: string, given: Readonly<Record<string, string>>): string[] => {
    const found = templateIn(file);
    const values = new TemplateValues(found, given);
    return Object.values(found.Rules).flatMap((rule) => {
      const { RuleCondition, Assertions } = Object(rule);
      if (values.of(RuleCondition) !== true) return [];
      const assertions: { Assert: unknown; AssertDescription: string }[] = Assertions;
      return assertions.flatMap(({ Assert, AssertDescription }) =>
        values.of(Assert) === true ? [] : AssertDescription,
      );
    });
  };
  const [FIRST, OTHER] = [rootProject().typeName, 'TF::ApsaraStack::Image'];

  it.each([
    ['register-from-bucket.yaml', { TypeName: OTHER }, ['LogGroupName is that of', 'Key is the package of']],
    ['register-from-bucket.yaml', { TypeName: OTHER, Key: 'x.zip' }, ['LogGroupName is that of']],
    ['register-from-bucket.yaml', { TypeName: OTHER, Key: 'x.zip', LogGroupName: 'x' }, []],
    ['register-from-bucket.yaml', { TypeName: FIRST }, []],
    ['aws-side.yaml', { TypeName: OTHER }, ['RoleName is that of']],
    ['aws-side.yaml', { TypeName: OTHER, RoleName: 'x' }, []],
    ['aws-side.yaml', { TypeName: FIRST }, []],
  ])('%s with %j: %j', (file, given, told) => {
    expect(ruleOf(file, given)).toEqual(told.map((text) => expect.stringContaining(`${text} ${FIRST}.`)));
  });
});
