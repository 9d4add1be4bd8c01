import { switchesOf } from './alibaba/account/people';
import { readSeedFile, type Seeds } from './alibaba/account/seed-file';
import { builtInImages, type SeedImage } from './alibaba/account/seeds';
import { callLine, summary } from './alibaba/account/shown';
import type { PolicyDocument } from './alibaba/api/ram/policy';
import { readPolicyFile } from './alibaba/api/ram/policy-file';
import * as alibaba from './alibaba/console';
import { type AlibabaSimulator, startAlibabaSimulator } from './alibaba/index';
import { typeConfigurationOf } from './alibaba/type-configuration';
import type { GatewayForm } from './apsarastack/behaviour';
import * as apsarastack from './apsarastack/console';
import { type ApsaraStack, startApsaraStack } from './apsarastack/index';
import { readStackSeedFile, type StackSeeds } from './apsarastack/seed-file';
import { builtInSeeds } from './apsarastack/seeds';
import { typeConfigurationOf as apsaraConfigurationOf, type Reach } from './apsarastack/type-configuration';
import * as awsSts from './aws-sts/console';
import { createClock, type SimulatorClock } from './common/clock';
import type { TypeConfiguration } from './common/cloud';
import { endedLine, explain, type ServedCloud } from './common/console';
import { type ForwardProxy, startProxy } from './common/http/proxy';
import { serve } from './common/http/server';
import { createPeopleService, type Deed, type Switches, usageOf } from './common/people';
import { builtInSeeds as builtInHuaweiSeeds } from './huaweicloud/account/built-in';
import { type FileSeeds, readHuaweiSeedFile } from './huaweicloud/account/seed-file';
import * as huawei from './huaweicloud/console';
import { type HuaweiSimulator, startHuaweiSimulator } from './huaweicloud/index';
import { switchesOf as huaweiSwitchesOf } from './huaweicloud/people';
import { trustAwsTokens } from './huaweicloud/trust-aws';
import { type AgencyAccess, huaweiConfigurationOf } from './huaweicloud/type-configuration';
import { type Keyless, startKeyless } from './keyless';

/** The options of the clouds. Files are paths. Without a file, the built-in images or no policy are used. */
export interface CloudOptions {
  readonly port: number;
  /** Simulated seconds per real second. */
  readonly speed: number;
  readonly images?: string;
  readonly policy?: string;
  readonly instances?: boolean;
  /** Whether AWS STS is simulated too. */
  readonly keyless?: boolean;
  /** Whether Alibaba Cloud and Apsara Stack are served over HTTPS. */
  readonly https?: boolean;
  readonly huaweicloudImages?: string;
  readonly huaweicloudPort?: number;
  /** The port of the service for manual changes to images; by default, any free port. */
  readonly peoplePort?: number;
  /** What Apsara Stack contains at the start, its port, and the form of requests that its gateway needs. */
  readonly apsarastackImages?: string;
  readonly apsarastackPort?: number;
  readonly gateway?: GatewayForm;
  /** Whether the handlers reach Apsara Stack through a proxy. A text is `user:password`. */
  readonly proxy?: boolean | string;
}

/** The clouds that are running. */
export interface Clouds {
  /** The certificate of the authority that clients must trust, in PEM, if HTTPS is served. */
  readonly ca?: string;
  readonly served: readonly ServedCloud[];
  /** The type configurations for these clouds, by the names of the clouds in the list of types. */
  readonly typeConfigurations: Readonly<Record<string, TypeConfiguration>>;
}

/**
 * Starts every cloud. `print` receives a line for each request.
 *
 * @throws Error that names a file and the problem in it, or the error of listening, such as EADDRINUSE
 */
export async function startClouds(options: CloudOptions, print: (line: string) => void): Promise<Clouds> {
  const started: ServedCloud[] = [];
  try {
    return await startAll(options, print, started);
  } catch (error) {
    // An open server would keep the process alive.
    await Promise.all(started.map((cloud) => cloud.close()));
    throw error;
  }
}

/** @param started receives each server as soon as it listens */
async function startAll(options: CloudOptions, print: (line: string) => void, started: ServedCloud[]): Promise<Clouds> {
  const files = readFiles(options);
  const clock = createClock({ speed: options.speed });
  const { simulator, keyless } = await startAlibaba(options, files, clock, print);
  started.push(alibabaCloud(simulator, files.seeds.images, keyless), ...(keyless ? [awsCloud(keyless)] : []));
  const proxy = options.proxy ? await startUsersProxy(options.proxy) : undefined;
  const behindIt = proxy ? [proxyCloud(proxy)] : [];
  started.push(...behindIt);
  const reach: Reach = { form: options.gateway, proxy: proxy?.toUse };
  const stack = await startStack(options, files.apsaraSeeds, clock, print);
  started.push(apsaraCloud(stack, files.apsaraSeeds.images, reach));
  const huaweicloud = await startHuawei(options, files.huaweiSeeds, clock, print);
  const agency = keyless && trustAwsTokens(huaweicloud.iam, keyless.aws);
  const shownFirst = started.filter((cloud) => !behindIt.includes(cloud));
  const servedHuawei = huaweiCloud(huaweicloud, files.huaweiSeeds.images, agency);
  started.push(servedHuawei);
  const people = await startPeople(options, switchesIn(simulator, stack, huaweicloud), clock, print);
  return {
    ca: simulator.ca,
    served: [...shownFirst, ...behindIt, servedHuawei, people],
    typeConfigurations: {
      alibaba: typeConfigurationOf(simulator, keyless?.way),
      apsarastack: apsaraConfigurationOf(stack, reach),
      huaweicloud: huaweiConfigurationOf(huaweicloud, agency),
    },
  };
}

