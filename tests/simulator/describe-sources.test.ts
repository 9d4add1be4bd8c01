import {
  DescribeInstancesRequest,
  DescribeInstancesRequestTag,
  DescribeSnapshotsRequest,
  DescribeSnapshotsRequestFilter,
  DescribeSnapshotsRequestTag,
  ListTagResourcesRequest,
  TagResourcesRequest,
  TagResourcesRequestTag,
  UntagResourcesRequest,
} from '@alicloud/ecs20140526';
import { type AlibabaSimulator, createClock, type SeedSnapshot } from '../../simulator/index';
import { createImage, DATA_SNAPSHOT, outcomeOf, RUNNING, STOPPED, SYSTEM_SNAPSHOT } from './creations';
import { sdk } from './sdk';
import { HANGZHOU, outcome, raw, SHANGHAI, seconds, start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  const clock = createClock({ speed: 0, startAt: Date.parse('2026-06-01T12:00:00Z') });
  simulator = await start({ clock, behaviour: { createSeconds: 1000 } });
});
afterEach(stopSimulators);

type SnapshotQuery = ConstructorParameters<typeof DescribeSnapshotsRequest>[0];
type InstanceQuery = ConstructorParameters<typeof DescribeInstancesRequest>[0];

async function snapshots(query: SnapshotQuery = {}) {
  const { body } = await sdk(simulator).describeSnapshots(
    new DescribeSnapshotsRequest({ regionId: HANGZHOU, ...query }),
  );
  if (!body) throw new Error('DescribeSnapshots answered nothing');
  return { ...body, ids: (body.snapshots?.snapshot ?? []).map(({ snapshotId }) => snapshotId) };
}

async function instances(query: InstanceQuery = {}) {
  const { body } = await sdk(simulator).describeInstances(
    new DescribeInstancesRequest({ regionId: HANGZHOU, ...query }),
  );
  if (!body) throw new Error('DescribeInstances answered nothing');
  return { ...body, ids: (body.instances?.instance ?? []).map(({ instanceId }) => instanceId) };
}

/** Leaves no snapshot in the region but so many new ones. */
function onlySnapshots(count: number, more: Partial<SeedSnapshot> = {}): string[] {
  for (const { snapshotId } of simulator.world.snapshots(SHANGHAI))
    simulator.world.removeSnapshot(SHANGHAI, snapshotId);
  const ids = Array.from({ length: count }, (_, index) => `s-uf6many${index}`);
  for (const snapshotId of ids) simulator.world.addSnapshot({ regionId: SHANGHAI, snapshotId, ...more });
  return ids;
}

