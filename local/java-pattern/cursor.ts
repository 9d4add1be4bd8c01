/** A pattern that `java.util.regex` refuses. */
export class BrokenPattern extends Error {
  override readonly name = 'BrokenPattern';
}

/** A pattern, or a part of one, whose meaning in Java is not certain here. */
export class UncertainPattern extends Error {
  override readonly name = 'UncertainPattern';
}

/** A pattern that is read character by character. */
export class Cursor {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    this.#characters = [...withoutQuotes(pattern)];
  }

  /** The next character, or one after it, without moving on; `undefined` if the pattern ends before. */
  peek(further = 0): string | undefined {
    return this.#characters[this.#at + further];
  }

  /** The next character; moves on. @throws BrokenPattern if there is none. */
  next(): string {
    const character = this.peek();
    if (character === undefined) throw new BrokenPattern('it ends too early');
    this.#at += 1;
    return character;
  }

  /** Moves past the text if it comes next, and returns whether it does. */
  take(text: string): boolean {
    const isNext = [...text].every((character, index) => this.peek(index) === character);
    if (isNext) this.#at += text.length;
    return isNext;
  }

  /** Moves past the next characters that match, at most `most`, and returns them. */
  takeAll(kind: RegExp, most = Number.POSITIVE_INFINITY): string {
    let taken = '';
    while (taken.length < most && kind.test(this.peek() ?? '')) taken += this.next();
    return taken;
  }
}

/** The pattern with a backslash before each special character between `\Q` and `\E`. */
function withoutQuotes(pattern: string): string {
  return pattern.replace(/\\Q(.*?)(?:\\E|$)|\\?./gs, (whole, quoted: string | undefined) => {
    if (quoted === undefined) return whole;
    // A digit must not become part of an escape before it, such as \1.
    const [first = '', ...others] = quoted;
    const head = /[0-9]/.test(first) ? `\\x3${first}` : escaped(first);
    return head + others.map(escaped).join('');
  });
}

function escaped(character: string): string {
  return /^[A-Za-z0-9]?$/.test(character) || character > '\x7f' ? character : `\\${character}`;
}
