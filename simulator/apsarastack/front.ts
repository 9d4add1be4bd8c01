import type { ServedApi } from '../alibaba/api/api';
import { EcsError } from '../alibaba/api/errors';
import type { Front } from '../alibaba/http/front';
import { parameterProof } from '../alibaba/http/parameter-proof';
import type { GatewayBehaviour } from './behaviour';
import { envelopeOf } from './envelopes';
import { HEADER_REFUSALS, refusalOf } from './refusals';
import { type GatewayRequest, readGatewayRequest } from './request';
import { type Organization, tenantProblem } from './tenancy';

/** The products that have gateways. */
export type Product = 'ecs' | 'sts';

/** A gateway. As a POP gateway it serves one product; as an ASAPI gateway, under a path, it serves all products. */
export interface Gateway {
  readonly regionId: string;
  readonly product: Product;
}

/** The parts behind the gateways. */
export interface FrontParts {
  readonly apis: ReadonlyMap<string, ServedApi>;
  readonly organizations: readonly Organization[];
  readonly behaviour: Readonly<GatewayBehaviour>;
}

/** A gateway of Apsara Stack. */
export function gatewayFront(gateway: Gateway, { apis, organizations, behaviour }: FrontParts): Front<GatewayRequest> {
  const isOwnOnly = (): boolean => behaviour.gateways === 'onePerRegion';
  return {
    read: (message) => readGatewayRequest(message, behaviour),
    apiOf(request) {
      const served = apis.get(request.version);
      const product = request.form === 'ASAPI' ? request.product : gateway.product;
      return served?.product.toLowerCase() === product ? served : undefined;
    },
    endpointRegionOf: ({ headerRegionId }) => (isOwnOnly() ? gateway.regionId : headerRegionId),
    proofReaderOf: () => parameterProof(behaviour.signatureMethods),
    envelopeOf: (request) => envelopeOf(request, behaviour),
    noSuchAction: (request) => noSuchAction(request, behaviour),
    admit(request) {
      const { action, form, parameters } = request;
      if (form === undefined || !behaviour.forms.includes(form)) throw noSuchAction(request, behaviour);
      const missing = behaviour.requiredHeaders.find((name) => !request.headers[name]);
      if (missing !== undefined) throw refusalOf(request, HEADER_REFUSALS[missing]);
      if (form === 'ASAPI') checkProduct(request, apis);
      const regionId = parameters.RegionId ?? '';
      if (isOwnOnly() && regionId !== '' && regionId !== gateway.regionId) {
        throw EcsError.of(action, 'InvalidRegionId.NotFound');
      }
      if (behaviour.notOffered.includes(action)) throw noSuchAction(request, behaviour);
    },
    authorize(request) {
      const problem = tenantProblem(request, organizations);
      if (problem) throw problem;
    },
  };
}

/** One host serves all products, so a request must name its product. */
function checkProduct(request: GatewayRequest, apis: ReadonlyMap<string, ServedApi>): void {
  const { product } = request;
  if (product === '') throw refusalOf(request, 'productMissing');
  const isThere = [...apis.values()].some((served) => served.product.toLowerCase() === product);
  if (!isThere) throw refusalOf(request, 'productNotFound', product);
}

function noSuchAction(_: GatewayRequest, { notOfferedCode }: Readonly<GatewayBehaviour>): EcsError {
  return new EcsError(404, notOfferedCode, 'Specified api is not found, please check your url and method.');
}
