import { type AlibabaRequest, readAlibabaRequest } from '../alibaba/http/request';
import type { HttpRequest } from '../common/http/request';
import type { GatewayBehaviour, GatewayForm } from './behaviour';

/** A request to a gateway of Apsara Stack. Its `parameters` are those of the action, with the RegionId that counts. */
export interface GatewayRequest extends AlibabaRequest {
  /** Undefined: its path is that of no gateway. */
  readonly form: GatewayForm | undefined;
  /** The product that it names, in lower case; empty if it names none. */
  readonly product: string;
  /** The region of its headers, `x-acs-regionid` or `RegionId`; empty: of none. */
  readonly headerRegionId: string;
  /** The id of the organization; undefined: the caller's own. */
  readonly organizationId: string | undefined;
  readonly resourceSetId: string | undefined;
}

/** What says the same, the first that is there counts; which one does if they differ is unknown. */
const PRODUCT = { headers: ['x-acs-asapi-product', 'x-ascm-product-name'], parameters: ['Product'] };
const REGION = { headers: ['x-acs-regionid', 'regionid'], parameters: [] };
const ORGANIZATION = { headers: ['x-acs-organizationid'], parameters: ['Department', 'OrganizationId'] };
const RESOURCE_SET = { headers: ['x-acs-resourcegroupid'], parameters: ['ResourceGroup'] };

type Sayings = Readonly<Record<'headers' | 'parameters', readonly string[]>>;

/** Headers of signature version 3, which is not spoken here: they say nothing. */
const UNHEARD = ['authorization', 'x-acs-action', 'x-acs-version'];

/** Reads a request as the gateways do: all of the protocol is in parameters, and the tenant in headers or parameters. */
export function readGatewayRequest(message: HttpRequest, behaviour: Readonly<GatewayBehaviour>): GatewayRequest {
  const heard = Object.entries(message.headers).filter(([name]) => !UNHEARD.includes(name));
  const body = behaviour.bodyParameters === 'accepted' ? message.body : Buffer.alloc(0);
  const request = readAlibabaRequest({ ...message, headers: Object.fromEntries(heard), body });
  const said = ({ headers, parameters }: Sayings): string | undefined =>
    headers.map((name) => request.headers[name]).find((value) => value) ??
    parameters.map((name) => request.parameters[name]).find((value) => value);
  const headerRegionId = said(REGION) ?? '';
  const counts = behaviour.regionFrom === 'header' && headerRegionId !== '';
  return {
    ...request,
    parameters: counts ? { ...request.parameters, RegionId: headerRegionId } : request.parameters,
    form: formOf(request.path, behaviour),
    product: (said(PRODUCT) ?? '').toLowerCase(),
    headerRegionId,
    organizationId: said(ORGANIZATION),
    resourceSetId: said(RESOURCE_SET),
  };
}

function formOf(path: string, { asapiPaths }: Readonly<GatewayBehaviour>): GatewayForm | undefined {
  if (path === '/' || path === '') return 'POP';
  return asapiPaths.includes(path.replace(/\/$/, '')) ? 'ASAPI' : undefined;
}
