import type { AccessKey } from '../keys/access-key';
import type { Product } from './endpoints';
import type { Gateway, GatewayKind } from './gateway';
import { encodedParameters, type Parameters, signatureOf } from './signature';

/** An action in a region, with its parameters. */
export interface Asked {
  readonly product: Product;
  readonly action: string;
  readonly version: string;
  readonly regionId: string;
  readonly parameters: Parameters;
}

/** What is needed to sign one request of an action. */
export interface Signing {
  readonly key: AccessKey;
  /** A value that is never used twice. */
  readonly nonce: string;
  /** The time in milliseconds since 1970. */
  readonly now: number;
}

/** A request without its endpoint. */
export interface GatewayRequest {
  /** Without its question mark; empty if all parameters are in the body. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Maybe = Readonly<Record<string, string | undefined>>;

/** What each kind of gateway gets in addition to the headers that all gateways read. */
const TOLD: Readonly<
  Record<GatewayKind, (asked: Asked, gateway: Gateway) => { readonly headers: Maybe; readonly parameters: Maybe }>
> = {
  POP: () => ({ headers: {}, parameters: {} }),
  // Releases differ in where they read organization and resource set: older ones read parameters, newer ones read headers.
  ASAPI: ({ product, regionId }, { organization, resourceSet }) => ({
    headers: {
      RegionId: regionId,
      'x-acs-request-version': 'v1',
      'x-acs-asapi-product': product,
      'x-ascm-product-name': product,
    },
    parameters: {
      Product: product,
      Department: organization,
      OrganizationId: organization,
      ResourceGroup: resourceSet,
    },
  }),
};

/** The gateways require it. Any text is accepted. */
const CALLER = 'TF-ApsaraStack';

/**
 * The request of an action (sources: both Terraform providers for Apsara Stack, the vendor's samples of its headers). The region is both in
 * the parameters and in a header, because it is not known which of them a gateway uses. The request contains the ID and the security token
 * of the key; the secret only signs it.
 */
export function requestOf(asked: Asked, gateway: Gateway, { key, nonce, now }: Signing): GatewayRequest {
  const { action, version, regionId } = asked;
  const own = TOLD[gateway.kind](asked, gateway);
  const unsigned = {
    ...asked.parameters,
    ...given(own.parameters),
    ...given({ SecurityToken: key.securityToken }),
    AccessKeyId: key.accessKeyId,
    Action: action,
    Format: 'JSON',
    RegionId: regionId,
    SignatureMethod: gateway.signatureMethod,
    SignatureNonce: nonce,
    SignatureVersion: '1.0',
    Timestamp: `${new Date(now).toISOString().slice(0, 19)}Z`,
    Version: version,
  };
  const signature = signatureOf('POST', unsigned, { secret: key.accessKeySecret, method: gateway.signatureMethod });
  const encoded = encodedParameters({ ...unsigned, Signature: signature });
  const [query, body] = gateway.parameters === 'QUERY' ? [encoded, ''] : ['', encoded];
  const headers = given({
    'user-agent': CALLER,
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
    'x-acs-regionid': regionId,
    'x-acs-organizationid': gateway.organization,
    'x-acs-resourcegroupid': gateway.resourceSet,
    'x-acs-caller-sdk-source': CALLER,
    ...own.headers,
  });
  return { query, headers, body };
}

/** The values that are not empty. */
function given(values: Maybe): Record<string, string> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** The size of a disk. 0 means that no size is set, because no disk has this size. */
const SIZE = /(^|\.)Size$/;

/**
 * The values of a request as parameters: lists and objects by number and name (`Tag.1.Key`), numbers and booleans as text. Empty values are
 * not sent unless `emptyToo` is set: a call that changes an image clears a text with an empty value.
 */
export function parametersOf(values: object, emptyToo = false): Parameters {
  const flat: [string, string][] = [];
  const add = (name: string, value: unknown): void => {
    if (value === undefined || value === null || (value === '' && !emptyToo)) return;
    if (typeof value !== 'object') {
      if (!(SIZE.test(name) && Number(value) === 0)) flat.push([name, String(value)]);
      return;
    }
    const entries = Array.isArray(value)
      ? value.map((entry: unknown, index) => [String(index + 1), entry] as const)
      : Object.entries(value);
    for (const [key, entry] of entries) add(name === '' ? key : `${name}.${key}`, entry);
  };
  add('', values);
  return Object.fromEntries(flat);
}
