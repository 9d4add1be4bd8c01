import { UnreadableAnswer } from '../../untrusted/unreadable-answer';
import { type AwsEndpoint, AwsError, callAws } from './aws-call';
import type { AwsCredentials } from './aws-signature';

/** Who asks AWS's STS for a token, and where. */
export interface TokenRequester {
  readonly credentials: AwsCredentials;
  /** Only regional endpoints answer GetWebIdentityToken. */
  readonly region: string;
  readonly endpoint: AwsEndpoint;
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
}

/** A refusal of STS, with AWS's own sentence as its message. */
class WebIdentityError extends AwsError {
  constructor(
    code: string,
    message: string,
    statusCode?: number,
    readonly requestId?: string,
  ) {
    super(code, message, statusCode);
  }
}

/** The web identity of a role: how to get tokens of AWS's outbound identity federation. */
export function webIdentityOf(requester: TokenRequester) {
  return {
    region: requester.region,
    token: (audience: string, durationSeconds: number, signal: AbortSignal) =>
      getWebIdentityToken(requester, audience, durationSeconds, signal),
  };
}

/**
 * Makes one call of GetWebIdentityToken (STS 2011-06-15). It uses RS256, because every verifier of OpenID Connect supports it.
 *
 * @throws WebIdentityError, the error of the network, the signal's AbortError, or UnreadableAnswer if the answer does not come from STS.
 */
async function getWebIdentityToken(
  { credentials, region, endpoint, now }: TokenRequester,
  audience: string,
  durationSeconds: number,
  signal: AbortSignal,
): Promise<{ token: string; requestId?: string }> {
  const form = new URLSearchParams({
    Action: 'GetWebIdentityToken',
    Version: '2011-06-15',
    'Audience.member.1': audience,
    SigningAlgorithm: 'RS256',
    DurationSeconds: String(durationSeconds),
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const call = { service: 'sts', region, headers, body: form.toString() } as const;
  const answer = await callAws(call, { credentials, endpoint, now, signal }).catch(explain);
  const token = textOf(answer, 'WebIdentityToken');
  const requestId = textOf(answer, 'RequestId');
  if (!token) throw new UnreadableAnswer('it has no WebIdentityToken', requestId);
  return { token, requestId };
}

function explain(error: unknown): never {
  if (error instanceof RangeError) throw new WebIdentityError('InvalidEndpoint', error.message);
  if (!(error instanceof AwsError)) throw error;
  const { code, message, statusCode } = error;
  throw new WebIdentityError(
    code,
    textOf(message, 'Message') ?? 'no message',
    statusCode,
    textOf(message, 'RequestId'),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The text of the first element with this name. The answers of STS are flat, and no element contains another with this name. */
function textOf(xml: string, element: string): string | undefined {
  const [, text] = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml) ?? [];
  return text?.trim().replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '');
}
