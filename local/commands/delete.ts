import { openCloud } from '../cloud';
import { UsageError } from '../errors';
import type { DeleteOptions } from '../options';
import { loadTypes } from '../session';
import { shellWords } from '../shell';
import { lockStack } from '../stack/lock';
import { allRecords, typesIn } from '../stack/plan';
import { isKept, KEEPS_ON_DELETION } from '../stack/removal';
import { secretsOf } from '../stack/secrets';
import type { ResourceRecord, StackState } from '../stack/state';
import { fileStore } from '../stack/store';
import { deletionText } from '../view/text';
import { findStack, typeConfigurationOf } from './known-stack';
import { otherCloudWarning } from './other-cloud';
import { EXIT, type ExitCode, type Terminal, withStack } from './run';
import { deleteCommand } from './suggest';

/**
 * Deletes a stack that an earlier run has deployed.
 *
 * @throws UsageError if there is no such stack, its cloud is not known, or none of its resources can be retained as requested.
 */
export async function deleteStack(options: DeleteOptions, terminal: Terminal): Promise<ExitCode> {
  const { name, file, folder, load } = findStack(options);
  const typeConfiguration = typeConfigurationOf('delete', options, load());
  const command = deleteCommand(name, { ...options, typeConfiguration });
  const unlock = lockStack(file, name);
  try {
    // Another program may have changed it before this one had the lock.
    const state = load();
    const retained = retainedOf(state, options);
    const work = {
      state,
      store: fileStore(file),
      types: loadTypes(),
      cloud: await openCloud(typeConfiguration, terminal.environment, typesIn(state)),
      logFile: folder.logOf(name),
      secrets: secretsOf(state),
      terminal,
      doing: `Deleting the stack ${name} from`,
      warning: otherCloudWarning(state, typeConfiguration),
      howToGoOn: `To continue, run the same command again:\n${command}`,
    };
    return await withStack(work, async ({ deployment, journal, presenter, reportFailure }) => {
      presenter.note(deletionText(allRecords(state), (record) => whyItStays(record, retained)));
      const result = await deployment.delete(new Set(options.retainResources));
      if (result === 'failed') {
        reportFailure();
        presenter.note(stuckText(journal.state, command));
      } else presenter.note(goneText(name, typeConfiguration));
      if (retained.length > 0) presenter.note(retainedText(retained));
      presenter.summary(journal.state, result, {});
      return result === 'failed' ? EXIT.failed : EXIT.done;
    });
  } finally {
    unlock();
  }
}

function whyItStays(record: ResourceRecord, retained: readonly ResourceRecord[]): string | undefined {
  if (retained.includes(record)) return '--retain-resources';
  return isKept(record, KEEPS_ON_DELETION) ? `DeletionPolicy: ${record.deletionPolicy}` : undefined;
}

/** The resources that stay, by CloudFormation's rules. @throws UsageError that says which rule is broken. */
function retainedOf(state: StackState, { retainResources: asked = [] }: DeleteOptions): readonly ResourceRecord[] {
  const { name, status } = state;
  if (asked.length > 0 && status !== 'DELETE_FAILED') {
    throw new UsageError(
      `--retain-resources is for a stack in DELETE_FAILED, and ${name} is in ${status}. To keep a resource when its ` +
        'stack is deleted, deploy it with DeletionPolicy: Retain',
    );
  }
  const records = allRecords(state);
  const known = new Set(records.map(({ logicalId }) => logicalId));
  const unknown = asked.filter((logicalId) => !known.has(logicalId));
  if (unknown.length > 0) {
    const there = [...known].join(', ') || 'nothing';
    throw new UsageError(`--retain-resources: the stack ${name} has no ${unknown.join(', ')}; it still has ${there}`);
  }
  return records.filter(({ logicalId }) => asked.includes(logicalId));
}

function stuckText(state: StackState, command: string): string {
  const stuck = allRecords(state).filter(({ status }) => status === 'DELETE_FAILED');
  const names = [...new Set(stuck.map(({ logicalId }) => logicalId))].join(' ');
  return `Fix the cause and delete the stack again, or leave in the cloud what cannot be deleted:\n${command} --retain-resources ${names}`;
}

function retainedText(records: readonly ResourceRecord[]): string {
  return [
    'Retained: no longer in a stack, and billed until you delete it by hand or import it into another stack:',
    ...records.map(({ logicalId, identifier }) => `  ${logicalId}  ${identifier ?? 'identifier not known'}`),
  ].join('\n');
}

function goneText(name: string, typeConfiguration: string): string {
  const cloud = shellWords(['--type-configuration', typeConfiguration]);
  return (
    `The stack ${name} is deleted, and its cloud is no longer stored: a new deployment to that cloud needs ` +
    `${cloud}`
  );
}