describe('DescribeSnapshots', () => {
  test('tells how far a snapshot is, and what is made of it', async () => {
    await createImage(simulator, { instanceId: STOPPED });
    const query = { diskId: 'd-bp1stopped0system00' };
    const [running] = (await snapshots(query)).snapshots?.snapshot ?? [];
    simulator.clock.advance(seconds(250));
    const [later] = (await snapshots(query)).snapshots?.snapshot ?? [];
    simulator.clock.advance(seconds(750));
    const [whole] = (await snapshots(query)).snapshots?.snapshot ?? [];
    expect(running).toMatchObject({
      snapshotId: expect.stringMatching(/^s-bp1/),
      snapshotName: expect.stringMatching(/^SnapshotForImage-m-bp1/),
      description: `Created by CreateImage from ${STOPPED}`,
      status: 'progressing',
      available: false,
      progress: '0%',
      remainTime: 1000,
      creationTime: '2026-06-01T12:00:00Z',
      lastModifiedTime: '2026-06-01T12:00:00Z',
      sourceDiskId: 'd-bp1stopped0system00',
      sourceDiskType: 'system',
      sourceDiskSize: '20',
      usage: 'image',
      encrypted: false,
      category: 'standard',
      resourceGroupId: 'rg-acfmdefaultgroup',
      tags: { tag: [] },
    });
    expect(later).toMatchObject({ status: 'progressing', progress: '25%', remainTime: 750 });
    expect(whole).toMatchObject({ status: 'accomplished', available: true, progress: '100%', remainTime: 0 });
    expect(whole?.lastModifiedTime).toBe('2026-06-01T12:16:40Z');
  });

  test('tells a failed one from one of which nobody knows the end', async () => {
    simulator.world.addSnapshot({ regionId: HANGZHOU, snapshotId: 's-failed', status: 'failed' });
    simulator.world.addSnapshot({ regionId: HANGZHOU, snapshotId: 's-endless', status: 'progressing' });
    const { body } = await sdk(simulator).describeSnapshots(
      new DescribeSnapshotsRequest({ regionId: HANGZHOU, snapshotIds: '["s-failed","s-endless"]' }),
    );
    expect(body?.snapshots?.snapshot).toMatchObject([
      { status: 'failed', progress: '0%', available: false },
      { status: 'progressing', progress: '0%', remainTime: 0, available: false },
    ]);
    simulator.world.endSnapshot(HANGZHOU, 's-endless', 'failed');
    expect((await snapshots({ status: 'failed' })).ids).toEqual(['s-failed', 's-endless']);
  });

  test.each<[SnapshotQuery, string[]]>([
    [{ snapshotIds: JSON.stringify([SYSTEM_SNAPSHOT, 's-none']) }, [SYSTEM_SNAPSHOT]],
    [{ snapshotIds: '[]' }, []],
    [{ snapshotName: 'builder-data-monday' }, [DATA_SNAPSHOT]],
    [{ snapshotName: 'builder' }, []],
    [{ diskId: 'd-bp1builder0data0000' }, [DATA_SNAPSHOT]],
    [{ instanceId: RUNNING, sourceDiskType: 'System' }, [SYSTEM_SNAPSHOT]],
    [{ instanceId: RUNNING, sourceDiskType: 'data' }, [DATA_SNAPSHOT]],
    [{ instanceId: STOPPED }, []],
    [{ instanceId: 'i-none' }, []],
    [{ status: 'progressing' }, ['s-running']],
    [{ status: 'all', snapshotType: 'all', usage: 'none', diskId: 'd-bp1builder0data0000' }, [DATA_SNAPSHOT]],
    [{ snapshotType: 'auto' }, []],
    [{ usage: 'image' }, [SYSTEM_SNAPSHOT]],
    [{ usage: 'disk' }, ['s-disk']],
    [{ usage: 'image_disk' }, []],
    [{ resourceGroupId: 'rg-acfmimages' }, ['s-encrypted']],
    [{ resourceGroupId: 'rg-acfmdefaultgroup' }, []],
    [{ encrypted: true }, ['s-encrypted']],
    [{ KMSKeyId: 'key-1' }, ['s-encrypted']],
    [{ category: 'Archive' }, ['s-archive']],
    [{ category: 'flash' }, []],
    [{ tag: [new DescribeSnapshotsRequestTag({ key: 'team', value: 'platform' })] }, [SYSTEM_SNAPSHOT]],
    [{ tag: [new DescribeSnapshotsRequestTag({ key: 'team', value: 'web' })] }, []],
    [
      { filter: [new DescribeSnapshotsRequestFilter({ key: 'CreationStartTime', value: '2026-06-01T12:01Z' })] },
      ['s-late'],
    ],
  ])('%j finds %j', async (query, expected) => {
    const { world } = simulator;
    await createImage(simulator, { snapshotId: SYSTEM_SNAPSHOT });
    world.addSnapshot({ regionId: HANGZHOU, snapshotId: 's-running', status: 'progressing' });
    world.addSnapshot({ regionId: HANGZHOU, snapshotId: 's-archive', category: 'archive' });
    world.addSnapshot({ regionId: HANGZHOU, snapshotId: 's-disk' });
    world.lockSnapshot(HANGZHOU, 's-disk', 'SnapshotCreatedDisk');
    world.addSnapshot({
      regionId: HANGZHOU,
      snapshotId: 's-encrypted',
      kmsKeyId: 'key-1',
      resourceGroupId: 'rg-acfmimages',
    });
    world.addSnapshot({ regionId: HANGZHOU, snapshotId: 's-late', creationTime: '2026-06-01T12:02:00Z' });
    const { ids } = await snapshots(query);
    const seeded = snapshotsOfImages();
    expect(ids.filter((id) => !seeded.has(id))).toEqual(expected);
  });

  test.each<[Record<string, string>, string]>([
    [{ RegionId: '' }, '400 MissingRegionId'],
    [{ RegionId: 'cn-atlantis' }, '404 InvalidRegionId.NotFound'],
    [{ SnapshotIds: 's-1,s-2' }, '403 InvalidSnapshotIds.Malformed'],
    [{ SnapshotIds: '{}' }, '403 InvalidSnapshotIds.Malformed'],
    [{ SnapshotIds: '[1]' }, '403 InvalidSnapshotIds.Malformed'],
    [
      { SnapshotIds: JSON.stringify(Array.from({ length: 101 }, (_, n) => `s-${n}`)) },
      '403 InvalidSnapshotIds.Malformed',
    ],
    [{ SnapshotIds: JSON.stringify(Array.from({ length: 100 }, (_, n) => `s-${n}`)) }, '200'],
    [{ Status: 'done' }, '404 InvalidStatus.NotFound'],
    [{ Usage: 'all' }, '404 InvalidUsage'],
    [{ SourceDiskType: 'tape' }, '404 InvalidSourceDiskType'],
    [{ SnapshotType: 'mine' }, '404 InvalidSnapshotType.NotFound'],
    [{ SnapshotLinkId: 'sl-1' }, '404 InvalidSnapshotLinkId.NotFound'],
    [{ Category: 'cheap' }, '403 InvalidSnapshotCategory.Malformed'],
    [{ 'Filter.1.Key': 'Size', 'Filter.1.Value': '1' }, '404 InvalidFilterKey.NotFound'],
    [{ 'Filter.1.Key': 'CreationStartTime', 'Filter.1.Value': 'once' }, '404 InvalidFilterValue'],
    [{ 'Tag.1.Value': 'x' }, '400 InvalidTag.Mismatch'],
    [Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`Tag.${n + 1}.Key`, `k${n}`])), '400 InvalidTagCount'],
    [{ PageSize: '101' }, '400 InvalidPageSize'],
    [{ PageNumber: '0' }, '400 InvalidPageNumber'],
    [{ MaxResults: '101' }, '400 InvalidParameter.MaxResults'],
    [{ MaxResults: '0' }, '400 InvalidParameter.MaxResults'],
    [{ NextToken: 'x' }, '400 InvalidNextToken'],
    [{ DryRun: 'true' }, '400 DryRunOperation'],
  ])('%j: %s', async (parameters, expected) => {
    expect(outcome(await raw(simulator, 'DescribeSnapshots', { RegionId: HANGZHOU, ...parameters }))).toBe(expected);
  });

  test('pages by number', async () => {
    const ids = onlySnapshots(25);
    const page = async (pageNumber?: number, pageSize?: number) => {
      const answer = await snapshots({ regionId: SHANGHAI, pageNumber, pageSize });
      return { ids: answer.ids, total: answer.totalCount, number: answer.pageNumber, size: answer.pageSize };
    };
    expect(await page()).toEqual({ ids: ids.slice(0, 10), total: 25, number: 1, size: 10 });
    expect(await page(3, 10)).toEqual({ ids: ids.slice(20), total: 25, number: 3, size: 10 });
    expect(await page(1, 100)).toEqual({ ids, total: 25, number: 1, size: 100 });
    expect((await page(4, 10)).ids).toEqual([]);
  });

  test('pages by token, of which the last is empty', async () => {
    const ids = onlySnapshots(25);
    const found: (string | undefined)[] = [];
    let nextToken: string | undefined;
    let pages = 0;
    do {
      const answer = await snapshots({ regionId: SHANGHAI, maxResults: 10, nextToken });
      found.push(...answer.ids);
      pages += 1;
      nextToken = answer.nextToken;
      expect([answer.pageNumber, answer.totalCount]).toEqual([undefined, 0]);
    } while (nextToken);
    expect(found).toEqual(ids);
    expect(pages).toBe(3);
  });

  test('finds at most 1000 by tag or by resource group', async () => {
    onlySnapshots(1001, { tags: { a: 'b' }, resourceGroupId: 'rg-acfmimages' });
    const tag = [new DescribeSnapshotsRequestTag({ key: 'a' })];
    expect((await snapshots({ regionId: SHANGHAI, tag })).totalCount).toBe(1000);
    expect((await snapshots({ regionId: SHANGHAI, resourceGroupId: 'rg-acfmimages' })).totalCount).toBe(1000);
    expect((await snapshots({ regionId: SHANGHAI })).totalCount).toBe(1001);
  });
});

