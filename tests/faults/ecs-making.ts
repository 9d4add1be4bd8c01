import type { AlibabaSimulator, ImageView } from '../../simulator/index';
import { SOURCE } from '../support/copies';
import { INSTANCE, SNAPSHOT } from '../support/images';
import { snapshotsOf } from '../support/ledger';
import type { Properties } from '../support/stage';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';
import type { StagedType } from '../support/types/staged-type';
import type { Making } from './making';
import { tag } from './scenario';

/** How images of ECS are made, by CopyImage or by CreateImage. */
export interface EcsMaking extends Making<AlibabaSimulator> {
  /** The resource group of an image whose template names none. */
  readonly defaultGroup: string;
  /** Who copies an image of this type to a further region, and which that is. */
  readonly copier: { readonly type: StagedType; readonly regionId: string };
  /** The hidden tags that a template gives an image. */
  readonly hiddenTags: (properties: Properties) => Readonly<Record<string, string>>;
  /** What is fixed when an image is made, by its template. */
  readonly fixed: (properties: Properties) => Partial<ImageView>;
}

/** What is the same for everything that is made by ECS. */
const BY_ECS = {
  said: {
    Description: 'an image with everything set',
    ImageFamily: 'family',
    ResourceGroupId: 'rg-acfmimages',
    Tags: [tag('team', 'a'), tag('empty', '')],
  },
  nameProperty: 'ImageName',
  failure: 'GeneralServiceException',
  listed: {},
  systemTags: { 'aws:cloudformation:stack-name': 'images' },
  unseen: { visibilityDelaySeconds: 12 },
  goesSlowly: { deleteTakesSeconds: 4 },
  imageOf: (_: AlibabaSimulator, { tfcfnid }: Properties) => String(tfcfnid),
  stays: (
    { world }: AlibabaSimulator,
    [regionId, imageId]: readonly [string, string],
    { DeleteAutoSnapshot }: Properties,
  ): readonly string[] => {
    const image = world.image(regionId, imageId);
    return DeleteAutoSnapshot || !image ? [] : snapshotsOf(image);
  },
} as const;

/** What is the same for everything that is made on the public cloud. */
const ON_ALIBABA = {
  ...BY_ECS,
  defaultGroup: 'rg-acfmdefaultgroup',
  copier: { type: ALICLOUD_IMAGE_COPY, regionId: 'eu-west-1' },
} as const;

const FAILS = { failAtPercent: 50, status: 'CreateFailed' } as const;

/** By CopyImage: from an image of another region; can be cancelled. */
export const COPYING: EcsMaking = {
  ...ON_ALIBABA,
  noun: 'copy',
  aNoun: 'a copy',
  template: SOURCE,
  whole: { ...SOURCE, Encrypted: true, KmsKeyId: 'key-shz0000000000000' },
  mostTags: 19,
  takes: (copySeconds) => ({ copySeconds }),
  fails: { copyOutcome: FAILS, deleteTakesSeconds: 3 },
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
export const IMAGING: EcsMaking = {
  ...ON_ALIBABA,
  noun: 'image',
  aNoun: 'an image',
  template: { InstanceId: INSTANCE },
  whole: { ...GIVEN.disks, Platform: 'Ubuntu', Architecture: 'x86_64', BootMode: 'UEFI', ImageVersion: 'v1' },
  mostTags: 18,
  takes: (createSeconds) => ({ createSeconds }),
  fails: { createOutcome: FAILS, deleteTakesSeconds: 3 },
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
