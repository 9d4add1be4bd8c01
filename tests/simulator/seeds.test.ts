import { parseSeeds } from '../../simulator/alibaba/account/seed-file';
import {
  builtInImages,
  builtInInstances,
  builtInKeys,
  builtInSnapshots,
  createClock,
  type SeedImage,
  type SeedInstance,
  type SeedKey,
  type SeedSnapshot,
} from '../../simulator/index';
import { copyGolden, HANGZHOU, outcome, raw, SHANGHAI, start, stopSimulators } from './support';

afterEach(stopSimulators);

const seed = (more: Partial<Record<keyof SeedImage, unknown>>) => [{ regionId: SHANGHAI, imageId: 'm-1', ...more }];

describe('a file of images', () => {
  test('may say everything that a seed knows', () => {
    const full = [
      {
        regionId: SHANGHAI,
        imageId: 'm-full',
        imageName: 'full-one',
        imageFamily: '',
        imageVersion: 'v1',
        description: '',
        status: 'Deprecated',
        disks: [{ sizeGiB: 40, type: 'system', device: '/dev/vda', encrypted: true }, { sizeGiB: 100 }],
        encrypted: true,
        kmsKeyId: 'k',
        osType: 'windows',
        osName: 'Windows 11',
        platform: 'Windows',
        architecture: 'arm64',
        bootMode: 'UEFI',
        tags: { a: 'b' },
        resourceGroupId: 'rg-x',
        ownerAlias: 'others',
        isCopied: true,
        isShared: false,
        isPublic: true,
        usedByInstance: true,
        usable: false,
        creationTime: '2026-01-31T12:00:00Z',
      },
    ];
    expect(parseSeeds(full)).toEqual({ images: full });
    expect(parseSeeds(JSON.parse(JSON.stringify(builtInImages)))).toEqual({ images: builtInImages });
  });

  test('may have keys beside its images', () => {
    const keys = [...builtInKeys, { regionId: SHANGHAI, keyId: 'key-1', state: 'PendingDeletion', usableByEcs: false }];
    expect(parseSeeds({ images: seed({}), keys })).toEqual({ images: seed({}), keys });
    expect(parseSeeds({ images: [] })).toEqual({ images: [] });
  });

  test('may have instances and snapshots beside its images, which say everything that their seeds know', () => {
    const place = {
      regionId: SHANGHAI,
      resourceGroupId: 'rg-x',
      tags: { a: 'b' },
      creationTime: '2026-01-31T12:00:00Z',
    };
    const system = { osType: 'linux', osName: 'x', platform: 'CentOS', architecture: 'arm64', bootMode: 'UEFI' };
    const disk = { sizeGiB: 40, type: 'system', device: '/dev/xvda', encrypted: true, diskId: 'd-1', kmsKeyId: 'k' };
    const instance = { ...place, ...system, instanceId: 'i-1', instanceName: 'x', description: '', imageId: 'm-1' };
    const snapshot = {
      ...place,
      ...system,
      snapshotId: 's-1',
      snapshotName: 'x',
      description: '',
      sourceDiskId: 'd-1',
    };
    const seeds = {
      images: [],
      instances: [
        ...builtInInstances,
        { ...instance, status: 'Stopped', instanceType: 'ecs.g7.large', lockReason: 'security', disks: [disk] },
      ],
      snapshots: [
        ...builtInSnapshots,
        {
          ...{ ...snapshot, sourceDiskType: 'data', sizeGiB: 1, encrypted: true, kmsKeyId: 'k' },
          ...{ category: 'archive', status: 'progressing', runsSeconds: 5 },
        },
      ],
    };
    expect(parseSeeds(JSON.parse(JSON.stringify(seeds)))).toEqual(seeds);
  });

  test.each<[unknown, string]>([
    [{ images: [], instances: {} }, 'instances: expected a list, found {}'],
    [{ images: [], instances: [{ regionId: SHANGHAI }] }, 'instances[0].instanceId: is missing'],
    [
      { images: [], instances: [{ regionId: SHANGHAI, instanceId: 'i-1', status: 'Off' }] },
      'instances[0].status: expected',
    ],
    [
      { images: [], instances: [{ regionId: SHANGHAI, instanceId: 'i-1', disks: [{ sizeGiB: 1, id: 'd' }] }] },
      'instances[0].disks[0].id: there is no such property, only sizeGiB, type, device, encrypted, diskId, kmsKeyId',
    ],
    [{ images: [], snapshots: [{ snapshotId: 's-1' }] }, 'snapshots[0].regionId: is missing'],
    [
      { images: [], snapshots: [{ regionId: SHANGHAI, snapshotId: 's-1', category: 'flash' }] },
      'snapshots[0].category: expected one of standard, archive, found "flash"',
    ],
    ['x', 'expected a list of images, or an object of images and keys, found "x"'],
    [{}, 'expected a list of images, or an object of images and keys, found {}'],
    [{ images: {} }, 'images: expected a list, found {}'],
    [{ images: [], keys: 'x' }, 'keys: expected a list, found "x"'],
    [{ images: [], key: [] }, 'key: there is no such property, only images, keys'],
    [{ images: [], keys: [{ regionId: SHANGHAI }] }, 'keys[0].keyId: is missing'],
    [
      { images: [], keys: [{ regionId: SHANGHAI, keyId: 'k', state: 'Off' }] },
      'keys[0].state: expected one of Enabled, Disabled, PendingDeletion, PendingImport, found "Off"',
    ],
    [['x'], 'images[0]: expected an object, found "x"'],
    [[{ imageId: 'm-1' }], 'images[0].regionId: is missing'],
    [[...seed({}), { regionId: SHANGHAI }], 'images[1].imageId: is missing'],
    [
      seed({ regionId: 'cn-atlantis' }),
      'images[0].regionId: expected a region id such as cn-hangzhou, found "cn-atlantis"',
    ],
    [seed({ sizeGiB: 'big' }), 'images[0].sizeGiB: expected a whole number from 1, found "big"'],
    [seed({ sizeGiB: 0 }), 'images[0].sizeGiB: expected a whole number from 1, found 0'],
    [seed({ imageName: '' }), 'images[0].imageName: expected a text that is not empty, found ""'],
    [seed({ description: null }), 'images[0].description: expected a text, found null'],
    [seed({ encrypted: 'yes' }), 'images[0].encrypted: expected true or false, found "yes"'],
    [seed({ osType: 'dos' }), 'images[0].osType: expected one of linux, windows, found "dos"'],
    [seed({ tags: ['a'] }), 'images[0].tags: expected texts by their keys, found ["a"]'],
    [seed({ tags: { a: 1 } }), 'images[0].tags: expected texts by their keys, found {"a":1}'],
    [
      seed({ creationTime: 'once' }),
      'images[0].creationTime: expected a time such as 2026-01-31T12:00:00Z, found "once"',
    ],
    [seed({ disks: [] }), 'images[0].disks: expected a list of disks, the system disk first, found []'],
    [seed({ disks: [{}] }), 'images[0].disks[0].sizeGiB: is missing'],
    [
      seed({ disks: [{ sizeGiB: 1, type: 'tape' }] }),
      'images[0].disks[0].type: expected one of system, data, found "tape"',
    ],
    [
      [{ regionId: SHANGHAI, imageId: 'm-1', colour: 'red' }],
      'images[0].colour: there is no such property, only regionId, ',
    ],
  ])('%j is refused', (value, message) => {
    expect(() => parseSeeds(value)).toThrow(message);
  });
});

