import { makeCertificate } from '../common/http/certificate';
import { FaultQueue } from '../common/http/faults';
import { serve } from '../common/http/server';
import { type CloudOptions, recordOf, type StartedCloud, withDefaults } from '../common/start';
import { type Behaviour, defaultBehaviour } from './account/behaviour';
import type { Ledger } from './account/ledger';
import { publicRegions } from './account/regions';
import type { Seeds } from './account/seed-file';
import { builtInImages, builtInKeys } from './account/seeds';
import { builtInInstances, builtInSnapshots } from './account/source-seeds';
import { openAccount, type SimulatedAccount } from './api/open-account';
import { Authenticator } from './http/authentication';
import { publicFront } from './http/public-front';
import { type AlibabaCall, createService } from './http/service';

/** The resource groups of the account. The first is its default group. */
const builtInResourceGroups: readonly string[] = ['rg-acfmdefaultgroup', 'rg-acfmimages', 'rg-acfmarchive'];

/** What exists at the start by default. The keys that images name are added to it. */
const builtInSeeds: Required<Seeds> = {
  images: builtInImages,
  keys: builtInKeys,
  instances: builtInInstances,
  snapshots: builtInSnapshots,
};

/** How a simulator starts. Every value has a default. */
export interface AlibabaOptions extends CloudOptions<AlibabaCall>, Partial<Seeds> {
  /** By default, three fake groups. The first is the default group of the account. */
  readonly resourceGroups?: readonly string[];
  /** Differences from `defaultBehaviour`. */
  readonly behaviour?: Partial<Behaviour>;
}

/** An endpoint of ECS and STS for all regions on one local port. */
export interface AlibabaSimulator extends SimulatedAccount, StartedCloud<AlibabaCall> {
  /** Such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /** What is left in the account now. */
  ledger(): Ledger;
}

/**
 * Starts a simulator.
 *
 * @throws Error if a seed is not valid, or the error of listening, such as EADDRINUSE
 */
export async function startAlibabaSimulator(options: AlibabaOptions = {}): Promise<AlibabaSimulator> {
  const { host, port, clock, wallClock } = withDefaults(options);
  const { resourceGroups = builtInResourceGroups } = options;
  const behaviour: Behaviour = { ...defaultBehaviour, ...options.behaviour };
  const { account, keys, apis, ledger } = openAccount({
    ...{ behaviour, clock, regions: publicRegions, resourceGroups },
    ...{ seeds: options, builtIn: builtInSeeds },
  });
  const faults = new FaultQueue();
  const { calls, record } = recordOf(options);
  const authenticator = new Authenticator(keys);
  const latencyMs = () => behaviour.latencyMs;
  const front = publicFront(apis);
  const service = createService({ front, clock, authenticator, faults, wallClock, latencyMs, onCall: record });
  const certificate = options.https ? await makeCertificate() : undefined;
  const { url, close } = await serve(service, { host, port, certificate, clock });
  return {
    ...account,
    url,
    ca: certificate?.ca,
    calls,
    inject: (fault) => faults.inject(fault),
    clearFaults: () => faults.clear(),
    ledger: () => ledger(calls),
    close,
  };
}