/** The snapshots of the images, apart from the one that a user made. */
function snapshotsOfImages(): ReadonlySet<string | undefined> {
  const disks = simulator.world.images(HANGZHOU).flatMap((image) => image.disks);
  return new Set(disks.flatMap(({ snapshotId }) => (snapshotId === SYSTEM_SNAPSHOT ? [] : [snapshotId])));
}

describe('DescribeInstances', () => {
  test('tells the state of an instance and its locks', async () => {
    simulator.world.lockInstance(HANGZHOU, RUNNING);
    const { body } = await sdk(simulator).describeInstances(
      new DescribeInstancesRequest({ regionId: HANGZHOU, instanceIds: JSON.stringify([RUNNING]) }),
    );
    expect(body?.totalCount).toBe(1);
    expect(body?.instances?.instance).toMatchObject([
      {
        instanceId: RUNNING,
        instanceName: 'builder-ubuntu-24.04',
        regionId: HANGZHOU,
        status: 'Running',
        imageId: 'ubuntu_24_04_x64_20G_alibase_20260915.vhd',
        instanceType: 'ecs.g7.large',
        OSType: 'linux',
        creationTime: '2026-06-01T12:00Z',
        resourceGroupId: 'rg-acfmdefaultgroup',
        operationLocks: { lockReason: [{ lockReason: 'security' }] },
        tags: { tag: [{ tagKey: 'team', tagValue: 'platform' }] },
      },
    ]);
    simulator.world.unlockInstance(HANGZHOU, RUNNING);
    simulator.world.setInstanceStatus(HANGZHOU, RUNNING, 'Stopping');
    expect((await instances({ instanceName: 'builder-u*' })).instances?.instance).toMatchObject([
      { status: 'Stopping', operationLocks: { lockReason: [] } },
    ]);
  });

  test.each<[InstanceQuery, string[]]>([
    [{}, [RUNNING, STOPPED]],
    [{ regionId: 'eu-central-1' }, []],
    [{ instanceIds: JSON.stringify([STOPPED, 'i-none']) }, [STOPPED]],
    [{ instanceName: 'builder-debian-12' }, [STOPPED]],
    [{ instanceName: 'builder' }, []],
    [{ instanceName: '*debian*' }, [STOPPED]],
    [{ status: 'Stopped' }, [STOPPED]],
    [{ status: 'Starting' }, []],
    [{ lockReason: 'security' }, []],
    [{ imageId: 'ubuntu_24_04_x64_20G_alibase_20260915.vhd' }, [RUNNING]],
    [{ resourceGroupId: 'rg-acfmimages' }, []],
    [{ tag: [new DescribeInstancesRequestTag({ key: 'team' })] }, [RUNNING]],
  ])('%j finds %j', async (query, expected) => {
    expect((await instances(query)).ids).toEqual(expected);
  });

  test.each<[Record<string, string>, string]>([
    [{ RegionId: '' }, '400 MissingRegionId'],
    [{ RegionId: 'cn-atlantis' }, '404 InvalidRegionId.NotFound'],
    [{ InstanceIds: RUNNING }, '403 InvalidInstanceIds.Malformed'],
    [{ Status: 'Resting' }, '404 InvalidStatus.NotFound'],
    [{ LockReason: 'none' }, '404 InvalidLockReason.NotFound'],
    [{ PageSize: '101' }, '400 InvalidPageSize'],
    [{ MaxResults: 'many' }, '400 InvalidMaxResults'],
    [{ NextToken: 'x' }, '400 InvalidNextToken'],
    [{ DryRun: 'true' }, '400 DryRunOperation'],
  ])('%j: %s', async (parameters, expected) => {
    expect(outcome(await raw(simulator, 'DescribeInstances', { RegionId: HANGZHOU, ...parameters }))).toBe(expected);
  });

  test('pages by number, and by token at least ten and at most a hundred at once', async () => {
    const ids = Array.from({ length: 120 }, (_, index) => `i-gw8many${index}`);
    for (const instanceId of ids) simulator.world.addInstance({ regionId: 'eu-central-1', instanceId });
    const regionId = 'eu-central-1';
    expect(await instances({ regionId, pageNumber: 2, pageSize: 50 })).toMatchObject({
      ids: ids.slice(50, 100),
      totalCount: 120,
    });
    expect((await instances({ regionId, maxResults: 3 })).ids).toEqual(ids.slice(0, 10));
    const first = await instances({ regionId, maxResults: 500 });
    expect(first.ids).toEqual(ids.slice(0, 100));
    const second = await instances({ regionId, maxResults: 500, nextToken: first.nextToken });
    expect(second).toMatchObject({ ids: ids.slice(100), nextToken: '' });
  });
});

