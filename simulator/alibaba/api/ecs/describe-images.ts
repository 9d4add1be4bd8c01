import { type ImageRecord, imageOwners, imageStatuses } from '../../account/image';
import { viewOf } from '../../account/view';
import { byTags, equal, type Filter, type FilterReader, filtered, oneOf, timeFilter, wildcard } from './filters';
import type { EcsRequest, Operation } from './operation';
import { numberedPage } from './paging';
import { wireImage } from './wire-image';

const MAX_PAGE_SIZE = 100;
const MAX_IDS = 100;
/** The most images that a search by tags finds (DescribeImages documentation). */
const MAX_TAGGED = 1000;

/** The parameters that filter the list, with the errors of each (DescribeImages documentation). */
const filterReaders: readonly FilterReader<ImageRecord>[] = [
  byVisibility,
  byOwner,
  byStatus,
  byId,
  byName,
  byTags,
  bySnapshot,
  byUsable,
  byFilters,
  oneOf('OSType', ['linux', 'windows'], 'InvalidOSType', (image) => image.osType),
  oneOf('Architecture', ['x86_64', 'i386', 'arm64'], 'InvalidArchitecture', (image) => image.architecture),
  oneOf('Usage', ['instance', 'none'], 'InvalidUsage', (image) => (image.usedByInstance ? 'instance' : 'none')),
  equal('ImageFamily', (image) => image.imageFamily),
  equal('ResourceGroupId', (image) => image.resourceGroupId),
];

/** DescribeImages: a page of the images that match. An unknown ID leads to an empty list, not to an error. */
export const describeImages: Operation = (request) => {
  const regionId = request.region();
  const matching = filtered(request, request.account.images(regionId), filterReaders);
  const images = request.parameters.pairs('Tag').length > 0 ? matching.slice(0, MAX_TAGGED) : matching;
  const { items, fields } = numberedPage(request, images, {
    byDefault: 10,
    max: MAX_PAGE_SIZE,
    code: () => 'InvalidParamter',
  });
  request.endDryRun();
  return {
    RegionId: regionId,
    ...fields,
    Images: {
      Image: items.map((image) => wireImage(viewOf(image, request.now, request.behaviour), request.behaviour)),
    },
  };
};

function byVisibility({ now }: EcsRequest): Filter<ImageRecord> {
  return (image) => image.visibleFrom <= now;
}

function byOwner(request: EcsRequest): Filter<ImageRecord> {
  const alias = request.parameters.text('ImageOwnerAlias');
  if (alias !== '' && !imageOwners.some((owner) => owner === alias)) {
    throw request.refuse('InvalidImageOwnerAlias.ValueNotSupported');
  }
  const isPublic = request.parameters.flag('IsPublic') ?? false;
  if (isPublic && alias !== 'others') throw request.refuse('InvalidImageOwnerAlias.PublicImageUnsupported');
  const ownerId = request.parameters.text('ImageOwnerId');
  if (ownerId !== '' && alias !== 'others') throw request.refuse('InvalidOperation.ImageOwnerIdUnsupported');
  return (image) => {
    if (alias === '' ? image.ownerAlias === 'marketplace' : image.ownerAlias !== alias) return false;
    if (image.ownerAlias === 'others' && image.isPublic !== isPublic) return false;
    return ownerId === '' || String(image.ownerId) === ownerId;
  };
}

function byStatus(request: EcsRequest): Filter<ImageRecord> | undefined {
  const wanted = (request.parameters.text('Status') || 'Available').split(',').map((status) => status.trim());
  if (wanted.length === 1 && wanted[0] === 'ALL' && request.behaviour.statusAllSupported) return undefined;
  if (!wanted.every((status) => imageStatuses.some((known) => known === status)))
    throw request.refuse('InvalidParamter');
  return (image) => wanted.includes(image.status);
}

function byId(request: EcsRequest): Filter<ImageRecord> | undefined {
  const text = request.parameters.text('ImageId');
  if (text === '') return undefined;
  const ids = new Set(request.behaviour.commaSeparatedImageIds ? text.split(',').map((id) => id.trim()) : [text]);
  if (ids.size > MAX_IDS) throw request.refuse('InvalidParamter');
  return (image) => ids.has(image.imageId);
}

/** A part of the name, or a pattern with `*`. */
function byName(request: EcsRequest): Filter<ImageRecord> | undefined {
  const text = request.parameters.text('ImageName');
  if (text === '') return undefined;
  if (!text.includes('*')) return (image) => image.imageName.includes(text);
  const pattern = wildcard(text);
  return (image) => pattern.test(image.imageName);
}

function bySnapshot(request: EcsRequest): Filter<ImageRecord> | undefined {
  const snapshotId = request.parameters.text('SnapshotId');
  if (snapshotId === '') return undefined;
  return (image) => image.disks.some((disk) => disk.snapshotId === snapshotId);
}

/** Usable requires Status (DescribeImages documentation). */
function byUsable(request: EcsRequest): Filter<ImageRecord> | undefined {
  const usable = request.parameters.flag('Usable');
  if (usable === undefined) return undefined;
  if (request.parameters.text('Status') === '') throw request.refuse('InvalidParamter');
  return (image) => viewOf(image, request.now, request.behaviour).usable === usable;
}

const supportFilters: ReadonlySet<string> = new Set([
  'CpuOnlineUpgrade',
  'CpuOnlineDowngrade',
  'MemoryOnlineUpgrade',
  'MemoryOnlineDowngrade',
]);

function byFilters(request: EcsRequest): Filter<ImageRecord> | undefined {
  const filters = request.parameters
    .pairs('Filter')
    .map(({ key = '', value = '' }) => keyedFilter(request, key, value));
  return (image) => filters.every((matches) => matches(image));
}

function keyedFilter(request: EcsRequest, key: string, value: string): Filter<ImageRecord> {
  const inTime = timeFilter<ImageRecord>(request, key, value);
  if (inTime) return inTime;
  if (key === 'NetworkType') {
    if (value !== 'vpc' && value !== 'classic') throw request.refuse('InvalidFilterValue.NetworkType');
    return () => true;
  }
  if (!supportFilters.has(key)) throw request.refuse('InvalidFilterKey.NotFound');
  if (value !== 'supported' && value !== 'unsupported') throw request.refuse('InvalidFilterValue');
  return () => true;
}
