import { type AlibabaRequest, readAlibabaRequest } from '../alibaba/http/request';
import type { HttpRequest } from '../common/http/request';
import type { GatewayBehaviour, GatewayForm } from './behaviour';

/** A request to a gateway of Apsara Stack. `parameters` are those of the action, with the RegionId that counts. */
export interface GatewayRequest extends AlibabaRequest {
  /** `undefined` if its path belongs to no gateway. */
  readonly form: GatewayForm | undefined;
  /** The product in lower case; empty if it names none. */
  readonly product: string;
  /** The region in its headers, `x-acs-regionid` or `RegionId`; empty if they name none. */
  readonly headerRegionId: string;
  /** The ID of the organization; `undefined`: the caller's own. */
  readonly organizationId: string | undefined;
  readonly resourceSetId: string | undefined;
}

/** The names for the same value. The first that is sent counts. It is unknown which one counts if they differ. */
const PRODUCT = { headers: ['x-acs-asapi-product', 'x-ascm-product-name'], parameters: ['Product'] };
const REGION = { headers: ['x-acs-regionid', 'regionid'], parameters: [] };
const ORGANIZATION = { headers: ['x-acs-organizationid'], parameters: ['Department', 'OrganizationId'] };
const RESOURCE_SET = { headers: ['x-acs-resourcegroupid'], parameters: ['ResourceGroup'] };

type Sayings = Readonly<Record<'headers' | 'parameters', readonly string[]>>;

/** The headers of signature version 3, which is not supported here, so they have no effect. */
const UNHEARD = ['authorization', 'x-acs-action', 'x-acs-version'];

/** Reads a request like the gateways: the whole protocol is in parameters, and the tenant is in headers or parameters. */
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
