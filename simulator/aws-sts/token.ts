import {
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  type KeyPairKeyObjectResult,
  randomUUID,
} from 'node:crypto';
import { sign } from 'jsonwebtoken';
import { CANARIES } from '../common/canaries';

/** The algorithms that GetWebIdentityToken supports. */
export const signingAlgorithms = ['RS256', 'ES384'] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

/** A key pair of the issuer. `kid` is its name in tokens and in the JWKS document. */
interface SigningKey {
  readonly kid: string;
  readonly algorithm: SigningAlgorithm;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** The content of a token ("Understanding token claims" of the IAM user guide). */
export interface TokenContent {
  readonly issuer: string;
  readonly audiences: readonly string[];
  /** The ARN of the role. */
  readonly subject: string;
  readonly accountId: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  /** In seconds since 1970. */
  readonly issuedAt: number;
  readonly durationSeconds: number;
}

const newPair: Readonly<Record<SigningAlgorithm, () => KeyPairKeyObjectResult>> = {
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES384: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
};

const firstPairs = new Map<SigningAlgorithm, KeyPairKeyObjectResult>();

/**
 * The first key pair of every issuer in this process. It is created when it is first needed, because an RSA pair takes some tenths of a
 * second. Issuers can share it, because they differ in their names.
 */
function firstPair(algorithm: SigningAlgorithm): KeyPairKeyObjectResult {
  const pair = firstPairs.get(algorithm) ?? newPair[algorithm]();
  firstPairs.set(algorithm, pair);
  return pair;
}

/** The current key pairs of the issuer, one for each algorithm, and its former ones. */
export class TokenKeys {
  private current = new Map<SigningAlgorithm, SigningKey>();
  private former: readonly SigningKey[] = [];
  private pairFor = firstPair;

  /** Signs with new keys from now on. The old keys stay published unless they are withdrawn. */
  rotate({ withdraw }: { withdraw: boolean }): void {
    this.former = withdraw ? [] : [...this.former, ...this.current.values()];
    this.current = new Map();
    this.pairFor = (algorithm) => newPair[algorithm]();
  }

  /** The keys in the issuer's JWKS document. */
  published(): readonly JsonWebKey[] {
    const current = signingAlgorithms.map((algorithm) => this.keyFor(algorithm));
    return [...current, ...this.former].map(({ kid, algorithm, publicKey }) => ({
      ...publicKey.export({ format: 'jwk' }),
      kid,
      alg: algorithm,
      use: 'sig',
    }));
  }

  /** A signed token. */
  sign(algorithm: SigningAlgorithm, content: TokenContent): string {
    const key = this.keyFor(algorithm);
    const { issuer, audiences, subject, accountId, region, tags, issuedAt, durationSeconds } = content;
    const [onlyAudience = '', ...others] = audiences;
    const claims = {
      aud: others.length > 0 ? audiences : onlyAudience,
      sub: subject,
      iss: issuer,
      iat: issuedAt,
      exp: issuedAt + durationSeconds,
      jti: `${randomUUID()}-${CANARIES['web identity token']}`,
      'https://sts.amazonaws.com/': {
        aws_account: accountId,
        source_region: region,
        principal_id: subject,
        ...(Object.keys(tags).length > 0 ? { request_tags: tags } : {}),
      },
    };
    return sign(claims, key.privateKey, { algorithm, keyid: key.kid });
  }

  private keyFor(algorithm: SigningAlgorithm): SigningKey {
    const known = this.current.get(algorithm);
    if (known) return known;
    const { privateKey, publicKey } = this.pairFor(algorithm);
    const key = { kid: `${algorithm}_${randomUUID()}`, algorithm, privateKey, publicKey };
    this.current.set(algorithm, key);
    return key;
  }
}
