import { otherCases } from './characters';
import type { Node } from './nodes';

/** The most steps of a match: far more than a good pattern needs, and far less than one that never ends. */
const MOST_STEPS = 2_000_000;

/** What the groups have captured, by their index: beginning and end. */
type Captures = readonly (readonly [begin: number, end: number] | undefined)[];

/** Matches the rest after a part. */
type Next = (at: number, captures: Captures) => boolean;

class TooLong extends Error {
  override readonly name = 'TooLong';
}

/** Whether a pattern matches the whole text, as Java does it; `undefined` if this takes too long. */
export function matches(root: Node, text: string): boolean | undefined {
  const characters = [...text].map((character) => character.codePointAt(0) ?? 0);
  try {
    return new Matcher(characters).run(root, 0, [], (at) => at === characters.length);
  } catch (error) {
    // RangeError means that the stack is full, as it would be in Java.
    if (error instanceof TooLong || error instanceof RangeError) return undefined;
    throw error;
  }
}

class Matcher {
  #steps = 0;

  constructor(private readonly text: readonly number[]) {}

  run(node: Node, at: number, captures: Captures, next: Next): boolean {
    this.step();
    switch (node.kind) {
      case 'one':
        return this.accepts(node, at) && next(at + 1, captures);
      case 'place':
        return node.holds(this.text, at) && next(at, captures);
      case 'sequence':
        return this.sequence(node.parts, 0, at, captures, next);
      case 'choice':
        return node.parts.some((part) => this.run(part, at, captures, next));
      case 'capture':
        return this.run(node.inner, at, captures, (end, inner) => next(end, captured(inner, node.index, [at, end])));
      case 'repeat':
        return this.repeat(node, at, captures, next);
      case 'atomic':
        return this.committed(node.inner, at, captures, next);
      case 'look':
        return this.look(node, at, captures, next);
      case 'reference':
        return this.reference(node, at, captures, next);
    }
  }

  private step(): void {
    this.#steps += 1;
    if (this.#steps > MOST_STEPS) throw new TooLong();
  }

  private accepts({ accepts }: Part<'one'>, at: number): boolean {
    const character = this.text[at];
    return character !== undefined && accepts(character);
  }

  private sequence(parts: readonly Node[], index: number, at: number, captures: Captures, next: Next): boolean {
    const part = parts[index];
    if (part === undefined) return next(at, captures);
    return this.run(part, at, captures, (end, inner) => this.sequence(parts, index + 1, end, inner, next));
  }

  /** The first way in which a part matches; `undefined` if it does not match. */
  private first(node: Node, at: number, captures: Captures): Found | undefined {
    let found: Found | undefined;
    this.run(node, at, captures, (end, inner) => {
      found = { end, captures: inner };
      return true;
    });
    return found;
  }

  private committed(node: Node, at: number, captures: Captures, next: Next): boolean {
    const found = this.first(node, at, captures);
    return found !== undefined && next(found.end, found.captures);
  }

  private look({ inner, isBehind, isNegative }: Part<'look'>, at: number, captures: Captures, next: Next): boolean {
    const found = isBehind ? this.behind(inner, at, captures) : this.first(inner, at, captures);
    if (isNegative) return found === undefined && next(at, captures);
    return found !== undefined && next(at, found.captures);
  }

  private behind(inner: Node, at: number, captures: Captures): Found | undefined {
    const here: Node = { kind: 'place', holds: (_text, end) => end === at };
    const ending: Node = { kind: 'sequence', parts: [inner, here] };
    for (let begin = at; begin >= 0; begin -= 1) {
      const found = this.first(ending, begin, captures);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A reference to a group that has not matched does not match. */
  private reference({ index, ignoresCase }: Part<'reference'>, at: number, captures: Captures, next: Next): boolean {
    const capture = captures[index];
    if (capture === undefined) return false;
    const wanted = this.text.slice(...capture);
    const isThere = wanted.every((character, further) => {
      const actual = this.text[at + further];
      if (actual === undefined || actual === character) return actual === character;
      return ignoresCase && otherCases(character).includes(actual);
    });
    return isThere && next(at + wanted.length, captures);
  }

  private repeat(node: Part<'repeat'>, at: number, captures: Captures, next: Next): boolean {
    if (node.mode === 'possessive') return this.possessive(node, at, captures, next);
    if (node.inner.kind === 'one') return this.ofOnes(node, node.inner, at, captures, next);
    return this.again(node, 0, at, captures, next);
  }

  /** Each repetition is tried in only one way, and none is given back. */
  private possessive({ inner, least, most }: Part<'repeat'>, at: number, captures: Captures, next: Next): boolean {
    let last: Found = { end: at, captures };
    for (let count = 0; count < most; count += 1) {
      const found = this.first(inner, last.end, last.captures);
      if (found === undefined) {
        if (count < least) return false;
        break;
      }
      const isEmpty = found.end === last.end;
      last = found;
      if (isEmpty) break;
    }
    return next(last.end, last.captures);
  }

  /** Repeats a part that matches one character, without a nested call for each. */
  private ofOnes(node: Part<'repeat'>, one: Part<'one'>, at: number, captures: Captures, next: Next): boolean {
    const { least, most, mode } = node;
    const isNext = (count: number): boolean => {
      this.step();
      return count < most && this.accepts(one, at + count);
    };
    let count = 0;
    const enough = mode === 'lazy' ? least : most;
    while (count < enough && isNext(count)) count += 1;
    if (count < least) return false;
    if (mode === 'lazy') {
      while (!next(at + count, captures)) {
        if (!isNext(count)) return false;
        count += 1;
      }
      return true;
    }
    for (; count >= least; count -= 1) {
      if (next(at + count, captures)) return true;
    }
    return false;
  }

  /** If a repetition matches an empty text, it is the last one: it would repeat for ever. */
  private again(node: Part<'repeat'>, count: number, at: number, captures: Captures, next: Next): boolean {
    const { inner, least, most, mode } = node;
    const isEnough = count >= least;
    if (mode === 'lazy' && isEnough && next(at, captures)) return true;
    const isRepeated =
      count < most &&
      this.run(inner, at, captures, (end, after) =>
        end === at ? next(end, after) : this.again(node, count + 1, end, after, next),
      );
    return isRepeated || (mode === 'greedy' && isEnough && next(at, captures));
  }
}

interface Found {
  readonly end: number;
  readonly captures: Captures;
}

type Part<Kind extends Node['kind']> = Extract<Node, { readonly kind: Kind }>;

function captured(captures: Captures, index: number, capture: readonly [number, number]): Captures {
  const copy = [...captures];
  copy[index] = capture;
  return copy;
}