describe('seeds', () => {
  test('get what they do not say by default', async () => {
    const clock = createClock({ speed: 0, startAt: Date.parse('2026-06-01T00:00:00Z') });
    const simulator = await start({ clock, images: [{ regionId: SHANGHAI, imageId: 'm-arm', architecture: 'arm64' }] });
    expect(simulator.world.image(SHANGHAI, 'm-arm')).toMatchObject({
      imageName: 'm-arm',
      status: 'Available',
      creationTime: '2026-06-01T00:00:00Z',
      bootMode: 'UEFI',
      sizeGiB: 40,
      disks: [{ device: '/dev/xvda', type: 'system', sizeGiB: 40, encrypted: false }],
      isCopied: false,
      source: undefined,
    });
  });

  test('are not the work of copies', async () => {
    const simulator = await start();
    const nothing = { runningCopies: 0, waitingCopies: 0, runningCreations: 0, images: [], snapshots: [], calls: {} };
    expect(simulator.ledger()).toEqual(nothing);
  });

  test.each<[string, SeedImage, string]>([
    ['an unknown region', { regionId: 'cn-atlantis', imageId: 'm-1' }, 'image m-1: there is no region cn-atlantis'],
    ['an id that is taken', { regionId: HANGZHOU, imageId: 'm-bp1golden0ubuntu24' }, 'exists twice in cn-hangzhou'],
    [
      'a name that is taken',
      { regionId: HANGZHOU, imageId: 'm-1', imageName: 'golden-windows-2022-v7' },
      'the name golden-windows-2022-v7 is taken',
    ],
  ])('with %s are refused', async (_, image, message) => {
    await expect(start({ images: [...builtInImages, image] })).rejects.toThrow(message);
    const simulator = await start();
    expect(() => simulator.world.addImage(image)).toThrow(message);
  });
});

