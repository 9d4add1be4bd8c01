import {
  type AwsSts,
  cloudNamed,
  configurationsByType,
  createClock as createSimulatorClock,
  type Left,
  type RunningCloud,
  type SimulatorClock,
  startAwsSts,
  type TypeConfiguration,
} from '../simulator/index';
import { allProjects } from '../tools/projects';
import { createClock } from './clock';
import { AWS_STS_ENDPOINT, type Cloud, type LeftInClouds } from './cloud';
import { CLOUDS, cloudOf, cloudsOf, factsOf, inWords, titleOf } from './clouds';
import { messageOf, UsageError } from './errors';
import { isJsonObject, type JsonObject, mapValues, parseJson } from './json';
import type { ImagesFiles } from './options';

/** How the embedded simulators start. */
export interface EmbeddedOptions {
  /** How many simulated seconds pass in a real second. */
  readonly speed: number;
  /** JSON files with the initial images and other contents of clouds, by the names of the clouds; by default the built-in ones. */
  readonly images?: ImagesFiles;
  /** Whether the handlers have no key and sign in with a web identity token of a fake AWS STS, if their cloud supports this. */
  readonly isKeyless?: boolean;
  /** The names of the types that will be used: only their clouds are started. By default, all clouds are. */
  readonly used?: Iterable<string>;
}

/** The clouds that run in this process, by their names. */
export type RunningClouds = ReadonlyMap<string, RunningCloud>;

/**
 * The clouds of types, simulated inside this process.
 *
 * @throws UsageError if a file of images cannot be used or is for a cloud that is not started; or if a used type needs a key although
 * `isKeyless` is set.
 */
export async function startEmbeddedCloud(options: EmbeddedOptions): Promise<Cloud> {
  const { speed, images = {}, isKeyless = false, used } = options;
  const names = used === undefined ? Object.keys(CLOUDS) : cloudsOf(used);
  if (names.length > 0) refuseUnreadImages(images, names);
  if (isKeyless && used !== undefined) refuseTypesWithKey(used);
  const clock = createSimulatorClock({ speed });
  const aws = isKeyless ? await startAwsSts({ clock }) : undefined;
  const running = new Map<string, RunningCloud>();
  try {
    for (const name of names)
      running.set(name, await cloudNamed(name).start({ clock, seedFile: images[name], trusted: aws }));
    return embeddedCloud(running, clock, aws);
  } catch (error) {
    // Open servers would keep the process alive.
    await closeAll(running, aws);
    throw new UsageError(messageOf(error));
  }
}

function refuseUnreadImages(images: ImagesFiles, names: readonly string[]): void {
  const unread = Object.keys(images).find((name) => !names.includes(name));
  if (unread === undefined) return;
  const { title, imagesOption } = CLOUDS[unread] ?? { title: unread, imagesOption: '--images' };
  const others = inWords(names.map(titleOf));
  const cure = names.map((name) => CLOUDS[name]?.imagesOption ?? '').join(' or ');
  throw new UsageError(
    `${imagesOption} is for the simulated ${title}, and the template uses ${others} only. Use ${cure} instead`,
  );
}

/** A deployment without a key would use a key for these types without notice. */
function refuseTypesWithKey(used: Iterable<string>): void {
  const types = [...new Set(used)];
  const refused = types.filter((typeName) => factsOf(cloudOf(typeName))?.webIdentity === undefined);
  if (refused.length === 0) return;
  const clouds = inWords(cloudsOf(refused).map(titleOf));
  const others = types.filter((typeName) => !refused.includes(typeName));
  const rest = others.length === 0 ? '' : `, or deploy ${inWords(others)} in a template without the others`;
  throw new UsageError(
    `--keyless: ${inWords(refused)} cannot be deployed without an access key, because the handlers have no keyless authentication ` +
      `method on ${clouds}. Nothing was created. Remove --keyless${rest}`,
  );
}

/**
 * The clouds that run in this process as one.
 *
 * @param aws where handlers get their tokens; by default they have a key.
 */
export function embeddedCloud(running: RunningClouds, clock: SimulatorClock, aws?: AwsSts): Cloud {
  return {
    isPersistent: false,
    place: placeOf([...running.keys()]),
    typeConfiguration: typeConfigurationsOf(running),
    callerCredentials: aws?.credentials,
    functionEnvironment: aws && { [AWS_STS_ENDPOINT]: aws.url },
    clock: createClock(() => clock.now(), clock.speed),
    functionClock: { hold: async () => ({ release: clock.hold(), now: clock.now() }) },
    left: () => leftIn(running),
    close: () => closeAll(running, aws),
  };
}

function placeOf(names: readonly string[]): string {
  const clouds = inWords(names.map((name) => `a simulated ${titleOf(name)}`));
  return `${clouds || 'no cloud'} inside this program, which ${names.length > 1 ? 'end' : 'ends'} with it`;
}

function typeConfigurationsOf(running: RunningClouds): JsonObject {
  const byCloud = Object.fromEntries([...running].map(([name, { typeConfiguration }]) => [name, typeConfiguration]));
  const served = allProjects().filter(({ cloud }) => running.has(cloud));
  return mapValues(configurationsByType(byCloud, served), asJson);
}

/** A type configuration as the handlers receive it, after its transport as JSON. */
function asJson(configuration: TypeConfiguration): JsonObject {
  const value = parseJson(JSON.stringify(configuration));
  return isJsonObject(value) ? value : {};
}

/** What is left in all of them and, if there are several, in each. */
function leftIn(running: RunningClouds): LeftInClouds {
  const each = [...running].map(([name, cloud]) => [titleOf(name), cloud.left()] as const);
  const all = each.map(([, left]) => left).reduce(together, { unfinished: 0, images: [], snapshots: [] });
  return each.length > 1 ? { ...all, clouds: Object.fromEntries(each) } : all;
}

function together(one: Left, other: Left): Left {
  return {
    unfinished: one.unfinished + other.unfinished,
    images: [...one.images, ...other.images],
    snapshots: [...one.snapshots, ...other.snapshots],
    ...(one.backups || other.backups ? { backups: [...(one.backups ?? []), ...(other.backups ?? [])] } : {}),
  };
}

async function closeAll(running: RunningClouds, aws: AwsSts | undefined): Promise<void> {
  await Promise.all([...running.values(), ...(aws === undefined ? [] : [aws])].map((one) => one.close()));
}
