import type { Tag } from '../life/port';
import { REQUEST_KEY, START_KEY } from '../life/tags';
import { isJobId, isRequest } from './handles';
import type { ImsTag } from './ims';

/** The tag that holds what the identifier of an image calls it. */
export const MARK_KEY = 'tfcfn-request';
/** Our keys as IMS has them: a colon is not allowed on every page of the tag calls. */
const WIRE_KEYS: ReadonlyMap<string, string> = new Map([
  [REQUEST_KEY, MARK_KEY],
  [START_KEY, 'tfcfn-start'],
]);
const OWN_KEYS = new Map([...WIRE_KEYS].map(([own, wire]) => [wire, own]));
const PREFIX = 'tfcfn-';

/** A value of 43 characters is the longest, and the name of a request has 46. */
const short = (handle: string): string => (isRequest(handle) ? handle.slice(PREFIX.length) : handle);
const whole = (value: string): string => (isRequest(PREFIX + value) ? PREFIX + value : value);

/** A tag as IMS has it. */
export function toWire({ key, value }: Tag): ImsTag {
  return { key: keyToWire(key), value: key === REQUEST_KEY ? short(value) : value };
}

/** The key of a tag as IMS has it. */
export function keyToWire(key: string): string {
  return WIRE_KEYS.get(key) ?? key;
}

/** A tag as the life of an image knows it. */
export function fromWire({ key, value }: ImsTag): Tag {
  return { key: OWN_KEYS.get(key) ?? key, value: key === MARK_KEY ? whole(value) : value };
}

/** What the tags say that an identifier calls their image. */
export function handleIn(tags: readonly ImsTag[]): string | undefined {
  const value = whole(tags.find(({ key }) => key === MARK_KEY)?.value ?? '');
  return isRequest(value) || isJobId(value) ? value : undefined;
}
