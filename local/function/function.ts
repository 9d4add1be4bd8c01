import type { Json, JsonObject } from '../json';

/** What became of one invocation of the function. */
export type Invocation =
  | { readonly outcome: 'answered'; readonly answer: Json }
  /** It did not answer in time and was killed. */
  | { readonly outcome: 'timed out' }
  /** It threw, or its process ended. */
  | { readonly outcome: 'crashed'; readonly message: string };

/** The handlers' function, as Lambda would run it. */
export interface HandlerFunction {
  invoke(event: JsonObject): Promise<Invocation>;
  close(): Promise<void>;
}
