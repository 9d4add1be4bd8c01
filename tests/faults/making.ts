import type { Behaviour, ImageView } from '../../simulator/index';
import { SOURCE } from '../support/copies';
import { INSTANCE, SNAPSHOT } from '../support/images';
import type { Properties } from '../support/stage';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';
import type { StagedType } from '../support/types/staged-type';

/** How the images of a type are made, as far as scenarios that are the same for every type differ by it. */
export interface Making {
  /** The image, in the names of scenarios, without and with its article. */
  readonly noun: string;
  readonly aNoun: string;
  /** The smallest template, without a name. */
  readonly template: Properties;
  /** A template with everything that is fixed when the image is made. */
  readonly whole: Properties;
  /** As many tags as a template may have. */
  readonly mostTags: number;
  /** An image takes so many seconds. */
  readonly takes: (seconds: number) => Partial<Behaviour>;
  /** Images fail half-way. */
  readonly fails: Partial<Behaviour>;
  /** Images take longer than half a minute, and stopping them is as hard as it can be. */
  readonly isLate: Partial<Behaviour>;
  /** A second image by the same template has to wait for the first. */
  readonly oneAtATime: Partial<Behaviour>;
  /** The resource group of an image whose template names none. */
  readonly defaultGroup: string;
  /** Who copies an image of this type to a further region, and which that is. */
  readonly copier: { readonly type: StagedType; readonly regionId: string };
  /** The hidden tags that a template gives an image. */
  readonly hiddenTags: (properties: Properties) => Readonly<Record<string, string>>;
  /** What is fixed when an image is made, by its template. */
  readonly fixed: (properties: Properties) => Partial<ImageView>;
}

/** What is the same for everything that is made on the public cloud. */
const ON_ALIBABA = {
  defaultGroup: 'rg-acfmdefaultgroup',
  copier: { type: ALICLOUD_IMAGE_COPY, regionId: 'eu-west-1' },
} as const;

const FAILS = { failAtPercent: 50, status: 'CreateFailed' } as const;

/** By CopyImage: from an image of another region; can be cancelled. */
export const COPYING: Making = {
  ...ON_ALIBABA,
  noun: 'copy',
  aNoun: 'a copy',
  template: SOURCE,
  whole: { ...SOURCE, Encrypted: true, KmsKeyId: 'key-shz0000000000000' },
  mostTags: 19,
  takes: (copySeconds) => ({ copySeconds }),
  fails: { copyOutcome: FAILS },
  isLate: { copySeconds: 1_000, cancelTakesSeconds: 3, cancelledCopyKeepsSnapshots: true },
  oneAtATime: { copiesPerRegion: 1 },
  hiddenTags: ({ SourceRegionId, SourceImageId, KmsKeyId }) => ({
    'tfcfn:source': `${SourceRegionId}/${SourceImageId}`,
    ...(KmsKeyId !== undefined && { 'tfcfn:kms-key': String(KmsKeyId) }),
  }),
  fixed: ({ Encrypted }) => ({ encrypted: Encrypted === true }),
};

/** The parts of templates that name snapshots. */
export interface Given {
  readonly snapshot: Properties;
  readonly disks: Properties;
}

/** What is made from snapshots that somebody made before; those of an instance are made with the image. */
export const givenBy = (SnapshotId: string): Given => ({
  snapshot: { SnapshotId },
  disks: {
    DiskDeviceMapping: [
      { SnapshotId, Size: 60, Device: '/dev/xvda', DiskType: 'system' },
      { Size: 20, Device: '/dev/xvdb', DiskType: 'data' },
    ],
  },
});
export const GIVEN = givenBy(SNAPSHOT);

/** By CreateImage: from an instance, a snapshot or disks of its region; cannot be cancelled. */
export const IMAGING: Making = {
  ...ON_ALIBABA,
  noun: 'image',
  aNoun: 'an image',
  template: { InstanceId: INSTANCE },
  whole: { ...GIVEN.disks, Platform: 'Ubuntu', Architecture: 'x86_64', BootMode: 'UEFI', ImageVersion: 'v1' },
  mostTags: 18,
  takes: (createSeconds) => ({ createSeconds }),
  fails: { createOutcome: FAILS },
  isLate: { createSeconds: 100, createdDisks: 'firstWhileCreating' },
  // ECS makes one snapshot of a disk at a time.
  oneAtATime: {},
  hiddenTags: ({ InstanceId, SnapshotId }) => ({ 'tfcfn:source': sourceTag(InstanceId, SnapshotId) }),
  fixed: ({ Platform, Architecture, BootMode, ImageVersion }) => ({
    ...(Platform !== undefined && { platform: String(Platform) }),
    ...(Architecture !== undefined && { architecture: String(Architecture) }),
    ...(BootMode !== undefined && { bootMode: String(BootMode) }),
    imageVersion: ImageVersion === undefined ? '' : String(ImageVersion),
  }),
};

function sourceTag(instanceId: unknown, snapshotId: unknown): string {
  if (instanceId !== undefined) return `instance/${instanceId}`;
  return snapshotId === undefined ? 'disks' : `snapshot/${snapshotId}`;
}
