import { resolve } from 'node:path';
import { type Cloud, openCloud, readTextFile, startEmbeddedCloud } from '../cloud';
import { UsageError } from '../errors';
import { chooseStackName, type DeployOptions, readPairs } from '../options';
import type { ResourceTypes } from '../schema/resource-type';
import { loadTypes, newStack, pseudoParameters } from '../session';
import type { StackResult, Wish } from '../stack/deployment';
import type { StackState, TextMap } from '../stack/state';
import { fileStore, loadState, lockStack, memoryStore, stackFolder } from '../stack/store';
import { bindTemplate } from '../template/bound';
import { chooseValues } from '../template/parameters';
import { TemplateError } from '../template/problems';
import { readSource } from '../template/source';
import { readTemplate, type Template } from '../template/template';
import { EXIT, type ExitCode, isEmpty, ledgerText, type OpenStack, type Terminal, withStack } from './run';

/** How fast time passes in the embedded simulator if nothing else is said: a copy of 20 minutes takes 20 seconds. */
const EMBEDDED_SPEED = 60;

/**
 * Deploys templates to one stack, one after the other: the first creates it if it does not exist, the others update it.
 *
 * @throws UsageError, TemplateError before anything is done.
 */
export async function deploy(files: readonly string[], options: DeployOptions, terminal: Terminal): Promise<ExitCode> {
  const { typeConfiguration } = options;
  const types = loadTypes();
  const stackName = chooseStackName(options.stackName, files[0] ?? '');
  refuseUselessOptions(options);
  const folder = stackFolder(options.state);
  const stateFile = typeConfiguration === undefined ? undefined : folder.fileOf(stackName);
  const unlock = stateFile === undefined ? () => undefined : lockStack(stateFile, stackName);
  try {
    const state = openState(stackName, stateFile, typeConfiguration);
    const wishes = readWishes(files, options, types, state);
    const cloud = await openAnyCloud(options);
    const work = {
      state,
      store: stateFile === undefined ? memoryStore : fileStore(stateFile),
      types,
      cloud,
      logFile: folder.logOf(stackName),
      terminal,
      howToGoOn: cloud.isPersistent ? howToGoOn(files, options, stackName) : EMBEDDED_ENDS,
    };
    return await withStack(work, (stack) => run(stack, wishes, cloud, options.delete === true));
  } finally {
    unlock();
  }
}

const EMBEDDED_ENDS = [
  'All of it was in the embedded simulator, which ends with this program: nothing is left to clean up.',
  'To go on after an interruption, keep a simulator running in another terminal: npm run simulator',
  'and deploy with --type-configuration FILE, where FILE holds what it prints.',
].join('\n');

const EMBEDDED_HINT = [
  'The embedded simulator ends with this program, and the stack with it. To keep one: npm run simulator in another',
  'terminal, and --type-configuration FILE with what it prints. To see the stack deleted here: --delete.',
].join('\n');

async function run(
  { deployment, journal, presenter, reportFailure }: OpenStack,
  wishes: readonly Wish[],
  cloud: Cloud,
  deletes: boolean,
): Promise<ExitCode> {
  let result: StackResult = 'unchanged';
  for (const wish of wishes) {
    result = await deployment.deploy(wish);
    if (result === 'failed') break;
    if (result === 'unchanged')
      presenter.note(`No changes: the stack ${journal.state.name} is what the template says.`);
    presenter.outputs(journal.state);
  }
  if (result === 'failed') reportFailure();
  const deployed = journal.state;
  const deletion = deletes ? await deployment.delete() : undefined;
  if (deletion === 'failed') reportFailure();
  const left = cloud.left();
  if (left !== undefined) presenter.note(ledgerText(left));
  if (!cloud.isPersistent && !deletes) presenter.note(EMBEDDED_HINT);
  const { status, reason } = journal.state;
  presenter.summary({ ...deployed, status, reason }, result, left === undefined ? {} : { left });
  if (result === 'failed' || deletion === 'failed') return EXIT.failed;
  return deletes && left !== undefined && !isEmpty(left) ? EXIT.failed : EXIT.done;
}

function openState(name: string, file: string | undefined, typeConfiguration: string | undefined): StackState {
  const state = (file === undefined ? undefined : loadState(file)) ?? newStack(name);
  if (state.name !== name) throw new UsageError(`${file} is the state of the stack ${state.name}, not of ${name}`);
  if (state.status.startsWith('DELETE_')) {
    throw new UsageError(
      `the stack ${name} is in ${state.status}: finish it with npm start -- delete --stack-name ${name}`,
    );
  }
  const typeConfigurationFile = typeConfiguration === undefined ? undefined : resolve(typeConfiguration);
  return { ...state, typeConfigurationFile };
}

function openAnyCloud({ typeConfiguration, speed, images }: DeployOptions): Promise<Cloud> {
  if (typeConfiguration === undefined) return startEmbeddedCloud(speed ?? EMBEDDED_SPEED, images);
  return Promise.resolve(openCloud(typeConfiguration));
}

function refuseUselessOptions({ typeConfiguration, images, speed }: DeployOptions): void {
  const useless = images !== undefined ? '--images' : speed !== undefined ? '--speed' : undefined;
  if (typeConfiguration !== undefined && useless !== undefined) {
    throw new UsageError(`${useless} is for the embedded simulator, which is not used with --type-configuration`);
  }
}

/** Reads all templates, and puts the parameters' values into them. */
function readWishes(
  files: readonly string[],
  options: DeployOptions,
  types: ResourceTypes,
  state: StackState,
): readonly Wish[] {
  const templates = files.map((file) => readTemplate(readSource(file, readTextFile(file, 'template')), types));
  const given = readPairs(options.parameters ?? [], '--parameters');
  const tags = options.tags === undefined ? state.tags : readPairs(options.tags, '--tags');
  refuseUnknownParameters(given, templates);
  let previous = state.parameters;
  return templates.map((template) => {
    const declared = new Set(template.parameters.map(({ name }) => name));
    const own = Object.fromEntries(Object.entries(given).filter(([name]) => declared.has(name)));
    const { values, problems } = chooseValues(template.parameters, own, previous);
    if (problems.length > 0) throw new TemplateError(template.source.file, problems, template.source.locate);
    previous = { ...previous, ...values };
    const target = bindTemplate(template, values, pseudoParameters(state));
    return { target, parameters: values, tags, disableRollback: options.disableRollback === true };
  });
}

function refuseUnknownParameters(given: TextMap, templates: readonly Template[]): void {
  const declared = new Set(templates.flatMap(({ parameters }) => parameters.map(({ name }) => name)));
  const unknown = Object.keys(given).filter((name) => !declared.has(name));
  if (unknown.length > 0) {
    const known = declared.size === 0 ? 'none' : [...declared].join(', ');
    throw new UsageError(`--parameters: no template has ${unknown.join(', ')}; there is ${known}`);
  }
}

function howToGoOn(files: readonly string[], { typeConfiguration, state }: DeployOptions, stackName: string): string {
  const place = `--stack-name ${stackName} --state ${state} --type-configuration ${typeConfiguration}`;
  return [
    'Go on with the same command again:',
    `  npm start -- deploy ${files.join(' ')} ${place}`,
    'or take everything away:',
    `  npm start -- delete ${place}`,
  ].join('\n');
}
