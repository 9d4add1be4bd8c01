import { type CallSurroundings, makeCall } from '../calling/call';
import type { ErrorBook } from '../calling/error-book';
import type { CallName } from '../calling/judge';
import { Failure } from '../failure/failure';
import type { AccessKey } from './access-key';
import type { Caller } from './caller';
import { type Facts, judgeSts } from './judge-sts';
import type { Session } from './session';
import { type Claims, claimsOf, getWebIdentityToken, RETRIES } from './web-identity';

/** How long all calls to both STS may take together, in milliseconds. The rest of an invocation is for the service. */
const LONGEST_OPENING = 12_000;
/** How long a web identity token is valid, in seconds. It is exchanged at once, but AWS requires at least 60 s, and clocks differ. */
const TOKEN_SECONDS = 120;

/** The answer of an STS that opened a session. */
export interface OpenedSession {
  readonly requestId?: string;
  readonly key: AccessKey;
  /** In milliseconds since 1970, by the clock of that STS. */
  readonly expiration: number;
}

/** How to open a session. */
export interface Opening {
  readonly name: CallName;
  readonly errors: ErrorBook;
  readonly facts: Facts;
  readonly durationSeconds: number;
  /** The longest time for one attempt, in milliseconds, if it is not the usual one. */
  readonly attemptTimeout?: number;
  /** Makes one attempt, as in `Call`. */
  readonly attempt: (timeout: number, signal: AbortSignal) => Promise<OpenedSession>;
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
      attempt: (timeout, signal) => {
        sentAt = now();
        return attempt(timeout, signal);
      },
      judge: (error) => judgeSts(error, name, errors, facts),
      policy: { ...RETRIES, attemptTimeout },
    },
    surroundings,
  );
  // The earlier of two times counts, by the clock of the STS and by our own, because the clocks may differ.
  return { key: answer.key, expiresAt: Math.min(answer.expiration, sentAt + durationSeconds * 1000) };
}

/** The surroundings of the calls that open a session. */
export function whileOpening(surroundings: CallSurroundings): CallSurroundings {
  const { deadline, runtime } = surroundings;
  return { ...surroundings, deadline: Math.min(deadline, runtime.now() + LONGEST_OPENING) };
}

/**
 * Gets the web identity token that an authentication method exchanges at once, and the claims in it. `method`: the object of the type
 * configuration that names the audience.
 *
 * @throws Failure
 */
export async function tokenOfRole(
  { method, audience }: { readonly method: string; readonly audience: string },
  { webIdentity, hide }: Required<Pick<Caller, 'webIdentity' | 'hide'>>,
  surroundings: CallSurroundings,
): Promise<{ readonly token: string; readonly claims: Claims }> {
  const wanted = { method, audience, durationSeconds: TOKEN_SECONDS };
  const token = await getWebIdentityToken(webIdentity, wanted, surroundings);
  hide(token);
  return { token, claims: claimsOf(token) };
}

/** The failure if an authentication method needs the credentials of a role and CloudFormation gave none. */
export function withoutRole(method: string): Failure {
  return new Failure(
    'InvalidCredentials',
    `${method} needs the AWS credentials of an execution role, and CloudFormation gave none to the handlers. Register the resource type with an execution role: cfn submit creates one, or uses the one of --role-arn.`,
  );
}
