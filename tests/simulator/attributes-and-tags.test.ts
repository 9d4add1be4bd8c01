import { ModifyImageAttributeRequest, TagResourcesRequest, UntagResourcesRequest } from '@alicloud/ecs20140526';
import type { AlibabaSimulator } from '../../simulator/index';
import { sdk } from './sdk';
import { copyGolden, GOLDEN, HANGZHOU, outcome, raw, SHANGHAI, start, stopSimulators } from './support';

const OTHER = 'm-bp1golden1ubuntu24';
const SYSTEM = 'ubuntu_24_04_x64_20G_alibase_20260915.vhd';

type Parameters = Readonly<Record<string, string>>;

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

const golden = () => simulator.world.image(HANGZHOU, GOLDEN);
const numbered = (name: string, values: readonly string[]): Parameters =>
  Object.fromEntries(values.map((value, index) => [`${name}.${index + 1}`, value]));
const many = (count: number) => Array.from({ length: count }, (_, index) => `key${index}`);
const tagKeys = (keys: readonly string[]): Parameters =>
  Object.fromEntries(keys.map((key, index) => [`Tag.${index + 1}.Key`, key]));

describe('ModifyImageAttribute', () => {
  const modify = async (parameters: Parameters) =>
    outcome(await raw(simulator, 'ModifyImageAttribute', { RegionId: HANGZHOU, ImageId: GOLDEN, ...parameters }));

  test('changes what the SDK sends and keeps the rest', async () => {
    const request = new ModifyImageAttributeRequest({
      regionId: HANGZHOU,
      imageId: GOLDEN,
      imageName: 'new-name',
      imageFamily: 'new-family',
      bootMode: 'UEFI',
      licenseType: 'BYOL',
      features: { nvmeSupport: 'unsupported', imdsSupport: 'v2' },
    });
    await sdk(simulator).modifyImageAttribute(request);
    expect(golden()).toMatchObject({
      imageName: 'new-name',
      imageFamily: 'new-family',
      bootMode: 'UEFI',
      licenseType: 'BYOL',
      nvmeSupport: 'unsupported',
      imdsSupport: 'v2',
      description: 'Ubuntu 24.04, hardened, build 41',
    });
  });

  test('changes a description, as other people can', async () => {
    expect(await modify({ Description: 'new words' })).toBe('200');
    expect(golden()?.description).toBe('new words');
    simulator.world.describe(HANGZHOU, GOLDEN, 'their words');
    expect(golden()?.description).toBe('their words');
  });

  test('an empty description keeps or clears, as the behaviour says', async () => {
    expect(await modify({ Description: '' })).toBe('200');
    expect(golden()?.description).toBe('Ubuntu 24.04, hardened, build 41');
    simulator.behave({ emptyDescription: 'cleared' });
    expect(await modify({ ImageFamily: 'x-family' })).toBe('200');
    expect(golden()?.description).not.toBe('');
    expect(await modify({ Description: '' })).toBe('200');
    expect(golden()?.description).toBe('');
  });

  test('changes all or nothing', async () => {
    expect(await modify({ ImageName: 'new-name', Description: 'x' })).toBe('400 InvalidDescription.Malformed');
    expect(await modify({ ImageName: 'new-name', DryRun: 'true' })).toBe('400 DryRunOperation');
    expect(golden()?.imageName).toBe('golden-ubuntu-24.04-v41');
  });

  test('a name may be given again to its own image and, once free, to another', async () => {
    expect(await modify({ ImageName: 'golden-ubuntu-24.04-v41' })).toBe('200');
    expect(await modify({ ImageName: 'golden-ubuntu-24.04-v42' })).toBe('400 InvalidImageName.Duplicated');
    simulator.world.rename(HANGZHOU, OTHER, 'moved-away');
    expect(await modify({ ImageName: 'golden-ubuntu-24.04-v42' })).toBe('200');
    expect(await modify({ ImageId: OTHER, ImageName: 'golden-ubuntu-24.04-v41' })).toBe('200');
  });

  test.each<[Parameters, string]>([
    [{ RegionId: '' }, '400 MissingParameter'],
    [{ RegionId: 'cn-atlantis' }, '404 InvalidRegionId.NotFound'],
    [{ ImageId: 'm-none' }, '404 InvalidImageId.NotFound'],
    [{ ImageId: SYSTEM }, '404 InvalidImageId.NotFound'],
    [{ ImageName: 'x' }, '400 InvalidImageName.Malformed'],
    [{ ImageFamily: 'x y' }, '400 InvalidImageFamily.Malformed'],
    [{ BootMode: 'floppy' }, '400 InvalidBootMode.NotSupport'],
    [{ LicenseType: 'none' }, '400 InvalidLicenseType.NotSupported'],
    [{ 'Features.ImdsSupport': 'v3' }, '400 InvalidParameter.FeaturesImdsSupport'],
    [{ 'Features.NvmeSupport': 'yes' }, '400 InvalidFeaturesNvmeSupport'],
    [{ Status: 'Creating' }, '400 InvalidStatus'],
  ])('%j: %s', async (parameters, expected) => {
    expect(await modify(parameters)).toBe(expected);
  });

  test('cannot go back to the old metadata service', async () => {
    expect(await modify({ 'Features.ImdsSupport': 'v2' })).toBe('200');
    expect(await modify({ 'Features.ImdsSupport': 'v1' })).toBe('403 InvalidOperation.FeaturesImdsSupportNotMatch');
  });

  test('cannot change the boot mode of an image in use', async () => {
    simulator.world.useByInstance(HANGZHOU, GOLDEN);
    expect(await modify({ BootMode: 'UEFI' })).toBe('403 OperationDeined.ImageUsingByInstance');
  });

  test('waits for a copy to be finished', async () => {
    const imageId = await copyGolden(simulator);
    const change = { RegionId: SHANGHAI, ImageId: imageId, ImageName: 'later' };
    expect(await modify(change)).toBe('403 InvalidStatus.ImageIsCreating');
    simulator.world.failCopy(SHANGHAI, imageId);
    expect(await modify(change)).toBe('403 ImageStatus.NotAvailable');
    const finished = await copyGolden(simulator);
    simulator.world.finishCopy(SHANGHAI, finished);
    expect(await modify({ ...change, ImageId: finished })).toBe('200');
  });

  test('deprecates and restores; not while the image is shared', async () => {
    simulator.world.share(HANGZHOU, GOLDEN);
    expect(await modify({ Status: 'Deprecated' })).toBe('403 ImageUseShared');
    simulator.world.share(HANGZHOU, GOLDEN, false);
    expect(await modify({ Status: 'Deprecated' })).toBe('200');
    expect(await modify({ Status: 'Deprecated', ImageName: 'old-one' })).toBe('200');
    expect(golden()).toMatchObject({ status: 'Deprecated', imageName: 'old-one' });
    expect(await modify({ Status: 'Available' })).toBe('200');
    expect(golden()?.status).toBe('Available');
  });
});