test.each<[string, SeedKey, string]>([
  ['an unknown region', { regionId: 'cn-atlantis', keyId: 'k' }, 'key k: there is no region cn-atlantis'],
  ['an id that is taken', { regionId: SHANGHAI, keyId: 'key-sha00example' }, 'exists twice in cn-shanghai'],
])('a key with %s is refused', async (_, key, message) => {
  await expect(start({ keys: [...builtInKeys, key] })).rejects.toThrow(message);
  const simulator = await start();
  expect(() => simulator.world.addKey(key)).toThrow(message);
});

test.each<[string, { instance?: SeedInstance; snapshot?: SeedSnapshot }, string]>([
  [
    'an instance in no region',
    { instance: { regionId: 'x', instanceId: 'i-1' } },
    'instance i-1: there is no region x',
  ],
  [
    'an instance twice',
    { instance: { regionId: SHANGHAI, instanceId: 'i-bp1builder0ubuntu24' } },
    'instance i-bp1builder0ubuntu24 exists twice',
  ],
  ['a snapshot in no region', { snapshot: { regionId: 'x', snapshotId: 's-1' } }, 'snapshot s-1: there is no region x'],
  [
    'a snapshot twice',
    { snapshot: { regionId: SHANGHAI, snapshotId: 's-bp1system0ubuntu24' } },
    'snapshot s-bp1system0ubuntu24 exists twice',
  ],
])('%s is refused', async (_, { instance, snapshot }, message) => {
  const instances = [...builtInInstances, ...(instance ? [instance] : [])];
  const snapshots = [...builtInSnapshots, ...(snapshot ? [snapshot] : [])];
  await expect(start({ instances, snapshots })).rejects.toThrow(message);
  const { world } = await start();
  expect(() => (instance ? world.addInstance(instance) : snapshot && world.addSnapshot(snapshot))).toThrow(message);
});

test('instances and snapshots get what they do not say by default', async () => {
  const startAt = Date.parse('2026-06-01T00:00:00Z');
  const { world } = await start({
    clock: createClock({ speed: 0, startAt }),
    instances: [
      { regionId: SHANGHAI, instanceId: 'i-1', architecture: 'arm64', disks: [{ sizeGiB: 20 }, { sizeGiB: 30 }] },
    ],
    snapshots: [{ regionId: SHANGHAI, snapshotId: 's-1', resourceGroupId: 'rg-new' }],
  });
  expect(world.instance(SHANGHAI, 'i-1')).toMatchObject({
    instanceName: 'i-1',
    status: 'Running',
    createdAt: startAt,
    os: { platform: 'Ubuntu', architecture: 'arm64', bootMode: 'UEFI' },
    disks: [
      { diskId: 'd-10', device: '/dev/xvda', type: 'system', sizeGiB: 20, encrypted: false },
      { diskId: 'd-11', device: '/dev/xvdb', type: 'data', sizeGiB: 30, encrypted: false },
    ],
  });
  const snapshot = {
    status: 'accomplished',
    diskType: 'system',
    sizeGiB: 40,
    category: 'standard',
    createdAt: startAt,
  };
  expect(world.snapshot(SHANGHAI, 's-1')).toMatchObject(snapshot);
  expect(world.instance(HANGZHOU, 'i-1')).toBeUndefined();
  world.addImage({ regionId: SHANGHAI, imageId: 'm-1' });
  world.removeInstance(SHANGHAI, 'i-1');
  expect(() => world.removeInstance(SHANGHAI, 'i-1')).toThrow('there is no instance i-1 in cn-shanghai');
});

