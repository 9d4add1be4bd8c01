import { openCloud } from '../cloud';
import { Interrupted, UsageError } from '../errors';
import type { DriftOptions } from '../options';
import { loadTypes, openTools } from '../session';
import { detectDrift, type StackDrift } from '../stack/drift';
import { canOnlyBeDeleted, hasDrift, typesIn } from '../stack/plan';
import type { StackState } from '../stack/state';
import { driftView } from '../view/drift';
import { findStack, typeConfigurationOf } from './known-stack';
import { EXIT, type ExitCode, type Terminal, withFunction } from './run';

/**
 * Reads every resource of a stack with its handler, and compares it with its template.
 *
 * @throws UsageError if there is no such stack, an operation on it is not finished, or its cloud is not known.
 */
export async function drift(options: DriftOptions, terminal: Terminal): Promise<ExitCode> {
  const { name, folder, load } = findStack(options);
  const state = load();
  refuseUnfinished(state);
  const types = loadTypes();
  const cloud = await openCloud(typeConfigurationOf('drift', options, state), terminal.environment, typesIn(state));
  const viewer = await terminal.viewer();
  const found = await withFunction({ cloud, logFile: folder.logOf(name, 'drift'), terminal }, ({ handlers }) =>
    detectDrift(openTools(handlers, cloud, state), types, state, {
      signal: terminal.interrupt,
      onRetry: terminal.notice,
    }),
  );
  if (terminal.interrupt.aborted) throw new Interrupted('interrupted; nothing was changed');
  viewer.show(driftView(found));
  return exitCodeOf(found, options.exitCode === true);
}

/** What a running operation changes is not drift. */
function refuseUnfinished(state: StackState): void {
  if (hasDrift(state)) return;
  const { name, status } = state;
  const first = 'deploy or delete the stack first';
  const later = status.endsWith('_IN_PROGRESS')
    ? `wait until the operation has ended; if it was interrupted, ${first}`
    : first;
  const next = canOnlyBeDeleted(state) ? 'delete the stack' : later;
  throw new UsageError(`the stack ${name} is in ${status}, in which CloudFormation does not detect drift: ${next}`);
}

function exitCodeOf({ status, resources }: StackDrift, tells: boolean): ExitCode {
  const isUnclear = resources.some((resource) => resource.status === 'UNKNOWN' || resource.status === 'NOT_CHECKED');
  if (isUnclear) return EXIT.failed;
  return tells && status === 'DRIFTED' ? EXIT.different : EXIT.done;
}
