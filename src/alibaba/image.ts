import type { DescribeImagesResponseBodyImagesImage as EcsImage } from '@alicloud/ecs20140526/dist/models/DescribeImagesResponseBody';
import { areSnapshotIds, type Image, type ImageState, isImageId, type Progress, type Tag } from '../life/port';
import type { EcsProperties } from './property';

/** Every state, by name: `Status` defaults to Available, and `ALL` is too new to rely on. */
const STATE_OF: Readonly<Record<string, ImageState>> = {
  Creating: 'copying',
  Waiting: 'queued',
  Available: 'available',
  UnAvailable: 'failed',
  CreateFailed: 'failed',
  Deprecated: 'deprecated',
};

/** A status comes into messages and into what an operation remembers. */
const STATUS = /^\w{1,40}$/;

/** The value of DescribeImages' `Status` that asks for images in whatever state. */
export const ALL_STATES = Object.keys(STATE_OF).join(',');

type EcsDisk = NonNullable<NonNullable<EcsImage['diskDeviceMappings']>['diskDeviceMapping']>[number];

/** An image as DescribeImages tells it; `undefined` for an entry without an ID. */
export function toImage(image: EcsImage, regionId: string, properties: EcsProperties): Image | undefined {
  if (!image.imageId) return undefined;
  const disks = image.diskDeviceMappings?.diskDeviceMapping ?? [];
  const status = STATUS.test(image.status ?? '') ? String(image.status) : 'unknown';
  return {
    ref: { regionId, id: image.imageId },
    state: Object.hasOwn(STATE_OF, status) ? (STATE_OF[status] ?? 'unknown') : 'unknown',
    status,
    usable: image.usable,
    copied: image.isCopied === true,
    progress: progressOf(image, disks),
    name: filled(image.imageName),
    resourceGroupId: filled(image.resourceGroupId),
    tags: tagsOf(image),
    snapshotIds: snapshotIdsOf(image),
    shown: shownOf(image, properties),
  };
}

/** Why an entry of DescribeImages cannot be an image of ECS: an ID in it cannot be one. */
export function imageProblem(image: EcsImage | null): string | undefined {
  if (!image) return 'an entry of the list is empty';
  if (image.imageId && !isImageId(image.imageId)) return 'an image has an invalid ID';
  if (image.imageOwnerAlias && image.imageOwnerAlias !== 'self') return 'an image belongs to another account';
  return areSnapshotIds(snapshotIdsOf(image)) ? undefined : 'an image has an invalid snapshot ID';
}

/** Whether an entry of DescribeImages has a tag. */
export function isTagged(
  image: EcsImage | null,
  { key, value }: { readonly key?: string; readonly value?: string },
): boolean {
  return (image?.tags?.tag ?? []).some(({ tagKey, tagValue }) => tagKey === key && (tagValue ?? '') === (value ?? ''));
}

function snapshotIdsOf(image: EcsImage): string[] {
  const disks = image.diskDeviceMappings?.diskDeviceMapping ?? [];
  return [...disks].sort(systemDiskFirst).flatMap(({ snapshotId }) => filled(snapshotId) ?? []);
}

/** ECS says "" where there is nothing. */
function filled<Value>(value: Value | '' | null | undefined): Value | undefined {
  return value === null || value === '' ? undefined : value;
}

function shownOf(image: EcsImage, properties: EcsProperties): Record<string, unknown> {
  const shown = Object.entries(properties).map(([name, property]) => [name, filled(property.shown?.(image))] as const);
  return Object.fromEntries(shown.filter(([, value]) => value !== undefined));
}

function tagsOf(image: EcsImage): Tag[] {
  return (image.tags?.tag ?? []).flatMap(({ tagKey, tagValue }) =>
    tagKey ? [{ key: tagKey, value: tagValue ?? '' }] : [],
  );
}

function systemDiskFirst(a: EcsDisk, b: EcsDisk): number {
  return Number(b.type === 'system') - Number(a.type === 'system');
}

/** The image is encrypted if one of its disks is; unknown if ECS says it of none. */
export function encryptionOf({ diskDeviceMappings }: EcsImage): boolean | undefined {
  const known = (diskDeviceMappings?.diskDeviceMapping ?? []).flatMap(({ encrypted }) => encrypted ?? []);
  return known.length === 0 ? undefined : known.some(Boolean);
}

/** The image's own progress or that of its slowest disk; the longest of the disks' RemainTime (seconds). */
function progressOf(image: EcsImage, disks: readonly EcsDisk[]): Progress {
  const ofDisks = disks.flatMap(({ progress }) => percentOf(progress) ?? []);
  const left = disks.flatMap(({ remainTime }) => (remainTime !== undefined && remainTime > 0 ? remainTime : []));
  const percent = percentOf(image.progress) ?? (ofDisks.length > 0 ? Math.min(...ofDisks) : undefined);
  return {
    ...(percent !== undefined && { percent }),
    ...(left.length > 0 && { secondsLeft: Math.max(...left) }),
  };
}

/** "37%" is 37; what is not a percentage says nothing. */
function percentOf(value: string | undefined): number | undefined {
  const match = /^(\d{1,3}(?:\.\d+)?)\s*%?$/.exec(value ?? '');
  const percent = match ? Number(match[1]) : Number.NaN;
  return percent >= 0 && percent <= 100 ? percent : undefined;
}
