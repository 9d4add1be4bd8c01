import { BodyTooLong } from '../../untrusted/body';
import { UnreadableAnswer } from '../../untrusted/unreadable-answer';
import type { FailureCode } from '../failure/codes';
import type { Told } from './told';
import type { Judged } from './verdict';

/** Ends an attempt that got no answer in time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Node's own codes of connections that failed before or without an answer. */
const NETWORK_CODE =
  /^(E(?!RR_)[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_(?:TLS|SSL)_\w+)$/;
/** How the codes of Node's HTTP parser begin: the answer is not HTTP. */
const OF_PARSER = 'HPE_';
/** The codes of certificates that are not trusted and of servers without TLS: nothing was sent, and a repetition would not help. */
const CERTIFICATE_CODE = /CERT|TLS|UNABLE_TO_|EPROTO/;
/** The codes of other errors where no connection was made, so nothing was sent. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
]);

/** Why there is no answer, or no readable answer, and what follows. */
export interface Silence extends Pick<Judged, 'repeat' | 'maybeDone'> {
  readonly code: FailureCode;
  readonly why: string;
}

/**
 * What an error without an answer means. It is unknown whether the call was carried out, unless it was never sent. A repetition may help in
 * either case. Whether the call may be made twice is not known here: the policy of a start may be `once`.
 */
export function silenceOf({ code = '', timedOut }: Told, error: unknown): Silence {
  // With one of Node's codes, such an error is about the request, for example a header or URL that is not valid.
  const isOdd = code === '' && (error instanceof SyntaxError || error instanceof TypeError);
  const isUnreadable = error instanceof UnreadableAnswer;
  if (isOdd || isUnreadable || error instanceof BodyTooLong || code.startsWith(OF_PARSER)) {
    const why = `the answer could not be read${isUnreadable ? `: ${error.message}` : ''}`;
    return { code: 'ServiceInternalError', why, repeat: true, maybeDone: true };
  }
  if (error instanceof NoAnswer || timedOut) {
    return { code: 'NetworkFailure', why: 'no answer came in time', repeat: true, maybeDone: true };
  }
  if (NETWORK_CODE.test(code)) {
    const repeat = !CERTIFICATE_CODE.test(code);
    const maybeDone = repeat && !NEVER_SENT.has(code);
    return { code: 'NetworkFailure', why: `the connection failed (${code})`, repeat, maybeDone };
  }
  const why = error instanceof Error ? error.name : typeof error;
  return { code: 'InternalFailure', why, repeat: false, maybeDone: true };
}