describe('TagResources and UntagResources', () => {
  const common = { RegionId: HANGZHOU, ResourceType: 'image' };
  const tag = async (parameters: Parameters) =>
    outcome(await raw(simulator, 'TagResources', { ...common, 'ResourceId.1': GOLDEN, ...parameters }));
  const untag = async (parameters: Parameters) =>
    outcome(await raw(simulator, 'UntagResources', { ...common, 'ResourceId.1': GOLDEN, ...parameters }));

  test('with the SDK: set, overwrite and remove tags of two images', async () => {
    const client = sdk(simulator);
    const resources = { regionId: HANGZHOU, resourceType: 'image', resourceId: [GOLDEN, OTHER] };
    const set = [
      { key: 'build', value: '43' },
      { key: 'stage', value: '' },
    ];
    await client.tagResources(new TagResourcesRequest({ ...resources, tag: set }));
    expect(golden()?.tags).toEqual({ team: 'platform', build: '43', stage: '' });
    await client.untagResources(new UntagResourcesRequest({ ...resources, tagKey: ['team', 'none'] }));
    expect(simulator.world.image(HANGZHOU, OTHER)?.tags).toEqual({ build: '43', stage: '' });
    await client.untagResources(new UntagResourcesRequest({ ...resources, all: true }));
    expect(golden()?.tags).toEqual({});
  });

  test.each<[Parameters, string]>([
    [{ RegionId: '' }, '404 MissingParameter.RegionId'],
    [{ RegionId: 'cn-atlantis' }, '404 InvalidRegionId.NotFound'],
    [{ ResourceType: '' }, '404 MissingParameter.ResourceType'],
    [{ ResourceType: 'tree' }, '404 InvalidResourceType.NotFound'],
    [{ 'ResourceId.1': 'm-none' }, '404 InvalidResourceId.NotFound'],
    [{ 'ResourceId.1': SYSTEM }, '403 InvalidResourceId.NotSupported'],
    [numbered('ResourceId', many(51)), '400 NumberExceed.ResourceIds'],
  ])('both refuse %j: %s', async (parameters, expected) => {
    expect(await tag({ 'Tag.1.Key': 'x', ...parameters })).toBe(expected);
    expect(await untag({ 'TagKey.1': 'x', ...parameters })).toBe(expected);
  });

  test('both need resources', async () => {
    expect(outcome(await raw(simulator, 'TagResources', common))).toBe('404 MissingParameter.ResourceIds');
    expect(outcome(await raw(simulator, 'UntagResources', common))).toBe('404 MissingParameter.ResourceIds');
  });

  test.each<[Parameters, string]>([
    [{}, '404 MissingParameter.Tags'],
    [tagKeys(many(21)), '400 NumberExceed.Tags'],
    [tagKeys(['x', 'x']), '400 Duplicate.TagKey'],
    [tagKeys(['x', 'X']), '403 TagKey.Duplication'],
    [tagKeys(['TEAM']), '403 TagKey.Duplication'],
    [tagKeys(['acs:x']), '400 InvalidTagKey.Malformed'],
    [{ 'Tag.1.Key': 'x', 'Tag.1.Value': 'https://x' }, '400 InvalidTagValue.Malformed'],
    [{ 'Tag.1.Value': 'x' }, '400 InvalidTag.Mismatch'],
    [tagKeys(many(19)), '403 QuotaExceed.Tags'],
  ])('TagResources %j: %s', async (parameters, expected) => {
    expect(await tag(parameters)).toBe(expected);
    expect(golden()?.tags).toEqual({ team: 'platform', build: '41' });
  });

  test('an image holds 20 tags', async () => {
    expect(await tag(tagKeys(many(18)))).toBe('200');
    expect(await tag(tagKeys(['key0', 'key1']))).toBe('200');
    expect(await tag(tagKeys(['one-more']))).toBe('403 QuotaExceed.Tags');
  });

  test('keys that differ in case are two keys if the behaviour says so', async () => {
    simulator.behave({ tagKeysCaseInsensitive: false });
    expect(await tag(tagKeys(['TEAM']))).toBe('200');
    expect(golden()?.tags).toMatchObject({ team: 'platform', TEAM: '' });
  });

  test.each<[Parameters, string]>([
    [{}, '404 MissingParameter.Tags'],
    [{ All: 'false' }, '404 MissingParameter.Tags'],
    [numbered('TagKey', many(21)), '400 NumberExceed.Tags'],
  ])('UntagResources %j: %s', async (parameters, expected) => {
    expect(await untag(parameters)).toBe(expected);
  });

  test('All counts for nothing beside a key', async () => {
    expect(await untag({ 'TagKey.1': 'team', All: 'true' })).toBe('200');
    expect(golden()?.tags).toEqual({ build: '41' });
  });

  test('other people can change tags too', async () => {
    simulator.world.retag(HANGZHOU, GOLDEN, { owner: 'somebody', build: '0' });
    simulator.world.untag(HANGZHOU, GOLDEN, ['team']);
    expect(golden()?.tags).toEqual({ build: '0', owner: 'somebody' });
  });
});

