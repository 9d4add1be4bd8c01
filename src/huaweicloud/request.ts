import { UnreadableAnswer } from '../../untrusted/unreadable-answer';
import type { Endpoint } from '../calling/endpoint';
import { exchange } from '../calling/exchange';
import { percentEncoded } from '../calling/percent-encoding';
import type { Runtime } from '../failure/clock';
import type { AccessKey } from '../keys/access-key';
import { decoded, type HuaweiAnswer } from './answers';
import type { Answered, Route } from './route';
import { encodedQuery, type Query, signedHeaders } from './signature';

/** The values of a call. */
export interface Asked {
  /** The values for the placeholders in the path. */
  readonly places?: Readonly<Record<string, string>>;
  readonly query?: Query;
  /** Sent as JSON. Absent if the request has no body. */
  readonly body?: object;
}

/** Who makes a call. Without a key the call is not signed. */
export interface Sender {
  readonly key?: AccessKey;
  /** The project of the region to which the call goes, for services that need one. */
  readonly projectId?: string;
  /** Other values of the request that must not be in a message. */
  readonly secrets?: readonly string[];
}

const USER_AGENT = 'TF-HuaweiCloud';

/**
 * The longest body of an answer, in bytes. The longest valid answer is a page with 500 images of some sixty members, of which few are
 * longer than an ID. It has 1.5 MB.
 */
const LONGEST_ANSWER = 8 * 1024 * 1024;

/** The form of a value in a path. It contains nothing that a URL parser would read differently. */
const PLACE = /^[\w-]+$/;

/** @throws RangeError if a value is empty or does not have the form of one: the path would lead to another call. */
export function pathOf(template: string, places: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = places[name] ?? '';
    if (!PLACE.test(value)) throw new RangeError(`"${value}" cannot be ${name}`);
    return percentEncoded(value);
  });
}

/**
 * Makes one attempt of a call, until the signal is aborted, and reads the answer.
 *
 * @throws what the error books of this room understand: RefusedAnswer, UnreadableAnswer, BodyTooLong or an error of the network; the
 * signal's AbortError.
 */
export async function attemptOf<Answer extends object>(
  { method, path, read }: Pick<Route<Answer>, 'method' | 'path' | 'read'>,
  { places = {}, query = [], body }: Asked,
  { endpoint, sender, signal, runtime }: Attempt,
): Promise<Answered<Answer>> {
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
  // These headers are not signed, because proxies may change them.
  const sent = { ...signed, 'user-agent': USER_AGENT, ...(text !== '' && { 'content-length': lengthOf(text) }) };
  const raw = { method, headers: sent, body: text };
  return contentOf(decoded(await exchange(url, raw, { most: LONGEST_ANSWER, signal }), secretsOf(sender)), read);
}

function contentOf<Answer extends object>(
  { body, requestId }: HuaweiAnswer,
  read: Route<Answer>['read'],
): Answered<Answer> {
  try {
    return { ...read(body, requestId), requestId };
  } catch (error) {
    throw error instanceof UnreadableAnswer ? new UnreadableAnswer(error.message, requestId) : error;
  }
}

/** Where an attempt goes, who makes it, and what ends it. */
export interface Attempt {
  readonly endpoint: Endpoint;
  readonly sender: Sender;
  readonly signal: AbortSignal;
  readonly runtime: Pick<Runtime, 'now'>;
}

const lengthOf = (text: string): string => String(Buffer.byteLength(text));

function secretsOf({ key, secrets = [] }: Sender): string[] {
  return key ? [...secrets, key.accessKeyId, key.accessKeySecret, key.securityToken ?? ''] : [...secrets];
}
