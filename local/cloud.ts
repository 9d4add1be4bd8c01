import type { Left } from '../simulator/index';
import { type Clock, createClock, type FunctionClock } from './clock';
import { CLOUDS, factsOf, inWords, titleOf } from './clouds';
import { UsageError } from './errors';
import { isJsonList, isJsonObject, type JsonObject } from './json';
import { endpointsOf, isLoopback, refuseDeadEndpoints } from './reach';
import { readJsonFile } from './read-file';
import { sharedClock } from './shared-clock';
import { type Configured, configurationsOf } from './type-configuration';

export { counted, type Left, leftCounted } from '../simulator/index';

/** What is left in all clouds together, and in each by what people call it, where there are several. */
export interface LeftInClouds extends Left {
  readonly clouds?: Readonly<Record<string, Left>>;
}

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
  /** What the function finds in its environment in addition to what a Lambda has. */
  readonly functionEnvironment?: Readonly<Record<string, string>>;
  /** What the function's `Date` follows; undefined: it shows real time. */
  readonly functionClock?: FunctionClock;
  /** What is left in the cloud; undefined where it cannot be known. */
  left(): LeftInClouds | undefined;
  close(): Promise<void>;
}

/** The environment variable by which AWS's own tools are told of another endpoint of STS. */
export const AWS_STS_ENDPOINT = 'AWS_ENDPOINT_URL_STS';

/**
 * The cloud that a file with a type configuration leads to, or the clouds that one by types leads to.
 *
 * @param used the names of the types that are about to be used.
 * @throws UsageError if the file is missing, is not a JSON object or has no configuration of a type, if one is keyless and there are no AWS
 *   credentials, or if one leads to this machine and nothing listens there.
 */
export async function openCloud(file: string, environment: NodeJS.ProcessEnv, used: Iterable<string>): Promise<Cloud> {
  const { configurations, cloud } = readConfigurations(file, used);
  const [way] = configurations.flatMap(webIdentityOf);
  const access = way === undefined ? {} : awsAccess(file, way, environment);
  for (const { cloud: name, configuration } of configurations) {
    const endpoints = { ...endpointsOf(configuration, file), ...access.functionEnvironment };
    const options = ['--type-configuration', file, ...(way === undefined ? [] : ['--keyless'])];
    await refuseDeadEndpoints(endpoints, portOptionOf(name), options);
  }
  const awsSts = way === undefined ? [] : [access.functionEnvironment?.[AWS_STS_ENDPOINT]];
  return { ...cloud, ...access, ...(await sharedClock([...configurations.flatMap(addressesOf), ...awsSts])) };
}

/** The same cloud as far as its file says, whether it is there or not. @throws UsageError if the file is not in order. */
export function describedCloud(file: string, used: Iterable<string>): Cloud {
  return readConfigurations(file, used).cloud;
}

function readConfigurations(
  typeConfigurationFile: string,
  used: Iterable<string>,
): { readonly configurations: readonly Configured[]; readonly cloud: Cloud } {
  const typeConfiguration = readJsonFile(typeConfigurationFile, 'type configuration');
  if (!isJsonObject(typeConfiguration)) {
    throw new UsageError(
      `${typeConfigurationFile}: a type configuration is a JSON object, such as those in registration/type-configuration, or an object that ` +
        'has one for each type by its name',
    );
  }
  const configurations = configurationsOf(typeConfigurationFile, typeConfiguration, used);
  const places = inWords([...new Set(configurations.map(placeOf))]);
  return {
    configurations,
    cloud: {
      isPersistent: true,
      place: `${places} (type configuration ${typeConfigurationFile})`,
      typeConfiguration,
      clock: createClock(Date.now, 1),
      left: () => undefined,
      close: async () => undefined,
    },
  };
}

/** The way by which handlers come in with a token of AWS STS, if a configuration has one. */
function webIdentityOf({ configuration }: Configured): string[] {
  return Object.values(CLOUDS).flatMap(({ webIdentity }) =>
    webIdentity !== undefined && webIdentity in configuration ? [webIdentity] : [],
  );
}

/** The addresses that handlers with a configuration call; undefined is one that it does not name, and the vendor's own. */
function addressesOf({ cloud, configuration }: Configured): unknown[] {
  const services = cloud === undefined ? undefined : factsOf(cloud)?.services;
  if (services === undefined) return [undefined];
  const opensSession = Object.keys(configuration).some((name) => name.startsWith('Assume'));
  const called = [...services, ...(opensSession ? ['Sts'] : [])];
  const { Endpoints: everywhere, RegionEndpoints: byRegion } = configuration;
  const regions = isJsonList(byRegion) ? byRegion : [];
  return [everywhere, ...regions].flatMap((endpoints) =>
    called.map((service) => (isJsonObject(endpoints) ? endpoints[service] : undefined)),
  );
}

function portOptionOf(cloud: string | undefined): string {
  return (cloud === undefined ? undefined : factsOf(cloud)?.simulatorPort) ?? '--port';
}

function placeOf({ cloud, configuration: { Endpoints: endpoints } }: Configured): string {
  const member = cloud === undefined ? undefined : factsOf(cloud)?.endpoint;
  const endpoint = isJsonObject(endpoints) && member !== undefined ? endpoints[member] : undefined;
  const title = cloud === undefined ? 'the cloud' : titleOf(cloud);
  if (endpoint === undefined) return title;
  return isLoopback(endpoint) ? `the simulator at ${endpoint}` : `${title} at ${endpoint}`;
}

/**
 * What a keyless type configuration needs of AWS: the user's own credentials in the place of those of the handlers'
 * execution role, from the environment variables that all of AWS's tools know.
 */
function awsAccess(
  file: string,
  way: string,
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
      `${file}: ${way} gets a token from AWS STS, and needs AWS credentials for that: set AWS_ACCESS_KEY_ID, ` +
        'AWS_SECRET_ACCESS_KEY and, for temporary credentials, AWS_SESSION_TOKEN ' +
        '(aws configure export-credentials --format env prints them)',
    );
  }
  return {
    callerCredentials: { accessKeyId, secretAccessKey, sessionToken },
    functionEnvironment: endpoint === undefined ? {} : { [AWS_STS_ENDPOINT]: endpoint },
  };
}