describe('ListTagResources', () => {
  const list = (parameters: Parameters) =>
    raw(simulator, 'ListTagResources', { RegionId: HANGZHOU, ResourceType: 'image', ...parameters });

  test('finds by image and by tag', async () => {
    const byImage = await list({ 'ResourceId.1': GOLDEN });
    expect(byImage.body.TagResources.TagResource).toEqual([
      { ResourceId: GOLDEN, ResourceType: 'image', TagKey: 'team', TagValue: 'platform' },
      { ResourceId: GOLDEN, ResourceType: 'image', TagKey: 'build', TagValue: '41' },
    ]);
    const byTag = await list({ 'Tag.1.Key': 'build', 'Tag.1.Value': '42' });
    expect(new Set(byTag.body.TagResources.TagResource.map(({ ResourceId }) => ResourceId))).toEqual(new Set([OTHER]));
  });

  const found = async (parameters: Parameters): Promise<string[]> => {
    const { body } = await list(parameters);
    return body.TagResources.TagResource.map(({ ResourceId, TagKey }) => `${ResourceId} ${TagKey}`);
  };
  const both = [`${GOLDEN} team`, `${GOLDEN} build`, `${OTHER} team`, `${OTHER} build`];

  test.each<[Parameters, string[]]>([
    [{ 'TagFilter.1.TagKey': 'team' }, both],
    [{ 'TagFilter.1.TagKey': 'te' }, []],
    [{ 'TagFilter.1.TagKey': 'te*' }, both],
    [{ 'TagFilter.1.TagKey': '*ea*' }, both],
    [{ 'TagFilter.1.TagKey': 'build', 'TagFilter.1.TagValues.1': '42' }, both.slice(2)],
    [{ 'TagFilter.1.TagKey': 'build', 'TagFilter.1.TagValues.1': '4' }, []],
    [{ 'TagFilter.1.TagKey': 'build', 'TagFilter.1.TagValues.1': '4*' }, both],
    [
      { 'TagFilter.1.TagKey': 'build', 'TagFilter.1.TagValues.1': 'x', 'TagFilter.1.TagValues.2': '41' },
      both.slice(0, 2),
    ],
    [{ 'TagFilter.1.TagKey': 'buil*', 'TagFilter.1.TagValues.1': '42' }, []],
    [{ 'TagFilter.1.TagKey': 'none', 'TagFilter.1.TagValues.1': '*' }, []],
    [{ 'TagFilter.1.TagKey': 'team', 'TagFilter.2.TagKey': 'none' }, []],
    [
      { 'TagFilter.1.TagKey': 'team', 'TagFilter.2.TagKey': 'build', 'TagFilter.2.TagValues.1': '41' },
      both.slice(0, 2),
    ],
    [{ 'TagFilter.1.TagKey': 'team', 'ResourceId.1': OTHER }, both.slice(2)],
  ])('%j finds %j', async (parameters, expected) => {
    expect(await found(parameters)).toEqual(expected);
  });

  test('finds a resource group by the key that stands for it, with or without tags', async () => {
    const group = { 'Tag.1.Key': 'acs:rm:rgId', 'Tag.1.Value': 'rg-acfmimages' };
    expect(await found(group)).toEqual([]);
    simulator.world.moveToResourceGroup(HANGZHOU, GOLDEN, 'rg-acfmimages');
    simulator.world.moveToResourceGroup(HANGZHOU, 'm-bp1windows2022base', 'rg-acfmimages');
    const rows = [`${GOLDEN} team`, `${GOLDEN} build`, `${GOLDEN} acs:rm:rgId`, 'm-bp1windows2022base acs:rm:rgId'];
    expect(await found(group)).toEqual(rows);
    expect(await found({ ...group, 'ResourceId.1': OTHER })).toEqual([]);
  });

  test('goes on with its token', async () => {
    for (const [index, keys] of [many(20), many(20), many(20)].entries()) {
      const tags = Object.fromEntries(keys.map((key) => [key, 'x']));
      simulator.world.addImage({ regionId: HANGZHOU, imageId: `m-tagged${index}`, tags });
    }
    const first = await list({ 'Tag.1.Key': 'key0' });
    expect(first.body.TagResources.TagResource).toHaveLength(50);
    const second = await list({ 'Tag.1.Key': 'key0', NextToken: first.body.NextToken });
    expect(second.body.TagResources.TagResource).toHaveLength(10);
    expect(second.body.NextToken).toBe('');
  });

  test.each<[Parameters, string]>([
    [{}, '403 BothEmpty.TagsAndResources'],
    [{ 'ResourceId.1': GOLDEN, NextToken: 'x' }, '403 Invalid.NextToken'],
    [{ 'ResourceId.1': GOLDEN, ResourceType: 'tree' }, '404 InvalidResourceType.NotFound'],
    [{ 'ResourceId.1': GOLDEN, ResourceType: '' }, '404 MissingParameter.ResourceType'],
    [{ 'ResourceId.1': GOLDEN, RegionId: '' }, '404 MissingParameter.RegionId'],
    [{ 'ResourceId.1': GOLDEN, RegionId: 'cn-atlantis' }, '404 InvalidRegionId.NotFound'],
    [numbered('ResourceId', many(51)), '400 NumberExceed.ResourceIds'],
    [numbered('ResourceId', many(50)), '200'],
    [tagKeys(many(21)), '400 NumberExceed.Tags'],
    [tagKeys(many(20)), '200'],
    [tagKeys(['team', 'team']), '400 Duplicate.TagKey'],
    [tagKeys(['acs:x']), '400 InvalidTagKey.Malformed'],
    [{ 'Tag.1.Key': 'x', 'Tag.1.Value': 'http://x' }, '400 InvalidTagValue.Malformed'],
    [{ 'Tag.1.Value': 'platform' }, '400 InvalidParameter.TagValue'],
    [{ 'Tag.1.Key': 'acs:rm:rgId' }, '400 InvalidParameter.TagValue'],
    [{ 'Tag.1.Key': 'acs:rm:rgId', 'Tag.1.Value': 'rg-acfmdefaultgroup' }, '400 InvalidParameter.TagValue'],
    [{ ...tagKeys(['acs:rm:rgId', 'team']), 'Tag.1.Value': 'rg-acfmimages' }, '400 InvalidTagCount'],
    [{ 'TagFilter.1.TagKey': 'team', 'Tag.1.Key': 'team' }, '400 InvalidTagFilter'],
    [{ 'TagFilter.1.TagValues.1': 'team' }, '400 InvalidTagKey.Malformed'],
    [Object.fromEntries(many(6).map((key, n) => [`TagFilter.${n + 1}.TagKey`, key])), '400 NumberExceed.Tags'],
  ])('%j: %s', async (parameters, expected) => {
    expect(outcome(await list(parameters))).toBe(expected);
  });
});

