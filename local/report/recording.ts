import type { LeftInClouds } from '../cloud';
import { mapValues } from '../json';
import type { StackEvent, StackState } from '../stack/state';
import { HIDDEN, hider, type Secret } from '../template/no-echo';
import type { RecordedEntry } from './calls';

/** The end of a run, as the presenter received it. */
export interface Ending {
  readonly result: string;
  readonly state: StackState;
  /** What the resources have left in a simulated cloud. */
  readonly left?: LeftInClouds;
}

/** The record of a run: the content of a report. */
export interface Recording {
  readonly stackName: string;
  /** The cloud of the run, in words. */
  readonly cloud: string;
  /** The values of the NoEcho parameters. A report does not show them. */
  readonly secrets: readonly Secret[];
  readonly events: readonly StackEvent[];
  readonly calls: readonly RecordedEntry[];
  /** What the user was told. */
  readonly notes: readonly string[];
  /** `undefined` if the program failed before an end. */
  readonly ending?: Ending;
}

/** The recording without any value of a NoEcho parameter, wherever a template has used it. */
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
