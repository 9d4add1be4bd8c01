import { CancelCopyImageRequest } from '@alicloud/ecs20140526/dist/models/CancelCopyImageRequest';
import { CancelCopyImageResponse } from '@alicloud/ecs20140526/dist/models/CancelCopyImageResponse';
import { CopyImageRequest, CopyImageRequestTag } from '@alicloud/ecs20140526/dist/models/CopyImageRequest';
import { CopyImageResponse } from '@alicloud/ecs20140526/dist/models/CopyImageResponse';
import { COPY_WORDS } from '../life/copy-words';
import {
  type CancelOutcome,
  type Image,
  type ImageRef,
  type ImageSpec,
  isImageId,
  type Making,
  type Tag,
} from '../life/port';
import { REQUEST_KEY, sourceOf, tagValue } from '../life/tags';
import type { EcsCalls } from './ecs-calls';
import { isSourceMade } from './imaging';
import { type EcsMaking, SLOW_START } from './making';
import { type SentProperties, sentOf } from './property';

/** The source of a copy as its tag names it, `<region>/<image>`; `undefined` too where CreateImage made the image. */
export function copiedFrom(tags: readonly Tag[]): ImageRef | undefined {
  const parts = sourceOf(tags) ?? [];
  const [regionId, id] = parts;
  return regionId === undefined || id === undefined || isSourceMade(parts) ? undefined : { regionId, id };
}

/**
 * Whether copying made the image, and with it its snapshots, whatever its state: the cloud says so, or it carries the mark that its
 * creation gave it and names the image that it is a copy of; CreateImage gives the mark to the images that it makes too. An image that is
 * not a copy may have been imported: it rests on snapshots of somebody else's. The source tag alone does not tell, since an update gives it
 * to imported images too.
 */
export function isCopy({ copied, tags }: Image): boolean {
  return copied || (Boolean(tagValue(tags, REQUEST_KEY)) && copiedFrom(tags) !== undefined);
}

/** Images that CopyImage makes of another image. */
export const COPYING: Making = {
  ...COPY_WORDS,
  mayHaveMade: ({ copied }) => copied,
  snapshotsOf: (image, made) => (made || isCopy(image) ? image.snapshotIds : []),
};

/** Copying, with the parameters that the properties of a type are sent in. */
export function copying(properties: SentProperties<CopyImageRequest>): EcsMaking {
  return {
    ...COPYING,
    start: (ecs, spec) => startCopy(ecs, spec, properties),
    cancel: cancelCopy,
  };
}

/** Starts a copy, in the region of its source. */
async function startCopy(
  ecs: EcsCalls,
  { source, regionId, name, properties: values, tags, token }: ImageSpec,
  properties: SentProperties<CopyImageRequest>,
): Promise<ImageRef> {
  const { image: { regionId: sourceRegionId, id: imageId } = { regionId: '', id: '' } } = source;
  const body = await ecs.call(
    {
      name: 'CopyImage',
      response: CopyImageResponse,
      problem: (answer) => (isImageId(answer.imageId) ? undefined : 'the answer has no image ID'),
      ...SLOW_START,
    },
    sourceRegionId,
    new CopyImageRequest({
      ...sentOf(values, properties),
      imageId,
      destinationRegionId: regionId,
      destinationImageName: name,
      tag: tags.map((tag) => new CopyImageRequestTag(tag)),
      clientToken: token,
    }),
  );
  const { imageId: id = '' } = body;
  return { regionId, id };
}

async function cancelCopy(ecs: EcsCalls, { regionId, id: imageId }: ImageRef): Promise<CancelOutcome> {
  const answer = await ecs.call(
    { name: 'CancelCopyImage', response: CancelCopyImageResponse },
    regionId,
    new CancelCopyImageRequest({ imageId }),
    ['finished', 'refused', 'absent'],
  );
  return typeof answer === 'string' ? answer : 'accepted';
}
