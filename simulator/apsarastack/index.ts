import type { Ledger } from '../alibaba/account/ledger';
import type { Seeds } from '../alibaba/account/seed-file';
import { type OpenAccount, openAccount, type SimulatedAccount } from '../alibaba/api/open-account';
import { Authenticator } from '../alibaba/http/authentication';
import { type AlibabaCall, createService } from '../alibaba/http/service';
import { makeCertificate } from '../common/http/certificate';
import { FaultQueue } from '../common/http/faults';
import { type RunningServer, serve } from '../common/http/server';
import type { Service } from '../common/http/service';
import { type CloudOptions, recordOf, type StartedCloud, withDefaults } from '../common/start';
import { type ApsaraBehaviour, defaultApsaraBehaviour, type GatewayForm } from './behaviour';
import { type Gateway, gatewayFront, type Product } from './front';
import { builtInRegions, freeRegions } from './regions';
import type { GatewayRequest } from './request';
import { builtInSeeds } from './seeds';
import { builtInOrganizations, type Organization } from './tenancy';

/** How an Apsara Stack starts. Every value has a default. */
export interface ApsaraStackOptions extends CloudOptions<ApsaraCall>, Partial<Seeds> {
  /** The port of ECS in the first region; by default 0. The value 0 means any free port, which all other gateways have. */
  readonly port?: number;
  /** The names of the regions; by default, two fake ones. */
  readonly regions?: readonly string[];
  /** By default, two fake organizations. The caller belongs to the first. */
  readonly organizations?: readonly Organization[];
  /** Differences from `defaultApsaraBehaviour`. */
  readonly behaviour?: Partial<ApsaraBehaviour>;
}

/** A request that a gateway received. */
export interface ApsaraCall extends AlibabaCall, Pick<GatewayRequest, 'form' | 'organizationId' | 'resourceSetId'> {
  /** The gateway that received it. */
  readonly gateway: Gateway;
  /** The region in its headers; empty if they name none. */
  readonly headerRegionId: string;
  /** All headers, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The address of a service; by default, of ECS in the first region with POP. */
export interface Endpoint extends Partial<Gateway> {
  readonly form?: GatewayForm;
}

/** A private cloud. Each region has a gateway for ECS and one for STS, on ports of their own, in front of one account. */
export interface ApsaraStack extends SimulatedAccount<ApsaraBehaviour>, StartedCloud<ApsaraCall> {
  readonly regions: readonly string[];
  readonly organizations: readonly Organization[];
  /** Such as `http://127.0.0.1:8080` or `http://127.0.0.1:8080/asapi/v3`. @throws Error if there is no such region */
  endpoint(of?: Endpoint): string;
  /** What is left in the account now. */
  ledger(): Ledger;
}

const PRODUCTS: readonly Product[] = ['ecs', 'sts'];

/**
 * Starts an Apsara Stack.
 *
 * @throws Error if a seed is not valid, or the error of listening, such as EADDRINUSE
 */
export async function startApsaraStack(options: ApsaraStackOptions = {}): Promise<ApsaraStack> {
  const { host, port, clock, wallClock } = withDefaults(options);
  const { regions = builtInRegions, organizations = builtInOrganizations } = options;
  const behaviour: ApsaraBehaviour = { ...defaultApsaraBehaviour, ...options.behaviour };
  const servers = new Map<string, RunningServer>();
  const urlOf = ({ regionId = regions[0] ?? '', product = 'ecs' }: Partial<Gateway>): string => {
    const server = servers.get(placeOf({ regionId, product }));
    if (!server) throw new Error(`there is no gateway of ${product} in ${regionId}`);
    return server.url;
  };
  const opened = openAccount({
    ...{ behaviour, clock, seeds: options, builtIn: builtInSeeds },
    regions: freeRegions(regions, (regionId) => new URL(urlOf({ regionId })).host),
    resourceGroups: organizations.flatMap(({ resourceSets }) => resourceSets.map((set) => set.resourceGroupId)),
  });
  const faults = new FaultQueue();
  const { calls, record } = recordOf(options);
  const certificate = options.https ? await makeCertificate() : undefined;
  const serviceOf = serviceMaker({ opened, behaviour, organizations, faults, wallClock, record });
  for (const gateway of regions.flatMap((regionId) => PRODUCTS.map((product) => ({ regionId, product })))) {
    const place = { host, port: servers.size === 0 ? port : 0, certificate, clock };
    servers.set(placeOf(gateway), await serve(serviceOf(gateway), place));
  }
  return {
    ...opened.account,
    ...{ regions, organizations, ca: certificate?.ca, calls },
    // One host serves all products under a path.
    endpoint: ({ form = 'POP', regionId, product } = {}) =>
      form === 'POP' ? urlOf({ regionId, product }) : `${urlOf({ regionId })}${behaviour.asapiPaths[0]}`,
    inject: (fault) => faults.inject(fault),
    clearFaults: () => faults.clear(),
    ledger: () => opened.ledger(calls),
    close: async () => void (await Promise.all([...servers.values()].map((server) => server.close()))),
  };
}

/** The common parts of all gateways. */
interface Shared {
  readonly opened: OpenAccount<ApsaraBehaviour>;
  readonly behaviour: ApsaraBehaviour;
  readonly organizations: readonly Organization[];
  readonly faults: FaultQueue;
  readonly wallClock: () => number;
  readonly record: (call: ApsaraCall) => void;
}

/** Creates the services of the gateways. A nonce is valid once for all of them. */
function serviceMaker({ opened, behaviour, organizations, faults, wallClock, record }: Shared) {
  const { account, apis, keys } = opened;
  const authenticator = new Authenticator(keys);
  const latencyMs = () => behaviour.latencyMs;
  return (gateway: Gateway): Service =>
    createService({
      ...{ clock: account.clock, authenticator, faults, wallClock, latencyMs },
      front: gatewayFront(gateway, { apis, organizations, behaviour }),
      onCall: (call, request) => record({ ...call, ...detailsOf(request), gateway }),
    });
}

const placeOf = ({ regionId, product }: Gateway): string => `${product} ${regionId}`;

function detailsOf({ form, organizationId, resourceSetId, headerRegionId, headers }: GatewayRequest) {
  return { form, organizationId, resourceSetId, headerRegionId, headers };
}
