import type { CloudFacts } from '../life/port';
import type { AskedOrder } from './ordering';

/** More keys than these are counted, not named. */
const MOST_NAMED = 5;

/** What a message says of the stack's tags that the cloud does not take; empty: there are none. */
export function leftOutOf({ leftOut }: Pick<AskedOrder, 'leftOut'>, { service }: Pick<CloudFacts, 'service'>): string {
  if (leftOut.length === 0) return '';
  const more = leftOut.length - MOST_NAMED;
  const named = [...leftOut.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return `Stack tags that ${service} does not accept were left out: ${named}.`;
}

/** A message with a sentence after it, if there is one. */
export function withNote(message: string, note: string): string {
  return note === '' ? message : `${message.replace(/\.?$/, '.')} ${note}`;
}
