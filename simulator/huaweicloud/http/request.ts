import type { HttpRequest } from '../../common/http/request';
import { jsonIn } from '../../common/json-text';
import { isRegion } from '../account/regions';
import { type Meant, routeOf } from '../api/routes';

/** A request to one of the services of the port. */
export interface HuaweiRequest extends HttpRequest {
  /** The call that it means; undefined: there is none. */
  readonly meant: Meant | undefined;
  /** The region whose endpoint it came to; empty if neither host nor path tells. */
  readonly endpointRegionId: string;
  /** The project that it names, in its path or in its header; empty if it names none. */
  readonly projectId: string;
  /** Whether path and header name different ones. */
  readonly isTorn: boolean;
}

/** As the vendor's SDK lists them, such as `ims.cn-north-4.myhuaweicloud.com`. */
const REGIONAL_HOST = /^[a-z]+\.([a-z0-9-]+)\.[a-z0-9.-]+(?::\d+)?$/i;

/**
 * Reads a request. One port serves all regions: the host of a region tells its own, as does an endpoint such as
 * `http://127.0.0.1:8080/cn-north-4` in its path; else the project tells the region.
 */
export function readHuaweiRequest(request: HttpRequest): HuaweiRequest {
  const all = request.path.split('/').slice(1).map(decodeSegment);
  const [first = ''] = all;
  const prefix = isRegion(first) ? first : '';
  const segments = prefix === '' ? all : all.slice(1);
  const meant = routeOf(request.method, segments.at(-1) === '' ? segments.slice(0, -1) : segments);
  const [, ofHost = ''] = REGIONAL_HOST.exec(request.headers.host ?? '') ?? [];
  const { project_id: inPath = '' } = meant?.places ?? {};
  const inHeader = request.headers['x-project-id'] ?? '';
  return {
    ...request,
    meant,
    endpointRegionId: prefix || (isRegion(ofHost) ? ofHost : ''),
    projectId: inPath || inHeader,
    isTorn: inPath !== '' && inHeader !== '' && inPath !== inHeader,
  };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** What a request says by name: the places of its path, its query, and the texts and numbers of its body. */
export function parametersOf({ meant, query, body }: HuaweiRequest): Readonly<Record<string, string>> {
  return { ...meant?.places, ...Object.fromEntries(query), ...flat(body.toString('utf8')) };
}

function flat(text: string): Record<string, string> {
  const value = jsonIn(text);
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
  return Object.fromEntries(
    entries.map(([name, part]) => [name, typeof part === 'string' ? part : JSON.stringify(part)]),
  );
}
