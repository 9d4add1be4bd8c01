import { oneLine, REPLACEMENT } from '../../untrusted/visible';

/** What an error says, in texts that may be quoted; absent where it says nothing. */
export interface Told {
  /** The service's own code, or Node's where no answer came. */
  readonly code?: string;
  /** Of an HTTP answer. */
  readonly status?: number;
  /** The service's own sentence. */
  readonly message?: string;
  readonly requestId?: string;
  /** In milliseconds. */
  readonly retryAfter?: number;
  /** The permission that the service says is missing. */
  readonly permission?: string;
  /** The client gave up waiting. */
  readonly timedOut?: boolean;
}

/**
 * Characters of a text of the vendor, together with the values of the request: what to do, which comes after it, has to be within what
 * CloudFormation shows.
 */
export const LONGEST_QUOTE = 500;
/** Where letters stand side by side that are not shown, they may be those of a word. */
const OF_A_WORD = new RegExp(`[\\x21-\\x7e${REPLACEMENT}]`);

/** What an error with the usual fields says: `code`, `message`, `statusCode`, `requestId`, each missing or of any type. */
export function told(error: unknown): Told {
  const status = field(error, 'statusCode');
  return {
    code: text(field(error, 'code')),
    status: typeof status === 'number' ? status : undefined,
    message: text(field(error, 'message')),
    requestId: text(field(error, 'requestId')),
  };
}

/** A text of the vendor's on one line, cut between two words, which keys and tokens are: half of a secret would not be known as one. */
export function quoted(said: string, longest = LONGEST_QUOTE): string {
  const line = oneLine(said).replace(/\s+/g, ' ').trim();
  if (line.length <= longest) return line;
  let end = longest;
  while (end > 0 && OF_A_WORD.test(line.charAt(end))) end -= 1;
  return `${line.slice(0, end)}…`;
}

/** A field of whatever came; `undefined` where that has no fields. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** A text that says something, as it may be quoted: where a body has no text, some clients write "undefined". */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== 'undefined' ? quoted(value) || undefined : undefined;
}
