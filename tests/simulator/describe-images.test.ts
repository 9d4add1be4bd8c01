import { DescribeImagesRequest } from '@alicloud/ecs20140526';
import type { AlibabaSimulator, SeedImage } from '../../simulator/index';
import { sdk } from './sdk';
import { ALL_STATUSES, copyGolden, GOLDEN, HANGZHOU, outcome, raw, SHANGHAI, start, stopSimulators } from './support';

type Parameters = Readonly<Record<string, string | number | boolean>>;

let simulator: AlibabaSimulator;
afterEach(stopSimulators);

const describeIn = (regionId: string, parameters: Parameters = {}) =>
  raw(simulator, 'DescribeImages', { RegionId: regionId, ...parameters });

const idsIn = async (regionId: string, parameters: Parameters = {}) => {
  const { body } = await describeIn(regionId, parameters);
  return body.Images.Image.map(({ ImageId }) => ImageId);
};

describe('with one image of every kind', () => {
  const kinds: readonly SeedImage[] = [
    { regionId: SHANGHAI, imageId: 'm-plain', imageName: 'plain-linux', tags: { team: 'web', stage: 'test' } },
    { regionId: SHANGHAI, imageId: 'm-windows', osType: 'windows', imageName: 'win.server', tags: { team: 'db' } },
    { regionId: SHANGHAI, imageId: 'm-arm', architecture: 'arm64', imageFamily: 'arms', usedByInstance: true },
    { regionId: SHANGHAI, imageId: 'm-old', creationTime: '2020-05-01T00:00:00Z', resourceGroupId: 'rg-acfmimages' },
    { regionId: SHANGHAI, imageId: 'm-creating', status: 'Creating' },
    { regionId: SHANGHAI, imageId: 'm-waiting', status: 'Waiting' },
    { regionId: SHANGHAI, imageId: 'm-broken', status: 'UnAvailable' },
    { regionId: SHANGHAI, imageId: 'm-failed', status: 'CreateFailed' },
    { regionId: SHANGHAI, imageId: 'm-deprecated', status: 'Deprecated' },
    { regionId: SHANGHAI, imageId: 'm-slow', usable: false },
    { regionId: SHANGHAI, imageId: 'system-image', ownerAlias: 'system' },
    { regionId: SHANGHAI, imageId: 'm-shared', ownerAlias: 'others' },
    { regionId: SHANGHAI, imageId: 'm-community', ownerAlias: 'others', isPublic: true },
    { regionId: SHANGHAI, imageId: 'm-market', ownerAlias: 'marketplace' },
    { regionId: HANGZHOU, imageId: 'm-elsewhere' },
  ];
  const available = ['m-plain', 'm-windows', 'm-arm', 'm-old', 'm-slow', 'system-image', 'm-shared'];

  beforeEach(async () => {
    simulator = await start({ images: kinds });
  });

  test.each<[Parameters, readonly string[]]>([
    [{}, available],
    [{ Status: '' }, available],
    [{ Status: 'Creating' }, ['m-creating']],
    [{ Status: 'Creating,Waiting,CreateFailed' }, ['m-creating', 'm-waiting', 'm-failed']],
    [{ Status: 'UnAvailable, Deprecated' }, ['m-broken', 'm-deprecated']],
    [{ Status: 'Available', Usable: false }, ['m-slow']],
    [{ ImageId: 'm-plain' }, ['m-plain']],
    [{ ImageId: 'm-creating' }, []],
    [{ ImageId: 'm-creating', Status: ALL_STATUSES }, ['m-creating']],
    [{ ImageId: 'm-none', Status: 'ALL' }, []],
    [{ ImageId: 'm-elsewhere' }, []],
    [{ ImageId: 'm-plain,m-arm,m-none' }, ['m-plain', 'm-arm']],
    [{ ImageName: 'plain' }, ['m-plain']],
    [{ ImageName: 'PLAIN' }, []],
    [{ ImageName: 'win.*' }, ['m-windows']],
    [{ ImageName: '*linux' }, ['m-plain']],
    [{ ImageName: 'p*n*x' }, ['m-plain']],
    [{ ImageName: 'linux*' }, []],
    [{ ImageOwnerAlias: 'self' }, ['m-plain', 'm-windows', 'm-arm', 'm-old', 'm-slow']],
    [{ ImageOwnerAlias: 'system' }, ['system-image']],
    [{ ImageOwnerAlias: 'others' }, ['m-shared']],
    [{ ImageOwnerAlias: 'others', IsPublic: true }, ['m-community']],
    [{ ImageOwnerAlias: 'others', ImageOwnerId: 6543210987654321 }, ['m-shared']],
    [{ ImageOwnerAlias: 'others', ImageOwnerId: 1 }, []],
    [{ ImageOwnerAlias: 'marketplace' }, ['m-market']],
    [{ OSType: 'windows' }, ['m-windows']],
    [{ Architecture: 'arm64' }, ['m-arm']],
    [{ ImageFamily: 'arms' }, ['m-arm']],
    [{ Usage: 'instance' }, ['m-arm']],
    [{ ResourceGroupId: 'rg-acfmimages' }, ['m-old']],
    [{ 'Tag.1.Key': 'team' }, ['m-plain', 'm-windows']],
    [{ 'Tag.1.Key': 'team', 'Tag.1.Value': 'web' }, ['m-plain']],
    [{ 'Tag.1.Key': 'team', 'Tag.2.Key': 'stage' }, ['m-plain']],
    [{ 'Filter.1.Key': 'CreationEndTime', 'Filter.1.Value': '2020-05-01T00:00Z' }, ['m-old']],
    [{ 'Filter.1.Key': 'CreationStartTime', 'Filter.1.Value': '2020-05-01T00:01Z', ImageId: 'm-old' }, []],
    [{ 'Filter.1.Key': 'NetworkType', 'Filter.1.Value': 'vpc', ImageId: 'm-arm' }, ['m-arm']],
    [{ 'Filter.1.Key': 'CpuOnlineUpgrade', 'Filter.1.Value': 'supported', ImageId: 'm-arm' }, ['m-arm']],
  ])('%j finds %j', async (parameters, expected) => {
    expect(await idsIn(SHANGHAI, parameters)).toEqual(expected);
  });

  test('ALL finds every state, unless the service does not know it yet', async () => {
    expect(await idsIn(SHANGHAI, { Status: 'ALL', PageSize: 100, ImageOwnerAlias: 'self' })).toHaveLength(10);
    simulator.behave({ statusAllSupported: false });
    expect(outcome(await describeIn(SHANGHAI, { Status: 'ALL' }))).toBe('400 InvalidParamter');
  });

  test('several ids in one parameter find nothing if the service does not split them', async () => {
    simulator.behave({ commaSeparatedImageIds: false });
    expect(await idsIn(SHANGHAI, { ImageId: 'm-plain,m-arm' })).toEqual([]);
  });

  test('by the snapshot of a disk', async () => {
    const snapshotId = simulator.world.image(SHANGHAI, 'm-arm')?.disks[0]?.snapshotId ?? '';
    expect(await idsIn(SHANGHAI, { SnapshotId: snapshotId })).toEqual(['m-arm']);
  });

  test.each<[Parameters, string]>([
    [{ RegionId: '' }, '400 MissingRegionId'],
    [{ RegionId: 'cn-atlantis' }, '404 InvalidRegionId.NotFound'],
    [{ Status: 'Gone' }, '400 InvalidParamter'],
    [{ Status: 'ALL,Available' }, '400 InvalidParamter'],
    [{ Usable: true }, '400 InvalidParamter'],
    [{ PageSize: 101 }, '400 InvalidParamter'],
    [{ PageSize: 0 }, '400 InvalidParamter'],
    [{ PageNumber: 'one' }, '400 InvalidParamter'],
    [{ PageNumber: -1 }, '400 InvalidParamter'],
    [{ ImageId: Array.from({ length: 101 }, (_, index) => `m-${index}`).join(',') }, '400 InvalidParamter'],
    [{ ImageOwnerAlias: 'me' }, '400 InvalidImageOwnerAlias.ValueNotSupported'],
    [{ IsPublic: true }, '400 InvalidImageOwnerAlias.PublicImageUnsupported'],
    [{ IsPublic: 'maybe' }, '400 InvalidIsPublic'],
    [{ ImageOwnerId: 1 }, '400 InvalidOperation.ImageOwnerIdUnsupported'],
    [{ Usage: 'often' }, '404 InvalidUsage'],
    [{ OSType: 'dos' }, '404 InvalidOSType'],
    [{ Architecture: 'z80' }, '404 InvalidArchitecture'],
    [{ 'Tag.1.Value': 'x' }, '400 InvalidTag.Mismatch'],
    [Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`Tag.${i + 1}.Key`, `k${i}`])), '400 InvalidTagCount'],
    [{ 'Filter.1.Key': 'Colour', 'Filter.1.Value': 'red' }, '404 InvalidFilterKey.NotFound'],
    [{ 'Filter.1.Key': 'CreationStartTime', 'Filter.1.Value': 'today' }, '404 InvalidFilterValue'],
    [{ 'Filter.1.Key': 'CpuOnlineUpgrade', 'Filter.1.Value': 'no' }, '404 InvalidFilterValue'],
    [{ 'Filter.1.Key': 'NetworkType', 'Filter.1.Value': 'x25' }, '400 InvalidFilterValue.NetworkType'],
    [{ DryRun: true }, '400 DryRunOperation'],
  ])('%j is refused: %s', async (parameters, expected) => {
    expect(outcome(await describeIn(SHANGHAI, parameters))).toBe(expected);
  });
});

