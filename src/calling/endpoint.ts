/** Where a client connects to, in the parts that clients need. */
export interface Endpoint {
  readonly protocol: 'http' | 'https';
  /** Host, port and path prefix, without a scheme. */
  readonly host: string;
}

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The form of an endpoint: it contains nothing that a URL parser would remove, decode or read differently. */
const PLAIN = /^[a-z]+:\/\/(?<host>[a-z0-9{}.-]+|\[[0-9a-f:]+\])(?::[0-9]{1,5})?(?:\/[\w{}-]+)*\/?$/i;
const PLAIN_PATH = /^(?:\/[\w-]+)*\/?$/;

/** Matches `{region}` in the last two labels of a host, where it is not allowed: a region ID would choose who owns the domain. */
const REGION_IN_DOMAIN = /\{region\}[^.]*(?:\.[^.]*)?$/;

/** Where endpoints without TLS are accepted. `rule`: the text for a problem. */
export interface PlainHttp {
  readonly anywhere: boolean;
  readonly rule: string;
}

const LOOPBACK_ONLY: PlainHttp = { anywhere: false, rule: 'http:// is accepted only for loopback addresses' };

/** Why `template` cannot be an endpoint, or `undefined` if it can. `{region}` is a placeholder for a region ID. */
export function endpointProblem(template: string, plainHttp: PlainHttp = LOOPBACK_ONLY): string | undefined {
  const filled = template.replaceAll('{region}', 'region');
  if (!URL.canParse(filled)) return 'is not a URL such as https://host/path';
  const url = new URL(filled);
  const isPlainAccepted = plainHttp.anywhere || LOOPBACK.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isPlainAccepted)) {
    return `must begin with https:// (${plainHttp.rule})`;
  }
  if (url.username || url.password) return 'must not contain a user name or password';
  if (/[?#]/.test(template)) return 'must not contain a query or fragment';
  if (!PLAIN_PATH.test(url.pathname)) return 'has a path with characters that are not allowed';
  const { host } = PLAIN.exec(template)?.groups ?? {};
  if (host === undefined || /[{}]/.test(filled)) return 'contains characters that are not allowed in an endpoint';
  if (host.replaceAll('{region}', 'region').toLowerCase() !== url.hostname) {
    return 'must have a host name in ASCII, or an IP address in its usual notation';
  }
  if (REGION_IN_DOMAIN.test(host)) return 'must have {region} in front of a domain or in the path';
  return undefined;
}

/**
 * The address of an endpoint on the machine where the handlers run, such as a simulator; `undefined` for any other endpoint. `template` was
 * checked with `endpointProblem`.
 */
export function loopbackUrl(template: string): string | undefined {
  const url = new URL(template.replaceAll('{region}', 'region'));
  return LOOPBACK.test(url.hostname) ? url.origin : undefined;
}

/**
 * The endpoint of a region. `template` was checked with `endpointProblem`.
 *
 * @throws RangeError if `regionId` is not a region ID: it becomes part of the host that signed requests are sent to.
 */
export function endpointFor(regionId: string, template: string): Endpoint {
  if (!/^[\w-]+$/.test(regionId)) throw new RangeError(`"${regionId}" is not a region ID`);
  const url = new URL(template.replaceAll('{region}', regionId));
  return {
    protocol: url.protocol === 'http:' ? 'http' : 'https',
    host: url.host + url.pathname.replace(/\/$/, ''),
  };
}
