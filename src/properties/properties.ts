import type { CopyImageRequest } from '@alicloud/ecs20140526/dist/models/CopyImageRequest';
import { ModifyImageAttributeRequestFeatures } from '@alicloud/ecs20140526/dist/models/ModifyImageAttributeRequest';
import { COPYING } from '../alibaba/copying';
import { encryptionOf } from '../alibaba/image';
import { IMAGE_ROWS, type Rows, snapshotsRow, tagsRow } from '../alibaba/properties/rows';
import { descriptionRule, imageIdRule, kmsKeyRule, nameRule, nvmeRule, regionRule } from '../alibaba/properties/rules';
import type { ImageRef, Tag } from '../life/port';
import { KMS_KEY_KEY, sourceOf, tagValue } from '../life/tags';
import { TagsDefinition } from '../models';
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
export const PROPERTIES: Rows<CopyImageRequest> = {
  SourceImageId: { check: text(imageIdRule), read: ({ tags }) => copiedFrom(tags)?.id },
  SourceRegionId: { check: text(regionRule), read: ({ tags }) => copiedFrom(tags)?.regionId },
  DestinationRegionId: { check: text(regionRule), read: ({ ref }) => ref.regionId },
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
  ...IMAGE_ROWS,
  Encrypted: { check: flag, sent: 'encrypted', shown: encryptionOf },
  Platform: { shown: ({ platform }) => platform },
  Architecture: { shown: ({ architecture }) => architecture },
  BootMode: { shown: ({ bootMode }) => bootMode },
  ImageVersion: { shown: ({ imageVersion }) => imageVersion },
  Tags: tagsRow(TagsDefinition),
  SnapshotIds: snapshotsRow(COPYING),
};
