import type { Image, ImageState } from '../life/port';
import { isRequest } from './handles';
import type { ImsImage, ImsTag } from './ims';
import { fromWire, handleIn } from './marks';
import { originOf } from './origin';
import type { ImsProperties } from './property';
import { optionalIn } from './route';

/** All states by name ("Querying Image Details", status). */
const STATE_OF: Readonly<Record<string, ImageState>> = {
  queued: 'copying',
  saving: 'copying',
  active: 'available',
  killed: 'failed',
};

/** The form of a status, which is used in messages and stored in what an operation remembers. */
const STATUS = /^\w{1,40}$/;

/** The state of an image. For an unknown status and for a deleted image it is `unknown`. */
export function stateOf(image: ImsImage): ImageState {
  const status = optionalIn(image, 'status') ?? '';
  return Object.hasOwn(STATE_OF, status) ? (STATE_OF[status] ?? 'unknown') : 'unknown';
}

/** The cloud's own word for a state; `unknown` if it does not have the form of one. */
export function wordOf(status: string): string {
  return STATUS.test(status) ? status : 'unknown';
}

/** A list may still contain an image that is gone. */
export function isDeleted(image: ImsImage): boolean {
  return image.status === 'deleted';
}

/** An image from an entry of the list of images and its tags. */
export function toImage(image: ImsImage, tags: readonly ImsTag[], region: string, properties: ImsProperties): Image {
  const status = wordOf(optionalIn(image, 'status') ?? '');
  const shown = Object.entries(properties).map(([name, property]) => [name, property.shown?.(image)] as const);
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
    shown: Object.fromEntries(shown.filter(([, value]) => value !== undefined && value !== null && value !== '')),
  };
}
