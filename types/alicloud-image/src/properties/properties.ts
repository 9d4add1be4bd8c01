import type { CreateImageRequest } from '@alicloud/ecs20140526/dist/models/CreateImageRequest';
import { IMAGING } from '../../../../src/alibaba/imaging';
import {
  FORMER_NAME,
  IMAGE_ROWS,
  RESOURCE_GROUP,
  type Rows,
  snapshotsRow,
  tagsRow,
} from '../../../../src/alibaba/properties/rows';
import { descriptionRule, nameRule, regionRule } from '../../../../src/alibaba/properties/rules';
import { text } from '../../../../src/resource/rules';
import { TagsDefinition } from '../models';
import { checkDisks, sentDisks } from './disks';
import { readSource } from './order';
import {
  architectureRule,
  bootModeRule,
  imageVersionRule,
  instanceIdRule,
  platformRule,
  snapshotIdRule,
} from './rules';

/**
 * The properties of TF::Alicloud::Image: what a template may say, how CreateImage and ModifyImageAttribute take it, and how it is read
 * back. ECS keeps no trace of the source but its tag.
 */
export const PROPERTIES: Rows<CreateImageRequest> = {
  RegionId: { check: text(regionRule), read: ({ ref }) => ref.regionId },
  InstanceId: { check: text(instanceIdRule), sent: 'instanceId', read: readSource('instance') },
  SnapshotId: { check: text(snapshotIdRule), sent: 'snapshotId', read: readSource('snapshot') },
  DiskDeviceMapping: { check: checkDisks, sent: sentDisks },
  Description: {
    check: text(descriptionRule),
    sent: 'description',
    shown: ({ description }) => description,
    changed: (description) => ({ description }),
    cleared: true,
  },
  ImageFamily: {
    check: text(nameRule),
    sent: 'imageFamily',
    shown: ({ imageFamily }) => imageFamily,
    changed: (imageFamily) => ({ imageFamily }),
    cleared: true,
  },
  Platform: { check: text(platformRule), sent: 'platform', shown: ({ platform }) => platform },
  Architecture: { check: text(architectureRule), sent: 'architecture', shown: ({ architecture }) => architecture },
  BootMode: { check: text(bootModeRule), sent: 'bootMode', shown: ({ bootMode }) => bootMode },
  ImageVersion: { check: text(imageVersionRule), sent: 'imageVersion', shown: ({ imageVersion }) => imageVersion },
  ...IMAGE_ROWS,
  ...FORMER_NAME,
  ...RESOURCE_GROUP,
  Tags: tagsRow(TagsDefinition),
  SnapshotIds: snapshotsRow(IMAGING),
};
