import type { Json, JsonObject } from '../json';

/** The outcome of an invocation of the function. */
export type Invocation =
  | { readonly outcome: 'answered'; readonly answer: Json }
  /** It did not answer in time and was killed. */
  | { readonly outcome: 'timed out' }
  /** It threw an error, or its process ended. */
  | { readonly outcome: 'crashed'; readonly message: string };

/** The handlers' function, run in the same way as by Lambda. */
export interface HandlerFunction {
  invoke(event: JsonObject): Promise<Invocation>;
  close(): Promise<void>;
}
