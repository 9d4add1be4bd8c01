import type { AlibabaSimulator, PolicyDocument, PolicyStatement } from '../../simulator/index';
import { copyGolden, GOLDEN, HANGZHOU, outcome, raw, SHANGHAI, start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

const account = '1234567890123456';
const IMAGES = `acs:ecs:*:${account}:image/*`;
const policy = (...Statement: PolicyStatement[]): PolicyDocument => ({ Version: '1', Statement });
const allow = (Action: string | string[], Resource: string | string[] = '*'): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const deny = (Action: string, Resource = '*'): PolicyStatement => ({ Effect: 'Deny', Action, Resource });
const describe1 = (parameters: object = {}) => raw(simulator, 'DescribeImages', { RegionId: HANGZHOU, ...parameters });

const at = (resource: string): string => `acs:ecs:${HANGZHOU}:${account}:${resource}`;
const image = at(`image/${GOLDEN}`);
const IMAGES_HERE = at('image/*');
const one = { RegionId: HANGZHOU, ImageId: GOLDEN };
const tagged = { RegionId: HANGZHOU, ResourceType: 'image', 'ResourceId.1': GOLDEN };

/** Each action with a request, and the resources that its documentation asks permission for. */
const REQUESTS: readonly (readonly [action: string, parameters: Record<string, string>, resources: string[]])[] = [
  ['CopyImage', { ...one, DestinationRegionId: SHANGHAI }, [IMAGES_HERE]],
  ['CreateImage', { RegionId: HANGZHOU, InstanceId: 'i-1' }, [IMAGES_HERE, at('instance/i-1')]],
  ['CreateImage', { RegionId: HANGZHOU, SnapshotId: 's-1' }, [IMAGES_HERE, at('snapshot/s-1')]],
  [
    'CreateImage',
    {
      RegionId: HANGZHOU,
      'DiskDeviceMapping.1.SnapshotId': 's-1',
      'DiskDeviceMapping.2.Size': '20',
      'DiskDeviceMapping.3.SnapshotId': 's-2',
    },
    [IMAGES_HERE, at('snapshot/s-1'), at('snapshot/s-2')],
  ],
  ['CancelCopyImage', one, [image]],
  ['DeleteImage', { ...one, Force: 'true' }, [image]],
  ['ModifyImageAttribute', { ...one, Description: 'changed' }, [image]],
  ['DescribeImages', one, [image]],
  ['DescribeImages', { RegionId: HANGZHOU }, [IMAGES_HERE]],
  ['DescribeImages', { RegionId: HANGZHOU, ImageId: `${GOLDEN},m-2` }, [image, image.replace(GOLDEN, 'm-2')]],
  ['TagResources', { ...tagged, 'Tag.1.Key': 'a' }, [image]],
  ['UntagResources', { ...tagged, 'TagKey.1': 'a' }, [image]],
  ['JoinResourceGroup', { ...tagged, ResourceId: GOLDEN, ResourceGroupId: 'rg-acfmimages' }, [image]],
  ['ListTagResources', tagged, ['*']],
  ['DescribeTags', { RegionId: HANGZHOU, ResourceType: 'image' }, ['*']],
  ['DescribeImageFromFamily', { RegionId: HANGZHOU, ImageFamily: 'golden-ubuntu' }, ['*']],
  ['DescribeImageSharePermission', one, [image]],
  ['ModifyImageSharePermission', { ...one, 'AddAccount.1': '1000000000000001' }, [image]],
  ['DescribeInstances', { RegionId: HANGZHOU }, [at('instance/*')]],
  ['DescribeInstances', { RegionId: HANGZHOU, InstanceIds: '["i-1","i-2"]' }, [at('instance/i-1'), at('instance/i-2')]],
  ['DescribeSnapshots', { RegionId: HANGZHOU }, [at('snapshot/*')]],
  ['DescribeSnapshots', { RegionId: HANGZHOU, SnapshotIds: '["s-1"]' }, [at('snapshot/s-1')]],
  [
    'TagResources',
    { RegionId: HANGZHOU, ResourceType: 'snapshot', 'ResourceId.1': 's-1', 'Tag.1.Key': 'a' },
    [at('snapshot/s-1')],
  ],
  ['DeleteSnapshot', { SnapshotId: 's-uf6abc' }, [`acs:ecs:${SHANGHAI}:${account}:snapshot/s-uf6abc`]],
];

test.each(REQUESTS)('%s %j needs ecs:… on %j', async (action, parameters, resources) => {
  const answerUnder = async (...statements: PolicyStatement[]) => {
    simulator.ram.setUserPolicy(policy(...statements));
    return raw(simulator, action, parameters);
  };
  const other = allow('ecs:RunInstances');
  const missing = await answerUnder(other);
  expect(outcome(missing)).toBe('403 Forbidden.RAM');
  expect(JSON.parse(missing.text).AccessDeniedDetail).toMatchObject({
    AuthAction: `ecs:${action}`,
    AuthPrincipalType: 'SubUser',
    AuthPrincipalOwnerId: account,
    NoPermissionType: 'ImplicitDeny',
    PolicyType: 'AccountLevelIdentityBasedPolicy',
  });
  for (const left of resources) {
    const allButOne = resources.filter((resource) => resource !== left);
    const statements = allButOne.length > 0 ? [allow(`ecs:${action}`, allButOne)] : [other];
    expect(outcome(await answerUnder(...statements))).toBe('403 Forbidden.RAM');
  }
  expect(outcome(await answerUnder(allow(`ecs:${action}`, resources)))).not.toContain('Forbidden');
});

test.each<[string, PolicyStatement[], string]>([
  ['everything', [allow('*')], '200'],
  ['every action of ECS', [allow('ecs:*', IMAGES)], '200'],
  ['every query', [allow('ecs:Describe*', IMAGES)], '200'],
  ['the action in other letters', [allow('ECS:describeimages', IMAGES)], '200'],
  ['one of two actions', [allow(['ecs:CopyImage', 'ecs:DescribeImages'])], '200'],
  ['the action in another service', [allow('vpc:DescribeImages')], '403 Forbidden.RAM'],
  ['another action', [allow('ecs:DescribeImage')], '403 Forbidden.RAM'],
  ['all but another action', [{ Effect: 'Allow', NotAction: 'ecs:DeleteImage', Resource: '*' }], '200'],
  ['all but this action', [{ Effect: 'Allow', NotAction: 'ecs:Describe*', Resource: '*' }], '403 Forbidden.RAM'],
  ['it in another region', [allow('ecs:*', `acs:ecs:${SHANGHAI}:*:image/*`)], '403 Forbidden.RAM'],
  ['it in another account', [allow('ecs:*', 'acs:ecs:*:1:image/*')], '403 Forbidden.RAM'],
  ['it for snapshots', [allow('ecs:*', 'acs:ecs:*:*:snapshot/*')], '403 Forbidden.RAM'],
  ['one image, where all are asked for', [allow('ecs:*', image)], '403 Forbidden.RAM'],
  ['and denies it', [deny('ecs:Describe*'), allow('*')], '403 Forbidden.RAM'],
  ['and denies it for one image', [allow('*'), deny('*', image)], '200'],
  [
    'it on a condition that is not met',
    [{ ...allow('*'), Condition: { StringEquals: { 'ecs:tag/team': 'a' } } }],
    '403 Forbidden.RAM',
  ],
])('the policy allows %s', async (_, statements, expected) => {
  simulator.ram.setUserPolicy(policy(...statements));
  expect(outcome(await describe1())).toBe(expected);
});

test('an explicit denial says so', async () => {
  simulator.ram.setUserPolicy(policy(deny('ecs:*'), allow('*')));
  expect(JSON.parse((await describe1()).text).AccessDeniedDetail.NoPermissionType).toBe('ExplicitDeny');
});

test('images that are not the account’s own can be listed without permission, and so can regions', async () => {
  simulator.ram.setUserPolicy(policy(allow('ecs:RunInstances')));
  expect(outcome(await describe1({ ImageOwnerAlias: 'system' }))).toBe('200');
  expect(outcome(await describe1({ ImageOwnerAlias: 'others' }))).toBe('200');
  expect(outcome(await describe1({ ImageOwnerAlias: 'self' }))).toBe('403 Forbidden.RAM');
  expect(outcome(await raw(simulator, 'DescribeRegions'))).toBe('200');
});

test('permission comes before the look whether the image is there, and nothing is done without it', async () => {
  simulator.ram.setUserPolicy(policy(allow('ecs:DescribeImages')));
  expect(outcome(await raw(simulator, 'DeleteImage', { RegionId: HANGZHOU, ImageId: 'm-none' }))).toBe(
    '403 Forbidden.RAM',
  );
  await raw(simulator, 'DeleteImage', { ...one, Force: true });
  expect(simulator.world.image(HANGZHOU, GOLDEN)).toBeDefined();
});

test('a snapshot of a copy is in the region of the copy', async () => {
  const imageId = await copyGolden(simulator);
  const [disk] = simulator.world.image(SHANGHAI, imageId)?.disks ?? [];
  simulator.world.remove(SHANGHAI, imageId);
  const remove = (SnapshotId = disk?.snapshotId ?? '') => raw(simulator, 'DeleteSnapshot', { SnapshotId });
  simulator.ram.setUserPolicy(policy(allow('ecs:DeleteSnapshot', `acs:ecs:${HANGZHOU}:*:snapshot/*`)));
  expect(outcome(await remove())).toBe('403 Forbidden.RAM');
  simulator.ram.setUserPolicy(policy(allow('ecs:DeleteSnapshot', `acs:ecs:${SHANGHAI}:*:snapshot/*`)));
  expect(outcome(await remove())).toBe('200');
});

test('the policy holds from the next request on, for temporary keys of the user too', async () => {
  const key = simulator.temporaryKey();
  const ask = () => raw(simulator, 'DescribeImages', { RegionId: HANGZHOU }, { key });
  expect(outcome(await ask())).toBe('200');
  simulator.ram.setUserPolicy(policy(allow('ecs:CopyImage')));
  expect(outcome(await ask())).toBe('403 Forbidden.RAM');
  simulator.ram.setUserPolicy(undefined);
  expect(outcome(await ask())).toBe('200');
});

test('the other ways in which ECS is known to refuse', async () => {
  simulator.ram.setUserPolicy(policy(allow('ecs:RunInstances')));
  simulator.behave({ describeImagesDenied: 'emptyList', copyImageDeniedCode: 'Forbbiden' });
  expect((await describe1()).body).toMatchObject({ TotalCount: 0, Images: { Image: [] } });
  expect(outcome(await raw(simulator, 'CopyImage', { ...one, DestinationRegionId: SHANGHAI }))).toBe('403 Forbbiden');
});

describe('a policy that RAM would not take', () => {
  test.each<[string, unknown, string]>([
    ['no object', [], 'a policy is an object'],
    ['another version', { Version: '2012-10-17', Statement: [] }, 'Version is not "1"'],
    ['no statement', { Version: '1', Statement: [] }, 'Statement is not a list, or is empty'],
    ['a statement that is none', { Version: '1', Statement: ['x'] }, 'Statement[0]: it is not an object'],
    ['another effect', statement({ Effect: 'allow' }), 'Effect is neither Allow nor Deny'],
    ['no action', statement({ Action: undefined }), 'either Action or NotAction'],
    ['both', statement({ NotAction: 'ecs:*' }), 'either Action or NotAction'],
    ['an action without a service', statement({ Action: 'CopyImage' }), 'either Action or NotAction'],
    ['no resource', statement({ Resource: [] }), 'Resource is no "*" and no ARN'],
    ['an ARN of AWS', statement({ Resource: 'arn:aws:s3:::x' }), 'Resource is no "*" and no ARN'],
    ['a principal', statement({ Principal: '*' }), 'Principal is not an element of it'],
    ['a condition that is none', statement({ Condition: 'x' }), 'Condition is not an object'],
    [
      'an unknown operator',
      statement({ Condition: { IpAddress: {} } }),
      'does not know the condition operator IpAddress',
    ],
    ['an operator on nothing', statement({ Condition: { StringLike: 1 } }), 'Condition.StringLike is not an object'],
    ['a number', statement({ Condition: { StringLike: { a: 1 } } }), 'Condition.StringLike.a is neither a text'],
  ])('%s', (_, value, problem) => {
    const set = simulator.ram.setUserPolicy as (value: unknown) => void;
    expect(() => set.call(simulator.ram, value)).toThrow(`the policy of the user cannot be read: `);
    expect(() => set.call(simulator.ram, value)).toThrow(problem);
  });

  function statement(change: object): object {
    return { Version: '1', Statement: [{ Effect: 'Allow', Action: 'ecs:*', Resource: '*', ...change }] };
  }
});

describe('a trust policy that RAM would not take', () => {
  test.each<[string, object, string]>([
    ['no principal', { Principal: undefined }, 'Principal is not an object'],
    ['a principal of no kind', { Principal: {} }, 'Principal has no RAM, Federated or Service'],
    ['a principal of AWS', { Principal: { AWS: 'x' } }, 'Principal has no RAM, Federated or Service'],
    ['no action', { Action: 'AssumeRole' }, 'Action is not an action'],
    ['a resource', { Resource: '*' }, 'Resource is not an element of it'],
  ])('%s', (_, change, problem) => {
    const good = { Effect: 'Allow' as const, Action: 'sts:AssumeRole', Principal: { RAM: `acs:ram::${account}:root` } };
    const trust = { Version: '1' as const, Statement: [{ ...good, ...change }] };
    expect(() => simulator.ram.createRole({ name: 'r', trust })).toThrow(problem);
  });
});
