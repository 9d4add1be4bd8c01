import type { LeftInClouds } from '../cloud';
import { mapValues } from '../json';
import type { StackEvent, StackState } from '../stack/state';
import { HIDDEN, hider, type Secret } from '../template/no-echo';
import type { RecordedEntry } from './calls';

/** How a run ended, as the presenter was told. */
export interface Ending {
  readonly result: string;
  readonly state: StackState;
  /** What the resources have left in a simulated cloud. */
  readonly left?: LeftInClouds;
}

/** Everything that was seen of a run: what a report consists of. */
export interface Recording {
  readonly stackName: string;
  /** The cloud that it worked on, in words. */
  readonly cloud: string;
  /** The values of the NoEcho parameters: a report shows none of them. */
  readonly secrets: readonly Secret[];
  readonly events: readonly StackEvent[];
  readonly calls: readonly RecordedEntry[];
  /** What people were told. */
  readonly notes: readonly string[];
  /** Undefined if the program failed before an end. */
  readonly ending?: Ending;
}

/** The recording with no value of a NoEcho parameter in it, wherever a template has put it. */
export function withoutSecrets(recording: Recording): Recording {
  const { ending, secrets } = recording;
  const names = new Set(secrets.map(({ name }) => name));
  const clean = hider(secrets);
  return {
    ...recording,
    secrets: [],
    events: recording.events.map((event) => ({ ...event, reason: event.reason && clean(event.reason) })),
    notes: recording.notes.map((note) => clean(note)),
    ending: ending && {
      ...ending,
      state: {
        ...ending.state,
        reason: ending.state.reason && clean(ending.state.reason),
        parameters: mapValues(ending.state.parameters, (value, name) => (names.has(name) ? HIDDEN : clean(value))),
        tags: mapValues(ending.state.tags, (value) => clean(value)),
        outputs: ending.state.outputs.map((output) => ({ ...output, value: clean(output.value) })),
      },
    },
  };
}
