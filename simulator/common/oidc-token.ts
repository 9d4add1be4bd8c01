import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { decode, type JwtPayload, verify } from 'jsonwebtoken';

/** An identity provider as the services keep it that take tokens of its issuer. */
export interface OidcProvider {
  /** The `iss` of its tokens. */
  readonly issuer: string;
  /** What the `aud` of its tokens may be. */
  readonly clientIds: readonly string[];
  /** What the JWKS document of the issuer holds at the moment. */
  readonly keys: () => readonly JsonWebKey[];
}

/** The issuer of an AWS account, and the role that may come in with its tokens. */
export interface TrustedIssuer extends Pick<OidcProvider, 'issuer' | 'keys'> {
  readonly roleArn: string;
}

/** What a service takes from a token that it believes. */
export interface OidcClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  /** Seconds since 1970. */
  readonly issuedAt: number;
  /** Seconds since 1970. */
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
    /** What is meant: the algorithm of `UnknownAlgorithm`, the issuer of `IssuerConfigurationBroken`. */
    readonly subject = '',
  ) {
    super(`${kind} ${subject}`.trim());
  }
}

const LONGEST_TOKEN = 20_000;

/** What a token may be signed with. */
export type TokenAlgorithm = 'RS256' | 'ES384';

/**
 * Verifies a token as of `now` (milliseconds since 1970).
 *
 * @param algorithms those that the service takes
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
  // How far the clocks may differ is undocumented; a service would refuse nobody whose clock is right.
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
    throw new TokenProblem('IssuerConfigurationBroken', issuer);
  }
}

function isSignedWith(token: string, key: KeyObject, algorithms: readonly TokenAlgorithm[]): boolean {
  try {
    // Times are judged by the simulated clock, not by the library.
    verify(token, key, { algorithms: [...algorithms], ignoreExpiration: true, ignoreNotBefore: true });
    return true;
  } catch {
    return false;
  }
}
