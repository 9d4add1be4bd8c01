import { UnreadableAnswer } from '../../untrusted/unreadable-answer';
import type { CallSurroundings } from '../calling/call';
import type { ErrorBook } from '../calling/error-book';
import { field } from '../calling/told';
import type { AccessKey } from '../keys/access-key';
import type { Facts } from '../keys/judge-sts';
import { type OpenedSession, openSession as open } from '../keys/opening';
import type { Session } from '../keys/session';
import { requestIdIn } from './ecs-calls';

/** The form of an action that opens a session. Everything is in the body, because URLs occur in logs and error messages. */
export type SessionForm = { readonly [name: string]: string } & { readonly DurationSeconds: string };

/** The version of the API. */
export const STS_VERSION = '2015-04-01';

/** The actions that open a session. */
export type SessionAction = 'AssumeRole' | 'AssumeRoleWithOIDC';

/** The key that signs a request for a session, and the name of its source in the cloud's own clients. */
export type SigningKey = AccessKey & { readonly source: string };

/** Calls an STS. */
export interface StsCalls {
  /** The host, as messages name it. */
  readonly host: string;
  /** What a session depends on in addition to the authentication method. */
  readonly identity: unknown;
  readonly errors: ErrorBook;
  /** The longest time for one attempt, in milliseconds, if it is not the usual one. */
  readonly attemptTimeout?: number;
  /**
   * Makes one attempt, as in `Call`, signed if there is a key, and returns the body of the answer.
   *
   * @throws an error that the error book understands.
   */
  attempt(
    action: SessionAction,
    form: SessionForm,
    key: SigningKey | undefined,
    limit: { readonly timeout: number; readonly signal: AbortSignal },
  ): Promise<unknown>;
}

/**
 * Opens a session with AssumeRole, which is signed with a key, or with AssumeRoleWithOIDC, which is not signed.
 *
 * @throws Failure
 */
export function openSession(
  action: SessionAction,
  form: SessionForm,
  { sts, key, facts }: { readonly sts: StsCalls; readonly key?: SigningKey; readonly facts: Facts },
  surroundings: CallSurroundings,
): Promise<Session> {
  const { host, errors, attemptTimeout } = sts;
  return open(
    {
      name: { action, host },
      attempt: async (timeout, signal) => toOpenedSession(await sts.attempt(action, form, key, { timeout, signal })),
      durationSeconds: Number(form.DurationSeconds),
      facts: { method: action, ...facts },
      ...{ errors, attemptTimeout },
    },
    surroundings,
  );
}

/** @throws UnreadableAnswer if the body does not have the documented form. */
function toOpenedSession(body: unknown): OpenedSession {
  const credentials = field(body, 'Credentials');
  const id = requestIdIn(body);
  const textIn = (of: unknown, name: string): string => {
    const value = field(of, name);
    if (typeof value !== 'string' || value === '') throw new UnreadableAnswer(`it has no ${name}`, id);
    return value;
  };
  const requestId = textIn(body, 'RequestId');
  const expiration = Date.parse(textIn(credentials, 'Expiration'));
  if (Number.isNaN(expiration)) throw new UnreadableAnswer('its Expiration is not a time', id);
  return {
    requestId,
    key: {
      accessKeyId: textIn(credentials, 'AccessKeyId'),
      accessKeySecret: textIn(credentials, 'AccessKeySecret'),
      securityToken: textIn(credentials, 'SecurityToken'),
    },
    expiration,
  };
}
