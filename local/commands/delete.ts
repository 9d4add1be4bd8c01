import { openCloud } from '../cloud';
import type { CommonOptions } from '../options';
import { loadTypes } from '../session';
import { secretsOf } from '../stack/secrets';
import { fileStore, lockStack } from '../stack/store';
import { findStack, typeConfigurationOf } from './known-stack';
import { EXIT, type ExitCode, type Terminal, withStack } from './run';

/**
 * Deletes a stack that an earlier run has deployed.
 *
 * @throws UsageError if there is no such stack, or no way to its cloud.
 */
export async function deleteStack(options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const { name, file, folder, load } = findStack(options);
  const typeConfiguration = typeConfigurationOf('delete', options, load());
  const way = options.typeConfiguration === undefined ? '' : ` --type-configuration ${options.typeConfiguration}`;
  const unlock = lockStack(file, name);
  try {
    // Another program may have changed it before the lock was taken.
    const state = load();
    const work = {
      state,
      store: fileStore(file),
      types: loadTypes(),
      cloud: openCloud(typeConfiguration, terminal.environment),
      logFile: folder.logOf(name),
      secrets: secretsOf(state),
      terminal,
      howToGoOn: `Go on with the same command again:\n  npm start -- delete --stack-name ${name} --state ${options.state}${way}`,
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