test('a hidden copy does not count', async () => {
  simulator = await start({ behaviour: { visibilityDelaySeconds: 1 } });
  await copyGolden(simulator);
  expect((await describeIn(SHANGHAI, { Status: 'ALL' })).body.TotalCount).toBe(0);
});

test('the fields of an image are those of the documentation', async () => {
  simulator = await start();
  const { body } = await describeIn(HANGZHOU, { ImageId: GOLDEN });
  expect(body).toMatchObject({ RegionId: HANGZHOU, PageNumber: 1, PageSize: 10, TotalCount: 1 });
  const creationTime = simulator.world.image(HANGZHOU, GOLDEN)?.creationTime;
  expect(body.Images.Image).toEqual([
    {
      ImageId: GOLDEN,
      ImageName: 'golden-ubuntu-24.04-v41',
      Description: 'Ubuntu 24.04, hardened, build 41',
      ImageFamily: 'golden-ubuntu',
      ImageVersion: '',
      Status: 'Available',
      Progress: '100%',
      CreationTime: creationTime,
      IsCopied: false,
      IsSelfShared: 'False',
      IsSubscribed: false,
      IsPublic: false,
      IsSupportCloudinit: true,
      IsSupportIoOptimized: true,
      LoginAsNonRootSupported: false,
      ImageOwnerAlias: 'self',
      ImageOwnerId: 1234567890123456,
      Size: 40,
      Usage: 'none',
      Usable: true,
      ResourceGroupId: 'rg-acfmdefaultgroup',
      Platform: 'Ubuntu',
      OSName: 'Ubuntu 24.04 64 bit',
      OSNameEn: 'Ubuntu 24.04 64 bit',
      OSType: 'linux',
      Architecture: 'x86_64',
      BootMode: 'BIOS',
      ProductCode: '',
      SupplierName: '',
      LicenseType: 'Auto',
      Features: { NvmeSupport: 'supported', ImdsSupport: 'v1' },
      SecureBootOptions: { SecureBootSupport: false },
      DetectionOptions: { Status: '', Items: { Item: [] } },
      DiskDeviceMappings: {
        DiskDeviceMapping: [
          {
            Device: '/dev/xvda',
            Type: 'system',
            Format: '',
            Size: '40',
            SnapshotId: expect.stringMatching(/^s-bp1[0-9a-z]{17}$/),
            Progress: '100%',
            RemainTime: 0,
            Encrypted: false,
            ImportOSSBucket: '',
            ImportOSSObject: '',
          },
        ],
      },
      Tags: {
        Tag: [
          { TagKey: 'team', TagValue: 'platform' },
          { TagKey: 'build', TagValue: '41' },
        ],
      },
    },
  ]);
});

