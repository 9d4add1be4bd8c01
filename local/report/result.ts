import { STACK_TYPE } from '../stack/state';
import type { Recording } from './recording';

/** The status of the stack at the end of a recording. */
export function statusOf({ ending, events }: Recording): string {
  const last = events.findLast(({ type }) => type === STACK_TYPE);
  return ending?.state.status ?? last?.status ?? 'no status';
}

const RESULTS: Readonly<Record<string, string>> = {
  changed: 'Completed successfully.',
  unchanged: 'No changes were needed.',
  failed: 'It failed.',
  interrupted: 'Interrupted: this page shows the progress until then.',
};

/** Whether a run succeeded. */
export function isGood({ ending }: Recording): boolean {
  return ending?.result === 'changed' || ending?.result === 'unchanged';
}

/** The result of a run, as a sentence. */
export function resultText({ ending }: Recording): string {
  if (ending === undefined)
    return 'The program ended before the operation finished: this page shows the progress until then.';
  return RESULTS[ending.result] ?? ending.result;
}
