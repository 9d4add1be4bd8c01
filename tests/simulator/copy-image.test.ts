import { CopyImageRequest, DescribeImagesRequest } from '@alicloud/ecs20140526';
import type { AlibabaSimulator } from '../../simulator/index';
import { sdk } from './sdk';
import { copyGolden, describe1, GOLDEN, HANGZHOU, outcome, raw, SHANGHAI, start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

const copy = (parameters: Readonly<Record<string, string | number | boolean>> = {}) =>
  raw(simulator, 'CopyImage', { RegionId: HANGZHOU, ImageId: GOLDEN, DestinationRegionId: SHANGHAI, ...parameters });

const codeOf = async (parameters: Readonly<Record<string, string | number | boolean>>) =>
  outcome(await copy(parameters));

const tags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`Tag.${index + 1}.Key`, `key${index}`]));

test('a copy made with the SDK has what was asked for, in the types of the wire', async () => {
  const client = sdk(simulator);
  const { body } = await client.copyImage(
    new CopyImageRequest({
      regionId: HANGZHOU,
      imageId: 'm-bp1windows2022base',
      destinationRegionId: SHANGHAI,
      destinationImageName: 'windows-copy',
      destinationDescription: 'first & last = 100 %',
      resourceGroupId: 'rg-acfmimages',
      encrypted: true,
      KMSKeyId: 'key-sha00example',
      tag: [{ key: 'team', value: 'web' }, { key: 'empty' }],
    }),
  );
  const imageId = body?.imageId ?? '';
  expect(imageId).toMatch(/^m-uf6[0-9a-z]{17}$/);

  const shown = await client.describeImages(new DescribeImagesRequest({ regionId: SHANGHAI, status: 'ALL' }));
  expect(shown.body?.images?.image).toEqual([
    expect.objectContaining({ imageId, imageName: 'windows-copy', OSType: 'windows', size: 80, isSelfShared: 'False' }),
  ]);

  const { body: wire } = await raw(simulator, 'DescribeImages', { RegionId: SHANGHAI, Status: 'ALL' });
  expect(wire.Images.Image).toEqual([
    expect.objectContaining({
      ImageId: imageId,
      Description: 'first & last = 100 %',
      ImageFamily: '',
      Status: 'Creating',
      Progress: '0%',
      IsCopied: true,
      IsSelfShared: 'False',
      ImageOwnerAlias: 'self',
      ImageOwnerId: 1234567890123456,
      Size: 80,
      Usage: 'none',
      Usable: false,
      ResourceGroupId: 'rg-acfmimages',
      CreationTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      DiskDeviceMappings: {
        DiskDeviceMapping: [
          expect.objectContaining({
            Device: '/dev/xvda',
            Type: 'system',
            Size: '80',
            Encrypted: true,
            RemainTime: 8400,
          }),
          expect.objectContaining({ Device: '/dev/xvdb', Type: 'data', Size: '200', Encrypted: true }),
        ],
      },
      Tags: {
        Tag: [
          { TagKey: 'team', TagValue: 'web' },
          { TagKey: 'empty', TagValue: '' },
        ],
      },
    }),
  ]);
  expect(simulator.world.image(SHANGHAI, imageId)).toMatchObject({
    source: { regionId: HANGZHOU, imageId: 'm-bp1windows2022base' },
    kmsKeyId: 'key-sha00example',
  });
});

test('a copy carries neither the tags nor the description nor the family of its source', async () => {
  const imageId = await copyGolden(simulator);
  expect(simulator.world.image(SHANGHAI, imageId)).toMatchObject({ tags: {}, description: '', imageFamily: '' });
});

test('a copy without a name gets one from the id of its source and its own', async () => {
  const imageId = await copyGolden(simulator);
  expect((await describe1(simulator, imageId)).ImageName).toBe(`CopyFrom_${GOLDEN}_${imageId.slice(2)}`);
});

test('a copy without a resource group joins the default group', async () => {
  const imageId = await copyGolden(simulator);
  expect((await describe1(simulator, imageId)).ResourceGroupId).toBe('rg-acfmdefaultgroup');
});

test('the ids of a new simulator are always the same', async () => {
  const second = await start();
  expect(await copyGolden(second)).toBe(await copyGolden(simulator));
});

