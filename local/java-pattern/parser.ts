import { codeOf, dot, type Flags, isLineTerminator, isWord, oneOf, range } from './characters';
import { readClass } from './classes';
import { BrokenPattern, Cursor, UncertainPattern } from './cursor';
import { readEscape } from './escapes';
import { EMPTY, isBounded, type Mode, type Node } from './nodes';

/** A parsed pattern. */
export interface Parsed {
  readonly root: Node;
  /**
   * Whether its meaning is certain only for plain values: one non-empty line of printable ASCII. Versions of Java differ in what a word is,
   * and some flags concern other characters or lines.
   */
  readonly needsPlain: boolean;
}

/**
 * Reads a pattern of `java.util.regex.Pattern`.
 *
 * @throws BrokenPattern if Java refuses it; UncertainPattern if its meaning is not certain here.
 */
export function parse(pattern: string): Parsed {
  return new Parser(pattern).parse();
}

const NO_FLAGS: Flags = { ignoresCase: false, dotAll: false, unicodeCase: false };

const WHOLE_FLAGS = /^[a-zA-Z]*(-[a-zA-Z]*)?$/;

class Parser {
  readonly #cursor: Cursor;
  readonly #names = new Map<string, number>();
  #groups = 0;
  #flags = NO_FLAGS;
  #needsPlain = false;

  constructor(pattern: string) {
    this.#cursor = new Cursor(pattern);
  }

