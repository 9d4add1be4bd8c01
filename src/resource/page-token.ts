import { Failure } from '../failure/failure';

/** No quota allows so many images, nor so many pages of them, so a token with a higher number is not one of ours. */
const FURTHEST = 100_000;

/**
 * Where the page begins that the `nextToken` of a LIST request asks for, as the adapter of the cloud has named it: the number of a page, or
 * of the first image in it, each counted from 1. Without a token it is the first page.
 *
 * @throws Failure InvalidRequest if the token is not one of ours.
 */
export function pageOf(nextToken: unknown): number {
  if (nextToken === undefined || nextToken === null) return 1;
  const from =
    typeof nextToken === 'string' && /^page-[1-9]\d{0,5}$/.test(nextToken) ? Number(nextToken.slice(5)) : Number.NaN;
  if (!(from <= FURTHEST)) {
    throw new Failure(
      'InvalidRequest',
      'nextToken must be one that a LIST of this type returned: start the list again.',
    );
  }
  return from;
}

/** The `nextToken` for the page that begins there. */
export function tokenOf(from: number): string {
  return `page-${from}`;
}
