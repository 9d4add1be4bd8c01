import { type CallSurroundings, makeCall } from '../calling/call';
import { jsonOf } from '../calling/exchange';
import type { RetryPolicy } from '../calling/retry';
import { AWS_STS_ERRORS } from './aws-sts-errors';
import { judgeSts } from './judge-sts';

/** How a call of an STS is repeated, whichever cloud's it is. */
export const RETRIES: RetryPolicy = { attempts: 4, attemptTimeout: 4_000, firstPause: 300 };

/** A web identity token of AWS. */
export interface WebIdentityToken {
  readonly token: string;
  readonly requestId?: string;
}

/** The AWS side of the authentication without keys: AWS's STS in the region of the event, with the credentials of the handlers' role. */
export interface WebIdentity {
  readonly region: string;
  /**
   * Makes one request for a token that is signed with RS256 and valid for `durationSeconds`.
   *
   * @throws an error that `judge` understands: with AWS's code, or of the network.
   */
  token(audience: string, durationSeconds: number, signal: AbortSignal): Promise<WebIdentityToken>;
}

/** The claims of a token that messages name: issuer and subject. Neither is secret. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
}

/** Reads the claims of a token. A claim that cannot be read is `unknown`; the other cloud checks the token. */
export function claimsOf(token: string): Claims {
  const payload = jsonOf(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const text = (claim: string): string => {
    const value: unknown = typeof payload === 'object' && payload !== null ? Reflect.get(payload, claim) : undefined;
    return typeof value === 'string' ? value : 'unknown';
  };
  return { issuer: text('iss'), subject: text('sub') };
}

/** The token that an authentication method asks for. */
export interface TokenWanted {
  /** The object of the type configuration that names the audience. */
  readonly method: string;
  readonly audience: string;
  /** How long the token is valid, in seconds. */
  readonly durationSeconds: number;
}

/**
 * Gets a web identity token of AWS for an audience.
 *
 * @throws Failure
 */
export async function getWebIdentityToken(
  webIdentity: WebIdentity,
  { method, audience, durationSeconds }: TokenWanted,
  surroundings: CallSurroundings,
): Promise<string> {
  const name = { action: 'GetWebIdentityToken', regionId: webIdentity.region };
  const attempt = (_: number, signal: AbortSignal) => webIdentity.token(audience, durationSeconds, signal);
  const facts = { method, audience, tokenSeconds: String(durationSeconds) };
  const { token } = await makeCall(
    { name, attempt, judge: (error) => judgeSts(error, name, AWS_STS_ERRORS, facts), policy: RETRIES },
    surroundings,
  );
  return token;
}
