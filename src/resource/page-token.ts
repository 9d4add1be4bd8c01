import { Failure } from '../failure/failure';

/** No quota allows so many images, so a token with a higher number is not one of ours. */
const LAST_PAGE = 100_000;

/**
 * The page that the `nextToken` of a LIST request asks for, counted from 1. Without a token it is the first page.
 *
 * @throws Failure InvalidRequest if the token is not one of ours.
 */
export function pageOf(nextToken: unknown): number {
  if (nextToken === undefined || nextToken === null) return 1;
  const page =
    typeof nextToken === 'string' && /^page-[1-9]\d{0,5}$/.test(nextToken) ? Number(nextToken.slice(5)) : Number.NaN;
  if (!(page <= LAST_PAGE)) {
    throw new Failure(
      'InvalidRequest',
      'nextToken must be one that a LIST of this type returned: start the list again.',
    );
  }
  return page;
}

/** The `nextToken` of a page. */
export function tokenOf(page: number): string {
  return `page-${page}`;
}
