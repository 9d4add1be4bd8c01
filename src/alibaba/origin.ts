import type { Image, ImageRef, Tag } from '../life/port';
import { REQUEST_KEY, sourceOf, tagValue } from '../life/tags';

/** What CreateImage creates an image from. `disks`: the disks in DiskDeviceMapping. */
const SOURCE_KINDS = ['instance', 'snapshot', 'disks'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Whether a source tag, in its parts, names a source of CreateImage. If not, it names the image that was copied. */
export function isSourceMade([kind]: readonly string[]): boolean {
  return SOURCE_KINDS.some((known) => known === kind);
}

/** The source of a copy, as its tag names it: `<region>/<image>`. `undefined` if there is none, or if CreateImage created the image. */
export function copiedFrom(tags: readonly Tag[]): ImageRef | undefined {
  const parts = sourceOf(tags) ?? [];
  const [regionId, id] = parts;
  return regionId === undefined || id === undefined || isSourceMade(parts) ? undefined : { regionId, id };
}

/**
 * Whether the image and its snapshots were created by copying, whatever the state of the image. Either the cloud says so, or the image has
 * the mark of its creation and its tag names a source image (CreateImage sets the mark, too). An image that is not a copy may have been
 * imported, and its snapshots may belong to somebody else. The source tag alone proves nothing, because an update also sets it on imported
 * images.
 */
export function isCopy({ copied, tags }: Image): boolean {
  return copied || (Boolean(tagValue(tags, REQUEST_KEY)) && copiedFrom(tags) !== undefined);
}
