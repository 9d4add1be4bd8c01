import { upTo } from '../failure/up-to';
import type { CloudFacts, Image } from '../life/port';
import { tagValue } from '../life/tags';
import type { AskedOrder } from './ordering';

/** Further keys are counted, not named. */
const MOST_NAMED = 5;

/**
 * The sentence about the stack tags that the cloud does not accept, or for which the image has no room; empty if there are none. `image`:
 * the finished image. Without it, the sentence names only those that the order itself leaves out.
 */
export function leftOutOf(
  { leftOut, stackTags = [] }: Pick<AskedOrder, 'leftOut' | 'stackTags'>,
  { service }: Pick<CloudFacts, 'service'>,
  image?: Pick<Image, 'tags'>,
): string {
  const missing = image ? stackTags.filter(({ key }) => tagValue(image.tags, key) === undefined) : [];
  const keys = [...leftOut, ...missing.map(({ key }) => key)];
  if (keys.length === 0) return '';
  const named = upTo(MOST_NAMED, keys).join(', ');
  return `Stack tags that ${service} does not accept, or has no room for, were left out: ${named}.`;
}

/** The message, followed by the sentence `note` if it is not empty. */
export function withNote(message: string, note: string): string {
  return note === '' ? message : `${message.replace(/\.?$/, '.')} ${note}`;
}
