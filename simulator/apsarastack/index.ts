import type { Ledger } from '../alibaba/account/ledger';
import type { Seeds } from '../alibaba/account/seed-file';
import { type OpenAccount, openAccount, type SimulatedAccount } from '../alibaba/api/open-account';
import { Authenticator } from '../alibaba/http/authentication';
import { type AlibabaCall, createService } from '../alibaba/http/service';
import { createClock, type SimulatorClock } from '../common/clock';
import { makeCertificate } from '../common/http/certificate';
import { type Fault, FaultQueue } from '../common/http/faults';
import { type RunningServer, serve } from '../common/http/server';
import type { Service } from '../common/http/service';
import { type ApsaraBehaviour, defaultApsaraBehaviour, type GatewayForm } from './behaviour';
import { type Gateway, gatewayFront, type Product } from './front';
import { builtInRegions, freeRegions } from './regions';
import type { GatewayRequest } from './request';
import { builtInSeeds } from './seeds';
import { builtInOrganizations, type Organization } from './tenancy';

/** How an Apsara Stack starts. Every value has a default. */
export interface ApsaraStackOptions extends Partial<Seeds> {
  /** By default 127.0.0.1. */
  readonly host?: string;
  /** The port of ECS in the first region; by default 0. The value 0 means any free port, which all other gateways have. */
  readonly port?: number;
  /** Whether to serve HTTPS with a new certificate of its own authority; by default, HTTP is served. */
  readonly https?: boolean;
  /** The names of the regions; by default, two fake ones. */
  readonly regions?: readonly string[];
  /** By default, two fake organizations. The caller belongs to the first. */
  readonly organizations?: readonly Organization[];
  /** By default `createClock()`, which shows real time. */
  readonly clock?: SimulatorClock;
  /** Differences from `defaultApsaraBehaviour`. */
  readonly behaviour?: Partial<ApsaraBehaviour>;
  /** Real milliseconds since 1970. The date of a request may be near this time or near the simulated time. */
  readonly wallClock?: () => number;
  /** Receives every request when it has ended. */
  readonly onCall?: (call: ApsaraCall) => void;
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
export interface ApsaraStack extends SimulatedAccount<ApsaraBehaviour> {
  readonly regions: readonly string[];
  readonly organizations: readonly Organization[];
  /** Such as `http://127.0.0.1:8080` or `http://127.0.0.1:8080/asapi/v3`. @throws Error if there is no such region */
  endpoint(of?: Endpoint): string;
  /** The certificate of the authority that clients must trust, in PEM; `undefined` if it serves HTTP. */
  readonly ca?: string;
  /** Every request until now, in the order of their answers. */
  readonly calls: readonly ApsaraCall[];
  /** Adds a fault after those that are waiting. */
  inject(fault: Fault): void;
  clearFaults(): void;
  /** What is left in the account now. */
  ledger(): Ledger;
  /** Stops listening and closes all connections. */
  close(): Promise<void>;
}

const PRODUCTS: readonly Product[] = ['ecs', 'sts'];

/**
 * Starts an Apsara Stack.
 *
 * @throws Error if a seed is not valid, or the error of listening, such as EADDRINUSE
 */
export async function startApsaraStack(options: ApsaraStackOptions = {}): Promise<ApsaraStack> {
  const { regions = builtInRegions, organizations = builtInOrganizations, clock = createClock() } = options;
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
  const calls: ApsaraCall[] = [];
  const certificate = options.https ? await makeCertificate() : undefined;
  const serviceOf = serviceMaker(options, { opened, behaviour, organizations, faults, calls });
  const { host = '127.0.0.1', port = 0 } = options;
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
  /** Grows with each request. */
  readonly calls: ApsaraCall[];
}

/** Creates the services of the gateways. A nonce is valid once for all of them. */
function serviceMaker({ wallClock = Date.now, onCall }: ApsaraStackOptions, shared: Shared) {
  const { opened, behaviour, organizations, faults, calls } = shared;
  const { account, apis, keys } = opened;
  const authenticator = new Authenticator(keys);
  const latencyMs = () => behaviour.latencyMs;
  return (gateway: Gateway): Service =>
    createService({
      ...{ clock: account.clock, authenticator, faults, wallClock, latencyMs },
      front: gatewayFront(gateway, { apis, organizations, behaviour }),
      onCall(alibabaCall, request) {
        const call = { ...alibabaCall, ...detailsOf(request), gateway };
        calls.push(call);
        onCall?.(call);
      },
    });
}

const placeOf = ({ regionId, product }: Gateway): string => `${product} ${regionId}`;

function detailsOf({ form, organizationId, resourceSetId, headerRegionId, headers }: GatewayRequest) {
  return { form, organizationId, resourceSetId, headerRegionId, headers };
}
