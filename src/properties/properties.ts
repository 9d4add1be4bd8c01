import type { CopyImageRequest } from '@alicloud/ecs20140526/dist/models/CopyImageRequest';
import { ModifyImageAttributeRequestFeatures } from '@alicloud/ecs20140526/dist/models/ModifyImageAttributeRequest';
import { Integer } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { COPYING } from '../alibaba/copying';
import { encryptionOf } from '../alibaba/image';
import {
  descriptionRule,
  imageIdRule,
  kmsKeyRule,
  nameRule,
  nvmeRule,
  regionRule,
  resourceGroupRule,
} from '../alibaba/properties/rules';
import { TAGS } from '../alibaba/properties/tags';
import type { EcsProperty } from '../alibaba/property';
import type { ImageRef, Tag } from '../life/port';
import { KMS_KEY_KEY, sourceOf, tagValue, visibleTags } from '../life/tags';
import { TagsDefinition } from '../models';
import type { Property } from '../resource/property';
import { flag, text } from '../resource/rules';

/** The source of a copy as its tag names it, `<region>/<image>`. */
function copiedFrom(tags: readonly Tag[]): ImageRef | undefined {
  const [regionId, id] = sourceOf(tags) ?? [];
  return regionId !== undefined && id !== undefined ? { regionId, id } : undefined;
}

/**
 * The properties of TF::Alicloud::ImageCopy: what a template may say, how CopyImage and ModifyImageAttribute take it, and how it is read
 * back. ECS keeps no trace of what is read from a tag but that tag.
 */
export const PROPERTIES: Readonly<Record<string, Property & EcsProperty<CopyImageRequest>>> = {
  SourceImageId: { check: text(imageIdRule), read: ({ tags }) => copiedFrom(tags)?.id },
  SourceRegionId: { check: text(regionRule), read: ({ tags }) => copiedFrom(tags)?.regionId },
  DestinationRegionId: { check: text(regionRule), read: ({ ref }) => ref.regionId },
  ImageName: {
    check: text(nameRule),
    shown: ({ imageName }) => imageName,
    changed: (imageName) => ({ imageName }),
  },
  Name: { check: text(nameRule) },
  ImageFamily: {
    check: text(nameRule),
    shown: ({ imageFamily }) => imageFamily,
    changed: (imageFamily) => ({ imageFamily }),
    cleared: true,
  },
  // CopyImage does not take it, and drops that of the source.
  NvmeSupport: {
    check: text(nvmeRule),
    shown: ({ features }) => features?.nvmeSupport,
    changed: (nvmeSupport) => ({ features: new ModifyImageAttributeRequestFeatures({ nvmeSupport }) }),
  },
  Description: {
    check: text(descriptionRule),
    sent: 'destinationDescription',
    shown: ({ description }) => description,
    changed: (description) => ({ description }),
    cleared: true,
  },
  KmsKeyId: { check: text(kmsKeyRule), sent: 'KMSKeyId', read: ({ tags }) => tagValue(tags, KMS_KEY_KEY) },
  ResourceGroupId: {
    check: text(resourceGroupRule),
    sent: 'resourceGroupId',
    read: ({ resourceGroupId }) => resourceGroupId,
  },
  Encrypted: { check: flag, sent: 'encrypted', shown: encryptionOf },
  Tags: {
    read: ({ tags }) => visibleTags(tags, TAGS).map(({ key, value }) => new TagsDefinition({ key, value_: value })),
  },
  Force: { check: flag, ofRemoval: true },
  DeleteAutoSnapshot: { check: flag, ofRemoval: true },
  Timeouts: {},
  Id: { read: ({ ref }) => ref.id },
  Status: { read: ({ status }) => status },
  CreationTime: { shown: ({ creationTime }) => creationTime },
  Size: { shown: ({ size }) => (size !== undefined && Number.isSafeInteger(size) ? Integer(size) : undefined) },
  OSType: { shown: ({ OSType }) => OSType },
  OSName: { shown: ({ OSNameEn, OSName }) => OSNameEn || OSName },
  Platform: { shown: ({ platform }) => platform },
  Architecture: { shown: ({ architecture }) => architecture },
  BootMode: { shown: ({ bootMode }) => bootMode },
  ImageVersion: { shown: ({ imageVersion }) => imageVersion },
  ImageOwnerId: { shown: ({ imageOwnerId }) => (imageOwnerId === undefined ? undefined : String(imageOwnerId)) },
  IsSupportCloudinit: { shown: ({ isSupportCloudinit }) => isSupportCloudinit },
  IsSupportIoOptimized: { shown: ({ isSupportIoOptimized }) => isSupportIoOptimized },
  SnapshotIds: { read: (image) => [...COPYING.snapshotsOf(image)] },
};