test.each<[string, Record<string, string>, string]>([
  ['the source region is missing', { RegionId: '' }, '400 MissingRegionId'],
  ['the source region is unknown', { RegionId: 'cn-atlantis' }, '400 SourceRegion.NotFound'],
  ['the destination region is unknown', { DestinationRegionId: 'cn-atlantis' }, '400 DestinationRegion.NotFound'],
  ['the image is missing', { ImageId: '' }, '400 MissingImageId'],
  ['the image is unknown', { ImageId: 'm-none' }, '404 InvalidImageId.NotFound'],
  ['the image is in another region', { RegionId: SHANGHAI }, '404 InvalidImageId.NotFound'],
  [
    'the image is one of the system',
    { ImageId: 'ubuntu_24_04_x64_20G_alibase_20260915.vhd' },
    '404 InvalidImageId.NotFound',
  ],
  ['the name is short', { DestinationImageName: 'x' }, '400 InvalidImageName.Malformed'],
  ['the name is long', { DestinationImageName: 'x'.repeat(129) }, '400 InvalidImageName.Malformed'],
  ['the name begins with a digit', { DestinationImageName: '1st' }, '400 InvalidImageName.Malformed'],
  ['the name has a blank', { DestinationImageName: 'my image' }, '400 InvalidImageName.Malformed'],
  ['the name is reserved', { DestinationImageName: 'aliyun-image' }, '400 InvalidImageName.Malformed'],
  ['the name is reserved', { DestinationImageName: 'acs:image' }, '400 InvalidImageName.Malformed'],
  ['the name holds a link', { DestinationImageName: 'see-http://x' }, '400 InvalidImageName.Malformed'],
  ['the description is short', { DestinationDescription: 'x' }, '400 InvalidDescription.Malformed'],
  ['the description is long', { DestinationDescription: 'x'.repeat(257) }, '400 InvalidDescription.Malformed'],
  ['the description is a link', { DestinationDescription: 'https://x' }, '400 InvalidDescription.Malformed'],
  ['the resource group is unknown', { ResourceGroupId: 'rg-none' }, '404 InvalidResourceGroup.NotFound'],
  ['a key comes without encryption', { KMSKeyId: 'k' }, '400 InvalidParameter.EncryptedIllegal'],
  ['a key comes with encryption off', { KMSKeyId: 'k', Encrypted: 'false' }, '400 InvalidParameter.EncryptedIllegal'],
  [
    'an algorithm comes without encryption',
    { EncryptAlgorithm: 'AES' },
    '400 InvalidEncrypted.NotMatchEncryptAlgorithm',
  ],
  ['a Boolean is none', { Encrypted: 'yes' }, '400 InvalidEncrypted'],
  [
    'encryption is taken away',
    { ImageId: 'm-bp1encrypted0image', Encrypted: 'false' },
    '403 OperationDeined.EncryptedSnapshot',
  ],
  ['a tag has no key', { 'Tag.1.Key': '' }, '400 InvalidTagKey.Malformed'],
  ['a tag has a value only', { 'Tag.1.Value': 'x' }, '400 InvalidTagKey.Malformed'],
  ['a tag key is reserved', { 'Tag.1.Key': 'acs:x' }, '400 InvalidTagKey.Malformed'],
  ['a tag key is reserved', { 'Tag.1.Key': 'aliyunx' }, '400 InvalidTagKey.Malformed'],
  ['a tag key holds a link', { 'Tag.1.Key': 'x-http://' }, '400 InvalidTagKey.Malformed'],
  ['a tag key is long', { 'Tag.1.Key': 'x'.repeat(129) }, '400 InvalidTagKey.Malformed'],
  ['a tag value is reserved', { 'Tag.1.Key': 'x', 'Tag.1.Value': 'acs:' }, '400 InvalidTagValue.Malformed'],
  ['a tag value is long', { 'Tag.1.Key': 'x', 'Tag.1.Value': 'x'.repeat(129) }, '400 InvalidTagValue.Malformed'],
  ['two tags have one key', { 'Tag.1.Key': 'x', 'Tag.2.Key': 'x' }, '400 Duplicate.TagKey'],
  ['two tag keys differ in case', { 'Tag.1.Key': 'x', 'Tag.2.Key': 'X' }, '400 Duplicate.TagKey'],
  ['there are 21 tags', tags(21), '403 QuotaExceed.Tags'],
  ['the token is long', { ClientToken: 'x'.repeat(65) }, '400 InvalidClientToken'],
  ['the token is no ASCII', { ClientToken: 'é' }, '400 InvalidClientToken'],
  ['it is a dry run', { DryRun: 'true' }, '400 DryRunOperation'],
])('refused because %s (%j)', async (_, parameters, expected) => {
  expect(await codeOf(parameters)).toBe(expected);
  expect(simulator.ledger().images).toEqual([]);
});

