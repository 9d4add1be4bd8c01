import type { SeedImage } from '../../simulator/index';
import { HOME, imageOf, makeCopy, SOURCE, startCopy, useStage } from '../support/copies';
import { type Answer, openStage } from '../support/stage';

const STATES = ['Creating', 'Waiting', 'Available', 'UnAvailable', 'CreateFailed', 'Deprecated'] as const;

describe('READ', () => {
  const stage = useStage(() => openStage({ behaviour: { copySeconds: 600 } }));
  const read = (tfcfnid: string) => stage().invoke('READ', { tfcfnid });
  const add = (seed: Partial<SeedImage>) =>
    stage().simulator.world.addImage({ regionId: HOME, imageId: 'm-uf6other', ...seed });

  it.each(STATES)('finds an image in state %s', async (status) => {
    add({ status });
    expect(await read(`${HOME}/m-uf6other`)).toMatchObject({ status: 'SUCCESS', resourceModel: { Status: status } });
  });

  it('finds a copy that is running, without what it does not have yet', async () => {
    const { identifier } = await startCopy(stage());
    const { resourceModel } = await read(identifier.tfcfnid);
    expect(resourceModel).toMatchObject({ ...SOURCE, ...identifier, Status: 'Creating', ImageName: 'golden' });
  });

  it('says everything that a template can use, in the types of the schema', async () => {
    const { identifier, imageId } = await makeCopy(stage(), { SourceImageId: 'm-bp1windows2022base' });
    const { resourceModel } = await read(identifier.tfcfnid);
    expect(resourceModel).toEqual({
      ...identifier,
      SourceImageId: 'm-bp1windows2022base',
      SourceRegionId: 'cn-hangzhou',
      DestinationRegionId: HOME,
      ImageName: 'golden',
      Encrypted: false,
      ResourceGroupId: 'rg-acfmdefaultgroup',
      Tags: [],
      Id: imageId,
      Status: 'Available',
      CreationTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      Size: 80,
      OSType: 'windows',
      OSName: expect.any(String),
      Platform: 'Windows Server 2022',
      Architecture: 'x86_64',
      BootMode: 'BIOS',
      ImageOwnerId: '1234567890123456',
      IsSupportCloudinit: true,
      IsSupportIoOptimized: true,
      NvmeSupport: 'unsupported',
      SnapshotIds: [expect.stringMatching(/^s-uf6/), expect.stringMatching(/^s-uf6/)],
    });
  });

  it('says the same of an image that did not change', async () => {
    const { identifier } = await makeCopy(stage());
    const first = await read(identifier.tfcfnid);
    stage().simulator.clock.advance(86_400_000);
    expect(await read(identifier.tfcfnid)).toEqual(first);
  });

  it.each([
    ['is not there', 'm-uf6nothing'],
    ['is one of the system', 'ubuntu_24_04_x64_20G_alibase_20260915.vhd'],
    ['belongs to another account', 'm-uf6theirs'],
  ])('fails with NotFound if the image %s', async (_, imageId) => {
    add({ imageId: 'm-uf6theirs', ownerAlias: 'others', isShared: true });
    add({ imageId: 'ubuntu_24_04_x64_20G_alibase_20260915.vhd', ownerAlias: 'system' });
    const answer = await read(`${HOME}/${imageId}`);
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
    expect(answer.message).toContain(`ECS does not show an image ${imageId} of this account in ${HOME}.`);
  });

  it('fails with NotFound without an identifier', async () => {
    expect(await stage().invoke('READ', SOURCE)).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
    expect(stage().simulator.calls).toEqual([]);
  });

  it('takes a bare image ID, as an import may, in the default region and echoes it as it came', async () => {
    const { imageId, model } = await makeCopy(stage());
    const { resourceModel } = await read(imageId);
    expect(resourceModel).toEqual({ ...model, tfcfnid: imageId });
    const wished = { ...SOURCE, tfcfnid: imageId, ImageName: 'renamed' };
    const { final } = await stage().run('UPDATE', wished, { previous: { ...SOURCE, tfcfnid: imageId } });
    expect(final.resourceModel).toMatchObject({ tfcfnid: imageId, ImageName: 'renamed' });
    expect((await stage().run('DELETE', { tfcfnid: imageId })).final.status).toBe('SUCCESS');
  });

  it('reads an image that was not copied by us without the source', async () => {
    add({ tags: { team: 'them' }, isCopied: true, description: 'theirs', imageFamily: 'family' });
    const { resourceModel } = await read(`${HOME}/m-uf6other`);
    expect(resourceModel).not.toHaveProperty('SourceImageId');
    expect(resourceModel).not.toHaveProperty('SourceRegionId');
    expect(resourceModel).toMatchObject({ Description: 'theirs', ImageFamily: 'family' });
    expect(resourceModel?.Tags).toEqual([{ Key: 'team', Value: 'them' }]);
  });

  it.each(['cn-hangzhou', 'cn-hangzhou/', '/m-1', 'a/b/c', ''])('takes a source tag "%s" for none', async (source) => {
    add({ tags: { 'tfcfn:source': source } });
    const { status, resourceModel } = await read(`${HOME}/m-uf6other`);
    expect(status).toBe('SUCCESS');
    expect(resourceModel).not.toHaveProperty('SourceImageId');
  });

  it('hides the tags of the clouds and its own', async () => {
    add({
      tags: { 'aws:cloudformation:stack-id': 'x', 'acs:rm:rgId': 'y', 'ACS:x': 'z', 'tfcfn:kms-key': 'k', a: '' },
    });
    const { resourceModel } = await read(`${HOME}/m-uf6other`);
    expect(resourceModel).toMatchObject({ Tags: [{ Key: 'a', Value: '' }], KmsKeyId: 'k' });
  });

  it('reads an image of which ECS says next to nothing', async () => {
    const body = JSON.stringify({ RequestId: 'R', Images: { Image: [{}, { ImageId: 'm-1', Tags: { Tag: [{}] } }] } });
    stage().simulator.inject({ action: 'DescribeImages', respond: { status: 200, body } });
    expect(await read(`${HOME}/m-1`)).toMatchObject({
      status: 'SUCCESS',
      resourceModel: { tfcfnid: `${HOME}/m-1`, Id: 'm-1', Tags: [], SnapshotIds: [] },
    });
  });
});

