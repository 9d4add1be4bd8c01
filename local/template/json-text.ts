/** What is wrong in a JSON text, and where. */
export interface JsonProblem {
  readonly message: string;
  /** `undefined` if it is not known. */
  readonly offset?: number;
}

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const COMMENT = /^(?:#|\/\/|\/\*)/;

/** What is wrong with a JSON text; `undefined` if it is JSON. */
export function findJsonProblem(text: string): JsonProblem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const offset = findBreak(text);
    const isComment = offset !== undefined && COMMENT.test(text.slice(offset, offset + 2));
    const reason = error.message.replace(/( in JSON)? at position.*|, (\.\.\.|").*/s, '');
    return { message: `broken JSON: ${isComment ? 'JSON has no comments' : reason}`, offset };
  }
}

/** The offset of the first token that JSON does not allow. JSON.parse gives it for some errors only. */
function findBreak(text: string): number | undefined {
  const scanner = new Scanner(text);
  return scanner.value() && scanner.end() ? undefined : scanner.at;
}

class Scanner {
  at = 0;

  constructor(private readonly text: string) {}

  value(): boolean {
    this.skip(SPACE);
    if (this.take('{')) return this.list('}', () => this.string() && this.take(':') && this.value());
    if (this.take('[')) return this.list(']', () => this.value());
    return this.skip(STRING) || this.skip(SCALAR);
  }

  /** Whether nothing follows. */
  end(): boolean {
    this.skip(SPACE);
    return this.at === this.text.length;
  }

  private list(end: string, item: () => boolean): boolean {
    if (this.take(end)) return true;
    do {
      if (!item()) return false;
    } while (this.take(','));
    return this.take(end);
  }

  private string(): boolean {
    this.skip(SPACE);
    return this.skip(STRING);
  }

  private take(token: string): boolean {
    this.skip(SPACE);
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  private skip(token: RegExp): boolean {
    token.lastIndex = this.at;
    if (!token.test(this.text)) return false;
    this.at = token.lastIndex;
    return true;
  }
}
