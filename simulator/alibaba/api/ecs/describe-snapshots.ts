import { type SnapshotRecord, snapshotCategories, snapshotStatusAt, snapshotStatuses } from '../../account/snapshot';
import { byTags, byTime, equal, type FilterReader, filtered, idList, oneOfOrAll } from './filters';
import type { EcsRequest, Operation } from './operation';
import { numberedPage, type Page, pagesByToken, tokenPage } from './paging';
import { usageOf, wireSnapshot } from './wire-snapshot';

const MAX_PAGE_SIZE = 100;
const DEFAULT_PAGE_SIZE = 10;
/** The most snapshots that a search by tags or by a resource group finds (DescribeSnapshots documentation). */
const MOST_FOUND = 1000;

/** The parameters that filter the list, with the errors of each (DescribeSnapshots documentation). */
const filterReaders: readonly FilterReader<SnapshotRecord>[] = [
  idList('SnapshotIds', 'InvalidSnapshotIds.Malformed', ({ snapshotId }) => snapshotId),
  equal('SnapshotName', ({ snapshotName }) => snapshotName),
  equal('DiskId', ({ diskId }) => diskId),
  equal('KMSKeyId', ({ kmsKeyId }) => kmsKeyId),
  byInstance,
  byDiskType,
  byEncryption,
  oneOfOrAll('Status', snapshotStatuses, 'InvalidStatus.NotFound', (snapshot, { now }) =>
    snapshotStatusAt(snapshot, now),
  ),
  // People or calls created all snapshots here. Snapshots of a policy would be `auto`.
  oneOfOrAll('SnapshotType', ['auto', 'user'], 'InvalidSnapshotType.NotFound', () => 'user'),
  byCategory,
  byUsage,
  byResourceGroup,
  byTags,
  byTime,
];

/** DescribeSnapshots: a page of the snapshots that match, by number or by token. */
export const describeSnapshots: Operation = (request) => {
  const regionId = request.region();
  const { parameters, account, now } = request;
  if (parameters.text('SnapshotLinkId') !== '') throw request.refuse('InvalidSnapshotLinkId.NotFound');
  const matching = filtered(request, account.snapshotsIn(regionId), filterReaders);
  const isLimited = parameters.pairs('Tag').length > 0 || parameters.text('ResourceGroupId') !== '';
  const { items, fields } = pageOf(request, isLimited ? matching.slice(0, MOST_FOUND) : matching);
  request.endDryRun();
  const used = account.snapshotsOfImages(regionId);
  return { ...fields, Snapshots: { Snapshot: items.map((snapshot) => wireSnapshot(snapshot, used, now)) } };
};

function pageOf(request: EcsRequest, snapshots: readonly SnapshotRecord[]): Page<SnapshotRecord> {
  if (!pagesByToken(request)) {
    const code = (parameter: string) => `Invalid${parameter}`;
    return numberedPage(request, snapshots, { byDefault: DEFAULT_PAGE_SIZE, max: MAX_PAGE_SIZE, code });
  }
  const text = request.parameters.text('MaxResults');
  const size = text === '' ? DEFAULT_PAGE_SIZE : Number(text);
  if (!(Number.isInteger(size) && size >= 1 && size <= MAX_PAGE_SIZE)) {
    throw request.refuse('InvalidParameter.MaxResults', { values: [`It is not a number from 1 to ${MAX_PAGE_SIZE}`] });
  }
  return tokenPage(request, snapshots, size, 'InvalidNextToken');
}

/** The snapshots of the disks that are attached to an instance. An instance that does not exist has none. */
function byInstance({ parameters, account }: EcsRequest): ReturnType<FilterReader<SnapshotRecord>> {
  const instanceId = parameters.text('InstanceId');
  if (instanceId === '') return undefined;
  const disks = new Set(account.instances.get(instanceId)?.disks.map(({ diskId }) => diskId));
  return ({ diskId }) => disks.has(diskId);
}

/** The only one of these parameters that is not case-sensitive. */
function byDiskType(request: EcsRequest): ReturnType<FilterReader<SnapshotRecord>> {
  const type = request.parameters.text('SourceDiskType').toLowerCase();
  if (type === '') return undefined;
  if (type !== 'system' && type !== 'data') throw request.refuse('InvalidSourceDiskType');
  return ({ diskType }) => diskType === type;
}

function byEncryption({ parameters }: EcsRequest): ReturnType<FilterReader<SnapshotRecord>> {
  return parameters.flag('Encrypted') ? ({ encrypted }) => encrypted : undefined;
}

function byCategory(request: EcsRequest): ReturnType<FilterReader<SnapshotRecord>> {
  const category = request.parameters.text('Category').toLowerCase();
  if (category === '') return undefined;
  if (category !== 'flash' && !snapshotCategories.some((known) => known === category)) {
    throw request.refuse('InvalidSnapshotCategory.Malformed');
  }
  return (snapshot) => snapshot.category === category;
}

function byUsage(request: EcsRequest): ReturnType<FilterReader<SnapshotRecord>> {
  const usage = request.parameters.text('Usage');
  if (usage === '') return undefined;
  if (!['image', 'disk', 'image_disk', 'none'].includes(usage)) throw request.refuse('InvalidUsage');
  const used = request.account.snapshotsOfImages(request.parameters.text('RegionId'));
  return (snapshot) => usageOf(snapshot, used) === usage;
}

/** A search for the default group is not supported. The answer of ECS is undocumented; here it finds nothing. */
function byResourceGroup({ parameters, account }: EcsRequest): ReturnType<FilterReader<SnapshotRecord>> {
  const wanted = parameters.text('ResourceGroupId');
  if (wanted === '') return undefined;
  return ({ resourceGroupId }) => resourceGroupId === wanted && wanted !== account.defaultResourceGroup;
}
