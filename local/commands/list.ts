import { didYouMean } from '../../tools/suggestion';
import { type Cloud, openCloud } from '../cloud';
import { cloudOf, factsOf } from '../clouds';
import { Interrupted, UsageError } from '../errors';
import type { JsonObject } from '../json';
import type { ListOptions } from '../options';
import type { ResourceType } from '../schema/resource-type';
import { loadTypes, newStack, openTools } from '../session';
import { ListError, listResources, type OperationTools } from '../stack/operation';
import type { StackState } from '../stack/state';
import { type StackFolder, stackFolder } from '../stack/store';
import { configurationFor } from '../type-configuration';
import { resourcesView, stacksView } from '../view/lists';
import type { Viewer } from '../view/presenter';
import { remarksOn, typeConfigurationOf } from './known-stack';
import { EXIT, type ExitCode, type Terminal, withFunction } from './run';

/**
 * Without a type, it lists the stacks that have a state. With a type, it lists the resources of that type that LIST finds in the cloud, one
 * region after the other. The cloud is that of the local stacks, if they all use the same.
 *
 * @throws UsageError if the type or the cloud is not known.
 */
export async function list(typeName: string | undefined, options: ListOptions, terminal: Terminal): Promise<ExitCode> {
  if (typeName === undefined) return listStacks(options, terminal);
  const type = typeNamed(typeName);
  const searches = searchesOf(type, options.region ?? []);
  const folder = stackFolder(options.state);
  const known = options.typeConfiguration === undefined ? onlyCloud(typeName, folder) : undefined;
  const file = typeConfigurationOf(`list ${typeName}`, options, known);
  const cloud = await openCloud(file, terminal.environment, [typeName]);
  const logFile = folder.logOf(typeName.replaceAll('::', '-'), 'list');
  const viewer = await terminal.viewer();
  return withFunction({ cloud, logFile, terminal }, async ({ handlers, log }) => {
    const tools = openTools(handlers, cloud, newStack('list'));
    const found = await searchAll(tools, type, searches, terminal);
    const isComplete = found.every(({ failure }) => failure === undefined);
    for (const text of show(viewer, type, found, defaultRegion(cloud, typeName))) viewer.note(text);
    const written = isComplete ? undefined : log.file();
    if (written !== undefined) viewer.note(`Output of the handlers: ${written}`);
    return isComplete ? EXIT.done : EXIT.failed;
  });
}

/** Shows what was found, if any request succeeded. @returns the notes about each region. */
function show(viewer: Viewer, type: ResourceType, found: readonly Found[], otherwise: string): readonly string[] {
  const models = found.flatMap((one) => one.models);
  if (found.some(({ failure }) => failure === undefined)) viewer.show(resourcesView(type, models));
  return found.flatMap(({ region, models: own, failure }) => {
    if (failure !== undefined) return [region === undefined ? failure : `${region}: ${failure}`];
    return own.length > 0 ? [] : [`There are no resources of ${type.name} in ${region ?? otherwise}.`];
  });
}

/** A request to LIST. */
interface Search {
  /** `undefined`: the region of the type configuration. */
  readonly region: string | undefined;
  /** The properties of the request. */
  readonly model: JsonObject;
}

/** The answer of LIST. */
interface Found extends Search {
  readonly models: readonly JsonObject[];
  /** Why the answer may be incomplete. */
  readonly failure?: string;
}

async function searchAll(
  tools: OperationTools,
  type: ResourceType,
  searches: readonly Search[],
  { interrupt, notice }: Terminal,
): Promise<readonly Found[]> {
  const control = { signal: interrupt, onRetry: notice };
  const found: Found[] = [];
  for (const search of searches) {
    const models: JsonObject[] = [];
    try {
      for await (const page of listResources(tools, type, search.model, control)) models.push(...page);
      found.push({ ...search, models });
    } catch (error) {
      if (!(error instanceof ListError)) throw error;
      found.push({ ...search, models, failure: error.message });
    }
    if (interrupt.aborted) throw new Interrupted('interrupted; nothing was changed');
  }
  return found;
}

function typeNamed(typeName: string): ResourceType {
  const types = loadTypes();
  const type = types.get(typeName);
  if (type !== undefined) return type;
  const known = [...types.keys()];
  throw new UsageError(
    `there is no type ${typeName} here${didYouMean(typeName, known, `choose from ${known.join(', ')}`)}`,
  );
}

function defaultRegion({ typeConfiguration }: Cloud, typeName: string): string {
  const configured = configurationFor(typeConfiguration, typeName)?.[factsOf(cloudOf(typeName))?.defaultRegion ?? ''];
  return typeof configured === 'string' ? `${configured}, the region of the type configuration` : 'the default region';
}

async function listStacks(
  { state: place, region, typeConfiguration }: ListOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (region !== undefined || typeConfiguration !== undefined) {
    throw new UsageError('list without a type shows the local stacks; add a type to list the resources of a region');
  }
  const contents = stackFolder(place).contents();
  const { states } = contents;
  const viewer = await terminal.viewer();
  viewer.show(stacksView(states));
  if (states.length === 0) viewer.note(`There are no stacks in ${place}.`);
  for (const remark of remarksOn(contents)) viewer.note(remark);
  return EXIT.done;
}

/** One of the stacks, if there are any. @throws UsageError if they are in several clouds. */
function onlyCloud(typeName: string, folder: StackFolder): StackState | undefined {
  const { states } = folder.contents();
  const files = new Set(states.flatMap(({ typeConfigurationFile: file }) => (file === undefined ? [] : [file])));
  if (files.size <= 1) return states.find(({ typeConfigurationFile: file }) => file !== undefined);
  throw new UsageError(
    `list ${typeName} needs --type-configuration FILE, because the local stacks are in several clouds: ${[...files].join(', ')}`,
  );
}

/** The requests to LIST, one for each region. The type says which property contains the region. */
function searchesOf(type: ResourceType, given: readonly string[]): readonly Search[] {
  const regions = new Set(given.flatMap((text) => text.split(',')).map((region) => region.trim()));
  regions.delete('');
  if (regions.size === 0) return [{ region: undefined, model: {} }];
  const name = type.regionProperty;
  if (name === undefined || !type.listedBy.includes(name))
    throw new UsageError(`--region: ${type.name} cannot be listed by region`);
  return [...regions].map((region) => ({ region, model: { [name]: region } }));
}
