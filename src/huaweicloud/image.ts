import { shownIn, stateCalled, wordOf } from '../life/mapping';
import type { Image, ImageState } from '../life/port';
import { isRequest } from './handles';
import type { ImsImage, ImsTag } from './ims';
import { fromWire, handleIn } from './marks';
import { originOf } from './origin';
import type { ImsProperties } from './property';
import { optionalIn } from './route';

/** All states by name ("Querying Image Details", status). */
const STATE_OF: Readonly<Record<string, ImageState>> = {
  queued: 'creating',
  saving: 'creating',
  active: 'available',
  killed: 'failed',
};

/** The state of an image. For an unknown status and for a deleted image it is `unknown`. */
export function stateOf(image: ImsImage): ImageState {
  return stateCalled(optionalIn(image, 'status') ?? '', STATE_OF);
}

/** A list may still contain an image that is gone. */
export function isDeleted(image: ImsImage): boolean {
  return image.status === 'deleted';
}

/** An image from an entry of the list of images and its tags. */
export function toImage(image: ImsImage, tags: readonly ImsTag[], region: string, properties: ImsProperties): Image {
  const status = wordOf(optionalIn(image, 'status') ?? '');
  const description = optionalIn(image, '__description') ?? '';
  const state = stateOf(image);
  return {
    ref: { regionId: region, id: image.id },
    handle: handleIn(tags),
    state,
    status,
    copied: originOf(image).id !== undefined,
    // For an image that IMS shows as finished, the handlers wait only until it shows the changes.
    progress: state === 'available' ? { percent: 100 } : {},
    name: optionalIn(image, 'name'),
    ...(isRequest(description) && { startMark: description }),
    tags: tags.map(fromWire),
    snapshotIds: [],
    shown: shownIn(image, properties),
  };
}
