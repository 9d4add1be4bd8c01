const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** Whether a value can be an image ID. Every ID that comes through the port has this form. */
export function isImageId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

/**
 * The most snapshots that an operation remembers. An image has at most 17: one of the system disk and 16 others (CreateImage,
 * DiskDeviceMapping). Version 0.1.0 remembered up to 100, and the operations that it began must be able to continue.
 */
export const MOST_SNAPSHOTS = 100;

/** Whether a value can be the list of an image's snapshots, as it comes through the port and as an operation remembers it. */
export function areSnapshotIds(values: unknown): values is readonly string[] {
  return Array.isArray(values) && values.length <= MOST_SNAPSHOTS && values.every(isSnapshotId);
}

/** Whether a value can be a snapshot ID, which has the form of an image ID. */
export function isSnapshotId(value: unknown): value is string {
  return isImageId(value);
}
