import { type CallSurroundings, makeCall } from '../calling/call';
import { type Endpoint, endpointFor } from '../calling/endpoint';
import { errorsAt } from '../calling/error-book';
import type { RetryPolicy } from '../calling/retry';
import { UnreadableAnswer } from '../calling/silence';
import { field } from '../calling/told';
import type { AccessKey } from '../keys/access-key';
import { type Facts, judgeSts } from '../keys/judge-sts';
import type { Session } from '../keys/session';
import { RpcClient } from './openapi';
import { ALIBABA_STS_ERRORS } from './sts-errors';

/** The form of an action that opens a session. Everything stands in the body: a URL comes into logs and error messages. */
export type SessionForm = { readonly [name: string]: string } & { readonly DurationSeconds: string };

/** What an action that opens a session answers, as far as it is read. */
interface SessionAnswer {
  readonly requestId: string;
  readonly key: AccessKey;
  /** Milliseconds since 1970, by the clock of STS. */
  readonly expiration: number;
}

const VERSION = '2015-04-01';
const PUBLIC_STS_ENDPOINT = 'https://sts.aliyuncs.com';
const RETRIES: RetryPolicy = { attempts: 4, attemptTimeout: 4_000, firstPause: 300, longestPause: 2_000 };

/** The endpoint of Alibaba Cloud's STS; `{region}` in a template stands for `regionId`. */
export function stsEndpoint(regionId: string, template: string = PUBLIC_STS_ENDPOINT): Endpoint {
  return endpointFor(regionId, template);
}

/**
 * Opens a session with AssumeRole, which is signed with a key, or AssumeRoleWithOIDC, which is not signed.
 *
 * One client for both on openapi-core, because the vendor's own (`@alicloud/sts20150401` 1.2.0, `@alicloud/credentials` 2.4.7) put the
 * token into the URL, or take it from a file only.
 *
 * @throws Failure
 */
export async function openSession(
  action: 'AssumeRole' | 'AssumeRoleWithOIDC',
  form: SessionForm,
  { endpoint, key, facts }: { endpoint: Endpoint; key?: AccessKey & { source: string }; facts: Facts },
  surroundings: CallSurroundings,
): Promise<Session> {
  const { now } = surroundings.runtime;
  const client = new RpcClient(endpoint, key);
  const name = { action, host: endpoint.host };
  const errors = errorsAt(`${endpoint.protocol}://${endpoint.host}`, ALIBABA_STS_ERRORS);
  let sentAt = now();
  const answer = await makeCall(
    {
      name,
      attempt: async (timeout) => {
        sentAt = now();
        return toSessionAnswer(await client.call({ action, version: VERSION, form }, timeout));
      },
      judge: (error) => judgeSts(error, name, errors, facts),
      policy: RETRIES,
    },
    surroundings,
  );
  // By our own clock where that is sooner: those of STS and of this machine need not agree.
  const expiresAt = Math.min(answer.expiration, sentAt + Number(form.DurationSeconds) * 1000);
  return { key: answer.key, expiresAt };
}

/** @throws UnreadableAnswer if it is not the answer that the API documents. */
function toSessionAnswer(answer: unknown): SessionAnswer {
  const body = field(answer, 'body');
  const credentials = field(body, 'Credentials');
  const text = (of: unknown, name: string): string => {
    const value = field(of, name);
    if (typeof value !== 'string' || value === '') throw new UnreadableAnswer(`STS: the answer has no ${name}`);
    return value;
  };
  const expiration = Date.parse(text(credentials, 'Expiration'));
  if (Number.isNaN(expiration)) throw new UnreadableAnswer('STS: the answer has no Expiration');
  return {
    requestId: text(body, 'RequestId'),
    key: {
      accessKeyId: text(credentials, 'AccessKeyId'),
      accessKeySecret: text(credentials, 'AccessKeySecret'),
      securityToken: text(credentials, 'SecurityToken'),
    },
    expiration,
  };
}
