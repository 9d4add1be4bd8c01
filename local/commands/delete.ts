import { openCloud } from '../cloud';
import { UsageError } from '../errors';
import type { CommonOptions } from '../options';
import { loadTypes } from '../session';
import type { StackState } from '../stack/state';
import { fileStore, loadState, lockStack, stackFolder } from '../stack/store';
import { EXIT, type ExitCode, type Terminal, withStack } from './run';

/**
 * Deletes a stack that an earlier run has deployed.
 *
 * @throws UsageError if there is no such stack, or no way to its cloud.
 */
export async function deleteStack(options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const folder = stackFolder(options.state);
  const name = options.stackName ?? onlyName(folder.names(), options.state);
  const file = folder.fileOf(name);
  const state = openState(name, file, options.state);
  const typeConfiguration = options.typeConfiguration ?? state.typeConfigurationFile;
  if (typeConfiguration === undefined) throw new UsageError('delete needs --type-configuration FILE');
  const unlock = lockStack(file, name);
  try {
    const work = {
      // Another program may have changed it before the lock was taken.
      state: openState(name, file, options.state),
      store: fileStore(file),
      types: loadTypes(),
      cloud: openCloud(typeConfiguration),
      logFile: folder.logOf(name),
      terminal,
      howToGoOn: `Go on with the same command again:\n  npm start -- delete --stack-name ${name} --state ${options.state}`,
    };
    return await withStack(work, async ({ deployment, journal, presenter, reportFailure }) => {
      const result = await deployment.delete();
      if (result === 'failed') reportFailure();
      presenter.summary(journal.state, result, {});
      return result === 'failed' ? EXIT.failed : EXIT.done;
    });
  } finally {
    unlock();
  }
}

const EMBEDDED_IS_GONE =
  'A stack on the embedded simulator ends with the program that deployed it; only stacks with --type-configuration stay.';

function openState(name: string, file: string, place: string): StackState {
  const state = loadState(file);
  if (state === undefined) throw new UsageError(`there is no stack ${name} in ${place}. ${EMBEDDED_IS_GONE}`);
  if (state.name !== name) throw new UsageError(`${file} is the state of the stack ${state.name}, not of ${name}`);
  return state;
}

function onlyName(names: readonly string[], place: string): string {
  const [name] = names;
  if (name === undefined) throw new UsageError(`there are no stacks in ${place}. ${EMBEDDED_IS_GONE}`);
  if (names.length > 1) throw new UsageError(`which stack? --stack-name ${names.join(' | ')}`);
  return name;
}
