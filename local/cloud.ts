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

/** What is left in all clouds together and, if there are several, in each by its title. */
export interface LeftInClouds extends Left {
  readonly clouds?: Readonly<Record<string, Left>>;
}

/** The cloud of a deployment. */
export interface Cloud {
  /** Whether it still exists when this program ends. */
  readonly isPersistent: boolean;
  /** The place of the cloud, for people. */
  readonly place: string;
  /** How its handlers reach it: one type configuration for all types, or one by the name of each type. */
  readonly typeConfiguration: JsonObject;
  readonly clock: Clock;
  /** The credentials that the handlers get from CloudFormation; by default, fake ones. */
  readonly callerCredentials?: JsonObject;
  /** Environment variables of the function, in addition to those of a Lambda function. */
  readonly functionEnvironment?: Readonly<Record<string, string>>;
  /** The clock that the function's `Date` follows; `undefined`: it shows real time. */
  readonly functionClock?: FunctionClock;
  /** What is left in the cloud; `undefined` if this is not known. */
  left(): LeftInClouds | undefined;
  close(): Promise<void>;
}

/** The environment variable that sets another endpoint of STS for AWS's own tools. */
export const AWS_STS_ENDPOINT = 'AWS_ENDPOINT_URL_STS';

/**
 * The cloud or clouds that a file with type configurations leads to.
 *
 * @param used the names of the types that will be used.
 * @throws UsageError if the file is missing, is not a JSON object or has no configuration for a type, if a configuration is keyless and
 * there are no AWS credentials, or if one leads to this machine and nothing listens there.
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

/** The same cloud, as its file describes it, even if it cannot be reached. @throws UsageError if the file is not valid. */
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

/** The authentication method with a token of AWS STS, if a configuration has one. */
function webIdentityOf({ configuration }: Configured): string[] {
  return Object.values(CLOUDS).flatMap(({ webIdentity }) =>
    webIdentity !== undefined && webIdentity in configuration ? [webIdentity] : [],
  );
}

/**
 * The addresses that handlers with a configuration call. `undefined` means one that the configuration does not set, so the vendor's own.
 */
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
 * What a keyless type configuration needs from AWS: the user's own credentials replace those of the handlers' execution role. They come
 * from the environment variables that all of AWS's tools use.
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
