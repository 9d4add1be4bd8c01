import { upTo } from '../failure/up-to';
import type { CloudFacts } from '../life/port';
import type { AskedOrder } from './ordering';

/** Further keys are counted, not named. */
const MOST_NAMED = 5;

/** The sentence about the stack tags that the cloud does not accept; empty if there are none. */
export function leftOutOf({ leftOut }: Pick<AskedOrder, 'leftOut'>, { service }: Pick<CloudFacts, 'service'>): string {
  if (leftOut.length === 0) return '';
  const named = upTo(MOST_NAMED, leftOut).join(', ');
  return `Stack tags that ${service} does not accept were left out: ${named}.`;
}

/** The message, followed by the sentence `note` if it is not empty. */
export function withNote(message: string, note: string): string {
  return note === '' ? message : `${message.replace(/\.?$/, '.')} ${note}`;
}
