import { openCloud } from '../cloud';
import { Interrupted } from '../errors';
import type { DriftOptions } from '../options';
import { loadTypes, openTools } from '../session';
import { detectDrift, type StackDrift } from '../stack/drift';
import { typesIn } from '../stack/plan';
import { driftView } from '../view/drift';
import { findStack, typeConfigurationOf } from './known-stack';
import { EXIT, type ExitCode, type Terminal, withFunction } from './run';

/**
 * Reads every resource of a stack with its handler, and compares it with its template.
 *
 * @throws UsageError if there is no such stack, or its cloud is not known.
 */
export async function drift(options: DriftOptions, terminal: Terminal): Promise<ExitCode> {
  const { name, folder, load } = findStack(options);
  const state = load();
  const types = loadTypes();
  const cloud = await openCloud(typeConfigurationOf('drift', options, state), terminal.environment, typesIn(state));
  const viewer = await terminal.viewer();
  const found = await withFunction({ cloud, logFile: folder.logOf(name), terminal }, ({ handlers }) =>
    detectDrift(openTools(handlers, cloud, state), types, state, {
      signal: terminal.interrupt,
      onRetry: terminal.notice,
    }),
  );
  if (terminal.interrupt.aborted) throw new Interrupted('interrupted; nothing was changed');
  viewer.show(driftView(found));
  return exitCodeOf(found, options.exitCode === true);
}

function exitCodeOf({ status, resources }: StackDrift, tells: boolean): ExitCode {
  if (resources.some((resource) => resource.status === 'UNKNOWN')) return EXIT.failed;
  return tells && status === 'DRIFTED' ? EXIT.different : EXIT.done;
}
