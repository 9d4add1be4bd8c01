import type { Image, ImageState } from '../life/port';
import { isRequest } from './handles';
import type { ImsImage, ImsTag } from './ims';
import { fromWire, handleIn } from './marks';
import { originOf } from './origin';
import type { ImsProperties } from './property';
import { optionalIn } from './route';

/** Every state, by name ("Querying Image Details", status). */
const STATE_OF: Readonly<Record<string, ImageState>> = {
  queued: 'copying',
  saving: 'copying',
  active: 'available',
  killed: 'failed',
};

/** A status comes into messages and into what an operation remembers. */
const STATUS = /^\w{1,40}$/;

/** The state of an image; an unknown word, and a deleted image, is `unknown`. */
export function stateOf(image: ImsImage): ImageState {
  const status = optionalIn(image, 'status') ?? '';
  return Object.hasOwn(STATE_OF, status) ? (STATE_OF[status] ?? 'unknown') : 'unknown';
}

/** A state in the cloud's own word. */
export function wordOf(status: string): string {
  return STATUS.test(status) ? status : 'unknown';
}

/** Of an image that is gone a list may still tell. */
export function isDeleted(image: ImsImage): boolean {
  return image.status === 'deleted';
}

/** An image as the list of images and its tags tell it. */
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
    // What is shown as finished waits for nothing but its changes.
    progress: state === 'available' ? { percent: 100 } : {},
    name: optionalIn(image, 'name'),
    ...(isRequest(description) && { startMark: description }),
    tags: tags.map(fromWire),
    snapshotIds: [],
    shown: Object.fromEntries(shown.filter(([, value]) => value !== undefined && value !== null && value !== '')),
  };
}
