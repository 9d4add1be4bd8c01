import { Failure, type FailureCode } from '../image-copy/failure';

/** Collects what is wrong with a request, so that a person mends all of it at once. */
export class Problems {
  readonly #found: string[] = [];

  /** Notes that `property` breaks `rule`, for example `ImageName` `must have 2 to 128 characters`. Never pass a secret value. */
  add(property: string, rule: string): void {
    this.#found.push(`${property} ${rule}`);
  }

  /** @throws Failure with all that was found. */
  raise(code: FailureCode, heading: string): void {
    if (this.#found.length > 0) throw new Failure(code, `${heading}: ${this.#found.join('; ')}.`);
  }
}
