import { Integer } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import type { Making } from '../../life/port';
import type { Property } from '../../resource/property';
import { flag, text } from '../../resource/rules';
import { tagsRowBy } from '../../resource/tags-row';
import type { EcsProperty, SentProperty } from '../property';
import { descriptionRule, nameRule, resourceGroupRule } from './rules';
import { TAGS } from './tags';

/** The rows of a type's properties. `Request`: the request of the call that creates its images. */
export type Rows<Request> = Readonly<Record<string, Property & SentProperty<Request>>>;

/** A row that is the same whatever the call is, apart from the parameter of the call. */
type Row = Property & EcsProperty;

/** The properties of every image of ECS, whatever it was created from: images are named, moved, tagged and removed in the same way. */
export const IMAGE_ROWS = {
  ImageName: {
    check: text(nameRule),
    shown: ({ imageName }) => imageName,
    changed: (imageName) => ({ imageName }),
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
  ImageOwnerId: { shown: ({ imageOwnerId }) => (imageOwnerId === undefined ? undefined : String(imageOwnerId)) },
  IsSupportCloudinit: { shown: ({ isSupportCloudinit }) => isSupportCloudinit },
  IsSupportIoOptimized: { shown: ({ isSupportIoOptimized }) => isSupportIoOptimized },
} as const satisfies Rows<object>;

/** The former name of ImageName, for types that had it. */
export const FORMER_NAME = { Name: { check: text(nameRule) } } as const satisfies Rows<object>;

/** The description of an image. Each call that creates images has its own parameter for it. */
export const DESCRIPTION = {
  check: text(descriptionRule),
  shown: ({ description }) => description,
  changed: (description) => ({ description }),
  cleared: true,
} as const satisfies Row;

/** The image family, for types that have it. CopyImage has no parameter for it. */
export const IMAGE_FAMILY = {
  check: text(nameRule),
  shown: ({ imageFamily }) => imageFamily,
  changed: (imageFamily) => ({ imageFamily }),
  cleared: true,
} as const satisfies Row;

/** The resource group of an image. */
export const RESOURCE_GROUP = {
  ResourceGroupId: {
    check: text(resourceGroupRule),
    sent: 'resourceGroupId',
    read: ({ resourceGroupId }) => resourceGroupId,
  },
} as const satisfies Rows<{ resourceGroupId?: string }>;

/** The tags in the generated class of the type. */
export const tagsRow = tagsRowBy(TAGS);

/** The snapshots that were made when an image was created. */
export function snapshotsRow({ snapshotsOf }: Making): Pick<Property, 'read'> {
  return { read: (image) => [...snapshotsOf(image)] };
}