function switchesIn(
  simulator: AlibabaSimulator,
  stack: ApsaraStack,
  huaweicloud: HuaweiSimulator,
): readonly Switches[] {
  return [
    switchesOf('Alibaba Cloud', simulator.world),
    switchesOf('Apsara Stack', stack.world),
    huaweiSwitchesOf('Huawei Cloud', huaweicloud.world),
  ];
}

interface Files {
  readonly policy?: PolicyDocument;
  readonly seeds: Seeds;
  readonly apsaraSeeds: Seeds | StackSeeds;
  readonly huaweiSeeds: FileSeeds;
}

function readFiles({ policy, images, apsarastackImages, huaweicloudImages }: CloudOptions): Files {
  return {
    ...(policy !== undefined && { policy: readPolicyFile(policy) }),
    seeds: images === undefined ? { images: builtInImages } : readSeedFile(images),
    apsaraSeeds: apsarastackImages === undefined ? builtInSeeds : readStackSeedFile(apsarastackImages),
    huaweiSeeds: huaweicloudImages === undefined ? builtInHuaweiSeeds : readHuaweiSeedFile(huaweicloudImages),
  };
}

async function startAlibaba(
  options: CloudOptions,
  { policy, seeds }: Files,
  clock: SimulatorClock,
  print: (line: string) => void,
) {
  const simulator = await startAlibabaSimulator({
    port: options.port,
    https: options.https,
    ...seeds,
    clock,
    behaviour: { copiesInUse: options.instances === true },
    onCall: (call) => print(callLine(call)),
  });
  simulator.ram.setUserPolicy(policy);
  const keyless = options.keyless
    ? await startKeyless(simulator, { policy, onCall: (call) => print(awsSts.callLine(call)) })
    : undefined;
  return { simulator, keyless };
}

async function startStack(
  options: CloudOptions,
  seeds: Seeds | StackSeeds,
  clock: SimulatorClock,
  print: (line: string) => void,
): Promise<ApsaraStack> {
  try {
    return await startApsaraStack({
      ...{ port: options.apsarastackPort, https: options.https, ...seeds },
      clock,
      behaviour: { copiesInUse: options.instances === true },
      onCall: (call) => print(callLine(call)),
    });
  } catch (error) {
    throw new Error(explain(error, '--apsarastack-port'));
  }
}

async function startHuawei(
  { huaweicloudPort: port }: CloudOptions,
  seeds: FileSeeds,
  clock: SimulatorClock,
  print: (line: string) => void,
): Promise<HuaweiSimulator> {
  try {
    return await startHuaweiSimulator({ port, ...seeds, clock, onCall: (call) => print(huawei.callLine(call)) });
  } catch (error) {
    throw new Error(explain(error, '--huaweicloud-port'));
  }
}

/** Serves manual changes to the images of all clouds at a port of its own. */
async function startPeople(
  { peoplePort: port = 0 }: CloudOptions,
  clouds: readonly Switches[],
  clock: SimulatorClock,
  print: (line: string) => void,
): Promise<ServedCloud> {
  const onDeed = ({ what, answer: { status } }: Deed): void =>
    print(endedLine({ action: what, status, at: clock.now() }));
  try {
    const { url, close } = await serve(createPeopleService(clouds, onDeed), { host: '127.0.0.1', port });
    return { greeting: usageOf(url, clouds), summary: () => [], close };
  } catch (error) {
    throw new Error(explain(error, '--people-port'));
  }
}

/** A proxy, and its URL with user and password. */
interface UsersProxy {
  readonly proxy: ForwardProxy;
  readonly toUse: string;
}

async function startUsersProxy(option: true | string): Promise<UsersProxy> {
  if (option === true) {
    const proxy = await startProxy();
    return { proxy, toUse: proxy.url };
  }
  const [user = '', ...rest] = option.split(':');
  const users = { user, password: rest.join(':') };
  const proxy = await startProxy({ behaviour: { users } });
  const said = [users.user, users.password].map(encodeURIComponent).join(':');
  return { proxy, toUse: proxy.url.replace('://', `://${said}@`) };
}

function alibabaCloud(simulator: AlibabaSimulator, images: readonly SeedImage[], keyless?: Keyless): ServedCloud {
  return {
    greeting: alibaba.greeting(simulator, images, keyless?.way),
    summary: () => summary(simulator.ledger()),
    close: () => simulator.close(),
  };
}

function huaweiCloud(simulator: HuaweiSimulator, images: FileSeeds['images'], agency?: AgencyAccess): ServedCloud {
  return {
    greeting: huawei.greeting(simulator, images, agency),
    summary: () => huawei.summary(simulator.ledger()),
    close: () => simulator.close(),
  };
}

function apsaraCloud(stack: ApsaraStack, images: readonly SeedImage[], reach: Reach): ServedCloud {
  return {
    greeting: apsarastack.greeting(stack, images, reach),
    summary: () => apsarastack.summary(stack),
    close: () => stack.close(),
  };
}

function proxyCloud({ proxy }: UsersProxy): ServedCloud {
  return {
    greeting: [`A proxy on ${proxy.url}, which the type configuration of Apsara Stack uses.`],
    summary: () => [`Requests through the proxy: ${proxy.calls.length}`],
    close: () => proxy.close(),
  };
}

function awsCloud({ aws }: Keyless): ServedCloud {
  return {
    greeting: awsSts.greeting(aws),
    summary: () => awsSts.summary(aws),
    close: () => aws.close(),
  };
}
