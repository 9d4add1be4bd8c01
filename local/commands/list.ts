import { openCloud } from '../cloud';
import { Interrupted, UsageError } from '../errors';
import type { JsonObject } from '../json';
import type { ListOptions } from '../options';
import type { ResourceType } from '../schema/resource-type';
import { loadTypes, newStack, openTools } from '../session';
import { ListError, listResources } from '../stack/operation';
import type { StackState } from '../stack/state';
import { type StackFolder, stackFolder } from '../stack/store';
import { didYouMean } from '../suggestion';
import { resourcesView, stacksView } from '../view/lists';
import { remarksOn, typeConfigurationOf } from './known-stack';
import { EXIT, type ExitCode, type Terminal, withFunction } from './run';

/**
 * Without a type the stacks that have a state; with one, the resources of that type that LIST finds in the cloud, in one
 * region. The cloud is that of the stacks here, if they are all in one.
 *
 * @throws UsageError if the type is not known, or no way to the cloud.
 */
export async function list(typeName: string | undefined, options: ListOptions, terminal: Terminal): Promise<ExitCode> {
  if (typeName === undefined) return listStacks(options, terminal);
  const types = loadTypes();
  const { region } = options;
  const type = types.get(typeName);
  if (type === undefined) {
    const known = [...types.keys()];
    throw new UsageError(
      `there is no type ${typeName} here${didYouMean(typeName, known, `there is ${known.join(', ')}`)}`,
    );
  }
  const model = modelOf(type, region);
  const folder = stackFolder(options.state);
  const known = options.typeConfiguration === undefined ? onlyCloud(folder) : undefined;
  const cloud = await openCloud(typeConfigurationOf(`list ${typeName}`, options, known), terminal.environment, [
    typeName,
  ]);
  const logFile = folder.logOf(typeName.replaceAll('::', '-'));
  const viewer = await terminal.viewer();
  const models: JsonObject[] = [];
  return withFunction({ cloud, logFile, terminal }, async ({ handlers, log }) => {
    const tools = openTools(handlers, cloud, newStack('list'));
    const control = { signal: terminal.interrupt, onRetry: terminal.notice };
    try {
      for await (const page of listResources(tools, type, model, control)) models.push(...page);
    } catch (error) {
      if (!(error instanceof ListError)) throw error;
      const written = log.file();
      viewer.note(
        [error.message, ...(written === undefined ? [] : [`What the handlers wrote: ${written}`])].join('\n'),
      );
      return EXIT.failed;
    }
    if (terminal.interrupt.aborted) throw new Interrupted('interrupted; nothing was changed');
    viewer.show(resourcesView(type, models));
    if (models.length === 0) viewer.note(`There are no resources of ${typeName} in ${region ?? 'the default region'}.`);
    return EXIT.done;
  });
}

async function listStacks(
  { state: place, region, typeConfiguration }: ListOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (region !== undefined || typeConfiguration !== undefined) {
    throw new UsageError('list without a type shows the stacks here; name a type to list the resources of a region');
  }
  const contents = stackFolder(place).contents();
  const { states } = contents;
  const viewer = await terminal.viewer();
  viewer.show(stacksView(states));
  if (states.length === 0) viewer.note(`There are no stacks in ${place}.`);
  for (const remark of remarksOn(contents)) viewer.note(remark);
  return EXIT.done;
}

/** One of the stacks, if all of them are in the same cloud. */
function onlyCloud(folder: StackFolder): StackState | undefined {
  const [first, ...others] = folder.contents().states;
  const isOne = others.every(({ typeConfigurationFile }) => typeConfigurationFile === first?.typeConfigurationFile);
  return isOne ? first : undefined;
}

/** The request of a LIST in a region: the type says which of its properties a region is. */
function modelOf(type: ResourceType, region: string | undefined): JsonObject {
  if (region === undefined) return {};
  const name = type.regionProperty;
  if (name === undefined || !type.listedBy.includes(name))
    throw new UsageError(`--region: ${type.name} cannot be listed by region`);
  return { [name]: region };
}
