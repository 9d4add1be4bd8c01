import { BrokenPattern, UncertainPattern } from './cursor';

/** Whether a code point is in a set. */
export type Accepts = (codePoint: number) => boolean;

/** What inline flags such as `(?i)` have set. */
export interface Flags {
  /** `i`: the case of ASCII letters is ignored. */
  readonly ignoresCase: boolean;
  /** `s`: a dot also matches a line terminator. */
  readonly dotAll: boolean;
  /** `u`: with `i`, the case of all letters is ignored. */
  readonly unicodeCase: boolean;
}

const LINE_TERMINATORS = '\n\r\u0085\u2028\u2029';

/** The set of these characters. */
export function oneOf(characters: string): Accepts {
  const codePoints = new Set([...characters].map(codeOf));
  return (codePoint) => codePoints.has(codePoint);
}

/** The code point of a character. */
export function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/** All characters that are not in the set. */
export function not(accepts: Accepts): Accepts {
  return (codePoint) => !accepts(codePoint);
}

/** The characters in any of the sets. */
export function union(sets: readonly Accepts[]): Accepts {
  return (codePoint) => sets.some((accepts) => accepts(codePoint));
}

function ranges(...bounds: readonly (readonly [least: number, most: number])[]): Accepts {
  return (codePoint) => bounds.some(([least, most]) => codePoint >= least && codePoint <= most);
}

function letters(...bounds: readonly string[]): Accepts {
  return ranges(...bounds.map(([least = '', most = '']) => [codeOf(least), codeOf(most)] as const));
}

/** The characters from one to another, in both cases if the flags say so. */
export function range(least: number, most: number, { ignoresCase, unicodeCase }: Flags): Accepts {
  const plain = ranges([least, most]);
  if (!ignoresCase) return plain;
  if (unicodeCase && most > 0x7f) throw new UncertainPattern('(?iu) with letters that are not ASCII');
  return (codePoint) => plain(codePoint) || (codePoint < 0x80 && otherCases(codePoint).some(plain));
}

/** Both cases of an ASCII letter. Other code points stay as they are. */
export function otherCases(codePoint: number): readonly number[] {
  const character = String.fromCodePoint(codePoint);
  return codePoint > 0x7f ? [codePoint] : [codeOf(character.toLowerCase()), codeOf(character.toUpperCase())];
}

/** A dot. */
export function dot({ dotAll }: Flags): Accepts {
  return dotAll ? () => true : not(isLineTerminator);
}

/** Whether Java treats a character as the end of a line. */
export const isLineTerminator = oneOf(LINE_TERMINATORS);

/** `\w`. */
export const isWord = union([letters('az', 'AZ', '09'), oneOf('_')]);

const isSpace = oneOf(' \t\n\x0b\f\r');
const isDigit = letters('09');

/** `\d` and similar classes by their letters. A capital letter means all other characters. */
const CLASSES: ReadonlyMap<string, Accepts> = new Map([
  ['d', isDigit],
  ['w', isWord],
  ['s', isSpace],
  ['h', union([oneOf(' \t\xa0\u1680\u180e\u202f\u205f\u3000'), ranges([0x2000, 0x200a])])],
  ['v', oneOf('\n\x0b\f\r\u0085\u2028\u2029')],
]);

/** The set of `\d`, `\D` and similar classes; `undefined` if the letter has no class. */
export function predefined(letter: string): Accepts | undefined {
  const accepts = CLASSES.get(letter.toLowerCase());
  return accepts === undefined || CLASSES.has(letter) ? accepts : not(accepts);
}

/** The POSIX sets of `\p{…}`, which contain only US-ASCII (docs.oracle.com, java.util.regex.Pattern). */
const POSIX: ReadonlyMap<string, Accepts> = new Map([
  ['Lower', letters('az')],
  ['Upper', letters('AZ')],
  ['ASCII', ranges([0, 0x7f])],
  ['Alpha', letters('az', 'AZ')],
  ['Digit', isDigit],
  ['Alnum', letters('az', 'AZ', '09')],
  ['Punct', letters('!/', ':@', '[`', '{~')],
  ['Graph', letters('!~')],
  ['Print', letters(' ~')],
  ['Blank', oneOf(' \t')],
  ['Cntrl', ranges([0, 0x1f], [0x7f, 0x7f])],
  ['XDigit', letters('09', 'af', 'AF')],
  ['Space', isSpace],
  ['L1', ranges([0, 0xff])],
  ['all', () => true],
]);

/** Names of `\p{…}` for several general categories, or other names for one. */
const CATEGORIES: ReadonlyMap<string, string> = new Map([
  ['LC', '\\p{Lu}\\p{Ll}\\p{Lt}'],
  ['LD', '\\p{L}\\p{Nd}'],
]);

/** Properties with the same meaning in JavaScript. Java has them only with `Is`. */
const BINARY: ReadonlySet<string> = new Set(['Alphabetic', 'Ideographic', 'Lowercase', 'Uppercase', 'White_Space']);

/** Sets that ignore case only in newer versions of Java. */
const CASED: ReadonlySet<string> = new Set(['Lower', 'Upper', 'Lu', 'Ll', 'Lt', 'LC', 'Lowercase', 'Uppercase']);

/**
 * The set of `\p{name}`.
 *
 * @throws BrokenPattern if Java has no such name; UncertainPattern if it may have it.
 */
export function property(name: string, flags: Flags): Accepts {
  const { key = '', value = '' } = /^(?<key>sc|script|gc|general_category)=(?<value>.*)$/i.exec(name)?.groups ?? {};
  const bare = key === '' ? name.replace(/^Is(?=.)/, '') : value;
  if (flags.ignoresCase && CASED.has(bare)) throw new UncertainPattern(`\\p{${name}} with (?i)`);
  const posix = bare === name ? POSIX.get(name) : undefined;
  if (posix !== undefined) return posix;
  const isScript = key.toLowerCase().startsWith('sc');
  const sets = isScript
    ? [`Script=${bare}`]
    : name.startsWith('Is')
      ? [bare, `Script=${bare}`]
      : BINARY.has(bare)
        ? []
        : [bare];
  const unicode = sets.map(unicodeSet).find((set) => set !== undefined);
  if (unicode !== undefined) return unicode;
  if (/^(In|Is|java)|=/.test(name)) throw new UncertainPattern(`\\p{${name}}`);
  throw new BrokenPattern(`there is no \\p{${name}}`);
}

/** Sets with the same name in JavaScript: general categories, some properties, scripts. */
function unicodeSet(name: string): Accepts | undefined {
  const isKnown = /^([LMNPSZC][a-z]?|Script=\w+)$/.test(name) || BINARY.has(name);
  const set = CATEGORIES.get(name) ?? (isKnown ? `\\p{${name}}` : undefined);
  if (set === undefined) return undefined;
  try {
    const pattern = new RegExp(`^[${set}]$`, 'u');
    return (codePoint) => pattern.test(String.fromCodePoint(codePoint));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
