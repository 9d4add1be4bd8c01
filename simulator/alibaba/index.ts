import { createClock, type SimulatorClock } from '../common/clock';
import { makeCertificate } from '../common/http/certificate';
import { type Fault, FaultQueue } from '../common/http/faults';
import { serve } from '../common/http/server';
import { ACCOUNT_ID, Account } from './account/account';
import { type Behaviour, defaultBehaviour } from './account/behaviour';
import { type Ledger, ledgerOf } from './account/ledger';
import { settle } from './account/life';
import { publicRegions } from './account/regions';
import { addSeed, addSeedKey, builtInImages, builtInKeys, type SeedImage, type SeedKey } from './account/seeds';
import {
  addSeedInstance,
  addSeedSnapshot,
  builtInInstances,
  builtInSnapshots,
  type SeedInstance,
  type SeedSnapshot,
} from './account/source-seeds';
import { World } from './account/world';
import { createEcs, ECS_VERSION } from './api/ecs/index';
import { errorEntry } from './api/errors';
import { type Ram, RamDirectory } from './api/ram/directory';
import { type AccessKey, KeyRing, type TemporaryKey } from './api/ram/key-ring';
import { createSts, STS_VERSION } from './api/sts/index';
import { Authenticator } from './http/authentication';
import { type AlibabaCall, createService, type ServedApi } from './http/service';

/** Resource groups of the account; the first is its default group. */
const builtInResourceGroups: readonly string[] = ['rg-acfmdefaultgroup', 'rg-acfmimages', 'rg-acfmarchive'];

/** How a simulator starts. Every value has a default. */
export interface SimulatorOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Whether to serve HTTPS, with a certificate that is made now; default false: HTTP. */
  readonly https?: boolean;
  /** Images that exist at the start, default `builtInImages`. */
  readonly images?: readonly SeedImage[];
  /** KMS keys that exist at the start, default `builtInKeys`; beside them those that `images` name. */
  readonly keys?: readonly SeedKey[];
  /** Instances that exist at the start, default `builtInInstances`. */
  readonly instances?: readonly SeedInstance[];
  /** Snapshots that users made before the start, default `builtInSnapshots`. */
  readonly snapshots?: readonly SeedSnapshot[];
  /** Default: three made-up ones. The first is the account's default group. */
  readonly resourceGroups?: readonly string[];
  /** Default `createClock()`: real time. */
  readonly clock?: SimulatorClock;
  /** What differs from `defaultBehaviour`. */
  readonly behaviour?: Partial<Behaviour>;
  /** Real milliseconds since 1970: request dates may be near this time or near the simulated one. */
  readonly wallClock?: () => number;
  /** Told every request at its end. */
  readonly onCall?: (call: AlibabaCall) => void;
}

/** An endpoint of ECS and STS for all regions on one local port. */
export interface Simulator {
  /** Such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /** The certificate of an authority that clients have to trust, in PEM; undefined: it serves HTTP. */
  readonly ca?: string;
  readonly clock: SimulatorClock;
  /** The account's long-lived key. */
  readonly accessKey: AccessKey;
  /** Users, roles and identity providers of the account. */
  readonly ram: Ram;
  /** A key of the account's RAM user with a security token, as from STS; expires by the simulated clock, default after an hour. */
  temporaryKey(options?: { durationSeconds?: number }): TemporaryKey;
  /** Every request so far, in order of their answers. */
  readonly calls: readonly AlibabaCall[];
  readonly world: World;
  /** Changes the behaviour from now on. */
  behave(change: Partial<Behaviour>): void;
  /** Adds a fault behind those that are still to come. */
  inject(fault: Fault): void;
  clearFaults(): void;
  /** What is left in the account now. */
  ledger(): Ledger;
  /** Stops listening and cuts all connections. */
  close(): Promise<void>;
}

/**
 * Starts a simulator.
 *
 * @throws Error if a seed is impossible, or the error of listening, such as EADDRINUSE
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = '127.0.0.1', port = 0, clock = createClock(), wallClock = Date.now } = options;
  const account = createAccount(options, clock.now());
  const keys = new KeyRing();
  const ram = new RamDirectory(String(ACCOUNT_ID));
  const faults = new FaultQueue();
  const calls: AlibabaCall[] = [];
  const onCall = (call: AlibabaCall): void => {
    calls.push(call);
    options.onCall?.(call);
  };
  const authenticator = new Authenticator(keys);
  const latencyMs = () => account.behaviour.latencyMs;
  const apis = createApis(account, ram, keys);
  const service = createService({ apis, clock, authenticator, faults, wallClock, latencyMs, onCall });
  const certificate = options.https ? await makeCertificate() : undefined;
  const { url, close } = await serve(service, { host, port, certificate });
  return {
    url,
    ca: certificate?.ca,
    clock,
    accessKey: keys.longLived,
    ram,
    temporaryKey: ({ durationSeconds = 3600 } = {}) => keys.issue(clock.now() + durationSeconds * 1000),
    calls,
    world: new World(account, clock, { checkCode: errorEntry, expireTokens: () => keys.expireAll() }),
    behave: (change) => behave(account, change, clock.now()),
    inject: (fault) => faults.inject(fault),
    clearFaults: () => faults.clear(),
    ledger() {
      settle(account, clock.now());
      return ledgerOf(account, calls);
    },
    close,
  };
}

function createAccount(options: SimulatorOptions, now: number): Account {
  const { resourceGroups = builtInResourceGroups, keys = builtInKeys, images = builtInImages } = options;
  const { instances = builtInInstances, snapshots = builtInSnapshots } = options;
  const account = new Account({ ...defaultBehaviour, ...options.behaviour }, publicRegions, resourceGroups);
  for (const seed of keys) addSeedKey(account, seed);
  for (const seed of images) addSeed(account, seed, now);
  for (const seed of instances) addSeedInstance(account, seed, now);
  for (const seed of snapshots) addSeedSnapshot(account, seed, now);
  return account;
}

function createApis(account: Account, ram: RamDirectory, keys: KeyRing): ReadonlyMap<string, ServedApi> {
  return new Map([
    [ECS_VERSION, { product: 'Ecs', api: createEcs(account, ram) }],
    [STS_VERSION, { product: 'Sts', api: createSts(ram, keys, account.behaviour) }],
  ]);
}

function behave(account: Account, change: Partial<Behaviour>, now: number): void {
  // Up to now the old behaviour holds; a longer queue may move at once under the new one.
  settle(account, now);
  Object.assign(account.behaviour, change);
  settle(account, now);
}
