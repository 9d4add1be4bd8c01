import type { Tag } from '../life/port';
import { REQUEST_KEY, START_KEY } from '../life/tags';
import { isJobId, isRequest } from './handles';
import type { ImsTag } from './ims';

/** The prefix of our own keys in the form of IMS, because not every page of IMS allows a colon. */
export const WIRE_PREFIX = 'tfcfn-';
/** The tag that contains the ID from the identifier of an image. */
export const MARK_KEY = 'tfcfn-request';
/** Our keys in the form of IMS. */
const WIRE_KEYS: ReadonlyMap<string, string> = new Map([
  [REQUEST_KEY, MARK_KEY],
  [START_KEY, 'tfcfn-start'],
]);
const OWN_KEYS = new Map([...WIRE_KEYS].map(([own, wire]) => [wire, own]));

/** The longest value has 43 characters, but the name of a request has 46. */
const short = (handle: string): string => (isRequest(handle) ? handle.slice(WIRE_PREFIX.length) : handle);
const whole = (value: string): string => (isRequest(WIRE_PREFIX + value) ? WIRE_PREFIX + value : value);

/** A tag in the form of IMS. */
export function toWire({ key, value }: Tag): ImsTag {
  return { key: keyToWire(key), value: key === REQUEST_KEY ? short(value) : value };
}

/** The key of a tag in the form of IMS. */
export function keyToWire(key: string): string {
  return WIRE_KEYS.get(key) ?? key;
}

/** A tag as the life of an image knows it. */
export function fromWire({ key, value }: ImsTag): Tag {
  return { key: OWN_KEYS.get(key) ?? key, value: key === MARK_KEY ? whole(value) : value };
}

/** The ID in the identifier of an image, if its tags contain it. */
export function handleIn(tags: readonly ImsTag[]): string | undefined {
  const value = whole(tags.find(({ key }) => key === MARK_KEY)?.value ?? '');
  return isRequest(value) || isJobId(value) ? value : undefined;
}
