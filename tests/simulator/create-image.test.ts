import type { AlibabaSimulator } from '../../simulator/index';
import {
  type Creation,
  createImage,
  DATA_SNAPSHOT,
  outcomeOf,
  RUNNING,
  readImage,
  STOPPED,
  SYSTEM_SNAPSHOT,
} from './creations';
import { HANGZHOU, outcome, raw, SHANGHAI, start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

const outcomeFor = (creation: Creation) => outcomeOf(createImage(simulator, creation));

describe('CreateImage from an instance', () => {
  test('takes what it was asked for, and the rest from the instance', async () => {
    const imageId = await createImage(simulator, {
      instanceId: RUNNING,
      imageName: 'golden-v43',
      description: 'build 43',
      imageFamily: 'golden-ubuntu',
      imageVersion: '43',
      resourceGroupId: 'rg-acfmimages',
      imdsSupport: 'v2',
      tags: { team: 'platform', empty: '' },
    });
    expect(imageId).toMatch(/^m-bp1/);
    expect(await readImage(simulator, imageId)).toMatchObject({
      imageId,
      imageName: 'golden-v43',
      description: 'build 43',
      imageFamily: 'golden-ubuntu',
      imageVersion: '43',
      resourceGroupId: 'rg-acfmimages',
      status: 'Creating',
      progress: '0%',
      isCopied: false,
      imageOwnerAlias: 'self',
      usage: 'none',
      usable: false,
      size: 40,
      platform: 'Ubuntu',
      OSType: 'linux',
      architecture: 'x86_64',
      bootMode: 'BIOS',
      features: { imdsSupport: 'v2', nvmeSupport: 'supported' },
      tags: {
        tag: [
          { tagKey: 'team', tagValue: 'platform' },
          { tagKey: 'empty', tagValue: '' },
        ],
      },
      diskDeviceMappings: {
        diskDeviceMapping: [
          { device: '/dev/xvda', type: 'system', size: '40', progress: '0%', remainTime: 2100, encrypted: false },
          { device: '/dev/xvdb', type: 'data', size: '100', encrypted: false },
        ],
      },
    });
    expect(simulator.world.image(HANGZHOU, imageId)?.source).toEqual({ kind: 'instance', instanceId: RUNNING });
  });

  test('takes what is said of the system before what the instance has', async () => {
    const imageId = await createImage(simulator, {
      instanceId: RUNNING,
      platform: 'Windows Server 2019',
      architecture: 'arm64',
      secureBoot: 'supported',
      detectionStrategy: 'Standard',
    });
    expect(await readImage(simulator, imageId)).toMatchObject({
      platform: 'Windows Server 2019',
      OSType: 'windows',
      architecture: 'arm64',
      bootMode: 'UEFI',
      secureBootOptions: { secureBootSupport: 'true' },
    });
  });

  test('without a name and a group gives it some', async () => {
    const imageId = await createImage(simulator, { instanceId: STOPPED });
    expect(await readImage(simulator, imageId)).toMatchObject({
      imageName: imageId,
      resourceGroupId: 'rg-acfmdefaultgroup',
      size: 20,
      features: { imdsSupport: 'v1' },
    });
  });

  test('has the metadata mode of the image that the instance was created from, and that image is in use', async () => {
    simulator.world.addImage({ regionId: SHANGHAI, imageId: 'm-base' });
    await raw(simulator, 'ModifyImageAttribute', {
      RegionId: SHANGHAI,
      ImageId: 'm-base',
      'Features.ImdsSupport': 'v2',
    });
    simulator.world.addInstance({ regionId: SHANGHAI, instanceId: 'i-1', imageId: 'm-base' });
    expect(simulator.world.image(SHANGHAI, 'm-base')?.usedByInstance).toBe(true);
    const imageId = await createImage(simulator, { regionId: SHANGHAI, instanceId: 'i-1' });
    expect(await readImage(simulator, imageId, SHANGHAI)).toMatchObject({ features: { imdsSupport: 'v2' } });
  });

  test.each(['Pending', 'Starting', 'Stopping'] as const)('that is %s is refused until it rests', async (status) => {
    simulator.world.setInstanceStatus(HANGZHOU, RUNNING, status);
    expect(await outcomeFor({ instanceId: RUNNING })).toBe('400 IncorrectInstanceStatus');
    simulator.world.setInstanceStatus(HANGZHOU, RUNNING, 'Stopped');
    expect(await outcomeFor({ instanceId: RUNNING })).toBe('200');
  });

  test('that is locked for security is refused, whatever its state; other locks do not matter', async () => {
    simulator.world.lockInstance(HANGZHOU, RUNNING);
    expect(await outcomeFor({ instanceId: RUNNING })).toBe('400 InstanceLockedForSecurity');
    simulator.world.lockInstance(HANGZHOU, RUNNING, 'financial');
    expect(await outcomeFor({ instanceId: RUNNING })).toBe('200');
    simulator.world.lockInstance(HANGZHOU, STOPPED);
    simulator.world.unlockInstance(HANGZHOU, STOPPED);
    expect(await outcomeFor({ instanceId: STOPPED })).toBe('200');
  });

  test('can be refused with any code, and a code that there is not is a mistake of the test', async () => {
    simulator.world.refuseSource(HANGZHOU, RUNNING, 'HibernationConfigured.InstanceOperationForbidden');
    expect(await outcomeFor({ instanceId: RUNNING })).toBe('403 HibernationConfigured.InstanceOperationForbidden');
    simulator.world.refuseSource(HANGZHOU, RUNNING, undefined);
    expect(await outcomeFor({ instanceId: RUNNING })).toBe('200');
    expect(() => simulator.world.refuseSource(HANGZHOU, RUNNING, 'NoSuchCode')).toThrow('ECS has no error NoSuchCode');
  });

  test('without a system disk is refused', async () => {
    const disks = [{ sizeGiB: 40, type: 'data' as const }];
    simulator.world.addInstance({ regionId: HANGZHOU, instanceId: 'i-diskless', disks });
    expect(await outcomeFor({ instanceId: 'i-diskless' })).toBe('400 InvalidInstance.NotFoundSystemDisk');
  });

  test.each([
    ['Disabled', '403 InvalidParameter.KMSKeyId.CMKNotEnabled'],
    ['Enabled', '200'],
  ] as const)('whose disk has a key that is %s: %s', async (state, expected) => {
    simulator.world.addKey({ regionId: SHANGHAI, keyId: 'key-disk', state });
    simulator.world.addInstance({
      regionId: SHANGHAI,
      instanceId: 'i-encrypted',
      disks: [{ sizeGiB: 40, kmsKeyId: 'key-disk' }],
    });
    const creation = { regionId: SHANGHAI, instanceId: 'i-encrypted', imageName: 'encrypted' };
    expect(await outcomeFor(creation)).toBe(expected);
    const image = simulator.world.images(SHANGHAI).find(({ imageName }) => imageName === 'encrypted');
    expect(image && [image.encrypted, image.kmsKeyId]).toEqual(state === 'Enabled' ? [true, 'key-disk'] : undefined);
  });

  test.each([
    ['KMSUnauthorized', () => simulator.world.authorizeEcs(false)],
    ['CMKUnauthorized', () => simulator.world.changeKey(SHANGHAI, 'key-disk', { usableByEcs: false })],
    ['CMKNotEnabled', () => simulator.world.removeKey(SHANGHAI, 'key-disk')],
  ])('is refused with %s', async (reason, spoil) => {
    simulator.world.addKey({ regionId: SHANGHAI, keyId: 'key-disk' });
    const disks = [{ sizeGiB: 40, kmsKeyId: 'key-disk' }];
    simulator.world.addInstance({ regionId: SHANGHAI, instanceId: 'i-encrypted', disks });
    spoil();
    const creation = { regionId: SHANGHAI, instanceId: 'i-encrypted' };
    expect(await outcomeFor(creation)).toBe(`403 InvalidParameter.KMSKeyId.${reason}`);
  });
});

describe('the sources', () => {
  test.each<[string, Creation, object]>([
    [
      'an instance goes before disks and a snapshot, which are not looked at',
      { instanceId: STOPPED, disks: [{ snapshotId: 's-none' }], snapshotId: 's-none' },
      { kind: 'instance', instanceId: STOPPED },
    ],
    [
      'disks go before a snapshot, which is not looked at',
      { disks: [{ snapshotId: SYSTEM_SNAPSHOT }], snapshotId: 's-none' },
      { kind: 'mapping' },
    ],
    ['a snapshot is the last', { snapshotId: SYSTEM_SNAPSHOT }, { kind: 'snapshot', snapshotId: SYSTEM_SNAPSHOT }],
  ])('%s', async (_, creation, source) => {
    const imageId = await createImage(simulator, creation);
    expect(simulator.world.image(HANGZHOU, imageId)?.source).toEqual(source);
  });

  test('are needed', async () => {
    expect(await outcomeFor({ imageName: 'golden' })).toBe('400 MissingParameter');
  });

  test.each<[Creation, string]>([
    [{ instanceId: 'i-none' }, '404 InvalidInstanceId.NotFound'],
    [{ instanceId: RUNNING, regionId: SHANGHAI }, '404 InvalidInstanceId.NotFound'],
    [{ snapshotId: 's-none' }, '404 InvalidSnapshotId.NotFound'],
    [{ snapshotId: SYSTEM_SNAPSHOT, regionId: SHANGHAI }, '404 InvalidSnapshotId.NotFound'],
    [{ disks: [{ snapshotId: SYSTEM_SNAPSHOT }, { snapshotId: 's-none' }] }, '404 InvalidSnapshotId.NotFound'],
    [{ snapshotId: DATA_SNAPSHOT }, '403 OperationDenied'],
    [{ snapshotId: 's-old' }, '403 InvalidSnapshot.TooOld'],
    [{ snapshotId: 's-archive' }, '403 InvalidSnapshotCategory.NotSupportImageCreation'],
    [{ snapshotId: 's-running' }, '403 InvalidSnapshotId.NotReady'],
    [{ snapshotId: 's-failed' }, '403 InvalidSnapshotId.NotReady'],
    [{ disks: [{ snapshotId: SYSTEM_SNAPSHOT }, { snapshotId: 's-running' }] }, '403 InvalidSnapshotId.NotReady'],
    [{ disks: [{ snapshotId: DATA_SNAPSHOT }] }, '400 OperationDenied'],
    [{ disks: [{ snapshotId: SYSTEM_SNAPSHOT }, { snapshotId: SYSTEM_SNAPSHOT }] }, '400 OperationDenied'],
    [{ disks: [{ size: 40, diskType: 'system' }] }, '403 InvalidSystemSnapshot.Missing'],
    [{ disks: [{ snapshotId: 's-encrypted-data', diskType: 'system' }] }, '400 InvalidParameter.DiskType'],
    [{ disks: [{ snapshotId: SYSTEM_SNAPSHOT, diskType: 'tape' }] }, '400 InvalidDiskType.ValueNotSupported'],
    [
      { disks: Array.from({ length: 18 }, (_, n) => (n ? { size: 20 } : { snapshotId: SYSTEM_SNAPSHOT })) },
      '400 InvalidDiskDeviceMapping',
    ],
  ])('%j: %s', async (creation, expected) => {
    const { world } = simulator;
    world.addSnapshot({ regionId: HANGZHOU, snapshotId: 's-old', creationTime: '2013-07-15T12:00:00Z' });
    world.addSnapshot({ regionId: HANGZHOU, snapshotId: 's-archive', category: 'archive' });
    world.addSnapshot({ regionId: HANGZHOU, snapshotId: 's-running', status: 'progressing' });
    world.addSnapshot({ regionId: HANGZHOU, snapshotId: 's-failed', status: 'failed' });
    world.addSnapshot({ regionId: HANGZHOU, snapshotId: 's-encrypted-data', sourceDiskType: 'data', encrypted: true });
    expect(await outcomeFor(creation)).toBe(expected);
    expect(simulator.ledger()).toMatchObject({ runningCreations: 0, images: [], snapshots: [] });
  });

  test('are not ready with the other code if the behaviour says so, and ready once they are whole', async () => {
    simulator.behave({ unfinishedSnapshotCode: 'SnapshotNotReady' });
    simulator.world.addSnapshot({ regionId: HANGZHOU, snapshotId: 's-running', runsSeconds: 60 });
    expect(await outcomeFor({ snapshotId: 's-running' })).toBe('403 SnapshotNotReady');
    simulator.clock.advance(60_000);
    expect(await outcomeFor({ snapshotId: 's-running' })).toBe('200');
  });

  test('that are encrypted make an encrypted image, or are refused as older documentation says', async () => {
    const snapshot = { regionId: HANGZHOU, snapshotId: 's-encrypted', kmsKeyId: 'key-hzz0000000000000' };
    simulator.world.addSnapshot(snapshot);
    const imageId = await createImage(simulator, { snapshotId: 's-encrypted' });
    const encrypted = { encrypted: true, kmsKeyId: 'key-hzz0000000000000' };
    expect(simulator.world.image(HANGZHOU, imageId)).toMatchObject(encrypted);
    simulator.behave({ encryptedSystemSnapshot: 'refused' });
    expect(await outcomeFor({ snapshotId: 's-encrypted' })).toBe('400 OperationDenied');
  });

  test('a refused snapshot stays refused until the reason is gone', async () => {
    simulator.world.refuseSource(HANGZHOU, SYSTEM_SNAPSHOT, 'InvalidOperation.SnapshotStorageLocationUnsupported');
    const refused = '403 InvalidOperation.SnapshotStorageLocationUnsupported';
    expect(await outcomeFor({ snapshotId: SYSTEM_SNAPSHOT })).toBe(refused);
    simulator.world.refuseSource(HANGZHOU, SYSTEM_SNAPSHOT, undefined);
    expect(await outcomeFor({ snapshotId: SYSTEM_SNAPSHOT })).toBe('200');
  });
});

describe('DiskDeviceMapping', () => {
  const system = { snapshotId: SYSTEM_SNAPSHOT };
  const disksOf = async (creation: Creation) => {
    const { diskDeviceMappings } = await readImage(simulator, await createImage(simulator, creation));
    const disks = diskDeviceMappings?.diskDeviceMapping ?? [];
    return disks.map(({ device, type, size, snapshotId }) => `${device} ${type} ${size} ${snapshotId}`);
  };

  test('makes the system disk the first and gives the others the next free devices', async () => {
    const disks = [{ snapshotId: DATA_SNAPSHOT }, { size: 50, device: '/dev/xvdb' }, { diskType: 'data' }, system];
    expect(await disksOf({ disks })).toEqual([
      `/dev/xvda system 40 ${SYSTEM_SNAPSHOT}`,
      `/dev/xvdc data 100 ${DATA_SNAPSHOT}`,
      '/dev/xvdb data 50 ',
      '/dev/xvdd data 20 ',
    ]);
  });

  test('makes a disk larger than its snapshot, and a system disk of a data disk with a system of which nothing is known', async () => {
    const disks = [{ snapshotId: DATA_SNAPSHOT, diskType: 'system', size: 120 }];
    expect(await disksOf({ disks, imageName: 'from-data' })).toEqual([`/dev/xvda system 120 ${DATA_SNAPSHOT}`]);
    const image = simulator.world.images(HANGZHOU).find(({ imageName }) => imageName === 'from-data');
    expect(image).toMatchObject({ platform: 'Others Linux', architecture: 'x86_64' });
    simulator.behave({ dataSnapshotAsSystem: 'refused' });
    expect(await outcomeFor({ disks })).toBe('403 UserNotInTheWhiteList');
  });

  test.each<[Creation['disks'], string]>([
    [[{ ...system, size: 39 }], '400 InvalidSize.ValueNotSupported'],
    [[{ ...system, size: 40 }], '200'],
    [[{ ...system, size: 0 }], '400 InvalidSize.ValueNotSupported'],
    [[system, { size: 0 }], '400 InvalidSize.ValueNotSupported'],
    [[system, { size: 4 }], '400 InvalidSize.ValueNotSupported'],
    [[system, { size: 5 }], '200'],
    [[system, { size: 32_768 }], '200'],
    [[system, { size: 32_769 }], '400 InvalidSize.ValueNotSupported'],
    [[{ ...system, device: '/dev/xvdb' }], '400 InvalidDevice.Malformed'],
    [[system, { device: '/dev/xvda' }], '400 InvalidDevice.Malformed'],
    [[system, { device: '/dev/sdb' }], '400 InvalidDevice.Malformed'],
    [[system, { device: '/dev/vdb' }], '400 InvalidDevice.Malformed'],
    [[system, { device: '/dev/xvdz' }], '200'],
    [[system, { device: '/dev/xvdc' }, { device: '/dev/xvdc' }], '400 InvalidDevice.InUse'],
    [[system, ...Array.from({ length: 16 }, () => ({ size: 20 }))], '200'],
  ])('%j: %s', async (disks, expected) => {
    expect(await outcomeFor({ disks })).toBe(expected);
  });

  test.each<[Creation['disks'], string]>([
    [[{ ...system, device: '/dev/vda' }, { device: '/dev/vdb' }, { device: '/dev/xvdc' }], '200'],
    [[{ ...system, device: '/dev/vdb' }], '400 InvalidDevice.Malformed'],
    [[system, { device: '/dev/vda' }], '400 InvalidDevice.Malformed'],
    [[system, { device: '/dev/vdb' }, { device: '/dev/vdb' }], '400 InvalidDevice.InUse'],
  ])('with the names of a private cloud, %j: %s', async (disks, expected) => {
    simulator.behave({ deviceNames: 'xvdAndVd' });
    expect(await outcomeFor({ disks })).toBe(expected);
  });

  test.each(['ten', '4e1', '', '40.5'])('with the size %j counts as wrong if it is no whole number', async (size) => {
    const parameters = { RegionId: HANGZHOU, 'DiskDeviceMapping.1.SnapshotId': SYSTEM_SNAPSHOT };
    const answer = await raw(simulator, 'CreateImage', { ...parameters, 'DiskDeviceMapping.1.Size': size });
    expect(outcome(answer)).toBe(size === '' ? '200' : '400 InvalidSize.ValueNotSupported');
  });
});

describe('the other parameters', () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`key${n}`, 'x']));

  test.each<[Creation, string]>([
    [{ regionId: '' }, '400 MissingRegionId'],
    [{ regionId: 'cn-atlantis' }, '404 InvalidRegionId.NotFound'],
    [{ imageName: 'x' }, '400 InvalidImageName.Malformed'],
    [{ imageName: 'acs:x' }, '400 InvalidImageName.Malformed'],
    [{ imageName: '0-golden' }, '400 InvalidImageName.Malformed'],
    [{ imageName: 'golden-windows-2022-v7' }, '400 InvalidImageName.Duplicated'],
    [{ description: 'x' }, '400 InvalidDescription.Malformed'],
    [{ description: 'https://x' }, '400 InvalidDescription.Malformed'],
    [{ imageFamily: 'x' }, '400 InvalidImageFamily.Malformed'],
    [{ imageVersion: 'a b' }, '400 InvalidImageVersion.Malformed'],
    [{ platform: 'Solaris' }, '400 InvalidPlatform.Malformed'],
    [{ architecture: 'sparc' }, '400 InvalidArchitecture.Malformed'],
    [{ bootMode: 'bios' }, '400 InvalidBootMode.NotSupport'],
    [{ bootMode: 'BIOS', architecture: 'arm64' }, '400 InvalidBootMode.NotSupport'],
    [{ imdsSupport: 'v3' }, '400 InvalidParameter.FeaturesImdsSupport'],
    [{ secureBoot: 'yes' }, '400 InvalidSecureBootSupport'],
    [{ secureBoot: 'supported', bootMode: 'BIOS' }, '400 InvalidSecureBootSupport'],
    [{ detectionStrategy: 'Thorough' }, '400 InvalidDetectionStrategy'],
    [{ resourceGroupId: 'rg-none' }, '404 InvalidResourceGroup.NotFound'],
    [{ tags: many(21) }, '403 QuotaExceed.Tags'],
    [{ tags: { x: '', X: '' } }, '400 Duplicate.TagKey'],
    [{ tags: { 'aliyun-x': '' } }, '400 InvalidTagKey.Malformed'],
    [{ tags: { x: 'http://x' } }, '400 InvalidTagValue.Malformed'],
    [{ clientToken: 'x'.repeat(65) }, '400 InvalidClientToken'],
    [{ dryRun: true }, '400 DryRunOperation'],
    [{ tags: many(20) }, '200'],
  ])('%j: %s', async (parameters, expected) => {
    const before = simulator.world.images(HANGZHOU).length;
    expect(await outcomeFor({ instanceId: RUNNING, ...parameters })).toBe(expected);
    expect(simulator.world.images(HANGZHOU)).toHaveLength(expected === '200' ? before + 1 : before);
    expect(simulator.ledger().runningCreations).toBe(expected === '200' ? 1 : 0);
  });

  test('a region that holds as many images as it may takes no more', async () => {
    const own = simulator.world.images(HANGZHOU).filter(({ ownerAlias }) => ownerAlias === 'self').length;
    simulator.behave({ imageQuota: own + 1 });
    expect(await outcomeFor({ snapshotId: SYSTEM_SNAPSHOT })).toBe('200');
    expect(await outcomeFor({ snapshotId: SYSTEM_SNAPSHOT })).toBe('403 QuotaExceed.Image');
  });

  test('a caller without rights on the default resource group has to name another one, in a copy too', async () => {
    simulator.behave({ defaultGroup: 'denied' });
    expect(await outcomeFor({ instanceId: RUNNING })).toBe('403 Forbidden');
    expect(await outcomeFor({ instanceId: RUNNING, resourceGroupId: 'rg-acfmimages' })).toBe('200');
    const copy = { RegionId: HANGZHOU, ImageId: 'm-bp1golden0ubuntu24', DestinationRegionId: SHANGHAI };
    const copied = async (more = {}) => outcome(await raw(simulator, 'CopyImage', { ...copy, ...more }));
    expect(await copied()).toBe('403 Forbidden.RAM');
    expect(await copied({ ResourceGroupId: 'rg-acfmimages' })).toBe('200');
  });

  test('tags may get lost on the way', async () => {
    simulator.behave({ tagsAtStart: 'dropped' });
    const imageId = await createImage(simulator, { instanceId: RUNNING, tags: { team: 'platform' } });
    expect(simulator.world.image(HANGZHOU, imageId)?.tags).toEqual({});
  });
});

