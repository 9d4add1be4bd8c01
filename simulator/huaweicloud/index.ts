import type { SimulatorClock } from '../common/clock';
import { makeCertificate } from '../common/http/certificate';
import { FaultQueue } from '../common/http/faults';
import { serve } from '../common/http/server';
import { type CloudOptions, recordOf, type StartedCloud, withDefaults } from '../common/start';
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
export interface HuaweiOptions extends CloudOptions<HuaweiCall>, Partial<Seeds> {
  /** Differences from `defaultBehaviour`. */
  readonly behaviour?: Partial<Behaviour>;
}

/** An endpoint of IMS, IAM, STS and EPS for all regions on one local port. */
export interface HuaweiSimulator extends StartedCloud<HuaweiCall> {
  /** Such as `http://127.0.0.1:8082`. */
  readonly url: string;
  readonly clock: SimulatorClock;
  /** The long-lived key of the account. */
  readonly accessKey: HuaweiKey;
  /** The users, trust agencies and identity providers of the account. */
  readonly iam: Iam;
  /** A key of the account's IAM user with a security token. It expires by the simulated clock; by default after an hour. */
  temporaryKey(options?: { durationSeconds?: number }): Required<HuaweiKey>;
  readonly world: World;
  /** Changes the behaviour from now on. */
  behave(change: Partial<Behaviour>): void;
  /** What is left in the account now. */
  ledger(): Ledger;
}

/**
 * Starts a simulator.
 *
 * @throws Error if a seed is not valid, or the error of listening, such as EADDRINUSE
 */
export async function startHuaweiSimulator(options: HuaweiOptions = {}): Promise<HuaweiSimulator> {
  const { host, port, clock, wallClock } = withDefaults(options);
  const account = createAccount(options, clock.now());
  const keys = new KeyRing();
  const iam = new Iam();
  const faults = new FaultQueue();
  const { calls, record } = recordOf(options);
  const authenticator = new Authenticator(keys, account.behaviour);
  const service = createService({
    cloud: { account, iam, keys },
    clock,
    authenticator,
    faults,
    wallClock,
    onCall: record,
  });
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
