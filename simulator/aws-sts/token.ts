import { generateKeyPairSync, type JsonWebKey, type KeyObject, randomUUID } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import { CANARIES } from '../canaries';

/** The algorithms that GetWebIdentityToken offers. */
export const signingAlgorithms = ['RS256', 'ES384'] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

/** A key pair of the issuer; `kid` is its name in tokens and in the JWKS document. */
interface SigningKey {
  readonly kid: string;
  readonly algorithm: SigningAlgorithm;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** What a token says ("Understanding token claims" of the IAM user guide). */
export interface TokenContent {
  readonly issuer: string;
  readonly audiences: readonly string[];
  /** The ARN of the role. */
  readonly subject: string;
  readonly accountId: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  readonly durationSeconds: number;
}

function newKey(algorithm: SigningAlgorithm): SigningKey {
  const { privateKey, publicKey } =
    algorithm === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-384' });
  return { kid: `${algorithm}_${randomUUID()}`, algorithm, privateKey, publicKey };
}

/** The key pairs that the issuer signs with, one for each algorithm, and those it has signed with before. */
export class TokenKeys {
  /** Made when they are first asked for: an RSA key takes a tenth of a second. */
  private current = new Map<SigningAlgorithm, SigningKey>();
  private former: readonly SigningKey[] = [];

  /** Signs with new keys from now on. The old ones stay published unless they are withdrawn. */
  rotate({ withdraw }: { withdraw: boolean }): void {
    this.former = withdraw ? [] : [...this.former, ...this.current.values()];
    this.current = new Map();
  }

  /** What the JWKS document of the issuer holds. */
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
    const key = this.current.get(algorithm) ?? newKey(algorithm);
    this.current.set(algorithm, key);
    return key;
  }
}