describe('tags of snapshots and instances', () => {
  const tag = (resourceType: string, id: string, regionId = HANGZHOU) =>
    outcomeOf(
      sdk(simulator).tagResources(
        new TagResourcesRequest({
          ...{ regionId, resourceType, resourceId: [id] },
          tag: [new TagResourcesRequestTag({ key: 'owner', value: 'me' })],
        }),
      ),
    );
  const listed = async (resourceType: string, id: string) => {
    const request = new ListTagResourcesRequest({ regionId: HANGZHOU, resourceType, resourceId: [id] });
    const { body } = await sdk(simulator).listTagResources(request);
    return (body?.tagResources?.tagResource ?? []).map(({ resourceId, resourceType: type, tagKey, tagValue }) =>
      [resourceId, type, tagKey, tagValue].join(' '),
    );
  };

  test.each([
    ['snapshot', SYSTEM_SNAPSHOT],
    ['instance', RUNNING],
  ])('are set, listed and removed: %s', async (type, id) => {
    expect(await tag(type, id)).toBe('200');
    expect(await listed(type, id)).toEqual([`${id} ${type} team platform`, `${id} ${type} owner me`]);
    const untag = { regionId: HANGZHOU, resourceType: type, resourceId: [id], tagKey: ['team'] };
    await sdk(simulator).untagResources(new UntagResourcesRequest(untag));
    expect(await listed(type, id)).toEqual([`${id} ${type} owner me`]);
  });

  test.each([
    ['snapshot', RUNNING, HANGZHOU, '404 InvalidResourceId.NotFound'],
    ['snapshot', SYSTEM_SNAPSHOT, SHANGHAI, '404 InvalidResourceId.NotFound'],
    ['disk', 'd-bp1builder0system00', HANGZHOU, '404 InvalidResourceId.NotFound'],
    ['tree', SYSTEM_SNAPSHOT, HANGZHOU, '404 InvalidResourceType.NotFound'],
  ])('%s %s in %s: %s', async (type, id, regionId, expected) => {
    expect(await tag(type, id, regionId)).toBe(expected);
  });

  test('go with the snapshot', async () => {
    await tag('snapshot', SYSTEM_SNAPSHOT);
    await raw(simulator, 'DeleteSnapshot', { SnapshotId: SYSTEM_SNAPSHOT });
    expect(await listed('snapshot', SYSTEM_SNAPSHOT)).toEqual([]);
  });
});