describe('a ClientToken of CreateImage', () => {
  const named = { instanceId: RUNNING, imageName: 'golden-v43', clientToken: 'token-1' };

  test('makes the same call have the same answer and one effect', async () => {
    const imageId = await createImage(simulator, named);
    expect(await createImage(simulator, named)).toBe(imageId);
    simulator.clock.advance(60 * 60_000);
    expect(await createImage(simulator, named)).toBe(imageId);
    expect(simulator.ledger().images).toEqual([`${HANGZHOU}/${imageId}`]);
  });

  test('is still being worked on for as long as the behaviour says, with the status that it says', async () => {
    simulator.behave({ tokenProcessingSeconds: 10 });
    const imageId = await createImage(simulator, named);
    expect(await outcomeFor(named)).toBe('403 IdempotentProcessing');
    simulator.behave({ idempotentProcessingStatus: 400 });
    expect(await outcomeFor(named)).toBe('400 IdempotentProcessing');
    simulator.clock.advance(10_000);
    expect(await createImage(simulator, named)).toBe(imageId);
  });

  test.each([
    ['IdempotenceParamNotMatch', 400],
    ['InvalidParamter.Conflict', 403],
  ] as const)('with other parameters is refused with %s', async (code, status) => {
    simulator.behave({ mismatchedCreateTokenCode: code });
    await createImage(simulator, named);
    expect(await outcomeFor({ ...named, description: 'another one' })).toBe(`${status} ${code}`);
  });

  test('is not for another action too', async () => {
    const source = { RegionId: HANGZHOU, SnapshotId: SYSTEM_SNAPSHOT, ImageId: 'm-bp1golden0ubuntu24' };
    expect(outcome(await raw(simulator, 'CreateImage', { ...source, ClientToken: 'token-1' }))).toBe('200');
    const answer = await raw(simulator, 'CopyImage', { ...source, ClientToken: 'token-1' });
    expect(outcome(answer)).toBe('400 IdempotentParameterMismatch');
  });

  test('counts for nothing where it is not honoured', async () => {
    simulator.behave({ clientTokenHonoured: false });
    await createImage(simulator, { ...named, instanceId: undefined, snapshotId: SYSTEM_SNAPSHOT });
    const again = { ...named, instanceId: undefined, snapshotId: SYSTEM_SNAPSHOT };
    expect(await outcomeFor(again)).toBe('400 InvalidImageName.Duplicated');
  });
});
