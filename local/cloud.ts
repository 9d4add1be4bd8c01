import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import {
  apsaraConfigurationOf,
  configurationsByType,
  createClock as createSimulatorClock,
  type Keyless,
  type Left,
  leftOf,
  readSeedFile,
  type Seeds,
  type Simulator,
  type SimulatorClock,
  startApsaraStack,
  startKeyless,
  startSimulator,
  typeConfigurationOf,
} from '../simulator/index';
import { type Clock, createClock, type FunctionClock, Pace } from './clock';
import { fileProblem, messageOf, UsageError } from './errors';
import { isJsonObject, type Json, type JsonObject, parseJson } from './json';
import { endpointsOf, isLoopback, refuseDeadEndpoints } from './reach';
import { configurationsOf } from './type-configuration';

export { type Left, leftCounted } from '../simulator/index';

/** The cloud that a deployment works on. */
export interface Cloud {
  /** Whether it lives on when this program ends. */
  readonly isPersistent: boolean;
  /** Where it is, for people. */
  readonly place: string;
  /** How its handlers reach it: one type configuration for every type, or by the names of types. */
  readonly typeConfiguration: JsonObject;
  readonly clock: Clock;
  /** The credentials that the handlers get from CloudFormation; default: some that open nothing. */
  readonly callerCredentials?: JsonObject;
  /** What the function finds in its environment beside what a Lambda has. */
  readonly functionEnvironment?: Readonly<Record<string, string>>;
  /** What the function's `Date` follows; undefined: it shows real time. */
  readonly functionClock?: FunctionClock;
  /** What is left in the cloud; undefined where it cannot be known. */
  left(): Left | undefined;
  close(): Promise<void>;
}

/** How the embedded simulator starts. */
export interface EmbeddedOptions {
  /** How many seconds pass in it in one real second. */
  readonly speed: number;
  /** JSON file with the images, and KMS keys, that it starts with, default: built-in ones. */
  readonly imagesFile?: string;
  /** Whether the handlers have no key and come in with a web identity token of a stand-in for AWS STS. */
  readonly isKeyless?: boolean;
}

/** The environment variable by which AWS's own tools are told of another endpoint of STS. */
const AWS_STS_ENDPOINT = 'AWS_ENDPOINT_URL_STS';

/**
 * The clouds of all types, simulated inside this process.
 *
 * @throws UsageError if the file of images cannot be used.
 */
export async function startEmbeddedCloud({ speed, imagesFile, isKeyless = false }: EmbeddedOptions): Promise<Cloud> {
  const seeds = imagesFile === undefined ? {} : readSeeds(imagesFile);
  const pace = new Pace(speed);
  const clock = clockOf(pace);
  const simulator = await startSimulator({ clock, ...seeds });
  const stack = await startApsaraStack({ clock });
  const alibaba = embeddedCloud(simulator, pace, isKeyless ? await startKeyless(simulator) : undefined);
  return {
    ...alibaba,
    typeConfiguration: configurationsByType<JsonObject>({
      alibaba: alibaba.typeConfiguration,
      apsarastack: { ...apsaraConfigurationOf(stack) },
    }),
    left: () => bothLeft(leftOf(simulator.ledger()), leftOf(stack.ledger())),
    async close() {
      await Promise.all([alibaba.close(), stack.close()]);
    },
  };
}

function bothLeft(one: Left, other: Left): Left {
  return {
    unfinished: one.unfinished + other.unfinished,
    images: [...one.images, ...other.images],
    snapshots: [...one.snapshots, ...other.snapshots],
  };
}

/** A clock for a simulator in this process: it shows real seconds while somebody holds the pace. */
export function clockOf(pace: Pace): SimulatorClock {
  return createSimulatorClock({ speed: pace.speed, startAt: Date.now(), now: () => pace.now() });
}

