/** Where a client connects to, in the parts that the SDK's Config takes. */
export interface Endpoint {
  readonly protocol: 'http' | 'https';
  /** Host, port and path prefix, without a scheme: the SDK breaks on one. */
  readonly host: string;
}

/** Documented for every region (endpoint page of the ECS API, January 2026), unlike some entries of the SDK's built-in map. */
const PUBLIC_ECS_ENDPOINT = 'https://ecs.{region}.aliyuncs.com';

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Why `template` cannot be an endpoint, or `undefined` if it can; `{region}` stands for a region ID. */
export function endpointProblem(template: string): string | undefined {
  let url: URL;
  try {
    url = new URL(template.replaceAll('{region}', 'region'));
  } catch {
    return 'is not a URL';
  }
  const loopback = LOOPBACK.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    return 'must begin with https:// (http:// is taken for a loopback address only)';
  }
  if (url.username || url.password) return 'must not hold a user name or password';
  if (url.search || url.hash) return 'must not hold a query or fragment';
  if (url.pathname.length > 1 && !/^(\/[A-Za-z0-9_-]+)+\/?$/.test(url.pathname)) return 'has a path that is not plain';
  if (/[\\%\s]|\.\./.test(template)) return 'holds characters that no endpoint has';
  return undefined;
}

/** The endpoint of a region; `template` was checked with `endpointProblem`. */
export function endpointFor(regionId: string, template = PUBLIC_ECS_ENDPOINT): Endpoint {
  const url = new URL(template.replaceAll('{region}', regionId));
  return {
    protocol: url.protocol === 'http:' ? 'http' : 'https',
    host: url.host + url.pathname.replace(/\/$/, ''),
  };
}
