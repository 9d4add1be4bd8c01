import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { decode, type JwtPayload, verify } from 'jsonwebtoken';
import type { OidcProvider } from '../ram/directory';

/** What the service takes from a token that it believes. */
export interface OidcClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  /** Seconds since 1970. */
  readonly issuedAt: number;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/** What is wrong with a token: the part of the error code behind `AuthenticationFail.OIDCToken.`, and a message that is not the usual one. */
export class TokenProblem extends Error {
  override readonly name = 'TokenProblem';

  constructor(
    readonly code:
      | 'Invalid'
      | 'InvalidSignature'
      | 'Expired'
      | 'AudienceNotMatch'
      | 'IssuerNotMatch'
      | 'IssuerConfigurationBroken',
    readonly text?: string,
  ) {
    super(text ?? code);
  }
}

const LONGEST_TOKEN = 20_000;
/** Which algorithms the service takes beside RS256 is undocumented. */
const ALGORITHM = 'RS256';

/**
 * Verifies a token as of `now` (milliseconds since 1970).
 *
 * @throws TokenProblem
 */
export function readToken(token: string, provider: OidcProvider, now: number): OidcClaims {
  if (token === '') throw new TokenProblem('Invalid', 'The OIDCToken can not empty.');
  if (token.length < 4 || token.length > LONGEST_TOKEN) throw new TokenProblem('Invalid');
  if (token.split('.').length !== 3) {
    throw new TokenProblem('Invalid', "The number of Jwt field should be divided into 3 parts with '.' .");
  }
  const { header, payload } = takeApart(token);
  if (header.alg !== ALGORITHM) {
    throw new TokenProblem('Invalid', `The algorithm ${header.alg} that be specified in Jwt header is unknown.`);
  }
  const claims = readClaims(payload);
  if (claims.issuer !== provider.issuer) throw new TokenProblem('IssuerNotMatch');
  if (!signingKeys(provider, header.kid).some((key) => isSignedWith(token, key))) {
    throw new TokenProblem('InvalidSignature');
  }
  if (!claims.audiences.some((audience) => provider.clientIds.includes(audience))) {
    throw new TokenProblem('AudienceNotMatch');
  }
  if (claims.expiresAt * 1000 <= now) throw new TokenProblem('Expired');
  const notBefore = typeof payload.nbf === 'number' ? payload.nbf : claims.issuedAt;
  // How far the clocks may differ is undocumented; the service would refuse nobody whose clock is right.
  if (Math.max(notBefore, claims.issuedAt) * 1000 > now + SKEW_MS) throw new TokenProblem('Invalid');
  return claims;
}

const SKEW_MS = 5 * 60_000;

function takeApart(token: string): { header: { alg: string; kid?: string }; payload: JwtPayload } {
  const parts = decode(token, { complete: true });
  if (!parts || typeof parts.payload === 'string') throw new TokenProblem('Invalid');
  return { header: parts.header, payload: parts.payload };
}

function readClaims({ iss, sub, aud, iat, exp }: JwtPayload): OidcClaims {
  const isWhole = typeof iss === 'string' && typeof sub === 'string' && aud !== undefined;
  if (!isWhole || typeof iat !== 'number' || typeof exp !== 'number') throw new TokenProblem('Invalid');
  return { issuer: iss, subject: sub, audiences: [aud].flat(), issuedAt: iat, expiresAt: exp };
}

/** The keys that a token can be signed with: the one that its header names, or, without a name, all. */
function signingKeys({ keys, issuer }: OidcProvider, kid: string | undefined): KeyObject[] {
  const published = publishedKeys(keys, issuer);
  const meant = kid === undefined ? published : published.filter((key) => key.kid === kid);
  return meant.map((key) => createPublicKey({ key, format: 'jwk' }));
}

function publishedKeys(keys: OidcProvider['keys'], issuer: string): readonly JsonWebKey[] {
  try {
    return keys();
  } catch {
    const text = `Get public keys from OIDC Provider failed, the issuer is ${issuer}.`;
    throw new TokenProblem('IssuerConfigurationBroken', text);
  }
}

function isSignedWith(token: string, key: KeyObject): boolean {
  try {
    // Times are judged by the simulated clock, not by the library.
    verify(token, key, { algorithms: [ALGORITHM], ignoreExpiration: true, ignoreNotBefore: true });
    return true;
  } catch {
    return false;
  }
}
