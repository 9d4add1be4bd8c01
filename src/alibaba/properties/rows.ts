import { Integer } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import type { Making, Tag } from '../../life/port';
import { visibleTags } from '../../life/tags';
import type { Property } from '../../resource/property';
import { flag, text } from '../../resource/rules';
import type { SentProperty } from '../property';
import { nameRule, resourceGroupRule } from './rules';
import { TAGS } from './tags';

/** The rows of a type's properties. `Request`: the request of the call that creates its images. */
export type Rows<Request> = Readonly<Record<string, Property & SentProperty<Request>>>;

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

/** The resource group of an image. */
export const RESOURCE_GROUP = {
  ResourceGroupId: {
    check: text(resourceGroupRule),
    sent: 'resourceGroupId',
    read: ({ resourceGroupId }) => resourceGroupId,
  },
} as const satisfies Rows<{ resourceGroupId?: string }>;

/** The generated class of a type for a tag. */
type TagModel = new (fields: { readonly key: string; readonly value_: string }) => object;

/** The tags in the generated class of the type. */
export function tagsRow(Definition: TagModel): Pick<Property, 'read'> {
  const toModel = ({ key, value }: Tag): object => new Definition({ key, value_: value });
  return { read: ({ tags }) => visibleTags(tags, TAGS).map(toModel) };
}

/** The snapshots that were made when an image was created. */
export function snapshotsRow({ snapshotsOf }: Making): Pick<Property, 'read'> {
  return { read: (image) => [...snapshotsOf(image)] };
}
