import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { assumeRolePolicy } from '../../src/alibaba/ram-policy';
import { needsOf, ramPolicy } from '../../src/properties/ram-policy';

const ROOT = path.resolve(__dirname, '../..');

/** Runs `npm run ram-policy` with arguments. */
function run(...args: string[]) {
  const command = ['--import', 'tsx', 'tools/ram-policy.ts', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const IMAGE_ACTIONS = [
  'ecs:CopyImage',
  'ecs:DescribeImages',
  'ecs:ModifyImageAttribute',
  'ecs:TagResources',
  'ecs:UntagResources',
  'ecs:JoinResourceGroup',
  'ecs:CancelCopyImage',
  'ecs:DeleteImage',
];

it('a user that assumes a role needs nothing else', () => {
  const roleArn = 'acs:ram::1:role/images';
  expect(assumeRolePolicy(roleArn)).toEqual({
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: [roleArn] }],
  });
});

describe('ramPolicy', () => {
  it('covers everything if nothing is said', () => {
    expect(ramPolicy()).toEqual({
      Version: '1',
      Statement: [
        { Effect: 'Allow', Action: IMAGE_ACTIONS, Resource: ['acs:ecs:*:*:image/*'] },
        { Effect: 'Allow', Action: ['ecs:DeleteSnapshot'], Resource: ['acs:ecs:*:*:snapshot/*'] },
      ],
    });
  });

  it('allows CopyImage and to look for the source where the sources are, the rest where the copies are', () => {
    const scope = { sourceRegions: ['cn-hangzhou'], destinationRegions: ['a-1', 'b-1'], accountId: '1' };
    expect(ramPolicy(scope).Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['ecs:CopyImage', 'ecs:DescribeImages'],
        Resource: ['acs:ecs:cn-hangzhou:1:image/*'],
      },
      { Effect: 'Allow', Action: IMAGE_ACTIONS.slice(1), Resource: ['acs:ecs:a-1:1:image/*', 'acs:ecs:b-1:1:image/*'] },
      {
        Effect: 'Allow',
        Action: ['ecs:DeleteSnapshot'],
        Resource: ['acs:ecs:a-1:1:snapshot/*', 'acs:ecs:b-1:1:snapshot/*'],
      },
    ]);
  });

  it.each([
    [{ operations: ['READ'] as const }, ['DescribeImages']],
    [{ operations: ['DELETE'] as const, properties: [] }, ['DescribeImages', 'CancelCopyImage', 'DeleteImage']],
    [{ operations: [] }, []],
  ])('for %j needs %j', (scope, calls) => {
    expect([...new Set(needsOf(scope).map(({ call }) => call))]).toEqual(calls);
  });

  it('keeps the snapshots of failed copies from being left, whether a template deletes others or not', () => {
    expect(needsOf({ properties: [] }).map(({ call }) => call)).toContain('DeleteSnapshot');
    expect(needsOf({ properties: [] }).map(({ call }) => call)).not.toContain('JoinResourceGroup');
  });
});

describe('npm run ram-policy', () => {
  it('prints the policy as JSON', () => {
    const { status, stdout } = run();
    expect([status, JSON.parse(stdout)]).toEqual([0, ramPolicy()]);
  });

  it('narrows it', () => {
    const args = [
      '--operations',
      'READ',
      'LIST',
      '--account',
      '1234567890123456',
      '--destination-regions',
      'eu-west-1',
    ];
    const scope = {
      operations: ['READ', 'LIST'] as const,
      accountId: '1234567890123456',
      destinationRegions: ['eu-west-1'],
    };
    expect(JSON.parse(run(...args).stdout)).toEqual(ramPolicy(scope));
  });

  it('prints what the user needs who assumes a role', () => {
    const { stdout } = run('--assume-role', 'acs:ram::1234567890123456:role/copier');
    expect(JSON.parse(stdout).Statement[0]).toMatchObject({ Action: ['sts:AssumeRole'] });
  });

  it('limits the policy of a type that copies nothing to the regions of its images, and asks for no others', () => {
    const type = ['--type', 'TF::Alicloud::Image'];
    const { Statement } = JSON.parse(run(...type, '--destination-regions', 'eu-west-1').stdout);
    expect(Statement[0]).toEqual({
      Effect: 'Allow',
      Action: ['ecs:CreateImage'],
      Resource: ['image', 'instance', 'snapshot'].map((what) => `acs:ecs:eu-west-1:*:${what}/*`),
    });
    const { status, stdout, stderr } = run(...type, '--source-regions', 'eu-west-1');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain("unknown option '--source-regions'");
  });

  it('explains which operation makes which call when', () => {
    const { stdout } = run('--explain', '--operations', 'UPDATE', '--without', 'ResourceGroupId');
    const change = needsOf({ operations: ['UPDATE'] }).find(({ call }) => call === 'ModifyImageAttribute');
    expect(stdout).toBe(`UPDATE
  ecs:DescribeImages        always
  ecs:ModifyImageAttribute  ${change?.when}
  ecs:TagResources          a tag is new or has another value
  ecs:UntagResources        a tag is no longer in the template, or has a different spelling
`);
  });

  it.each([
    ['--operations', 'MAKE', 'Allowed choices are CREATE, READ, UPDATE, DELETE, LIST'],
    ['--account', '12', '"12" is not an account ID of 16 digits.'],
    ['--source-regions', 'Hangzhou!', '"Hangzhou!" is not a region.'],
    ['--assume-role', 'copier', '"copier" is not the ARN of a role.'],
    ['--assume-role=acs:ram::1:role/copier', '--explain', "cannot be used with option '--explain'"],
    [
      '--assume-role=acs:ram::1:role/copier',
      '--operations=READ',
      "cannot be used with option '--operations <operations...>'",
    ],
    [
      '--assume-role=acs:ram::1:role/copier',
      '--account=1234567890123456',
      "cannot be used with option '--account <id>'",
    ],
  ])('says what is wrong with %s %s', (option, value, message) => {
    const { status, stdout, stderr } = run(option, value);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