test('a key that an image names exists, as it is if it is named itself, and not for an image of somebody else', async () => {
  const image = { regionId: SHANGHAI, encrypted: true };
  const simulator = await start({
    images: [
      { ...image, imageId: 'm-1', kmsKeyId: 'key-of-image' },
      { ...image, imageId: 'm-2', kmsKeyId: 'key-disabled' },
      { ...image, imageId: 'm-3', kmsKeyId: 'key-of-others', ownerAlias: 'others' },
    ],
    keys: [{ regionId: SHANGHAI, keyId: 'key-disabled', state: 'Disabled' }],
  });
  const codeOf = async (KMSKeyId: string) => {
    const parameters = { RegionId: SHANGHAI, ImageId: 'm-1', Encrypted: true, KMSKeyId };
    return outcome(await raw(simulator, 'CopyImage', parameters));
  };
  expect(await codeOf('key-of-image')).toBe('200');
  expect(await codeOf('key-disabled')).toBe('403 InvalidParameter.KMSKeyId.CMKNotEnabled');
  expect(await codeOf('key-of-others')).toBe('404 InvalidParameter.KMSKeyId.NotFound');
});

test('a resource group that a seed names exists', async () => {
  const image = { regionId: SHANGHAI, imageId: 'm-1', resourceGroupId: 'rg-prod' };
  const simulator = await start({ images: [...builtInImages, image] });
  expect(simulator.world.image(SHANGHAI, 'm-1')?.resourceGroupId).toBe('rg-prod');
  expect(await copyGolden(simulator, { ResourceGroupId: 'rg-prod' })).toMatch(/^m-/);
  const unnamed = await copyGolden(simulator);
  expect(simulator.world.image(SHANGHAI, unnamed)?.resourceGroupId).toBe('rg-acfmdefaultgroup');
});

test("the name of somebody else's image is free, and stays that of the own image that has it too", async () => {
  const simulator = await start();
  const image = { regionId: SHANGHAI, imageName: 'shared-name' };
  simulator.world.addImage({ ...image, imageId: 'm-own' });
  simulator.world.addImage({ ...image, imageId: 'm-other', ownerAlias: 'others' });
  simulator.world.remove(SHANGHAI, 'm-other');
  await expect(copyGolden(simulator, { DestinationImageName: 'shared-name' })).rejects.toThrow('Duplicated');
});

test('the world refuses to change what does not exist', async () => {
  const { world } = await start();
  expect(() => world.share(SHANGHAI, 'm-none')).toThrow('there is no image m-none in cn-shanghai');
  expect(() => world.removeSnapshot(SHANGHAI, 's-none')).toThrow('there is no snapshot s-none in cn-shanghai');
  expect(() => world.lockSnapshot(SHANGHAI, 's-none', 'NoSuchCode')).toThrow('no error NoSuchCode');
  expect(() => world.changeKey(SHANGHAI, 'key-none', { state: 'Disabled' })).toThrow('no key key-none in cn-shanghai');
  expect(() => world.removeKey(SHANGHAI, 'key-none')).toThrow('there is no key key-none in cn-shanghai');
  expect(() => world.finishCopy(HANGZHOU, 'm-bp1golden0ubuntu24')).toThrow('is not an unfinished copy');
});

describe('a clock', () => {
  test('runs at its speed from its start, and can be turned forward', () => {
    let real = 1000;
    const clock = createClock({ speed: 10, startAt: 500_000, now: () => real });
    expect(clock.now()).toBe(500_000);
    real += 100;
    expect(clock.now()).toBe(501_000);
    clock.advance(60_000);
    expect(clock.now()).toBe(561_000);
  });

  test('cannot run or be turned back', () => {
    expect(() => createClock({ speed: -1 })).toThrow(RangeError);
    expect(() => createClock().advance(-1)).toThrow(RangeError);
  });
});
