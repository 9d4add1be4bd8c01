/** What CreateImage creates an image from. `disks`: the disks in DiskDeviceMapping. */
const SOURCE_KINDS = ['instance', 'snapshot', 'disks'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Whether a source tag, in its parts, names a source of CreateImage. If not, it names the image that was copied. */
export function isSourceMade([kind]: readonly string[]): boolean {
  return SOURCE_KINDS.some((known) => known === kind);
}
