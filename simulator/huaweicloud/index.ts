import { createClock, type SimulatorClock } from '../common/clock';
import { makeCertificate } from '../common/http/certificate';
import { type Fault, FaultQueue } from '../common/http/faults';
import { serve } from '../common/http/server';
import { Account } from './account/account';
import { type Behaviour, defaultBehaviour } from './account/behaviour';
import { builtInSeeds } from './account/built-in';
import { type Ledger, ledgerOf } from './account/ledger';
import { settle } from './account/life';
import { addAgency, addEnterpriseProject, addKey, addSeed, addVault, type Seeds } from './account/seeds';
import { World } from './account/world';
import { Iam } from './api/access/iam';
import { ACCESS_KEY, KeyRing, SECRET_KEY } from './api/access/key-ring';
import { Authenticator } from './http/authentication';
import { createService, type HuaweiCall } from './http/service';

/** A key in the form of a type configuration. */
export interface HuaweiKey {
  readonly AccessKey: string;
  readonly SecretKey: string;
  readonly SecurityToken?: string;
}

/** How a simulator starts. Every value has a default. */
export interface HuaweiOptions extends Partial<Seeds> {
  /** By default 127.0.0.1. */
  readonly host?: string;
  /** By default 0: any free port. */
  readonly port?: number;
  /** Whether to serve HTTPS with a new certificate; by default, HTTP is served. */
  readonly https?: boolean;
  /** By default `createClock()`, which shows real time. */
  readonly clock?: SimulatorClock;
  /** Differences from `defaultBehaviour`. */
  readonly behaviour?: Partial<Behaviour>;
  /** Real milliseconds since 1970. The date of a request may be near this time or near the simulated time. */
  readonly wallClock?: () => number;
  /** Receives every request when it has ended. */
  readonly onCall?: (call: HuaweiCall) => void;
}

/** An endpoint of IMS, IAM, STS and EPS for all regions on one local port. */
export interface HuaweiSimulator {
  /** Such as `http://127.0.0.1:8082`. */
  readonly url: string;
  /** The certificate of the authority that clients must trust, in PEM; `undefined` if it serves HTTP. */
  readonly ca?: string;
  readonly clock: SimulatorClock;
  /** The long-lived key of the account. */
  readonly accessKey: HuaweiKey;
  /** The users, trust agencies and identity providers of the account. */
  readonly iam: Iam;
  /** A key of the account's IAM user with a security token. It expires by the simulated clock; by default after an hour. */
  temporaryKey(options?: { durationSeconds?: number }): Required<HuaweiKey>;
  /** Every request until now, in the order of their answers. */
  readonly calls: readonly HuaweiCall[];
  readonly world: World;
  /** Changes the behaviour from now on. */
  behave(change: Partial<Behaviour>): void;
  /** Adds a fault after those that are waiting. */
  inject(fault: Fault): void;
  clearFaults(): void;
  /** What is left in the account now. */
  ledger(): Ledger;
  /** Stops listening and closes all connections. */
  close(): Promise<void>;
}

/**
 * Starts a simulator.
 *
 * @throws Error if a seed is not valid, or the error of listening, such as EADDRINUSE
 */
export async function startHuaweiSimulator(options: HuaweiOptions = {}): Promise<HuaweiSimulator> {
  const { host = '127.0.0.1', port = 0, clock = createClock(), wallClock = Date.now } = options;
  const account = createAccount(options, clock.now());
  const keys = new KeyRing();
  const iam = new Iam();
  const faults = new FaultQueue();
  const calls: HuaweiCall[] = [];
  const onCall = (call: HuaweiCall): void => {
    calls.push(call);
    options.onCall?.(call);
  };
  const authenticator = new Authenticator(keys, account.behaviour);
  const service = createService({ cloud: { account, iam, keys }, clock, authenticator, faults, wallClock, onCall });
  const certificate = options.https ? await makeCertificate() : undefined;
  const { url, close } = await serve(service, { host, port, certificate, clock });
  return {
    ...{ url, clock, iam, calls, close, ca: certificate?.ca },
    accessKey: { AccessKey: ACCESS_KEY, SecretKey: SECRET_KEY },
    temporaryKey({ durationSeconds = 3600 } = {}) {
      const { id, secret, token } = keys.issue(clock.now() + durationSeconds * 1000);
      return { AccessKey: id, SecretKey: secret, SecurityToken: token };
    },
    world: new World(account, clock, { expireTokens: () => keys.expireAll() }),
    behave(change) {
      // The old behaviour applies until now.
      settle(account, clock.now());
      Object.assign(account.behaviour, change);
    },
    inject: (fault) => faults.inject(fault),
    clearFaults: () => faults.clear(),
    ledger() {
      settle(account, clock.now());
      return ledgerOf(account, calls);
    },
  };
}

function createAccount(options: HuaweiOptions, now: number): Account {
  const seeds: Seeds = { ...builtInSeeds, ...options };
  const account = new Account({ ...defaultBehaviour, ...options.behaviour });
  for (const seed of seeds.keys) addKey(account, seed);
  for (const seed of seeds.vaults) addVault(account, seed);
  for (const seed of seeds.agencies) addAgency(account, seed);
  for (const seed of seeds.enterpriseProjects) addEnterpriseProject(account, seed);
  for (const seed of seeds.images) addSeed(account, seed, now);
  return account;
}