function readSeeds(file: string): Seeds {
  try {
    return readSeedFile(file);
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

/**
 * The cloud that a simulator in this process is.
 *
 * @param pace what its clock runs by.
 * @param keyless the way in, default: a key.
 */
export function embeddedCloud(simulator: Simulator, pace: Pace, keyless?: Keyless): Cloud {
  const { clock } = simulator;
  return {
    isPersistent: false,
    place: 'a simulated Alibaba Cloud inside this program, which ends with it',
    typeConfiguration: typeConfigurationOf(simulator, keyless?.way),
    callerCredentials: keyless?.aws.credentials,
    functionEnvironment: keyless && { [AWS_STS_ENDPOINT]: keyless.aws.url },
    clock: createClock(() => clock.now(), clock.speed),
    functionClock: { now: () => clock.now(), hold: () => pace.hold() },
    left: () => leftOf(simulator.ledger()),
    async close() {
      await Promise.all([simulator.close(), keyless?.aws.close()]);
    },
  };
}

/**
 * The cloud that a file with a type configuration leads to, or the clouds that one by types leads to.
 *
 * @param used the names of the types that are about to be used.
 * @throws UsageError if the file is missing, is no JSON object or has no configuration of a type, if one is keyless and there are no AWS
 *   credentials, or if one leads to this machine and nothing listens there.
 */
export async function openCloud(
  typeConfigurationFile: string,
  environment: NodeJS.ProcessEnv,
  used: Iterable<string>,
): Promise<Cloud> {
  const typeConfiguration = readJsonFile(typeConfigurationFile, 'type configuration');
  if (!isJsonObject(typeConfiguration)) {
    throw new UsageError(
      `${typeConfigurationFile}: a type configuration is a JSON object with RegionId and Credentials`,
    );
  }
  const configurations = configurationsOf(typeConfigurationFile, typeConfiguration, used);
  const isKeyless = configurations.some((one) => 'AssumeRoleWithOIDC' in one);
  const access = isKeyless ? awsAccess(typeConfigurationFile, environment) : {};
  const endpoints = configurations.map((one) => endpointsOf(one, typeConfigurationFile));
  for (const found of endpoints) {
    await refuseDeadEndpoints({ ...found, ...access.functionEnvironment }, [
      ...['--type-configuration', typeConfigurationFile],
      ...(isKeyless ? ['--keyless'] : []),
    ]);
  }
  const places = new Set(configurations.map(placeOf));
  return {
    isPersistent: true,
    place: `${[...places].join(' and ')} (type configuration ${typeConfigurationFile})`,
    typeConfiguration,
    ...access,
    clock: createClock(Date.now, 1),
    left: () => undefined,
    close: async () => undefined,
  };
}

function placeOf({ Endpoints: endpoints }: JsonObject): string {
  const ecs = isJsonObject(endpoints) ? endpoints.Ecs : undefined;
  if (ecs === undefined) return 'Alibaba Cloud';
  return isLoopback(ecs) ? `the simulator at ${ecs}` : `the Alibaba Cloud at ${ecs}`;
}

/**
 * What a keyless type configuration needs of AWS: the user's own credentials in the place of those of the handlers'
 * execution role, from the environment variables that all of AWS's tools know.
 */
function awsAccess(
  file: string,
  environment: NodeJS.ProcessEnv,
): Pick<Cloud, 'callerCredentials' | 'functionEnvironment'> {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId = '',
    AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
    AWS_SESSION_TOKEN: sessionToken = '',
    [AWS_STS_ENDPOINT]: endpoint,
  } = environment;
  if (accessKeyId === '' || secretAccessKey === '') {
    throw new UsageError(
      `${file}: AssumeRoleWithOIDC asks AWS STS for a token, and needs AWS credentials for it: set AWS_ACCESS_KEY_ID, ` +
        'AWS_SECRET_ACCESS_KEY and, for temporary credentials, AWS_SESSION_TOKEN ' +
        '(aws configure export-credentials --format env prints them)',
    );
  }
  return {
    callerCredentials: { accessKeyId, secretAccessKey, sessionToken },
    functionEnvironment: endpoint === undefined ? {} : { [AWS_STS_ENDPOINT]: endpoint },
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

/** Reads a file of text in UTF-8. @throws UsageError if it cannot be read or is none. */
export function readTextFile(file: string, kind: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const problem = fileProblem(error);
    throw new UsageError(problem === 'ENOENT' ? `${file}: no such ${kind}` : `${file}: cannot be read (${problem})`);
  }
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new UsageError(`${file}: this ${kind} is no text in UTF-8; save it as such`);
}