test.each<[string, Record<string, string>]>([
  ['20 tags', tags(20)],
  ['a Chinese name', { DestinationImageName: '镜像-1' }],
  ['the longest name', { DestinationImageName: `x${'.'.repeat(127)}` }],
  ['an AWS tag', { 'Tag.1.Key': 'aws:cloudformation:stack-name', 'Tag.1.Value': 'x' }],
  ['no destination region', { DestinationRegionId: '' }],
  ['a remote destination', { DestinationRegionId: 'rus-west-1' }],
  ['a destination in a cloud for banks', { DestinationRegionId: 'cn-shanghai-finance-1-pub' }],
  ['another one', { DestinationRegionId: 'cn-beijing-finance-1-pub' }],
])('accepted: %s', async (_, parameters) => {
  expect(await codeOf(parameters)).toBe('200');
});

test('tag keys that differ in case are two keys if the behaviour says so', async () => {
  simulator.behave({ tagKeysCaseInsensitive: false });
  expect(await codeOf({ 'Tag.1.Key': 'x', 'Tag.2.Key': 'X' })).toBe('200');
});

describe('encryption', () => {
  const encrypted = async (parameters: Record<string, string>) =>
    simulator.world.image(SHANGHAI, await copyGolden(simulator, parameters))?.encrypted;

  test('follows the source unless it is asked for', async () => {
    expect(await encrypted({})).toBe(false);
    expect(await encrypted({ Encrypted: 'false' })).toBe(false);
    expect(await encrypted({ Encrypted: 'true' })).toBe(true);
    expect(await encrypted({ ImageId: 'm-bp1encrypted0image' })).toBe(true);
  });

  test('was off unless it was asked for, by older documentation', async () => {
    simulator.behave({ encryptedByDefault: 'plain' });
    expect(await encrypted({})).toBe(false);
    expect(await encrypted({ Encrypted: 'true' })).toBe(true);
    expect(await codeOf({ ImageId: 'm-bp1encrypted0image' })).toBe('403 OperationDeined.EncryptedSnapshot');
    expect(await encrypted({ ImageId: 'm-bp1encrypted0image', Encrypted: 'true' })).toBe(true);
  });

  test('is on in an account that encrypts by default, and cannot be turned off there', async () => {
    simulator.behave({ encryptedByDefault: 'encrypted' });
    const imageId = await copyGolden(simulator);
    expect((await describe1(simulator, imageId)).DiskDeviceMappings.DiskDeviceMapping[0]?.Encrypted).toBe(true);
    expect(await codeOf({ Encrypted: 'false' })).toBe('403 InvalidEncrypted.NotMatchDiskDefaultEncryption');
  });

  test('of one disk is that of the image', async () => {
    const disks = [{ sizeGiB: 40 }, { sizeGiB: 100, encrypted: true }];
    simulator.world.addImage({ regionId: HANGZHOU, imageId: 'm-partly', disks });
    expect(await codeOf({ ImageId: 'm-partly', Encrypted: 'false' })).toBe('403 OperationDeined.EncryptedSnapshot');
    expect(await encrypted({ ImageId: 'm-partly' })).toBe(true);
  });
});