test('a search by tags finds a thousand images', async () => {
  const images = Array.from({ length: 1001 }, (_, index) => ({
    regionId: SHANGHAI,
    imageId: `m-uf6image${index}`,
    tags: { team: 'web' },
  }));
  simulator = await start({ images });
  const search = { 'Tag.1.Key': 'team', PageSize: 100 };
  expect((await describeIn(SHANGHAI, search)).body.TotalCount).toBe(1000);
  expect(await idsIn(SHANGHAI, { ...search, PageNumber: 10 })).toHaveLength(100);
  expect(await idsIn(SHANGHAI, { ...search, PageNumber: 11 })).toEqual([]);
  expect((await describeIn(SHANGHAI)).body.TotalCount).toBe(1001);
});

test('10,000 images, page by page with the SDK', async () => {
  const count = 10_000;
  const images = Array.from({ length: count }, (_, index) => ({ regionId: SHANGHAI, imageId: `m-uf6image${index}` }));
  simulator = await start({ images });
  const client = sdk(simulator);
  const seen: (string | undefined)[] = [];
  for (let pageNumber = 1; seen.length < count; pageNumber += 1) {
    const { body } = await client.describeImages(
      new DescribeImagesRequest({ regionId: SHANGHAI, pageNumber, pageSize: 100 }),
    );
    expect(body?.totalCount).toBe(count);
    seen.push(...(body?.images?.image ?? []).map(({ imageId }) => imageId));
  }
  expect(seen).toEqual(images.map(({ imageId }) => imageId));
  expect(simulator.ledger().calls).toEqual({ DescribeImages: 100 });
  expect(await idsIn(SHANGHAI, { PageNumber: 101, PageSize: 100 })).toEqual([]);
});
