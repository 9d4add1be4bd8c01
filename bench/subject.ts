import type { Properties } from '../tests/support/stage';
import type { StagedCloud, StagedType } from '../tests/support/types/staged-type';

/** A simulated cloud, as far as the bench looks at it. */
export type BenchCloud = StagedCloud & { readonly calls: readonly { readonly action: string }[] };

/** Starts a cloud with certain things in it, in place of what the stage of the tests starts for the type. */
export type Opening = StagedType<BenchCloud>['start'];

/** A type as the bench is handed it: data, in addition to what the stage of the tests knows of it. */
export interface BenchSubject {
  /** As the list of types has it. */
  readonly typeName: string;
  /** READ and LIST: a cloud with so many images of the type, the identifier of the first, and what a LIST is asked with. */
  readonly reading: {
    readonly cloud: (count: number) => Opening;
    readonly identifier: string;
    readonly listed: Properties;
  };
  /** CREATE: a cloud in which an image takes so many seconds, for each way in which it may show progress; and the template. */
  readonly making: {
    readonly clouds: readonly ((seconds: number) => Opening)[];
    readonly wish: Properties;
  };
  readonly bars: SubjectBars;
}

/** What differs between the bars of types: a cloud may need more calls for the same. */
export interface SubjectBars {
  /** Calls for an image that takes so many seconds, in addition to those that every type may make. */
  readonly moreCalls: (seconds: number) => number;
  /** Calls that do not count, by their actions: those for keys. */
  readonly uncounted: readonly string[];
  /** Calls of a LIST of 10,000 images. */
  readonly listCalls: number;
}
