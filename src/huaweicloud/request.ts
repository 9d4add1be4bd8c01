import type { Endpoint } from '../calling/endpoint';
import { exchange } from '../calling/exchange';
import { limited } from '../calling/limit';
import { percentEncoded } from '../calling/percent-encoding';
import type { Runtime } from '../failure/clock';
import type { Failure } from '../failure/failure';
import type { AccessKey } from '../keys/access-key';
import { decoded, type HuaweiAnswer } from './answers';
import type { Route } from './route';
import { encodedQuery, type Query, signedHeaders } from './signature';

/** What a call says. */
export interface Asked {
  /** The values of the places in the path. */
  readonly places?: Readonly<Record<string, string>>;
  readonly query?: Query;
  /** Sent as JSON; absent: the request has no body. */
  readonly body?: object;
  /** Hears of the failure in whose place an outcome is returned. */
  readonly onOutcome?: (failure: Failure) => void;
}

/** Who makes a call; without a key it is not signed. */
export interface Sender {
  readonly key?: AccessKey;
  /** The project of the region that the call goes to, for services that want one. */
  readonly projectId?: string;
  /** What else the request is made with that must not come into a message. */
  readonly secrets?: readonly string[];
}

const USER_AGENT = 'TF-HuaweiCloud';

/**
 * The longest body of an answer, in bytes. The longest valid one is a page of images: 500 with some sixty members, of which few are longer
 * than an id, are 1.5 MB.
 */
const LONGEST_ANSWER = 8 * 1024 * 1024;

/** What a place of a path may hold: nothing that a URL parser would take for something else. */
const PLACE = /^[\w-]+$/;

/** @throws RangeError if a place is empty or cannot be one: it would lead to another call. */
export function pathOf(template: string, places: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = places[name] ?? '';
    if (!PLACE.test(value)) throw new RangeError(`"${value}" cannot be ${name}`);
    return percentEncoded(value);
  });
}

/**
 * Makes one attempt of a call, of at most `timeout` milliseconds.
 *
 * @throws what the error books of this room tell: HuaweiError, UnreadableAnswer, NoAnswer, BodyTooLong or an error of the network.
 */
export async function attemptOf(
  { method, path }: Pick<Route<object>, 'method' | 'path'>,
  { places = {}, query = [], body }: Asked,
  { endpoint, sender, timeout, runtime }: Attempt,
): Promise<HuaweiAnswer> {
  const { key, projectId } = sender;
  const search = encodedQuery(query);
  const { protocol, host } = endpoint;
  const url = new URL(
    `${protocol}://${host}${pathOf(path, { ...(projectId && { project_id: projectId }), ...places })}`,
  );
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    host: url.host,
    ...(projectId !== undefined && { 'x-project-id': projectId }),
  };
  const unsigned = { method, path: url.pathname, query, headers, body: text };
  const signed = key ? signedHeaders(unsigned, key, runtime.now()) : headers;
  url.search = search;
  // Not signed: proxies may change them.
  const sent = { ...signed, 'user-agent': USER_AGENT, ...(text !== '' && { 'content-length': lengthOf(text) }) };
  const raw = { method, headers: sent, body: text };
  const send = (signal: AbortSignal) => exchange(url, raw, { most: LONGEST_ANSWER, signal });
  return decoded(await limited(timeout, runtime, send), secretsOf(sender));
}

/** Where an attempt goes, who makes it, and for how long. */
export interface Attempt {
  readonly endpoint: Endpoint;
  readonly sender: Sender;
  readonly timeout: number;
  readonly runtime: Runtime;
}

const lengthOf = (text: string): string => String(Buffer.byteLength(text));

function secretsOf({ key, secrets = [] }: Sender): string[] {
  return key ? [...secrets, key.accessKeyId, key.accessKeySecret, key.securityToken ?? ''] : [...secrets];
}
