import type { Image, ImageState, Tag } from '../life/port';
import { REQUEST_KEY } from '../life/tags';
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
  return {
    ref: { regionId: region, id: image.id },
    handle: handleIn(tags),
    state: Object.hasOwn(STATE_OF, status) ? (STATE_OF[status] ?? 'unknown') : 'unknown',
    status,
    copied: originOf(image).id !== undefined,
    progress: {},
    name: optionalIn(image, 'name'),
    tags: markedTags(image, tags),
    snapshotIds: [],
    shown: Object.fromEntries(shown.filter(([, value]) => value !== undefined && value !== null && value !== '')),
  };
}

/** The tags, and where none is ours yet the mark in the description, which is the request's that started the image. */
function markedTags(image: ImsImage, tags: readonly ImsTag[]): Tag[] {
  const all = tags.map(fromWire);
  const description = optionalIn(image, '__description') ?? '';
  const unmarked = all.every(({ key }) => key !== REQUEST_KEY);
  return unmarked && isRequest(description) ? [...all, { key: REQUEST_KEY, value: description }] : all;
}