describe('Encrypted', () => {
  const stage = useStage(() => openStage());

  it.each([
    ['is true', [{ Encrypted: false }, { Encrypted: true }], true],
    ['is false', [{ Encrypted: false }, {}], false],
    ['is left open', [{}, { Encrypted: null }], undefined],
    ['is left open', [], undefined],
  ])('%s where ECS says of the disks %j', async (_, DiskDeviceMapping, expected) => {
    const image = { ImageId: 'm-1', Status: 'Available', DiskDeviceMappings: { DiskDeviceMapping } };
    const body = JSON.stringify({ RequestId: 'R', TotalCount: 1, PageNumber: 1, Images: { Image: [image] } });
    stage().simulator.inject({ action: 'DescribeImages', respond: { status: 200, body } });
    const { status, resourceModel } = await stage().invoke('READ', { tfcfnid: `${HOME}/m-1` });
    expect([status, resourceModel?.Encrypted]).toEqual(['SUCCESS', expected]);
  });
});

describe('LIST', () => {
  const stage = useStage(() => openStage({ images: [] }));
  const fill = (count: number, regionId: string, isCopied: (n: number) => boolean) => {
    for (let n = 0; n < count; n += 1) {
      stage().simulator.world.addImage({ regionId, imageId: `m-uf6n${n}`, isCopied: isCopied(n) });
    }
  };
  const listAll = async (properties: object = {}) => {
    const pages: Answer[] = [];
    do {
      const nextToken = pages.at(-1)?.nextToken;
      pages.push(await stage().invoke('LIST', { ...properties }, { nextToken }));
    } while (pages.at(-1)?.nextToken !== undefined);
    return pages;
  };
  const sizes = (pages: readonly Answer[]) => pages.map(({ resourceModels }) => resourceModels?.length);

  it('lists 250 copies in three pages, each with one call', async () => {
    fill(250, HOME, () => true);
    const pages = await listAll();
    expect(sizes(pages)).toEqual([100, 100, 50]);
    expect(stage().simulator.calls).toHaveLength(3);
    const identifiers = pages.flatMap(({ resourceModels = [] }) => resourceModels.map(({ tfcfnid }) => tfcfnid));
    expect(identifiers).toEqual(Array.from({ length: 250 }, (_, n) => `${HOME}/m-uf6n${n}`));
  });

  it('goes on behind a page without copies', async () => {
    fill(201, HOME, (n) => n === 200);
    expect(sizes(await listAll())).toEqual([0, 0, 1]);
  });

  it.each([
    [0, [0]],
    [100, [100]],
    [101, [100, 1]],
  ])('lists %i copies in pages of %j', async (count, expected) => {
    fill(count, HOME, () => true);
    expect(sizes(await listAll())).toEqual(expected);
  });

  it('lists models that READ returns too, in whatever state', async () => {
    stage().simulator.world.addImage({ regionId: HOME, imageId: 'm-uf6a', isCopied: true, status: 'CreateFailed' });
    stage().simulator.world.addImage({ regionId: HOME, imageId: 'm-uf6b', status: 'Available' });
    stage().simulator.world.addImage({ regionId: HOME, imageId: 'm-uf6c', ownerAlias: 'others', isCopied: true });
    const { resourceModels } = await stage().invoke('LIST', {});
    expect(resourceModels?.map(({ Id }) => Id)).toEqual(['m-uf6a']);
    const { resourceModel } = await stage().invoke('READ', { tfcfnid: resourceModels?.[0]?.tfcfnid });
    expect(resourceModels?.[0]).toEqual(resourceModel);
  });

  it('lists the region that is asked for, else that of the type configuration', async () => {
    fill(2, HOME, () => true);
    fill(3, 'ap-southeast-1', () => true);
    expect(sizes(await listAll())).toEqual([2]);
    expect(sizes(await listAll({ DestinationRegionId: 'ap-southeast-1' }))).toEqual([3]);
    expect(sizes(await listAll({ DestinationRegionId: 'eu-west-1' }))).toEqual([0]);
  });

  it('lists a copy that was made a moment ago', async () => {
    stage().simulator.world.addImage({ regionId: SOURCE.SourceRegionId, imageId: SOURCE.SourceImageId });
    const copy = await makeCopy(stage());
    const { resourceModels } = await stage().invoke('LIST', {});
    expect(resourceModels).toEqual([copy.model]);
    expect(imageOf(stage(), copy)?.isCopied).toBe(true);
  });

  it('ends where ECS does not say how many images there are', async () => {
    const page = (count: number) =>
      JSON.stringify({
        RequestId: 'R',
        Images: { Image: Array.from({ length: count }, (_, n) => ({ ImageId: `m-${n}`, IsCopied: true })) },
      });
    stage().simulator.inject({ action: 'DescribeImages', respond: { status: 200, body: page(100) } });
    stage().simulator.inject({ action: 'DescribeImages', respond: { status: 200, body: page(7) } });
    expect(sizes(await listAll())).toEqual([100, 7]);
  });

  it.each([
    '',
    'page-0',
    'page-',
    'page-1.5',
    'page--1',
    'page-1000000',
    'page-100001',
    '2',
    ' page-2',
    'x'.repeat(5_000),
  ])('refuses nextToken "%s" before any call', async (nextToken) => {
    const answer = await stage().invoke('LIST', {}, { nextToken });
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(answer.message).toContain('nextToken');
    expect(stage().simulator.calls).toEqual([]);
  });
});
