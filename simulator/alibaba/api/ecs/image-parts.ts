import type { Disk, ImageSource } from '../../account/image';
import type { OperatingSystem } from '../../account/operating-system';

/** What CreateImage makes an image from, once it is known to be there and fit for that. */
export interface ImageParts {
  readonly source: Exclude<ImageSource, { kind: 'copy' }>;
  /** The system disk first. Those of an instance have no snapshot yet. */
  readonly disks: readonly Disk[];
  /** The disks of an instance, in the same order. */
  readonly diskIds: readonly string[];
  readonly os: OperatingSystem;
  readonly kmsKeyId: string;
  readonly imdsSupport: string;
  readonly nvmeSupport: string;
}
