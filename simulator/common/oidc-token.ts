import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { decode, type JwtPayload, verify } from 'jsonwebtoken';

/** An identity provider, as a service that accepts tokens of its issuer stores it. */
export interface OidcProvider {
  /** The `iss` of its tokens. */
  readonly issuer: string;
  /** The allowed values for the `aud` of its tokens. */
  readonly clientIds: readonly string[];
  /** The current keys in the issuer's JWKS document. */
  readonly keys: () => readonly JsonWebKey[];
}

/** The issuer of an AWS account, and the role whose tokens are accepted. */
export interface TrustedIssuer extends Pick<OidcProvider, 'issuer' | 'keys'> {
  readonly roleArn: string;
}

/** The claims of a valid token that a service uses. */
export interface OidcClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  /** In seconds since 1970. */
  readonly issuedAt: number;
  /** In seconds since 1970. */
  readonly expiresAt: number;
}

/** Everything that can be wrong with a token. */
export type TokenProblemKind =
  | 'Empty'
  | 'NotThreeParts'
  | 'UnknownAlgorithm'
  | 'Invalid'
  | 'InvalidSignature'
  | 'Expired'
  | 'AudienceNotMatch'
  | 'IssuerNotMatch'
  | 'IssuerConfigurationBroken';

/** What is wrong with a token. */
export class TokenProblem extends Error {
  override readonly name = 'TokenProblem';

  constructor(
    readonly kind: TokenProblemKind,
    /** The algorithm of `UnknownAlgorithm`, or the issuer of `IssuerConfigurationBroken`. */
    readonly subject = '',
  ) {
    super(`${kind} ${subject}`.trim());
  }
}

const LONGEST_TOKEN = 20_000;

/** The algorithms that can sign a token. */
export type TokenAlgorithm = 'RS256' | 'ES384';

/**
 * Verifies a token at the time `now` (milliseconds since 1970).
 *
 * @param algorithms the algorithms that the service accepts
 * @throws TokenProblem
 */
export function readToken(
  token: string,
  provider: OidcProvider,
  algorithms: readonly TokenAlgorithm[],
  now: number,
): OidcClaims {
  if (token === '') throw new TokenProblem('Empty');
  if (token.length < 4 || token.length > LONGEST_TOKEN) throw new TokenProblem('Invalid');
  if (token.split('.').length !== 3) throw new TokenProblem('NotThreeParts');
  const { header, payload } = takeApart(token);
  if (!algorithms.some((algorithm) => algorithm === header.alg)) throw new TokenProblem('UnknownAlgorithm', header.alg);
  const claims = readClaims(payload);
  if (claims.issuer !== provider.issuer) throw new TokenProblem('IssuerNotMatch');
  if (!signingKeys(provider, header.kid).some((key) => isSignedWith(token, key, algorithms))) {
    throw new TokenProblem('InvalidSignature');
  }
  if (!claims.audiences.some((audience) => provider.clientIds.includes(audience))) {
    throw new TokenProblem('AudienceNotMatch');
  }
  if (claims.expiresAt * 1000 <= now) throw new TokenProblem('Expired');
  const notBefore = typeof payload.nbf === 'number' ? payload.nbf : claims.issuedAt;
  // No document says how far the clocks may differ. A service would not refuse a caller whose clock is right.
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

/** The keys that may have signed a token: the one that its header names, or all if it names none. */
function signingKeys({ keys, issuer }: OidcProvider, kid: string | undefined): KeyObject[] {
  const published = publishedKeys(keys, issuer);
  const meant = kid === undefined ? published : published.filter((key) => key.kid === kid);
  return meant.map((key) => createPublicKey({ key, format: 'jwk' }));
}

function publishedKeys(keys: OidcProvider['keys'], issuer: string): readonly JsonWebKey[] {
  try {
    return keys();
  } catch {
    throw new TokenProblem('IssuerConfigurationBroken', issuer);
  }
}

function isSignedWith(token: string, key: KeyObject, algorithms: readonly TokenAlgorithm[]): boolean {
  try {
    // Times are compared with the simulated clock, not by the library.
    verify(token, key, { algorithms: [...algorithms], ignoreExpiration: true, ignoreNotBefore: true });
    return true;
  } catch {
    return false;
  }
}
