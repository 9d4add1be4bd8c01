import { type Accepts, codeOf, type Flags, not, predefined, property } from './characters';
import { BrokenPattern, type Cursor, UncertainPattern } from './cursor';

/** What follows a backslash: a character, a set, or a letter that is neither. */
export type Escape =
  | { readonly codePoint: number }
  | { readonly accepts: Accepts }
  /** `b`, `A`, a digit of a reference and similar letters. */
  | { readonly letter: string };

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, f: 12, r: 13, a: 7, e: 27 };

/** Letters that have a meaning only outside of a class. */
const OUTSIDE = /[1-9ABbGkRXZz]/;

const HEX = /[0-9A-Fa-f]/;
const OCTAL = /[0-7]/;

/**
 * Reads what follows a backslash.
 *
 * @throws BrokenPattern, UncertainPattern.
 */
export function readEscape(cursor: Cursor, flags: Flags, isInClass: boolean): Escape {
  const letter = cursor.next();
  const control = CONTROLS[letter];
  if (control !== undefined) return { codePoint: control };
  if (letter === 'p' || letter === 'P') return { accepts: readProperty(cursor, flags, letter === 'P') };
  const accepts = predefined(letter);
  if (letter === 'v' && isInClass && cursor.peek() === '-') throw new UncertainPattern('\\v in a range');
  if (accepts !== undefined) return { accepts };
  if (letter === '0') return { codePoint: readOctal(cursor) };
  if (letter === 'x') return { codePoint: readHex(cursor) };
  if (letter === 'u') return { codePoint: readUnicode(cursor) };
  if (letter === 'c') return { codePoint: codeOf(cursor.next()) ^ 64 };
  if (letter === 'N') throw new UncertainPattern('\\N');
  if (!isInClass && OUTSIDE.test(letter)) return { letter };
  if (/[A-Za-z1-9]/.test(letter)) throw new BrokenPattern(`there is no \\${letter}${isInClass ? ' in a class' : ''}`);
  return { codePoint: codeOf(letter) };
}

function readProperty(cursor: Cursor, flags: Flags, isNegative: boolean): Accepts {
  const isLong = cursor.take('{');
  const name = isLong ? cursor.takeAll(/[^}]/) : cursor.next();
  if (isLong && (name === '' || !cursor.take('}'))) throw new BrokenPattern('\\p{ needs a name and }');
  const accepts = property(name, flags);
  return isNegative ? not(accepts) : accepts;
}

function readOctal(cursor: Cursor): number {
  const isShort = /[4-7]/.test(cursor.peek() ?? '');
  const digits = cursor.takeAll(OCTAL, isShort ? 2 : 3);
  if (digits === '') throw new BrokenPattern('\\0 needs octal digits');
  return Number.parseInt(digits, 8);
}

function readHex(cursor: Cursor): number {
  const isLong = cursor.take('{');
  const digits = cursor.takeAll(HEX, isLong ? undefined : 2);
  const codePoint = Number.parseInt(digits, 16);
  const isWhole = isLong ? digits !== '' && codePoint <= 0x10ffff && cursor.take('}') : digits.length === 2;
  if (!isWhole) throw new BrokenPattern('\\x needs two hexadecimal digits, or a code point in braces');
  return codePoint;
}

function readUnicode(cursor: Cursor): number {
  const unit = readUnit(cursor);
  const isHigh = unit >= 0xd800 && unit <= 0xdbff;
  if (!isHigh || cursor.peek() !== '\\' || cursor.peek(1) !== 'u') {
    if (unit >= 0xd800 && unit <= 0xdfff) throw new UncertainPattern('half of a character (\\ud800 to \\udfff)');
    return unit;
  }
  cursor.take('\\u');
  const pair = String.fromCharCode(unit, readUnit(cursor));
  if ([...pair].length > 1) throw new UncertainPattern('half of a character (\\ud800 to \\udfff)');
  return codeOf(pair);
}

function readUnit(cursor: Cursor): number {
  const digits = cursor.takeAll(HEX, 4);
  if (digits.length < 4) throw new BrokenPattern('\\u needs four hexadecimal digits');
  return Number.parseInt(digits, 16);
}