describe('the source', () => {
  const source = { regionId: HANGZHOU, imageId: 'm-source' };

  test.each<['Creating' | 'Waiting' | 'UnAvailable' | 'CreateFailed' | 'Deprecated']>([
    ['Creating'],
    ['Waiting'],
    ['UnAvailable'],
    ['CreateFailed'],
    ['Deprecated'],
  ])('must be Available, not %s', async (status) => {
    simulator.world.addImage({ ...source, status });
    expect(await codeOf({ ImageId: 'm-source' })).toBe('400 IncorrectImageStatus');
  });

  test('cannot be of the marketplace', async () => {
    simulator.world.addImage({ ...source, ownerAlias: 'marketplace' });
    expect(await codeOf({ ImageId: 'm-source' })).toBe('403 OperationDenied.NotAuthorized');
  });

  test('cannot be a community image', async () => {
    simulator.world.addImage({ ...source, ownerAlias: 'others', isPublic: true });
    expect(await codeOf({ ImageId: 'm-source' })).toBe('400 OperationDenied.CommunityImage');
  });

  test('that another account shares can be copied within its region only', async () => {
    simulator.world.addImage({ ...source, ownerAlias: 'others' });
    expect(await codeOf({ ImageId: 'm-source' })).toBe('403 OperationDenied.SameRegionOnly');
    expect(await codeOf({ ImageId: 'm-source', DestinationRegionId: HANGZHOU })).toBe('200');
    expect(simulator.world.images(HANGZHOU).at(-1)).toMatchObject({ ownerAlias: 'self', ownerId: 1234567890123456 });
  });

  test('can have 2 TiB and no more', async () => {
    simulator.world.addImage({ ...source, disks: [{ sizeGiB: 48 }, { sizeGiB: 2000 }] });
    simulator.world.addImage({ regionId: HANGZHOU, imageId: 'm-huge', disks: [{ sizeGiB: 49 }, { sizeGiB: 2000 }] });
    expect(await codeOf({ ImageId: 'm-source' })).toBe('200');
    expect(await codeOf({ ImageId: 'm-huge' })).toBe('403 SizeExceed.Image');
  });

  test('must have its snapshots', async () => {
    const snapshotId = simulator.world.image(HANGZHOU, GOLDEN)?.disks[0]?.snapshotId ?? '';
    simulator.world.removeSnapshot(HANGZHOU, snapshotId);
    expect(await codeOf({})).toBe('400 InvalidSnapshotId.NotFound');
  });
});

test('a copy within the region can be forbidden', async () => {
  expect(await codeOf({ DestinationRegionId: HANGZHOU })).toBe('200');
  simulator.behave({ sameRegionCopy: false });
  expect(await codeOf({ DestinationRegionId: HANGZHOU })).toBe('403 IncorrectDestinationRegion');
});

test('the quota of images counts those of the destination', async () => {
  simulator.behave({ imageQuota: 2 });
  expect(await codeOf({})).toBe('200');
  expect(await codeOf({})).toBe('200');
  const { body } = await copy();
  expect(body).toMatchObject({ Code: 'QuotaExceed.Image', Message: 'The number of images exceeds the limit (2).' });
});

test('a name is taken as long as its image exists', async () => {
  const imageId = await copyGolden(simulator, { DestinationImageName: 'one' });
  expect(await codeOf({ DestinationImageName: 'one' })).toBe('400 InvalidImageName.Duplicated');
  expect(await codeOf({ DestinationImageName: 'one', DestinationRegionId: 'us-east-1' })).toBe('200');
  simulator.world.remove(SHANGHAI, imageId);
  expect(await codeOf({ DestinationImageName: 'one' })).toBe('200');
});

describe('several copies of one image at once', () => {
  const toSingapore = { DestinationRegionId: 'ap-southeast-1' };

  test('are allowed', async () => {
    expect([await codeOf({}), await codeOf({}), await codeOf(toSingapore)]).toEqual(['200', '200', '200']);
  });

  test('can be limited to one for each destination', async () => {
    simulator.behave({ concurrentCopies: 'oncePerDestination' });
    const imageId = await copyGolden(simulator);
    expect(await codeOf({})).toBe('400 OperationDenied.ImageCopyConflict');
    expect(await codeOf(toSingapore)).toBe('200');
    simulator.world.finishCopy(SHANGHAI, imageId);
    expect(await codeOf({})).toBe('200');
  });

  test('can be limited to one', async () => {
    simulator.behave({ concurrentCopies: 'once' });
    await copyGolden(simulator);
    expect(await codeOf(toSingapore)).toBe('400 OperationDenied.ImageCopyConflict');
  });
});
