import type { DescribeImagesResponseBodyImagesImage as EcsImage } from '@alicloud/ecs20140526/dist/models/DescribeImagesResponseBody';
import { areSnapshotIds, isImageId } from '../life/ids';
import { shownIn, stateCalled, wordOf } from '../life/mapping';
import type { Image, ImageState, Progress, Tag } from '../life/port';
import type { EcsProperties } from './property';

/** All states by name, because `Status` defaults to Available, and `ALL` is too new to rely on. */
const STATE_OF: Readonly<Record<string, ImageState>> = {
  Creating: 'creating',
  Waiting: 'queued',
  Available: 'available',
  UnAvailable: 'failed',
  CreateFailed: 'failed',
  Deprecated: 'deprecated',
};

/** The value of DescribeImages' `Status` that selects images in all states. */
export const ALL_STATES = Object.keys(STATE_OF).join(',');

type EcsDisk = NonNullable<NonNullable<EcsImage['diskDeviceMappings']>['diskDeviceMapping']>[number];

/** An image from an entry of DescribeImages; `undefined` if the entry has no ID. */
export function toImage(image: EcsImage, regionId: string, properties: EcsProperties): Image | undefined {
  if (!image.imageId) return undefined;
  const disks = image.diskDeviceMappings?.diskDeviceMapping ?? [];
  const status = wordOf(String(image.status ?? ''));
  return {
    ref: { regionId, id: image.imageId },
    state: stateCalled(status, STATE_OF),
    status,
    usable: image.usable,
    copied: image.isCopied === true,
    progress: progressOf(image, disks),
    name: filled(image.imageName),
    resourceGroupId: filled(image.resourceGroupId),
    tags: tagsOf(image),
    snapshotIds: snapshotIdsOf(image),
    shown: shownIn(image, properties),
  };
}

/** Why an entry of DescribeImages cannot be an image of this account: it has an ID of the wrong form, or another owner. */
export function imageProblem(image: EcsImage): string | undefined {
  if (image.imageId && !isImageId(image.imageId)) return 'an image in it has an invalid ID';
  if (image.imageOwnerAlias && image.imageOwnerAlias !== 'self') return 'an image in it belongs to another account';
  return areSnapshotIds(snapshotIdsOf(image)) ? undefined : 'an image in it has an invalid snapshot ID';
}

/** Whether an entry of DescribeImages has a tag. */
export function isTagged(image: EcsImage, { key, value }: { readonly key?: string; readonly value?: string }): boolean {
  return (image.tags?.tag ?? []).some(({ tagKey, tagValue }) => tagKey === key && (tagValue ?? '') === (value ?? ''));
}

function snapshotIdsOf(image: EcsImage): string[] {
  const disks = image.diskDeviceMappings?.diskDeviceMapping ?? [];
  return [...disks].sort(systemDiskFirst).flatMap(({ snapshotId }) => filled(snapshotId) ?? []);
}

/** ECS returns "" for a missing value. */
function filled<Value>(value: Value | '' | null | undefined): Value | undefined {
  return value === null || value === '' ? undefined : value;
}

function tagsOf(image: EcsImage): Tag[] {
  return (image.tags?.tag ?? []).flatMap(({ tagKey, tagValue }) =>
    tagKey ? [{ key: tagKey, value: tagValue ?? '' }] : [],
  );
}

function systemDiskFirst(a: EcsDisk, b: EcsDisk): number {
  return Number(b.type === 'system') - Number(a.type === 'system');
}

/** Whether one of the disks of an image is encrypted; `undefined` if ECS does not say it for any disk. */
export function encryptionOf({ diskDeviceMappings }: EcsImage): boolean | undefined {
  const known = (diskDeviceMappings?.diskDeviceMapping ?? []).flatMap(({ encrypted }) => encrypted ?? []);
  return known.length === 0 ? undefined : known.some(Boolean);
}

/** The progress of the image itself or of its slowest disk, and the longest RemainTime of the disks (seconds). */
function progressOf(image: EcsImage, disks: readonly EcsDisk[]): Progress {
  const ofDisks = disks.flatMap(({ progress }) => percentOf(progress) ?? []);
  const left = disks.flatMap(({ remainTime }) => (remainTime !== undefined && remainTime > 0 ? remainTime : []));
  const percent = percentOf(image.progress) ?? (ofDisks.length > 0 ? Math.min(...ofDisks) : undefined);
  return {
    ...(percent !== undefined && { percent }),
    ...(left.length > 0 && { secondsLeft: Math.max(...left) }),
  };
}

/** "37%" is 37; `undefined` if the text is not a percentage. */
function percentOf(value: string | undefined): number | undefined {
  const match = /^(\d{1,3}(?:\.\d+)?)\s*%?$/.exec(value ?? '');
  const percent = match ? Number(match[1]) : Number.NaN;
  return percent >= 0 && percent <= 100 ? percent : undefined;
}
