import type { Properties, StageOptions } from '../tests/support/stage';

/** A type as the bench is handed it: data alone. How its cloud is started, and what leads to it, is what the stage of the tests knows. */
export interface BenchSubject {
  /** As the list of types has it. */
  readonly typeName: string;
  /** READ and LIST: how a cloud starts with so many images of the type, the identifier of the first, and what a LIST is asked with. */
  readonly reading: {
    readonly images: (count: number) => StageOptions;
    readonly identifier: string;
    readonly listed: Properties;
  };
  /** CREATE: how a cloud starts in which an image takes so many seconds, for each way in which it may show progress; and the template. */
  readonly making: {
    readonly clouds: readonly ((seconds: number) => StageOptions)[];
    readonly wish: Properties;
  };
  readonly bars: SubjectBars;
}

/** What differs between the bars of types: a cloud may need more calls for the same. */
export interface SubjectBars {
  /** Calls for an image that takes so many seconds, beside those that every type may make. */
  readonly moreCalls: (seconds: number) => number;
  /** Calls that do not count, by their actions: those for keys. */
  readonly uncounted: readonly string[];
  /** Calls of a LIST of 10,000 images. */
  readonly listCalls: number;
}
