import { type CallSurroundings, makeCall } from '../calling/call';
import type { ErrorBook } from '../calling/error-book';
import type { CallName } from '../calling/judge';
import type { RetryPolicy } from '../calling/retry';
import { Failure } from '../failure/failure';
import type { AccessKey } from './access-key';
import type { Caller } from './caller';
import { type Facts, judgeSts } from './judge-sts';
import type { Session } from './session';
import { type Claims, claimsOf, getWebIdentityToken } from './web-identity';

const RETRIES: RetryPolicy = { attempts: 4, attemptTimeout: 4_000, firstPause: 300, longestPause: 2_000 };
/** How long all calls to both STS may take together, in milliseconds; the rest of an invocation belongs to the service. */
const LONGEST_OPENING = 12_000;
/** How long a web identity token lives, in seconds: it is exchanged at once, AWS takes 60 at least, and clocks differ. */
const TOKEN_SECONDS = 120;

/** What an STS answers that opened a session. */
export interface OpenedSession {
  readonly requestId?: string;
  readonly key: AccessKey;
  /** Milliseconds since 1970, by the clock of that STS. */
  readonly expiration: number;
}

/** How a session is requested. */
export interface Opening {
  readonly name: CallName;
  readonly errors: ErrorBook;
  readonly facts: Facts;
  readonly durationSeconds: number;
  /** The longest that one attempt may take, in milliseconds, where that is not the usual time. */
  readonly attemptTimeout?: number;
  /** Makes one attempt of at most so many milliseconds. */
  readonly attempt: (timeout: number) => Promise<OpenedSession>;
}

/**
 * Opens a session.
 *
 * @throws Failure
 */
export async function openSession(
  { name, errors, facts, durationSeconds, attemptTimeout = RETRIES.attemptTimeout, attempt }: Opening,
  surroundings: CallSurroundings,
): Promise<Session> {
  const { now } = surroundings.runtime;
  let sentAt = now();
  const answer = await makeCall(
    {
      name,
      attempt: (timeout) => {
        sentAt = now();
        return attempt(timeout);
      },
      judge: (error) => judgeSts(error, name, errors, facts),
      policy: { ...RETRIES, attemptTimeout },
    },
    surroundings,
  );
  // By our own clock where that is sooner: those of the STS and of this machine need not agree.
  return { key: answer.key, expiresAt: Math.min(answer.expiration, sentAt + durationSeconds * 1000) };
}

/** The surroundings of the calls that open a session. */
export function whileOpening(surroundings: CallSurroundings): CallSurroundings {
  const { deadline, runtime } = surroundings;
  return { ...surroundings, deadline: Math.min(deadline, runtime.now() + LONGEST_OPENING) };
}

/**
 * Gets the web identity token that an authentication method exchanges at once, and what it says of itself. `method`: the object of the type
 * configuration that names the audience.
 *
 * @throws Failure
 */
export async function tokenOfRole(
  { method, audience }: { readonly method: string; readonly audience: string },
  { webIdentity, hide }: Pick<Caller, 'webIdentity' | 'hide'>,
  surroundings: CallSurroundings,
): Promise<{ readonly token: string; readonly claims: Claims }> {
  if (!webIdentity) throw withoutRole(method);
  const wanted = { method, audience, durationSeconds: TOKEN_SECONDS };
  const token = await getWebIdentityToken(webIdentity, wanted, surroundings);
  hide(token);
  return { token, claims: claimsOf(token) };
}

/** What is thrown where CloudFormation gave no credentials of a role that an authentication method needs. */
export function withoutRole(method: string): Failure {
  return new Failure(
    'InvalidCredentials',
    `${method} needs the AWS credentials of an execution role, and CloudFormation gave none to the handlers. Register the resource type with an execution role: cfn submit creates one, or uses the one of --role-arn.`,
  );
}
