import { type ImageRecord, imageOwners, imageStatuses } from '../../account/image';
import { viewOf } from '../../account/view';
import { hasTags } from './list-tag-resources';
import type { EcsRequest, Operation } from './operation';
import { wireImage } from './wire-image';

const MAX_PAGE_SIZE = 100;
const MAX_IDS = 100;
const MAX_TAGS = 20;
/** As many images as a search by tags finds (DescribeImages documentation). */
const MAX_TAGGED = 1000;

type Filter = (image: ImageRecord) => boolean;

/** Reads one parameter that narrows the list; undefined if it was not sent. */
type FilterReader = (request: EcsRequest) => Filter | undefined;

/** The parameters that narrow the list, with what each of them refuses (DescribeImages documentation). */
const filterReaders: readonly FilterReader[] = [
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

/** DescribeImages: a page of the images that match; an id that is unknown makes an empty list, not an error. */
export const describeImages: Operation = (request) => {
  const regionId = request.region();
  const pageNumber = pageParameter(request, 'PageNumber', 1, Number.MAX_SAFE_INTEGER);
  const pageSize = pageParameter(request, 'PageSize', 10, MAX_PAGE_SIZE);
  const filters = filterReaders.flatMap((read) => read(request) ?? []);
  request.endDryRun();
  const matching = request.account.images(regionId).filter((image) => filters.every((matches) => matches(image)));
  const images = request.parameters.pairs('Tag').length > 0 ? matching.slice(0, MAX_TAGGED) : matching;
  const start = (pageNumber - 1) * pageSize;
  return {
    RegionId: regionId,
    PageNumber: pageNumber,
    PageSize: pageSize,
    TotalCount: images.length,
    Images: {
      Image: images
        .slice(start, start + pageSize)
        .map((image) => wireImage(viewOf(image, request.now, request.behaviour), request.behaviour)),
    },
  };
};

function pageParameter(request: EcsRequest, name: string, byDefault: number, max: number): number {
  const text = request.parameters.text(name);
  if (text === '') return byDefault;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > max) throw request.refuse('InvalidParamter');
  return value;
}

function byVisibility({ now }: EcsRequest): Filter {
  return (image) => image.visibleFrom <= now;
}

function byOwner(request: EcsRequest): Filter {
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

function byStatus(request: EcsRequest): Filter | undefined {
  const wanted = (request.parameters.text('Status') || 'Available').split(',').map((status) => status.trim());
  if (wanted.length === 1 && wanted[0] === 'ALL' && request.behaviour.statusAllSupported) return undefined;
  if (!wanted.every((status) => imageStatuses.some((known) => known === status)))
    throw request.refuse('InvalidParamter');
  return (image) => wanted.includes(image.status);
}

function byId(request: EcsRequest): Filter | undefined {
  const text = request.parameters.text('ImageId');
  if (text === '') return undefined;
  const ids = new Set(request.behaviour.commaSeparatedImageIds ? text.split(',').map((id) => id.trim()) : [text]);
  if (ids.size > MAX_IDS) throw request.refuse('InvalidParamter');
  return (image) => ids.has(image.imageId);
}

/** A part of the name, or a pattern with `*`. */
function byName(request: EcsRequest): Filter | undefined {
  const text = request.parameters.text('ImageName');
  if (text === '') return undefined;
  if (!text.includes('*')) return (image) => image.imageName.includes(text);
  const parts = text.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('.*')}$`);
  return (image) => pattern.test(image.imageName);
}

function byTags(request: EcsRequest): Filter | undefined {
  const wanted = request.parameters.pairs('Tag');
  if (wanted.length === 0) return undefined;
  if (wanted.length > MAX_TAGS) throw request.refuse('InvalidTagCount');
  if (wanted.some(({ key }) => !key)) throw request.refuse('InvalidTag.Mismatch');
  return (image) => hasTags(image, wanted);
}

function bySnapshot(request: EcsRequest): Filter | undefined {
  const snapshotId = request.parameters.text('SnapshotId');
  if (snapshotId === '') return undefined;
  return (image) => image.disks.some((disk) => disk.snapshotId === snapshotId);
}

/** Usable needs a Status beside it (DescribeImages documentation). */
function byUsable(request: EcsRequest): Filter | undefined {
  const usable = request.parameters.flag('Usable');
  if (usable === undefined) return undefined;
  if (request.parameters.text('Status') === '') throw request.refuse('InvalidParamter');
  return (image) => viewOf(image, request.now, request.behaviour).usable === usable;
}

const timeFilters: Readonly<Record<string, (createdAt: number, limit: number) => boolean>> = {
  CreationStartTime: (createdAt, limit) => createdAt >= limit,
  CreationEndTime: (createdAt, limit) => createdAt <= limit,
};
const supportFilters: ReadonlySet<string> = new Set([
  'CpuOnlineUpgrade',
  'CpuOnlineDowngrade',
  'MemoryOnlineUpgrade',
  'MemoryOnlineDowngrade',
]);

function byFilters(request: EcsRequest): Filter | undefined {
  const filters = request.parameters
    .pairs('Filter')
    .map(({ key = '', value = '' }) => keyedFilter(request, key, value));
  return (image) => filters.every((matches) => matches(image));
}

function keyedFilter(request: EcsRequest, key: string, value: string): Filter {
  const inTime = timeFilters[key];
  if (inTime) {
    const limit = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(limit)) throw request.refuse('InvalidFilterValue');
    return (image) => inTime(image.createdAt, limit);
  }
  if (key === 'NetworkType') {
    if (value !== 'vpc' && value !== 'classic') throw request.refuse('InvalidFilterValue.NetworkType');
    return () => true;
  }
  if (!supportFilters.has(key)) throw request.refuse('InvalidFilterKey.NotFound');
  if (value !== 'supported' && value !== 'unsupported') throw request.refuse('InvalidFilterValue');
  return () => true;
}

function oneOf(
  name: string,
  allowed: readonly string[],
  code: string,
  property: (image: ImageRecord) => string,
): FilterReader {
  return (request) => {
    const value = request.parameters.text(name);
    if (value !== '' && !allowed.includes(value)) throw request.refuse(code);
    return equal(name, property)(request);
  };
}

function equal(name: string, property: (image: ImageRecord) => string): FilterReader {
  return ({ parameters }) => {
    const value = parameters.text(name);
    return value === '' ? undefined : (image) => property(image) === value;
  };
}
