import type { SimulatorClock } from '../../common/clock';
import { ACCOUNT_ID, Account } from '../account/account';
import type { Behaviour } from '../account/behaviour';
import { type Ledger, ledgerOf } from '../account/ledger';
import { settle } from '../account/life';
import type { Regions } from '../account/regions';
import type { Seeds } from '../account/seed-file';
import { addSeed, addSeedKey } from '../account/seeds';
import { addSeedInstance, addSeedSnapshot } from '../account/source-seeds';
import { World } from '../account/world';
import type { ServedApi } from './api';
import { createEcs, ECS_VERSION } from './ecs/index';
import { errorEntry } from './errors';
import { type Ram, RamDirectory } from './ram/directory';
import { type AccessKey, KeyRing, type TemporaryKey } from './ram/key-ring';
import { createSts, STS_VERSION } from './sts/index';

/** An account as tests and tools use it, without the APIs in front of it. */
export interface SimulatedAccount<B extends Behaviour = Behaviour> {
  readonly clock: SimulatorClock;
  /** The long-lived key of the account. */
  readonly accessKey: AccessKey;
  /** The users, roles and identity providers of the account. */
  readonly ram: Ram;
  /** A key of the RAM user with a security token, like one from STS. It expires by the simulated clock; by default after an hour. */
  temporaryKey(options?: { durationSeconds?: number }): TemporaryKey;
  readonly world: World;
  /** Changes the behaviour from now on. */
  behave(change: Partial<B>): void;
}

/** The initial parts of an account. */
export interface AccountParts<B extends Behaviour> {
  /** The object of this account alone: `behave` changes it. */
  readonly behaviour: B;
  readonly clock: SimulatorClock;
  readonly regions: Regions;
  /** What exists at the start. A missing list is that of `builtIn`. */
  readonly seeds: Partial<Seeds>;
  readonly builtIn: Required<Seeds>;
  /** The first is the account's default group. */
  readonly resourceGroups: readonly string[];
}

/** An account, and what a front for its clients needs. */
export interface OpenAccount<B extends Behaviour> {
  readonly account: SimulatedAccount<B>;
  readonly keys: KeyRing;
  /** Its APIs by their version. */
  readonly apis: ReadonlyMap<string, ServedApi>;
  /** What is left in the account now. */
  ledger(calls: readonly { readonly action: string }[]): Ledger;
}

/**
 * Opens an account with ECS and STS.
 *
 * @throws Error if a seed is not valid
 */
export function openAccount<B extends Behaviour>({ clock, behaviour, ...parts }: AccountParts<B>): OpenAccount<B> {
  const account = new Account(behaviour, parts.regions, parts.resourceGroups);
  addSeeds(account, parts, clock.now());
  const keys = new KeyRing();
  const ram = new RamDirectory(String(ACCOUNT_ID));
  const settled = () => settle(account, clock.now());
  return {
    account: {
      clock,
      accessKey: keys.longLived,
      ram,
      temporaryKey: ({ durationSeconds = 3600 } = {}) => keys.issue(clock.now() + durationSeconds * 1000),
      world: new World(account, clock, { checkCode: errorEntry, expireTokens: () => keys.expireAll() }),
      behave(change) {
        // The old behaviour applies until now. With the new one, a longer queue may move at once.
        settled();
        Object.assign(behaviour, change);
        settled();
      },
    },
    keys,
    apis: new Map([
      [ECS_VERSION, { product: 'Ecs', api: createEcs(account, ram) }],
      [STS_VERSION, { product: 'Sts', api: createSts(ram, keys, behaviour) }],
    ]),
    ledger(calls) {
      settled();
      return ledgerOf(account, calls);
    },
  };
}

function addSeeds(
  account: Account,
  { seeds, builtIn }: Pick<AccountParts<Behaviour>, 'seeds' | 'builtIn'>,
  now: number,
) {
  const { keys = builtIn.keys, images = builtIn.images } = seeds;
  const { instances = builtIn.instances, snapshots = builtIn.snapshots } = seeds;
  for (const seed of keys) addSeedKey(account, seed);
  for (const seed of images) addSeed(account, seed, now);
  for (const seed of instances) addSeedInstance(account, seed, now);
  for (const seed of snapshots) addSeedSnapshot(account, seed, now);
}
