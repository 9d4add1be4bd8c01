import { resolve } from 'node:path';
import { type Cloud, openCloud } from '../cloud';
import { CLOUDS, cloudsOf, factsOf, inWords } from '../clouds';
import { startEmbeddedCloud } from '../embedded';
import { UsageError } from '../errors';
import { chooseStackName, type DeployOptions, type ImagesFiles } from '../options';
import { loadTypes, newStack } from '../session';
import { createChangeSet, isEmptyChangeSet } from '../stack/change-set';
import type { StackResult } from '../stack/deployment';
import { lockStack } from '../stack/lock';
import { canOnlyBeDeleted, isSettled } from '../stack/plan';
import { secretsWith, withNoEcho } from '../stack/secrets';
import type { StackState } from '../stack/state';
import { fileStore, memoryStore, stackFolder } from '../stack/store';
import { changeSetView } from '../view/change-set';
import type { Viewer } from '../view/presenter';
import { type Again, afterFailure, againText } from './again';
import { diff } from './diff';
import { refuseEarly } from './early';
import { KEEP_SIMULATOR, USE_KEPT_SIMULATOR } from './kept-simulator';
import { loadNamed, realFile, refuseTakeover } from './known-stack';
import { otherCloudWarning } from './other-cloud';
import { hiddenParameters, type ReadProposal, readProposals, typesUsed } from './proposals';
import { EXIT, type ExitCode, hasImages, ledgerText, type OpenStack, type Terminal, withStack } from './run';

/** The default speed of the embedded simulator: an operation of 20 minutes takes 20 seconds. */
const EMBEDDED_SPEED = 60;

/**
 * Deploys templates to one stack, one after the other. The first creates the stack if it does not exist, the others update it.
 *
 * @throws UsageError, TemplateError before anything is done.
 */
export async function deploy(files: readonly string[], given: DeployOptions, terminal: Terminal): Promise<ExitCode> {
  refuseUselessOptions(files, given);
  if (given.executeChangeset === false) return diff(files, given, terminal);
  const types = loadTypes();
  const stackName = chooseStackName(given.stackName, files[0] ?? '');
  const folder = stackFolder(given.state);
  const options = onItsCloud(given, folder.fileOf(stackName), stackName);
  const { typeConfiguration } = options;
  const stateFile = typeConfiguration === undefined ? undefined : folder.fileOf(stackName);
  const unlock = stateFile === undefined ? () => undefined : lockStack(stateFile, stackName);
  try {
    const known = stateFile === undefined ? undefined : loadNamed(stateFile, stackName);
    const state = openState(stackName, known, files, options);
    const hidden = new Set(withNoEcho(state, hiddenParameters(files, types)));
    const again = againText(files, options, stackName, hidden);
    if (canOnlyBeDeleted(state))
      throw new UsageError(`the stack ${stackName} is in ${state.status}. ${again.afterDeletion}`);
    const proposals = readProposals(files, options, types, state);
    const cloud = await openAnyCloud(options, terminal.environment, typesUsed(state, proposals));
    const work = {
      state,
      store: stateFile === undefined ? memoryStore : fileStore(stateFile),
      types,
      cloud,
      logFile: folder.logOf(stackName),
      terminal,
      secrets: proposals.flatMap((proposal) => secretsWith(state, proposal)),
      doing: `Deploying the stack ${stackName} to`,
      warning: typeConfiguration === undefined ? undefined : otherCloudWarning(known, typeConfiguration),
      howToGoOn: cloud.isPersistent ? again.afterInterruption : EMBEDDED_ENDS,
    };
    return await withStack(work, async (stack) => {
      const { environment } = terminal;
      await refuseEarly(proposals, { state: stack.journal.state, cloud, environment, typeConfiguration });
      return run(stack, proposals, cloud, options, again);
    });
  } finally {
    unlock();
  }
}

const EMBEDDED_ENDS = [
  'Everything was in the embedded simulator, which ends with this program: there is nothing to clean up.',
  `To be able to resume, keep a simulator running in another terminal: ${KEEP_SIMULATOR}`,
  `and deploy with ${USE_KEPT_SIMULATOR}.`,
].join('\n');

const EMBEDDED_HINT = [
  `This stack is gone when the program exits. To keep it, run ${KEEP_SIMULATOR} in another terminal,`,
  `and pass ${USE_KEPT_SIMULATOR}. To delete the stack at the end, pass --delete.`,
].join('\n');

/**
 * What exists on the embedded simulators, because the images of a real account do not exist there.
 *
 * @param files what replaces it, by clouds.
 */
function embeddedAccount(types: Iterable<string>, files: ImagesFiles = {}): string {
  const clouds = cloudsOf(types);
  const lines = clouds.flatMap((name) => {
    const { title, samples } = factsOf(name) ?? {};
    const file = files[name];
    if (file !== undefined) return [`The embedded simulator of ${title} starts with the images of ${file}.`];
    return samples === undefined
      ? []
      : [`The embedded simulator of ${title} has an account of its own, for example with ${samples}.`];
  });
  const others = clouds.flatMap((name) => {
    const { title, imagesOption } = factsOf(name) ?? {};
    return imagesOption === undefined || files[name] !== undefined ? [] : [`${imagesOption} FILE for ${title}`];
  });
  return [...lines, ...(others.length === 0 ? [] : [`To use other images, pass ${inWords(others)}.`])].join('\n');
}

