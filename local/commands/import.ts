import { resolve } from 'node:path';
import { openCloud } from '../cloud';
import { UsageError } from '../errors';
import { chooseStackName, type ImportOptions, readPairs } from '../options';
import { loadTypes, newStack } from '../session';
import type { ImportResult } from '../stack/import';
import { lockStack } from '../stack/lock';
import { allRecords } from '../stack/plan';
import { secretsWith } from '../stack/secrets';
import type { ResourceRecord, StackState } from '../stack/state';
import { fileStore, type StackFolder, stackFolder } from '../stack/store';
import { importDriftView } from '../view/drift';
import { loadNamed, realFile, refuseTakeover, typeConfigurationOf } from './known-stack';
import { otherCloudWarning } from './other-cloud';
import { readProposals, typesUsed } from './proposals';
import { EXIT, type ExitCode, type OpenStack, type Terminal, withStack } from './run';

/**
 * Imports existing resources into a stack, which is created if there is none. It changes nothing in the cloud.
 *
 * @throws UsageError, TemplateError before anything is done.
 */
export async function importResources(template: string, options: ImportOptions, terminal: Terminal): Promise<ExitCode> {
  const types = loadTypes();
  const name = chooseStackName(options.stackName, template);
  const identifiers = new Map(Object.entries(readPairs(options.resourcesToImport, '--resources-to-import')));
  const folder = stackFolder(options.state);
  const file = folder.fileOf(name);
  const unlock = lockStack(file, name);
  try {
    const known = loadNamed(file, name);
    const typeConfiguration = typeConfigurationOf('import', options, known);
    refuseTakeover(known, template, options);
    const state: StackState = {
      ...(known ?? newStack(name)),
      typeConfigurationFile: resolve(typeConfiguration),
      templateFile: realFile(template),
    };
    const [proposal] = readProposals([template], options, types, state);
    if (proposal === undefined) throw new UsageError('import needs a template');
    refuseForeign(identifiers, state, folder);
    const work = {
      state,
      store: fileStore(file),
      types,
      cloud: await openCloud(typeConfiguration, terminal.environment, typesUsed(state, [proposal])),
      logFile: folder.logOf(name),
      secrets: secretsWith(state, proposal),
      terminal,
      doing: `Importing into the stack ${name} from`,
      warning: otherCloudWarning(known, typeConfiguration),
      howToGoOn: 'Nothing was imported, and nothing was changed. Run the same command to start again.',
    };
    return await withStack(work, async (stack) => {
      for (const remark of proposal.remarks) stack.presenter.note(remark);
      return report(stack, await stack.importing.run(proposal, identifiers));
    });
  } finally {
    unlock();
  }
}

const AFTER_FAILURE = [
  'Nothing was imported. Correct what the reason names, for example the identifier, then run the same command again.',
  'npm start -- list TYPE --region REGION prints the identifiers. A deployment of this template would make new images.',
].join('\n');

function report({ presenter, journal, reportFailure }: OpenStack, { result, drift }: ImportResult): ExitCode {
  if (result === 'failed') reportFailure();
  if (drift.length > 0) presenter.show(importDriftView(drift));
  presenter.summary(journal.state, result, {});
  if (result === 'failed') presenter.note(AFTER_FAILURE);
  return result === 'failed' ? EXIT.failed : EXIT.done;
}

/** A resource belongs to only one stack: two stacks would delete it twice. */
function refuseForeign(identifiers: ReadonlyMap<string, string>, state: StackState, folder: StackFolder): void {
  const wanted = new Map([...identifiers].map(([logicalId, identifier]) => [identifier, logicalId]));
  for (const other of folder.contents().states) {
    const { name } = other;
    if (name === state.name || other.typeConfigurationFile !== state.typeConfigurationFile) continue;
    const taken = allRecords(other).find((record) =>
      identifiersOf(record).some((identifier) => wanted.has(identifier)),
    );
    if (taken !== undefined) {
      throw new UsageError(`import: ${taken.identifier} belongs to the stack ${name} as ${taken.logicalId}`);
    }
  }
}

/** The identifiers that can import a resource: its own and, if that does not contain the ID of the image, the one with the ID. */
function identifiersOf({ identifier, attributes: { Id } }: ResourceRecord): string[] {
  if (identifier === undefined) return [];
  const [region = ''] = identifier.split('/');
  return typeof Id === 'string' ? [identifier, `${region}/${Id}`] : [identifier];
}
