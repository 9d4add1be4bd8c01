import type { HttpRequest } from '../../common/http/request';
import { jsonIn } from '../../common/json-text';
import { isRegion } from '../account/regions';
import { type Meant, routeOf } from '../api/routes';

/** A request to one of the services of the port. */
export interface HuaweiRequest extends HttpRequest {
  /** The call of the request; `undefined` if there is no such call. */
  readonly meant: Meant | undefined;
  /** The region of the endpoint that received it; empty if neither host nor path contains it. */
  readonly endpointRegionId: string;
  /** The project in its path or in its header; empty if it names none. */
  readonly projectId: string;
  /** Whether path and header name different projects. */
  readonly isTorn: boolean;
}

/** The hosts in the vendor's SDK, such as `ims.cn-north-4.myhuaweicloud.com`. */
const REGIONAL_HOST = /^[a-z]+\.([a-z0-9-]+)\.[a-z0-9.-]+(?::\d+)?$/i;

/**
 * Reads a request. One port serves all regions. The region is in the host, in the path of an endpoint such as
 * `http://127.0.0.1:8080/cn-north-4`, or else it follows from the project.
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

/** The named values of a request: those of its path, its query, and the texts and numbers of its body. */
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
