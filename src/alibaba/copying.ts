import { CancelCopyImageRequest } from '@alicloud/ecs20140526/dist/models/CancelCopyImageRequest';
import { CancelCopyImageResponse } from '@alicloud/ecs20140526/dist/models/CancelCopyImageResponse';
import { CopyImageRequest, CopyImageRequestTag } from '@alicloud/ecs20140526/dist/models/CopyImageRequest';
import { CopyImageResponse } from '@alicloud/ecs20140526/dist/models/CopyImageResponse';
import { OutcomeOfError } from '../calling/call';
import { COPY_WORDS } from '../life/copy-words';
import { isImageId } from '../life/ids';
import type { CancelOutcome, ImageRef, ImageSpec, Making } from '../life/port';
import type { EcsCalls } from './ecs-calls';
import type { EcsMaking } from './making';
import { isCopy } from './origin';
import { type SentProperties, sentOf } from './property';

/** Images that CopyImage creates from another image. */
export const COPYING: Making = {
  ...COPY_WORDS,
  mayHaveMade: ({ copied }) => copied,
  snapshotsOf: (image, made) => (made || isCopy(image) ? image.snapshotIds : []),
};

/** Copying, with the rules of a type for sending its properties as parameters. */
export function copying(properties: SentProperties<CopyImageRequest>): EcsMaking {
  return {
    ...COPYING,
    start: (ecs, spec) => copyImage(ecs, spec, properties),
    cancel: cancelCopy,
  };
}

/** Starts a copy. The call goes to the region of the source. */
async function copyImage(
  ecs: EcsCalls,
  { source, regionId, name, properties: values, tags, token }: ImageSpec,
  properties: SentProperties<CopyImageRequest>,
): Promise<ImageRef> {
  const { image: { regionId: sourceRegionId, id: imageId } = { regionId: '', id: '' } } = source;
  const body = await ecs.call(
    {
      name: 'CopyImage',
      response: CopyImageResponse,
      problem: (answer) => (isImageId(answer.imageId) ? undefined : 'it has no image ID'),
      makes: true,
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
  return answer instanceof OutcomeOfError ? answer.outcome : 'accepted';
}
