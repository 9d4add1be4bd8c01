import { CreateImageRequest, CreateImageRequestTag } from '@alicloud/ecs20140526/dist/models/CreateImageRequest';
import { CreateImageResponse } from '@alicloud/ecs20140526/dist/models/CreateImageResponse';
import { isImageId } from '../life/ids';
import type { ImageRef, ImageSpec, Making, Source, Tag } from '../life/port';
import { REQUEST_KEY, sourceOf, tagValue } from '../life/tags';
import type { EcsCalls } from './ecs-calls';
import type { EcsMaking } from './making';
import type { SourceKind } from './origin';
import { type SentProperties, sentOf } from './property';

/** The source of an image. `id`: the ID of the instance or snapshot. The up to 17 entries of a mapping do not fit into a tag. */
export function sourceOfKind(kind: SourceKind, id?: string): Source {
  return id === undefined ? { tag: kind, said: kind } : { tag: `${kind}/${id}`, said: `${kind} ${id}` };
}

/** The ID of the source in the tag of an image, if the source is of this kind. */
export function idOfSource(tags: readonly Tag[], kind: SourceKind): string | undefined {
  const [is, id] = sourceOf(tags) ?? [];
  return is === kind ? id : undefined;
}

function ofInstance(tags: readonly Tag[]): boolean {
  return idOfSource(tags, 'instance') !== undefined;
}

/**
 * Images that CreateImage creates. It creates snapshots of the disks of an instance. If it is given snapshots, they belong to somebody
 * else, as do those of an image without the mark of a request, which was imported.
 */
export const IMAGING: Making = {
  noun: 'image',
  aNoun: 'an image',
  doing: 'creating an image from',
  done: 'created an image from',
  being: 'being created',
  waiting: 'waiting for other images before creating an image from',
  where: 'in',
  faster: 'create an image from smaller disks, or try again when the region is less busy',
  mayHaveMade: ({ copied }) => !copied,
  snapshotsOf: ({ tags, snapshotIds }, made) => {
    const own = made ? made.tag?.startsWith('instance/') : ofInstance(tags) && tagValue(tags, REQUEST_KEY);
    return own ? snapshotIds : [];
  },
};

/** Creating images with CreateImage, with the rules of a type for sending its properties. ECS has no call that cancels CreateImage. */
export function imaging(properties: SentProperties<CreateImageRequest>): EcsMaking {
  return { ...IMAGING, start: (ecs, spec) => createImage(ecs, spec, properties) };
}

async function createImage(
  ecs: EcsCalls,
  { regionId, name, properties: values, tags, token }: ImageSpec,
  properties: SentProperties<CreateImageRequest>,
): Promise<ImageRef> {
  const { imageId: id = '' } = await ecs.call(
    {
      name: 'CreateImage',
      response: CreateImageResponse,
      problem: ({ imageId }) => (isImageId(imageId) ? undefined : 'it has no image ID'),
      makes: true,
    },
    regionId,
    new CreateImageRequest({
      ...sentOf(values, properties),
      imageName: name,
      tag: tags.map((tag) => new CreateImageRequestTag(tag)),
      clientToken: token,
    }),
  );
  return { regionId, id };
}
