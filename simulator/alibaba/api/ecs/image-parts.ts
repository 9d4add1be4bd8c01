import type { Disk, ImageSource } from '../../account/image';
import type { OperatingSystem } from '../../account/operating-system';

/** The source of CreateImage, once it is known to exist and to be suitable. */
export interface ImageParts {
  readonly source: Exclude<ImageSource, { kind: 'copy' }>;
  /** The system disk is first. Disks of an instance have no snapshot yet. */
  readonly disks: readonly Disk[];
  /** The disks of an instance, in the same order. */
  readonly diskIds: readonly string[];
  readonly os: OperatingSystem;
  readonly kmsKeyId: string;
  readonly imdsSupport: string;
  readonly nvmeSupport: string;
}
