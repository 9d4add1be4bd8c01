import { ACCOUNT_ID, Cloud } from './alibaba/account/account';
import { type Behaviour, defaultBehaviour } from './alibaba/account/behaviour';
import { type Ledger, ledgerOf } from './alibaba/account/ledger';
import { settle } from './alibaba/account/life';
import { addSeed, addSeedKey, builtInImages, builtInKeys, type SeedImage, type SeedKey } from './alibaba/account/seeds';
import { World } from './alibaba/account/world';
import { type Ram, RamAccount } from './alibaba/api/ram/directory';
import { type AccessKey, KeyRing, type TemporaryKey } from './alibaba/api/ram/key-ring';
import { Authenticator } from './alibaba/http/authentication';
import { type Call, createService } from './alibaba/http/service';
import { createClock, type SimulatorClock } from './common/clock';
import { type Fault, FaultQueue } from './common/http/faults';
import { serve } from './common/http/server';

export type { Disk, ImageOwner, ImageStatus, SnapshotRecord } from './alibaba/account/account';
export {
  type Behaviour,
  type CopyOutcome,
  defaultBehaviour,
  type TokenMismatchCode,
} from './alibaba/account/behaviour';
export type { Ledger } from './alibaba/account/ledger';
export { readSeedFile, type Seeds } from './alibaba/account/seed-file';
export { builtInImages, builtInKeys, type SeedDisk, type SeedImage, type SeedKey } from './alibaba/account/seeds';
export type { ImageView } from './alibaba/account/view';
export type { World } from './alibaba/account/world';
export { allErrorEntries, type ErrorEntry, errorEntry, errorTable } from './alibaba/api/errors';
export type { NewRole, OidcProvider, Ram, Role } from './alibaba/api/ram/directory';
export { ACCESS_KEY_ID, ACCESS_KEY_SECRET, type AccessKey, type TemporaryKey } from './alibaba/api/ram/key-ring';
export type { PolicyDocument, PolicyStatement, TrustPolicy, TrustStatement } from './alibaba/api/ram/policy';
export type { Call } from './alibaba/http/service';
export {
  type AwsBehaviour,
  type AwsRoleKey,
  type AwsSts,
  type AwsStsCall,
  type AwsStsOptions,
  startAwsSts,
} from './aws-sts/index';
export { CANARIES, type CanaryKind, type FoundCanary, findCanaries } from './common/canaries';
export { type ClockOptions, createClock, type SimulatorClock } from './common/clock';
export type { Fault, FaultEffect, FaultError, FaultResponse, FaultScope } from './common/http/faults';
export { KEYLESS_AUDIENCE, KEYLESS_ROLE, type Keyless, startKeyless, trustAws, trustToken } from './keyless';

/** Resource groups of the account; the first is its default group. */
export const builtInResourceGroups: readonly string[] = ['rg-acfmdefaultgroup', 'rg-acfmimages', 'rg-acfmarchive'];

/** How a simulator starts. Every value has a default. */
export interface SimulatorOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Images that exist at the start, default `builtInImages`. */
  readonly images?: readonly SeedImage[];
  /** KMS keys that exist at the start, default `builtInKeys`; beside them those that `images` name. */
  readonly keys?: readonly SeedKey[];
  /** Default `builtInResourceGroups`. The first is the account's default group. */
  readonly resourceGroups?: readonly string[];
  /** Default `createClock()`: real time. */
  readonly clock?: SimulatorClock;
  /** What differs from `defaultBehaviour`. */
  readonly behaviour?: Partial<Behaviour>;
  /** Real milliseconds since 1970: request dates may be near this time or near the simulated one. */
  readonly wallClock?: () => number;
  /** Told every request at its end. */
  readonly onCall?: (call: Call) => void;
}

/** An endpoint of ECS and STS for all regions on one local port. */
export interface Simulator {
  /** Such as `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly clock: SimulatorClock;
  /** The account's long-lived key. */
  readonly accessKey: AccessKey;
  /** Users, roles and identity providers of the account. */
  readonly ram: Ram;
  /** A key of the account's RAM user with a security token, as from STS; expires by the simulated clock, default after an hour. */
  temporaryKey(options?: { durationSeconds?: number }): TemporaryKey;
  /** Every request so far, in order of their answers. */
  readonly calls: readonly Call[];
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
  const { host = '127.0.0.1', port = 0, clock = createClock(), wallClock = Date.now, onCall } = options;
  const cloud = new Cloud(
    { ...defaultBehaviour, ...options.behaviour },
    options.resourceGroups ?? builtInResourceGroups,
  );
  for (const seed of options.keys ?? builtInKeys) addSeedKey(cloud, seed);
  for (const seed of options.images ?? builtInImages) addSeed(cloud, seed, clock.now());
  const keys = new KeyRing();
  const ram = new RamAccount(String(ACCOUNT_ID));
  const faults = new FaultQueue();
  const calls: Call[] = [];
  const service = createService({
    cloud,
    account: ram,
    keys,
    clock,
    faults,
    wallClock,
    authenticator: new Authenticator(keys),
    onCall(call) {
      calls.push(call);
      onCall?.(call);
    },
  });
  const { url, close } = await serve(service, host, port);
  return {
    url,
    clock,
    accessKey: keys.longLived,
    ram,
    temporaryKey: ({ durationSeconds = 3600 } = {}) => keys.issue(clock.now() + durationSeconds * 1000),
    calls,
    world: new World(cloud, clock, keys),
    behave(change) {
      // Up to now the old behaviour holds; a longer queue may move at once under the new one.
      settle(cloud, clock.now());
      Object.assign(cloud.behaviour, change);
      settle(cloud, clock.now());
    },
    inject: (fault) => faults.inject(fault),
    clearFaults: () => faults.clear(),
    ledger() {
      settle(cloud, clock.now());
      return ledgerOf(cloud, calls);
    },
    close,
  };
}
