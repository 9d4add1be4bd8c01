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
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** The port of the first region's ECS, default 0: any free port, as all others have. */
  readonly port?: number;
  /** Whether to serve HTTPS, with a certificate of an authority of its own that is made now; default false: HTTP. */
  readonly https?: boolean;
  /** The names of the regions, default two made-up ones. */
  readonly regions?: readonly string[];
  /** Default: two made-up ones. The caller belongs to the first. */
  readonly organizations?: readonly Organization[];
  /** Default `createClock()`: real time. */
  readonly clock?: SimulatorClock;
  /** What differs from `defaultApsaraBehaviour`. */
  readonly behaviour?: Partial<ApsaraBehaviour>;
  /** Real milliseconds since 1970: request dates may be near this time or near the simulated one. */
  readonly wallClock?: () => number;
  /** Told every request at its end. */
  readonly onCall?: (call: ApsaraCall) => void;
}

/** One request that a gateway received. */
export interface ApsaraCall extends AlibabaCall, Pick<GatewayRequest, 'form' | 'organizationId' | 'resourceSetId'> {
  /** The gateway that it came to. */
  readonly gateway: Gateway;
  /** The region of its headers; empty: of none. */
  readonly headerRegionId: string;
  /** All headers, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Where something is reached. By default it is ECS of the first region, by POP. */
export interface Endpoint extends Partial<Gateway> {
  readonly form?: GatewayForm;
}

/** A private cloud: for each region a gateway of ECS and one of STS, each on a port of its own, in front of one account. */
export interface ApsaraStack extends SimulatedAccount<ApsaraBehaviour> {
  readonly regions: readonly string[];
  readonly organizations: readonly Organization[];
  /** Such as `http://127.0.0.1:8080` or `http://127.0.0.1:8080/asapi/v3`. @throws Error if there is no such region */
  endpoint(of?: Endpoint): string;
  /** The certificate of the authority that clients have to trust, in PEM; undefined: it serves HTTP. */
  readonly ca?: string;
  /** Every request so far, in order of their answers. */
  readonly calls: readonly ApsaraCall[];
  /** Adds a fault behind those that are still to come. */
  inject(fault: Fault): void;
  clearFaults(): void;
  /** What is left in the account now. */
  ledger(): Ledger;
  /** Stops listening and cuts all connections. */
  close(): Promise<void>;
}

const PRODUCTS: readonly Product[] = ['ecs', 'sts'];

/**
 * Starts an Apsara Stack.
 *
 * @throws Error if a seed is impossible, or the error of listening, such as EADDRINUSE
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

/** What all gateways share. */
interface Shared {
  readonly opened: OpenAccount<ApsaraBehaviour>;
  readonly behaviour: ApsaraBehaviour;
  readonly organizations: readonly Organization[];
  readonly faults: FaultQueue;
  /** Grows with each request. */
  readonly calls: ApsaraCall[];
}

/** Makes the services of the gateways. A nonce is good for one of them. */
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