  parse(): Parsed {
    const root = this.choice();
    if (this.#cursor.peek() !== undefined) throw new BrokenPattern('a ) closes no group');
    return { root, needsPlain: this.#needsPlain };
  }

  private choice(): Node {
    const parts = [this.sequence()];
    while (this.#cursor.take('|')) parts.push(this.sequence());
    return parts.length === 1 ? (parts[0] ?? EMPTY) : { kind: 'choice', parts };
  }

  private sequence(): Node {
    const parts: Node[] = [];
    for (
      let next = this.#cursor.peek();
      next !== undefined && next !== '|' && next !== ')';
      next = this.#cursor.peek()
    ) {
      const atom = this.atom();
      if (atom !== undefined) parts.push(this.repeated(atom));
    }
    return { kind: 'sequence', parts };
  }

  /** The next part without its repetition; `undefined` if it only sets flags. */
  private atom(): Node | undefined {
    const character = this.#cursor.next();
    switch (character) {
      case '(':
        return this.group();
      case '[':
        return { kind: 'one', accepts: readClass(this.#cursor, this.#flags) };
      case '\\':
        return this.escape();
      case '.':
        return { kind: 'one', accepts: dot(this.#flags) };
      case '^':
        return BEGIN;
      case '$':
        return LAST;
      case '{':
        if (/[0-9]/.test(this.#cursor.peek() ?? '')) throw new UncertainPattern('a repetition of nothing');
        throw new BrokenPattern('a { needs a count after it');
      case '*':
      case '+':
      case '?':
        throw new BrokenPattern(`a ${character} has nothing to repeat`);
      default:
        return this.literal(codeOf(character));
    }
  }

  private literal(codePoint: number): Node {
    return { kind: 'one', accepts: range(codePoint, codePoint, this.#flags) };
  }

  private repeated(inner: Node): Node {
    const bounds = this.bounds();
    if (bounds === undefined) return inner;
    const [least, most] = bounds;
    const mode: Mode = this.#cursor.take('+') ? 'possessive' : this.#cursor.take('?') ? 'lazy' : 'greedy';
    return { kind: 'repeat', inner, least, most, mode };
  }

  private bounds(): readonly [least: number, most: number] | undefined {
    const cursor = this.#cursor;
    if (cursor.take('?')) return [0, 1];
    if (cursor.take('*')) return [0, Number.POSITIVE_INFINITY];
    if (cursor.take('+')) return [1, Number.POSITIVE_INFINITY];
    if (!cursor.take('{')) return undefined;
    const least = cursor.takeAll(/[0-9]/);
    const most = cursor.take(',') ? cursor.takeAll(/[0-9]/) : least;
    const bounds = [Number(least), most === '' ? Number.POSITIVE_INFINITY : Number(most)] as const;
    const isGood =
      least !== '' && bounds[0] <= bounds[1] && bounds.every((bound) => bound === Infinity || bound < 2 ** 31);
    if (!cursor.take('}') || !isGood) throw new BrokenPattern('a { needs a count such as {2}, {2,} or {2,3}');
    return bounds;
  }

  private group(): Node | undefined {
    const cursor = this.#cursor;
    if (!cursor.take('?')) return this.captured();
    if (cursor.take('>')) return { kind: 'atomic', inner: this.inside(this.#flags) };
    if (cursor.take('=')) return this.look(false, false);
    if (cursor.take('!')) return this.look(false, true);
    if (cursor.take('<=')) return this.look(true, false);
    if (cursor.take('<!')) return this.look(true, true);
    if (cursor.take('<')) return this.captured(this.newName());
    const flags = this.flags(cursor.takeAll(/[a-zA-Z-]/));
    if (cursor.take(':')) return this.inside(flags);
    if (!cursor.take(')')) throw new BrokenPattern('there is no such group (?…');
    this.#flags = flags;
    return undefined;
  }

  private captured(name?: string): Node {
    this.#groups += 1;
    const index = this.#groups;
    if (name !== undefined) this.#names.set(name, index);
    return { kind: 'capture', index, inner: this.inside(this.#flags) };
  }

  private newName(): string {
    const name = this.name();
    if (this.#names.has(name)) throw new BrokenPattern(`there are two groups ${name}`);
    return name;
  }

  private name(): string {
    const name = this.#cursor.takeAll(/[A-Za-z0-9]/);
    if (!/^[A-Za-z]/.test(name) || !this.#cursor.take('>')) {
      throw new BrokenPattern('the name of a group has letters and digits, and begins with a letter');
    }
    return name;
  }

  /** The rest of a group. Flags that are set in it end with it. */
  private inside(flags: Flags): Node {
    const before = this.#flags;
    this.#flags = flags;
    const inner = this.choice();
    this.#flags = before;
    if (!this.#cursor.take(')')) throw new BrokenPattern('a group is not closed');
    return inner;
  }

  private look(isBehind: boolean, isNegative: boolean): Node {
    const inner = this.inside(this.#flags);
    if (isBehind && !isBounded(inner)) throw new UncertainPattern('a look-behind without a clear length');
    return { kind: 'look', inner, isBehind, isNegative };
  }

  private flags(written: string): Flags {
    if (!WHOLE_FLAGS.test(written) || /[^imsduxcU-]/.test(written)) throw new BrokenPattern(`there is no (?${written}`);
    if (/[xcU]/.test(written)) throw new UncertainPattern(`(?${written})`);
    // These flags concern lines, and letters that are not ASCII.
    if (/[mdu]/.test(written)) this.#needsPlain = true;
    const [on = '', off = ''] = written.split('-');
    const isSet = (letter: string, before: boolean): boolean =>
      !off.includes(letter) && (before || on.includes(letter));
    const { ignoresCase, dotAll, unicodeCase } = this.#flags;
    return {
      ignoresCase: isSet('i', ignoresCase),
      dotAll: isSet('s', dotAll),
      unicodeCase: isSet('u', unicodeCase),
    };
  }

  private escape(): Node {
    const escaped = readEscape(this.#cursor, this.#flags, false);
    if ('codePoint' in escaped) return this.literal(escaped.codePoint);
    if ('accepts' in escaped) return { kind: 'one', accepts: escaped.accepts };
    const { letter } = escaped;
    if (letter === 'k') return this.reference(this.knownName());
    if (/[1-9]/.test(letter)) return this.reference(this.knownNumber(Number(letter)));
    if (letter === 'b' || letter === 'B') return this.boundary(letter === 'B');
    // Versions differ in whether a repeated \R separates CR and LF.
    if (letter === 'R') this.#needsPlain = true;
    const node = ESCAPES[letter];
    if (node === undefined) throw new UncertainPattern(`\\${letter}`);
    return node;
  }

  private reference(index: number): Node {
    const { ignoresCase } = this.#flags;
    return { kind: 'reference', index, ignoresCase };
  }

  private knownName(): number {
    if (!this.#cursor.take('<')) throw new BrokenPattern('\\k needs the name of a group, \\k<name>');
    const name = this.name();
    const index = this.#names.get(name);
    if (index === undefined) throw new BrokenPattern(`there is no group ${name} before \\k<${name}>`);
    return index;
  }

  /** Further digits count as long as there are that many groups. */
  private knownNumber(first: number): number {
    let index = first;
    for (;;) {
      const further = index * 10 + Number(/^[0-9]$/.exec(this.#cursor.peek() ?? '')?.[0] ?? Number.NaN);
      if (!(further <= this.#groups)) return index;
      this.#cursor.next();
      index = further;
    }
  }

  private boundary(isNegative: boolean): Node {
    if (this.#cursor.peek() === '{') throw new UncertainPattern('\\b{…}');
    this.#needsPlain = true;
    return {
      kind: 'place',
      holds: (text, at) => {
        const isInside = (index: number): boolean => isWord(text[index] ?? -1);
        return (isInside(at - 1) !== isInside(at)) !== isNegative;
      },
    };
  }
}

const BEGIN: Node = { kind: 'place', holds: (_text, at) => at === 0 };

const END: Node = { kind: 'place', holds: (text, at) => at === text.length };

const CR = 13;
const LF = 10;

/** The end, or the line terminator at the end of the text. */
const LAST: Node = {
  kind: 'place',
  holds(text, at) {
    const [character, after] = text.slice(at, at + 2);
    if (character === undefined) return true;
    if (character === LF && text[at - 1] === CR) return false;
    const rest = text.length - at;
    return (rest === 1 && isLineTerminator(character)) || (rest === 2 && character === CR && after === LF);
  },
};

const LINE_BREAK: Node = {
  kind: 'choice',
  parts: [
    {
      kind: 'sequence',
      parts: [
        { kind: 'one', accepts: oneOf('\r') },
        { kind: 'one', accepts: oneOf('\n') },
      ],
    },
    { kind: 'one', accepts: oneOf('\n\x0b\f\r\u0085\u2028\u2029') },
  ],
};

/** The meaning of letters after a backslash that are not characters. */
const ESCAPES: Readonly<Record<string, Node>> = { A: BEGIN, z: END, Z: LAST, R: LINE_BREAK };
