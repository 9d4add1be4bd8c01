import type { Change } from '../changes/places';

/** A mutant that does what the code does, as far as anybody can see, and why. */
export interface Equivalent extends Change {
  readonly why: string;
}

/** By room, as `npm run mutants` prints it. A row is what it prints of a survivor, with the reason. */
export const EQUIVALENT: Readonly<Record<string, readonly Equivalent[]>> = {
  'src/calling': [
    {
      in: 'exchange',
      find: 'response.statusCode ?? 0',
      replace: 'response.statusCode ?? 1',
      why: 'every answer has a status; only the class of Node.js, which requests to a server have too, declares that it may be missing',
    },
    {
      in: 'pauseAfter',
      find: 'retryAfter ?? 0',
      replace: 'retryAfter ?? 1',
      why: 'a pause, which chance makes shorter than 400 ms, has at least one millisecond instead of none',
    },
  ],
  'src/cloudformation': [
    {
      in: 'entrypointsOf.testEntrypoint',
      find: 'await entrypoint(fromTestEvent(sent), context)',
      replace: 'entrypoint(fromTestEvent(sent), context)',
      why: 'the entrypoint answers whatever happens and never rejects; only the reading of the event can throw, before anything is awaited',
    },
    {
      in: 'joined.placeOf.{ at, index }',
      find: 'at: 0',
      replace: 'at: 1',
      why: 'the first part begins at 0, so that there is one before every place; only the compiler asks for another',
    },
    {
      in: 'joined.placeOf.{ at, index }',
      find: 'index: 0',
      replace: 'index: 1',
      why: 'as for `at: 0`',
    },
  ],
};
