import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environmentOf } from '../../tools/aws/environment';
import { type Need, needsOfCommand } from '../../tools/registering-policy/commands';
import { allNeeds, type Policy, policyFor } from '../../tools/registering-policy/policy';
import { nextSteps } from '../../tools/registration';
import { allCommands, type Command, commandsOf, optionsOf } from '../guides/commands';
import { allows, registeringPolicy } from './policy';
import { ROOT, runTool } from './tools';

const ARN = {
  stack: (name: string) => `arn:aws:cloudformation:us-east-1:123456789012:stack/${name}/0a1b`,
  stackSet: (name: string) => `arn:aws:cloudformation:us-east-1:123456789012:stackset/${name}:0a1b`,
  secret: (name: string) => `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}-AbCdEf`,
  logGroup: (name: string) => `arn:aws:logs:us-east-1:123456789012:log-group:${name}:*`,
  key: (id: string) => `arn:aws:kms:us-east-1:123456789012:key/${id}`,
} as const;

/** What an option of a command names. A StackSet that is being created cannot be named in a policy. */
const NAMED: readonly (readonly [program: RegExp, option: string, arn: (name: string) => string])[] = [
  [/^cloudformation/, 'stack-name', ARN.stack],
  [/^cloudformation (?!create-stack-set$)/, 'stack-set-name', ARN.stackSet],
  [/^secretsmanager/, 'name', ARN.secret],
  [/^secretsmanager/, 'secret-id', ARN.secret],
  [/^logs/, 'log-group-name', ARN.logGroup],
  [/^kms/, 'key-id', ARN.key],
];

/** The resource that a command names; undefined if it names none that IAM could be asked about. */
function resourceOf({ words: [service = '', operation = '', ...rest] }: Command): string | undefined {
  const options = optionsOf(rest);
  for (const [program, option, arn] of NAMED) {
    const name = options[option]?.[0];
    if (program.test(`${service} ${operation}`) && name !== undefined) return arn(name);
  }
  const object = rest.find((word) => word.startsWith('s3://'));
  if (object !== undefined) return object.replace('s3://', 'arn:aws:s3:::');
  return undefined;
}

/** The calls of commands that a policy does not allow. */
function refused(policy: Policy, commands: readonly Command[]): string[] {
  return commands.flatMap((command) =>
    needsOfCommand(command)
      .filter(
        ({ action, target }) => !allows(policy, action, target === 'stackSetRole' ? undefined : resourceOf(command)),
      )
      .map(({ action, where }) => `${where}: ${action}`),
  );
}

describe('registration/registering-policy.json', () => {
  const policy = registeringPolicy();
  const actions = policy.Statement.flatMap(({ Action }) => Action);
  let needs: readonly Need[];
  let commands: readonly Command[];
  beforeAll(() => {
    needs = allNeeds();
    commands = allCommands().filter(({ program }) => program === 'aws');
  });

  it('is up to date: allows what commands and programs need, and nothing else (npm run generate)', () => {
    expect(policy).toEqual(policyFor(needs));
  });

  it('allows every aws command of the pages on what it names', () => {
    expect(commands.filter((command) => resourceOf(command) !== undefined).length).toBeGreaterThan(30);
    expect(refused(policy, commands)).toEqual([]);
  });

  it('allows every aws command that npm run register prints', () => {
    const configuration = 'registration/type-configuration/keyless.json';
    const type = {
      typeName: 'TF::Alicloud::ImageCopy',
      configuration,
      guide: 'guides/getting-started.md',
      ownConfiguration: 'my-tf-alicloud-imagecopy.json',
      isWritten: false,
    };
    const text = nextSteps([type], { regions: ['us-east-1'], default: false });
    const lines = [...text.matchAll(/^\s*(aws (?:[^\n]*\\\n)*[^\n]*)$/gm)].map(([, line]) => line);
    const printed = commandsOf([{ page: 'next steps', line: 1, kind: 'shown', text: lines.join('\n') }]);
    expect(printed).toHaveLength(3);
    expect(refused(policy, printed)).toEqual([]);
  });

  it('refuses a command as soon as its action is taken out', () => {
    const ofCommands = new Set(commands.flatMap(needsOfCommand).map(({ action }) => action));
    expect(ofCommands.size).toBeGreaterThan(30);
    const unnoticed = [...ofCommands].filter((action) => {
      const Statement = policy.Statement.map((each) => ({
        ...each,
        Action: each.Action.filter((one) => one !== action),
      }));
      return refused({ ...policy, Statement }, commands).length === 0;
    });
    expect(unnoticed).toEqual([]);
  });

  it('names operations that botocore has, but for permissions that are none', () => {
    // S3 names its permissions differently from its operations, and passing a role is not a call: cfn-lint knows both, below.
    const operations = actions.filter((action) => !action.startsWith('s3:') && action !== 'iam:PassRole');
    expect(operations.length).toBeGreaterThan(50);
    const script = `
import json, sys, botocore.session
session = botocore.session.get_session()
known = lambda name: session.get_service_model(name).operation_names
have = {s: {*known(s), *(known("cloudcontrol") if s == "cloudformation" else [])} for s in {a.split(":")[0] for a in json.load(open(sys.argv[1]))}}
print(json.dumps([a for a in json.load(open(sys.argv[1])) if a.split(":")[1] not in have[a.split(":")[0]]]))`;
    expect(unknownOf(script, operations)).toEqual([]);
    expect(unknownOf(script, ['iam:CreateRoles', 'cloudformation:ListResources'])).toEqual(['iam:CreateRoles']);
  });

  it('cfn-lint knows its actions, and each has a resource that it can be limited to', () => {
    expect(lint(policy)).toEqual({ status: 0, output: '' });
    const wrong = { Sid: 'Wrong', Effect: 'Allow', Action: ['s3:GetBucketEncryption'], Resource: ['*'] } as const;
    expect(lint({ ...policy, Statement: [...policy.Statement, wrong] }).output).toMatch(/W3037.*getbucketencryption/i);
  });

  it('fits into a managed policy, of 6,144 characters without spaces', () => {
    // "IAM and AWS STS quotas" in the IAM user guide.
    expect(JSON.stringify(policy).length).toBeLessThanOrEqual(6144);
  });

  it('has statements that registration/README.md says something about', () => {
    const page = readFileSync(path.join(ROOT, 'registration', 'README.md'), 'utf8');
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    const told = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([A-Z]\w+)`/g)].map(([, sid]) => sid));
    expect(told.sort()).toEqual(policy.Statement.map(({ Sid }) => Sid).sort());
  });
});

/** What a Python program says of actions in a file. */
function unknownOf(script: string, actions: readonly string[]): unknown {
  return inFolder((folder) => {
    const file = path.join(folder, 'actions.json');
    writeFileSync(file, JSON.stringify(actions));
    const python = path.join(environmentOf('cfn'), 'python');
    return JSON.parse(spawnSync(python, ['-c', script, file], { encoding: 'utf8' }).stdout);
  });
}

/** What cfn-lint says of a policy in a template. */
function lint(PolicyDocument: Policy) {
  return inFolder((folder) => {
    const file = path.join(folder, 'policy.json');
    const Resources = { Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument } } };
    writeFileSync(file, JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources }));
    return runTool('cfn', 'cfn-lint', ['--include-checks', 'I3510', '--template', file, '--regions', 'us-east-1']);
  });
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'policy-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
