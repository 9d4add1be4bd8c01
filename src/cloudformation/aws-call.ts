import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { readAnswer } from '../../untrusted/body';
import { type AwsCredentials, signedHeaders } from './aws-signature';

/** The services that are called, by their names in endpoints and signatures. */
export type AwsService = 'logs' | 'monitoring' | 'sts';

/** The URL of a service in a region. */
export type AwsEndpoint = (service: AwsService, region: string) => string;

/** A call to a service. */
export interface AwsCall {
  readonly service: AwsService;
  readonly region: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What every call needs. */
export interface AwsAccess {
  readonly credentials: AwsCredentials;
  readonly endpoint: AwsEndpoint;
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** An answer that is not a success. `code`: AWS's error code or, if it has none, the HTTP status. The message is the unchanged answer. */
export class AwsError extends Error {
  override readonly name = 'AwsError';

  constructor(
    readonly code: string,
    message: string,
    readonly statusCode?: number,
  ) {
    super(message);
  }
}

/** The form of a region. It comes with the event, and becomes part of a signed header and of the host name to which the request is sent. */
const REGION = /^[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}$/;

/** The DNS suffixes of the AWS partitions that are not under amazonaws.com. GovCloud is under it. */
const SUFFIXES: readonly (readonly [region: RegExp, suffix: string])[] = [
  [/^cn-/, 'amazonaws.com.cn'],
  [/^eusc-/, 'amazonaws.eu'],
  [/^us-iso-/, 'c2s.ic.gov'],
  [/^us-isob-/, 'sc2s.sgov.gov'],
  [/^us-isof-/, 'csp.hci.ic.gov'],
  [/^eu-isoe-/, 'cloud.adc-e.uk'],
];

/**
 * The longest body of an answer, in bytes. The longest valid answer contains a token of some kilobytes. Two answers are read at a time,
 * within the time limit of the delivery.
 */
const LONGEST_ANSWER = 1024 * 1024;

/** AWS's own endpoints. */
export const publicEndpoint: AwsEndpoint = (service, region) => {
  const [, suffix] = SUFFIXES.find(([pattern]) => pattern.test(region)) ?? [];
  return `https://${service}.${region}.${suffix ?? 'amazonaws.com'}`;
};

/**
 * Makes a call and returns the body of a successful answer.
 *
 * @throws RangeError if `region` is not a region; AwsError, BodyTooLong, the error of the network, or the signal's AbortError.
 */
export async function callAws(
  { service, region, headers, body }: AwsCall,
  { credentials, endpoint, now, signal }: AwsAccess,
): Promise<string> {
  if (!REGION.test(region)) throw new RangeError(`"${region}" is not an AWS region`);
  const url = new URL('/', endpoint(service, region));
  const signed = signedHeaders({ host: url.host, headers, body, service, region }, credentials, now());
  const { request } = url.protocol === 'http:' ? http : https;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    // There is no agent, so no connection is kept: AWS closes it while Lambda is frozen, and the call of the next invocation would fail.
    request(url, { method: 'POST', headers: signed, agent: false, signal }, resolve).on('error', reject).end(body);
  });
  const text = (await readAnswer(response, LONGEST_ANSWER)).toString('utf8');
  if (response.statusCode === 200) return text;
  throw new AwsError(codeOf(text) ?? `HTTP ${response.statusCode}`, text, response.statusCode);
}

/** The error code of an answer in JSON (CloudWatch Logs) or XML (CloudWatch, STS). */
function codeOf(text: string): string | undefined {
  const [, json, xml] = /"__type"\s*:\s*"(?:[^"#]*#)?(\w+)|<Code>(\w+)<\/Code>/.exec(text) ?? [];
  return json ?? xml;
}
