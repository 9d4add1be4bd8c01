import { oneLine, REPLACEMENT } from '../../untrusted/visible';

/** What an error says, as text that may be quoted. A field is absent if the error does not say it. */
export interface Told {
  /** The service's own code, or Node's code if no answer came. */
  readonly code?: string;
  /** The status of the HTTP answer. */
  readonly status?: number;
  /** The service's own sentence. */
  readonly message?: string;
  readonly requestId?: string;
  /** In milliseconds. */
  readonly retryAfter?: number;
  /** The permission that the service says is missing. */
  readonly permission?: string;
  /** The client stopped waiting. */
  readonly timedOut?: boolean;
}

/**
 * The longest quotation of a vendor's text together with the values of the request, in characters. The next step follows it, and
 * CloudFormation must not cut that off.
 */
export const LONGEST_QUOTE = 500;
/** A character of a word. `REPLACEMENT` replaces characters that are not shown, so it may be part of a word too. */
const OF_A_WORD = new RegExp(`[\\x21-\\x7e${REPLACEMENT}]`);

/**
 * What an error with the usual fields says: `code`, `message`, `statusCode`, `requestId`, `retryAfter`. Each may be missing or have any
 * type.
 */
export function told(error: unknown): Told {
  const status = field(error, 'statusCode');
  const retryAfter = field(error, 'retryAfter');
  return {
    code: text(field(error, 'code')),
    status: typeof status === 'number' ? status : undefined,
    message: text(field(error, 'message')),
    requestId: text(field(error, 'requestId')),
    ...(typeof retryAfter === 'number' && retryAfter > 0 && { retryAfter }),
  };
}

/** A vendor's text on one line, cut only between words: a key or token is one word, and half of it would not be recognised. */
export function quoted(said: string, longest = LONGEST_QUOTE): string {
  const line = oneLine(said).replace(/\s+/g, ' ').trim();
  if (line.length <= longest) return line;
  let end = longest;
  while (end > 0 && OF_A_WORD.test(line.charAt(end))) end -= 1;
  return `${line.slice(0, end)}…`;
}

/** A field of any value; `undefined` if the value has no fields. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** A non-empty text that may be quoted. If a body has no text, some clients write "undefined". */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== 'undefined' ? quoted(value) || undefined : undefined;
}