async function run(
  { deployment, journal, presenter, reportFailure }: OpenStack,
  proposals: readonly ReadProposal[],
  cloud: Cloud,
  { delete: deletes = false, disableRollback = false, images }: DeployOptions,
  again: Again,
): Promise<ExitCode> {
  const lastEvent = journal.state.events.at(-1);
  let result: StackResult = 'unchanged';
  for (const proposal of proposals) {
    for (const remark of proposal.remarks) presenter.note(remark);
    showChanges(presenter, journal.state, proposal);
    result = await deployment.deploy(proposal, { disableRollback });
    if (result === 'failed') break;
    if (result === 'unchanged')
      presenter.note(`No changes: the stack ${journal.state.name} already matches the template.`);
    presenter.outputs(journal.state);
  }
  if (result === 'failed') {
    reportFailure();
    if (!cloud.isPersistent) presenter.note(embeddedAccount(typesUsed(journal.state, proposals), images));
  }
  const deployed = journal.state;
  const deletion = deletes ? await deployment.delete() : undefined;
  if (deletion === 'failed') reportFailure();
  const left = cloud.left();
  if (left !== undefined) presenter.note(ledgerText(left));
  if (!cloud.isPersistent && !deletes) presenter.note(EMBEDDED_HINT);
  const { status, reason } = journal.state;
  const isLost = deletion === 'changed' && left !== undefined && hasImages(left) && !keepsResources(journal.state);
  if (isLost) presenter.note(IMAGES_LEFT);
  // After a deletion, only what became of it matters.
  if (cloud.isPersistent && (deletion ?? result) === 'failed')
    presenter.note(afterFailure(journal.state, again, lastEvent));
  presenter.summary({ ...deployed, status, reason }, result, left === undefined ? {} : { left });
  return result === 'failed' || deletion === 'failed' || isLost ? EXIT.failed : EXIT.done;
}

const IMAGES_LEFT = 'The stack is deleted, but images that it did not keep on purpose are left. Please report this.';

/** Whether a DeletionPolicy left resources in the cloud. */
function keepsResources({ events }: StackState): boolean {
  return events.some(({ status }) => status === 'DELETE_SKIPPED');
}

/** The change set of an update, before it begins. For any other deployment, only the warnings are shown. */
function showChanges(viewer: Viewer, state: StackState, proposal: ReadProposal): void {
  const changeSet = createChangeSet(state, proposal);
  if (!isSettled(state)) {
    for (const { logicalId, warnings } of changeSet.changes)
      for (const warning of warnings) viewer.note(`${logicalId}: ${warning}`);
  } else if (!isEmptyChangeSet(changeSet)) viewer.show(changeSetView(changeSet));
}

/** The options with the cloud of the stack's last deployment, if it was stored and the options select no other cloud. */
function onItsCloud(given: DeployOptions, file: string, name: string): DeployOptions {
  if (given.typeConfiguration !== undefined || embeddedOption(given) !== undefined) return given;
  return { ...given, typeConfiguration: loadNamed(file, name)?.typeConfigurationFile };
}

function openState(
  name: string,
  known: StackState | undefined,
  [template = '']: readonly string[],
  options: DeployOptions,
): StackState {
  const { typeConfiguration } = options;
  if (typeConfiguration === undefined) return newStack(name);
  refuseTakeover(known, template, options);
  const files = { typeConfigurationFile: resolve(typeConfiguration), templateFile: realFile(template) };
  return { ...(known ?? newStack(name)), ...files };
}

function openAnyCloud(
  { typeConfiguration, speed = EMBEDDED_SPEED, images, keyless: isKeyless }: DeployOptions,
  environment: NodeJS.ProcessEnv,
  used: readonly string[],
): Promise<Cloud> {
  if (typeConfiguration === undefined) return startEmbeddedCloud({ speed, images, isKeyless, used });
  return openCloud(typeConfiguration, environment, used);
}

/** The first option that is only for the embedded simulator. */
function embeddedOption({ images, speed, keyless }: DeployOptions): string | undefined {
  const named = Object.keys(images ?? {}).map((name) => CLOUDS[name]?.imagesOption);
  const options = { '--speed': speed, '--keyless': keyless };
  return named[0] ?? Object.entries(options).find(([, value]) => value !== undefined)?.[0];
}

function refuseUselessOptions(files: readonly string[], options: DeployOptions): void {
  const { typeConfiguration, executeChangeset } = options;
  if (executeChangeset === false && files.length > 1) {
    throw new UsageError('--no-execute-changeset accepts one template only; diff compares several');
  }
  const useless = embeddedOption(options);
  if (typeConfiguration !== undefined && useless !== undefined) {
    throw new UsageError(`${useless} is for the embedded simulator, which is not used with --type-configuration`);
  }
}
