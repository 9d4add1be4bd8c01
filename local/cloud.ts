import { readFileSync } from 'node:fs';
import {
  createClock as createSimulatorClock,
  readSeedFile,
  type SeedImage,
  type Simulator,
  startSimulator,
} from '../simulator/index';
import { type Clock, type ClockSettings, createClock } from './clock';
import { messageOf, UsageError } from './errors';
import { isJsonObject, isObject, type Json, type JsonObject, parseJson } from './json';

/** What copies have left in a simulated cloud. */
export interface Left {
  readonly copies: number;
  readonly images: readonly string[];
  readonly snapshots: readonly string[];
}

/** The cloud that a deployment works on. */
export interface Cloud {
  /** Whether it lives on when this program ends. */
  readonly isPersistent: boolean;
  readonly typeConfiguration: JsonObject;
  readonly clock: Clock;
  /** How the function's `Date` follows the clock; undefined: it shows real time. */
  readonly functionClock?: ClockSettings;
  /** What is left in the cloud; undefined where it cannot be known. */
  left(): Left | undefined;
  close(): Promise<void>;
}

/** Where the embedded simulator's copies go that name no region. */
const DEFAULT_REGION = 'cn-shanghai';

/**
 * A simulator inside this process.
 *
 * @param speed how many seconds pass in it in one real second.
 * @param imagesFile JSON file with the images that it starts with, default: built-in ones.
 * @throws UsageError if the file cannot be used.
 */
export async function startEmbeddedCloud(speed: number, imagesFile?: string): Promise<Cloud> {
  const images = imagesFile === undefined ? undefined : readImages(imagesFile);
  return embeddedCloud(await startSimulator({ clock: createSimulatorClock({ speed }), images }));
}

function readImages(file: string): readonly SeedImage[] {
  try {
    return readSeedFile(file);
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

/** The cloud that a simulator in this process is; its clock has to move by itself. */
export function embeddedCloud(simulator: Simulator): Cloud {
  const { clock, url, accessKey } = simulator;
  return {
    isPersistent: false,
    typeConfiguration: {
      RegionId: DEFAULT_REGION,
      Credentials: { AccessKeyId: accessKey.AccessKeyId, AccessKeySecret: accessKey.AccessKeySecret },
      Endpoints: { Ecs: url },
    },
    clock: createClock(() => clock.now(), clock.speed),
    functionClock: { startAt: clock.now(), realStart: Date.now(), speed: clock.speed },
    left() {
      const { runningCopies, waitingCopies, images, snapshots } = simulator.ledger();
      return { copies: runningCopies + waitingCopies, images, snapshots };
    },
    close: () => simulator.close(),
  };
}

/**
 * The cloud that a type configuration leads to.
 *
 * @throws UsageError if the file is missing or no JSON object.
 */
export function openCloud(typeConfigurationFile: string): Cloud {
  const typeConfiguration = readJsonFile(typeConfigurationFile, 'type configuration');
  if (!isJsonObject(typeConfiguration)) {
    throw new UsageError(
      `${typeConfigurationFile}: a type configuration is a JSON object with RegionId and Credentials`,
    );
  }
  return {
    isPersistent: true,
    typeConfiguration,
    clock: createClock(Date.now, 1),
    left: () => undefined,
    close: async () => undefined,
  };
}

/**
 * Reads a file of JSON. A message about broken JSON holds no text of the file: it may be a secret.
 *
 * @throws UsageError if it cannot be read or is no JSON.
 */
function readJsonFile(file: string, kind: string): Json {
  const text = readTextFile(file, kind);
  try {
    return parseJson(text);
  } catch {
    throw new UsageError(`${file}: this ${kind} is no JSON`);
  }
}

/** Reads a file of text. @throws UsageError if it cannot be read. */
export function readTextFile(file: string, kind: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = isObject(error) ? error.code : undefined;
    throw new UsageError(code === 'ENOENT' ? `${file}: no such ${kind}` : `${file}: cannot be read (${String(code)})`);
  }
}