describe('JoinResourceGroup', () => {
  const join = (parameters: Parameters) =>
    raw(simulator, 'JoinResourceGroup', {
      RegionId: HANGZHOU,
      ResourceType: 'image',
      ResourceId: GOLDEN,
      ResourceGroupId: 'rg-acfmarchive',
      ...parameters,
    });

  test('moves an image, once', async () => {
    expect(outcome(await join({}))).toBe('200');
    expect(golden()?.resourceGroupId).toBe('rg-acfmarchive');
    expect(outcome(await join({}))).toBe('403 InvalidResourceGroup.Duplicate');
  });

  test.each<[Parameters, string]>([
    [{ ResourceGroupId: 'rg-none' }, '404 InvalidResourceGroup.NotFound'],
    [{ ResourceId: 'm-none' }, '404 InvalidResourceId.NotFound'],
    [{ ResourceId: SYSTEM }, '404 InvalidResourceId.NotFound'],
    [{ ResourceType: 'Image' }, '404 InvalidResourceType.NotFound'],
    [{ RegionId: 'cn-atlantis' }, '404 InvalidRegionId.NotFound'],
  ])('%j: %s', async (parameters, expected) => {
    expect(outcome(await join(parameters))).toBe(expected);
  });

  test('says which parameter is missing', async () => {
    const { status, body } = await join({ ResourceId: '' });
    expect(status).toBe(403);
    expect(body).toMatchObject({ Code: 'MissingParameter', Message: expect.stringContaining('"ResourceId"') });
  });

  test('knows the groups that the simulator was started with', async () => {
    simulator = await start({ resourceGroups: ['rg-only'] });
    expect(golden()?.resourceGroupId).toBe('rg-only');
    expect(outcome(await join({}))).toBe('404 InvalidResourceGroup.NotFound');
  });
});
