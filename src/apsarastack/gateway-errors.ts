import { type ErrorTable, extend } from '../calling/error-book';
import {
  accessDenied,
  deniedAnyway,
  generalServiceException,
  invalidCredentials,
  invalidRequest,
  invalidTypeConfiguration,
  networkFailure,
  notStabilized,
  outcome,
  repeated,
  type Verdict,
  type Verdicts,
} from '../calling/verdict';

const UNKNOWN_AUTHORITY = networkFailure(
  'Set CaCertificate in the type configuration to the certificate, in PEM, of the authority that signed the certificate of the endpoint.',
);
const NO_TLS = networkFailure(
  'The endpoint does not use TLS on this port: correct the port, or begin the endpoint with http:// and set AllowHttp: true.',
);
const UNKNOWN_HOST = repeated(
  networkFailure(
    'Correct the host in Endpoints or RegionEndpoints of the type configuration. If only the private network resolves it, set Proxy: the proxy resolves the name itself. Or make the name resolvable where the handlers run.',
  ),
);
const NOT_THIS_ENDPOINT = invalidTypeConfiguration(
  'Compare host, port and path in Endpoints and Gateway of the type configuration with the console (Uni-manager, OpenAPI Explorer).',
);

/** Faults between the handlers and a gateway. The codes are Node's own or those of `ProxyError`. */
const ON_THE_WAY: Verdicts = {
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  CERT_HAS_EXPIRED: networkFailure('Renew the certificate of the endpoint, and CaCertificate if that has expired.'),
  ERR_TLS_CERT_ALTNAME_INVALID: networkFailure(
    'In Endpoints, use the host that the certificate of the endpoint names, or give the endpoint a certificate for its host.',
  ),
  EPROTO: NO_TLS,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
  ENOTFOUND: UNKNOWN_HOST,
  EAI_AGAIN: UNKNOWN_HOST,
  'ProxyRefused: HTTP 407': invalidTypeConfiguration(
    'Correct the user and the password in Proxy of the type configuration: the proxy rejects them.',
  ),
  'ProxyRefused: HTTP 403': invalidTypeConfiguration(
    'Allow the proxy to connect to the host and port of the endpoint, or correct Proxy or Endpoints of the type configuration.',
  ),
  ProxyRefused: repeated(
    networkFailure(
      'The proxy answered, but did not connect to the endpoint: check in its log whether it can reach the host and port in Endpoints.',
    ),
  ),
  ProxyUnreachable: repeated(
    networkFailure(
      'Check Proxy in the type configuration, and that the proxy is reachable from the AWS network, where the handlers run.',
    ),
  ),
};

/** Each action of ECS has a row for this code, whose next step does not consider gateways. */
const UNKNOWN_REGION = 'InvalidRegionId.NotFound';
const NO_SUCH_REGION = invalidRequest(
  'Correct the region in the resource, the identifier or the type configuration. If it is correct, another gateway serves it: add the region to RegionEndpoints of the type configuration.',
);

/** An answer before the request is forwarded, with HTTP 500 (audit log of version 4 of the ASAPI gateway): nothing was carried out. */
export const refused = (verdict: Verdict): Verdict => ({ ...verdict, maybeDone: false });

/** The codes with which a gateway itself refuses a key, before it forwards the request. */
export const REFUSED_BY_GATEWAY = ['HTTP 401', 'asapi.server.request.parameter.accesskeyid.error'] as const;

const NOT_THIS_KEY = invalidCredentials('Correct AccessKeyId and AccessKeySecret in the type configuration.');

/** What a gateway may answer to any request. If an answer has no code, the row of its status applies. */
const EVERY_CALL: Verdicts = {
  ...ON_THE_WAY,
  'HTTP 401': NOT_THIS_KEY,
  'asapi.server.request.parameter.accesskeyid.error': refused(NOT_THIS_KEY),
  'HTTP 403': accessDenied(),
  'Forbidden.RiskControl': deniedAnyway('Ask the operator of the cloud why it blocks the account.'),
  'HTTP 404': NOT_THIS_ENDPOINT,
  'HTTP 405': NOT_THIS_ENDPOINT,
  'InvalidProduct.NotFound': NOT_THIS_ENDPOINT,
  'InvalidAction.NotFound': NOT_THIS_ENDPOINT,
  'InvalidApi.NotFound': NOT_THIS_ENDPOINT,
  'InvalidVersion.NotFound': NOT_THIS_ENDPOINT,
  'InvalidProtocol.NeedSsl': invalidTypeConfiguration(
    'Begin the endpoint in the type configuration with https://: the gateway accepts nothing else.',
  ),
  InvalidSignatureMethod: invalidTypeConfiguration(
    'Set SignatureMethod of the type configuration to the other value: the gateway rejects this one.',
  ),
  MissingAction: invalidTypeConfiguration(
    'Set Parameters: QUERY in the type configuration: the gateway does not read parameters in the body.',
  ),
  [UNKNOWN_REGION]: NO_SUCH_REGION,
  'asapiSuccess=false': generalServiceException(
    'The gateway gives no more details: report the request id to the operator of the cloud.',
  ),
};

const NO_SUCH_INSTANCE = invalidRequest('Correct InstanceId or RegionId: the instance must be in that region.');

/** Gateways that do not offer an action answer with these codes (the ASAPI path of a release may offer fewer than its POP gateway). */
const NOT_OFFERED = [
  'InvalidAction.NotFound',
  'InvalidAction',
  'InvalidApi.NotFound',
  'ApiNotFound',
  'InvalidVersion.NotFound',
  'UnsupportedOperation',
  'UnsupportedAction',
  'OperationNotSupported',
  'NotSupported',
  'HTTP 404',
  'HTTP 405',
  'HTTP 501',
] as const;

/** Whether a code says that the gateway does not offer the action. */
export function isNotOffered(code: string): boolean {
  return NOT_OFFERED.some((known) => known === code);
}

/** An image is started under a name that belongs to its request alone. */
const NAME_TAKEN: Verdicts = {
  'InvalidImageName.Duplicated': {
    ...notStabilized('An earlier attempt of this request already uses the name: wait until ECS shows its image.'),
    maybeDone: true,
  },
};

/** The errors of the gateways themselves, which have priority over those of ECS. */
export function gatewayTable(ofEcs: ErrorTable): ErrorTable {
  const actions = Object.keys(ofEcs).filter((action) => Object.hasOwn(ofEcs[action] ?? {}, UNKNOWN_REGION));
  const regions = Object.fromEntries(actions.map((action) => [action, { [UNKNOWN_REGION]: NO_SUCH_REGION }]));
  return extend(extend(ofEcs, regions), {
    '*': EVERY_CALL,
    CopyImage: NAME_TAKEN,
    CreateImage: {
      ...NAME_TAKEN,
      'Instance.Notfound': NO_SUCH_INSTANCE,
      'Forbidden.InstanceNotFound': NO_SUCH_INSTANCE,
    },
    CancelCopyImage: Object.fromEntries(NOT_OFFERED.map((code) => [code, outcome('refused')])),
  });
}
