import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

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
  readonly Policies: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
}

/** A template with its short functions (`!Sub x`) as their values. */
const template = (text: string) => parse(text, { logLevel: 'silent' });
const roleOf = (text: string): Role => template(text).Resources.ExecutionRole.Properties;
const allowed = ({ Policies }: Role): Statement[] => Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

/** The types that get into the same cloud in the same way. */
const TYPES = Object.entries<{ folder: string; cloud: string }>(JSON.parse(read('types.json'))).filter(
  ([, { cloud }]) => cloud === 'alibaba',
);

/** The role that `cfn submit` makes, written by `cfn generate`. */
const generated = roleOf(read('resource-role.yaml'));
const permissions: string[] = Object.values<{ permissions: string[] }>(
  JSON.parse(read('schema.json')).handlers,
).flatMap((handler) => handler.permissions);

describe.each(['register-from-bucket.yaml', 'aws-side.yaml'])('the execution role of registration/%s', (file) => {
  const role = roleOf(read('registration', file));

  it('may do what the handlers ask for, and nothing else', () => {
    const [statement, ...others] = allowed(role);
    expect(others).toEqual([]);
    expect([statement?.Action].flat()).toEqual([...new Set(permissions)]);
    expect([statement?.Action].flat()).toEqual(allowed(generated).flatMap(({ Action }) => Action));
  });

  it('gets tokens for one audience, signed with RS256, that live for five minutes at most', () => {
    expect(allowed(role)[0]?.Condition).toEqual({
      'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': 'Audience' },
      StringEquals: { 'sts:SigningAlgorithm': 'RS256' },
      NumericLessThanEqualsIfExists: { 'sts:DurationSeconds': 300 },
    });
  });

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
    for (const [name, { folder }] of TYPES) {
      const { StringLike: ofGenerated } =
        roleOf(read(folder, 'resource-role.yaml')).AssumeRolePolicyDocument.Statement[0]?.Condition ?? {};
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
    for (const [name] of TYPES) expect(name).toMatch(new RegExp(Parameters.TypeName.AllowedPattern));
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
