import type { Change } from '../changes/places';

/** A promise of the handlers, and the change of the sources after which they no longer keep it. */
export interface Guarantee extends Change {
  readonly name: string;
}
