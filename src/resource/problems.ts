import type { FailureCode } from '../failure/codes';
import { Failure } from '../failure/failure';
import { upTo } from '../failure/up-to';

/** Further problems are counted, not named: nobody fixes so many from a list. */
const MOST_NAMED = 10;

/** Collects what is wrong with a request, so that a person can fix all of it at once. */
export class Problems {
  readonly #found: string[] = [];

  /** Notes that `property` breaks `rule`, for example `ImageName` `must have 2 to 128 characters`. Never pass a secret value. */
  add(property: string, rule: string): void {
    this.#found.push(`${property} ${rule}`);
  }

  /** Whether no problem was found. */
  get none(): boolean {
    return this.#found.length === 0;
  }

  /** @throws Failure with all problems that were found. `nextStep`: a sentence after them. */
  raise(code: FailureCode, heading: string, nextStep = ''): void {
    const named = upTo(MOST_NAMED, this.#found, (left) => `and ${left} more`);
    if (named.length > 0) throw new Failure(code, `${heading}: ${named.join('; ')}. ${nextStep}`.trimEnd());
  }
}
