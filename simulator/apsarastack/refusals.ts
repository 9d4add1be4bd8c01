import { EcsError } from '../alibaba/api/errors';
import type { GatewayForm, RequiredHeader } from './behaviour';
import type { GatewayRequest } from './request';

/** How a kind of gateway refuses something. `%s` is a placeholder for the value that was sent. */
interface Row {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/**
 * The ASAPI gateway's own errors have codes of this form and HTTP status 500. This is known from an audit log with a refused access key.
 * The words in the middle of all other codes are assumed.
 */
const asapi = (what: string, message: string): Row => ({
  status: 500,
  code: `asapi.server.request.parameter.${what}.error`,
  message,
});

/** The codes of a POP gateway are similar to those of ECS. The codes for tenants are assumed. */
const pop = (status: number, code: string, message: string): Row => ({ status, code, message });

const missing = (name: string, what: string): Readonly<Record<GatewayForm, Row>> => ({
  POP: pop(400, `Missing${name}`, `${name} is mandatory for this action.`),
  ASAPI: asapi(what, `The parameter ${what} is missing in the request.`),
});

const REFUSALS = {
  organizationMissing: missing('OrganizationId', 'organizationid'),
  organizationNotFound: {
    POP: pop(404, 'InvalidOrganizationId.NotFound', 'The specified organization %s does not exist.'),
    ASAPI: asapi('organizationid', 'The specified organization (%s) is invalid.'),
  },
  resourceSetMissing: missing('ResourceGroup', 'resourcegroupid'),
  resourceSetNotFound: {
    POP: pop(404, 'InvalidResourceSetId.NotFound', 'The specified resource set %s does not exist.'),
    ASAPI: asapi('resourcegroupid', 'The specified resource set (%s) is invalid.'),
  },
  regionMissing: missing('RegionId', 'regionid'),
  callerMissing: missing('CallerSdkSource', 'callersdksource'),
  productMissing: missing('Product', 'product'),
  productNotFound: {
    POP: pop(404, 'InvalidProduct.NotFound', 'Cannot find product according to your specified domain.'),
    ASAPI: asapi('product', 'The specified product (%s) is invalid.'),
  },
  accessKey: {
    POP: pop(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.'),
    ASAPI: asapi('accesskeyid', 'The specified AccessKey ID (%s) is invalid. Details: (The Access Key is not found.).'),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<GatewayForm, Row>>>>;

/** The headers that may be required, and the error of the gateway if they are missing. */
export const HEADER_REFUSALS: Readonly<Record<RequiredHeader, keyof typeof REFUSALS>> = {
  'x-acs-regionid': 'regionMissing',
  'x-acs-organizationid': 'organizationMissing',
  'x-acs-resourcegroupid': 'resourceSetMissing',
  'x-acs-caller-sdk-source': 'callerMissing',
};

/** An error of the gateway itself, in the words of its kind. The caller must throw it. */
export function refusalOf({ form = 'POP' }: GatewayRequest, what: keyof typeof REFUSALS, sent = ''): EcsError {
  const { status, code, message } = REFUSALS[what][form];
  return new EcsError(status, code, message.replace('%s', sent));
}
