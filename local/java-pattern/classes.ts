import { type Accepts, codeOf, type Flags, not, range, union } from './characters';
import { BrokenPattern, type Cursor, UncertainPattern } from './cursor';
import { readEscape } from './escapes';

/**
 * Reads a character class after its opening bracket. As in Java, a bracket in it is a nested class, and `&&` is the intersection of both
 * sides.
 *
 * @throws BrokenPattern, UncertainPattern if versions of Java differ.
 */
export function readClass(cursor: Cursor, flags: Flags): Accepts {
  const isNegative = cursor.take('^');
  const left = readUnion(cursor, flags, true);
  let accepts = left.accepts;
  let isPlain = !left.hasNested;
  while (cursor.take('&&')) {
    if (left.count === 0 || cursor.peek() === '&') throw new UncertainPattern('&& without a side');
    isPlain = false;
    const right = readUnion(cursor, flags, false);
    if (right.count === 0) throw new UncertainPattern('&& without a side');
    if (right.hasNested && right.hasOwn) throw new UncertainPattern('&& with a class and characters on its right side');
    const before = accepts;
    accepts = (codePoint) => before(codePoint) && right.accepts(codePoint);
  }
  if (!cursor.take(']')) throw new BrokenPattern('a character class is not closed');
  // Java 8 negates only the first part, later versions negate the whole class.
  if (isNegative && !isPlain) throw new UncertainPattern('[^…] with a class or && in it');
  return isNegative ? not(accepts) : accepts;
}

interface Union {
  readonly accepts: Accepts;
  readonly count: number;
  readonly hasNested: boolean;
  /** Whether it contains characters in addition to classes. */
  readonly hasOwn: boolean;
}

/** Everything up to the end of the class or to `&&`. A closing bracket at the beginning does not close the class. */
function readUnion(cursor: Cursor, flags: Flags, isFirst: boolean): Union {
  const sets: Accepts[] = [];
  let nested = 0;
  for (;;) {
    const character = cursor.peek();
    if (character === undefined) throw new BrokenPattern('a character class is not closed');
    const isClosed = character === ']' && (sets.length > 0 || !isFirst);
    if (isClosed || (character === '&' && cursor.peek(1) === '&')) break;
    if (cursor.take('[')) {
      nested += 1;
      sets.push(readClass(cursor, flags));
    } else sets.push(readRange(cursor, flags));
  }
  const { length: count } = sets;
  return { accepts: union(sets), count, hasNested: nested > 0, hasOwn: nested < count };
}

function readRange(cursor: Cursor, flags: Flags): Accepts {
  const first = readMember(cursor, flags);
  if (typeof first !== 'number') return first;
  const end = cursor.peek(1);
  if (cursor.peek() !== '-' || end === '[' || end === ']' || end === undefined) return range(first, first, flags);
  cursor.next();
  const last = readMember(cursor, flags);
  if (typeof last !== 'number' || last < first) throw new BrokenPattern('a range of characters ends before it begins');
  return range(first, last, flags);
}

/** A character or a set. */
function readMember(cursor: Cursor, flags: Flags): number | Accepts {
  const character = cursor.next();
  if (character !== '\\') return codeOf(character);
  const escaped = readEscape(cursor, flags, true);
  if ('letter' in escaped) throw new BrokenPattern(`there is no \\${escaped.letter} in a class`);
  return 'accepts' in escaped ? escaped.accepts : escaped.codePoint;
}
