import { signatureOf } from '../../simulator/huaweicloud/http/signature';
import { type HuaweiKey, type HuaweiOptions, type HuaweiSimulator, startHuaweiSimulator } from '../../simulator/index';
import { running } from '../support/running';
import { send, withoutUndefined } from './support';

export const NORTH = 'cn-north-4';
export const EAST = 'cn-east-3';
/** A 40 GB image of the built-in ones, in NORTH. */
export const GOLDEN = '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c';
export const MISSING = '00000000-0000-4000-a000-000000000000';

const simulators = running(startHuaweiSimulator);

/** Starts a simulator whose clock stands still until it is turned; `stopHuawei` ends it. */
export const startHuawei = (options: HuaweiOptions = {}): Promise<HuaweiSimulator> => simulators.start(options);
export const stopHuawei = simulators.stop;

/** An image as lists show it, as far as the tests look at it. */
export interface WireImage {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly [member: string]: unknown;
}

/** The fields of all answers together; which of them are there depends on the call. */
export interface HuaweiBody {
  readonly job_id?: string;
  readonly status?: string;
  readonly error_code?: string | null;
  readonly error_msg?: string;
  readonly request_id?: string;
  readonly fail_reason?: string | null;
  readonly error?: { readonly code: string | number; readonly message: string; readonly title?: string };
  readonly entities?: Readonly<Record<string, unknown>>;
  readonly images?: readonly WireImage[];
  readonly page_info?: { readonly next_marker: string | null };
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
  readonly resources?: readonly { readonly resource_id: string; readonly tags: readonly object[] }[];
  readonly total_count?: number;
  readonly projects?: readonly { readonly id: string; readonly name: string }[];
  readonly credentials?: Readonly<Record<string, string>>;
  readonly credential?: Readonly<Record<string, string>>;
  readonly [member: string]: unknown;
}

export interface HuaweiAnswer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
  readonly body: HuaweiBody;
}

/** What of a request is not as usual; headers that are undefined are left out. */
export interface CallOptions {
  readonly region?: string;
  readonly body?: unknown;
  readonly key?: HuaweiKey;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Names of headers that are not signed. */
  readonly unsigned?: readonly string[];
  /** Put over the headers after signing. */
  readonly afterSigning?: Readonly<Record<string, string | undefined>>;
}

/** A date as the signature wants it. */
export const sdkDate = (ms = Date.now()): string => `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** Sends one signed request, such as `GET /v2/cloudimages?limit=1`; `{project}` in the path is that of the region. */
export async function call(
  simulator: HuaweiSimulator,
  target: string,
  { region = NORTH, body, key = simulator.accessKey, headers = {}, ...more }: CallOptions = {},
): Promise<HuaweiAnswer> {
  const projectId = simulator.world.projectId(region) ?? '';
  const [method = '', wanted = ''] = target.split(/ (.*)/s);
  const [path = '', search = ''] = wanted.replace('{project}', projectId).split('?');
  const bytes = Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
  const present = withoutUndefined({
    host: new URL(simulator.url).host,
    'content-type': 'application/json',
    'x-project-id': projectId,
    'x-sdk-date': sdkDate(),
    'x-security-token': key.SecurityToken,
    ...headers,
  });
  const signed = Object.keys(present).filter((name) => !more.unsigned?.includes(name));
  const query = [...new URLSearchParams(search)];
  const signature = signatureOf({ method, path, query, headers: present, body: bytes }, signed.sort(), key.SecretKey);
  const authorization = `SDK-HMAC-SHA256 Access=${key.AccessKey}, SignedHeaders=${signed.join(';')}, Signature=${signature}`;
  // Node gives the body of a DELETE no length by itself.
  const length = bytes.length > 0 ? { 'content-length': String(bytes.length) } : {};
  const sent = withoutUndefined({ ...present, ...length, authorization, ...more.afterSigning });
  const answer = await send(simulator.url, method, search === '' ? path : `${path}?${search}`, sent, bytes);
  return { ...answer, body: parse(answer.text) };
}

function parse(text: string): HuaweiBody {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Status and code of an answer, for comparisons in one line. */
export function outcome({ status, body }: HuaweiAnswer): string {
  const code = body.error?.code ?? (status >= 400 ? body.error_code : undefined);
  return code === undefined || code === null ? String(status) : `${status} ${code}`;
}

/** The body of a copy in the region. */
export const inRegion = (more: object = {}) => ({ name: 'copy', description: '', ...more });

/** The body of a copy to EAST. */
export const toEast = (more: object = {}) => ({
  ...{ name: 'copy', description: '', region: EAST, project_name: EAST, agency_name: 'ims_copy_agency' },
  ...more,
});

/** Begins a copy across regions, or with another body a copy in the region. */
export function copy(
  simulator: HuaweiSimulator,
  body: object = toEast(),
  imageId: string = GOLDEN,
): Promise<HuaweiAnswer> {
  const kind = 'region' in body ? 'cross_region_copy' : 'copy';
  return call(simulator, `POST /v1/cloudimages/${imageId}/${kind}`, { body });
}

/** Begins a copy and returns the job. */
export async function begin(simulator: HuaweiSimulator, body?: object, imageId?: string): Promise<string> {
  const answer = await copy(simulator, body, imageId);
  if (answer.body.job_id === undefined) throw new Error(`the copy did not begin: ${answer.text}`);
  return answer.body.job_id;
}

/** Makes a copy from its beginning to its end, and returns its id. */
export async function made(simulator: HuaweiSimulator, body?: object, imageId?: string): Promise<string> {
  const jobId = await begin(simulator, body, imageId);
  simulator.clock.advance(hours(1));
  const { entities } = (await call(simulator, `GET /v1/cloudimages/job/${jobId}`)).body;
  return String(entities?.image_id);
}

/** What a list shows, by name, in its order. */
export async function listed(simulator: HuaweiSimulator, query: string, region = NORTH): Promise<string[]> {
  const { body } = await call(simulator, `GET /v2/cloudimages?${query}`, { region });
  return (body.images ?? []).map(({ name }) => name);
}

/** The image of an id as a list shows it. */
export async function shown(
  simulator: HuaweiSimulator,
  imageId: string,
  region = EAST,
): Promise<WireImage | undefined> {
  const { body } = await call(simulator, `GET /v2/cloudimages?id=${imageId}`, { region });
  return body.images?.[0];
}

/** The id of a built-in image of a name. */
export function idOf(simulator: HuaweiSimulator, name: string, region = NORTH): string {
  const image = simulator.world.images(region).find((one) => one.name === name);
  if (!image) throw new Error(`there is no ${name} in ${region}`);
  return image.imageId;
}

export const seconds = (count: number): number => count * 1000;
export const hours = (count: number): number => count * 3_600_000;
