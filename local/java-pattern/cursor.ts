/** A pattern that `java.util.regex` refuses. */
export class BrokenPattern extends Error {
  override readonly name = 'BrokenPattern';
}

/** A pattern, or a part of one, whose meaning in Java is not certain here. */
export class UncertainPattern extends Error {
  override readonly name = 'UncertainPattern';
}

/** A pattern as it is read, character by character. */
export class Cursor {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    this.#characters = [...withoutQuotes(pattern)];
  }

  /** The next character, or one after it, without taking it; undefined: the pattern ends before. */
  peek(further = 0): string | undefined {
    return this.#characters[this.#at + further];
  }

  /** Takes the next character. @throws BrokenPattern if there is none. */
  next(): string {
    const character = this.peek();
    if (character === undefined) throw new BrokenPattern('it ends too early');
    this.#at += 1;
    return character;
  }

  /** Takes the text if it is what comes next, and tells whether it is. */
  take(text: string): boolean {
    const isNext = [...text].every((character, index) => this.peek(index) === character);
    if (isNext) this.#at += text.length;
    return isNext;
  }

  /** Takes the characters that come next and that are of the kind, at most so many. */
  takeAll(kind: RegExp, most = Number.POSITIVE_INFINITY): string {
    let taken = '';
    while (taken.length < most && kind.test(this.peek() ?? '')) taken += this.next();
    return taken;
  }
}

/** The pattern with a backslash before each character between `\Q` and `\E` that may have a meaning. */
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
