/** A web identity token of AWS. */
export interface WebIdentityToken {
  readonly token: string;
  readonly requestId?: string;
}

/** The AWS side of the way in without keys: AWS's STS in the region of the event, with the credentials of the handlers' role. */
export interface WebIdentity {
  readonly region: string;
  /**
   * Asks once for a token that is signed with RS256 and lives for so many seconds.
   *
   * @throws what `judge` understands: an error with AWS's code, or of the network.
   */
  token(audience: string, durationSeconds: number, signal: AbortSignal): Promise<WebIdentityToken>;
}

/** What a token says of itself, for messages: who issued it, for whom, to whom. None of it is secret. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
}

/** Reads the claims of a token; a token that cannot be read has unknown ones. */
export function claimsOf(token: string): Claims {
  const payload = parsed(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const text = (claim: string): string => {
    const value: unknown = typeof payload === 'object' && payload !== null ? Reflect.get(payload, claim) : undefined;
    return typeof value === 'string' ? value : 'unknown';
  };
  return { issuer: text('iss'), subject: text('sub') };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Only a message is poorer for it: the token is Alibaba Cloud's to judge.
    return undefined;
  }
}
