import type { Accepts } from './characters';

/** A part of a pattern. */
export type Node =
  | { readonly kind: 'one'; readonly accepts: Accepts }
  /** A position between characters, such as the end. */
  | { readonly kind: 'place'; holds(text: readonly number[], at: number): boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'capture'; readonly index: number; readonly inner: Node }
  | {
      readonly kind: 'repeat';
      readonly inner: Node;
      readonly least: number;
      readonly most: number;
      readonly mode: Mode;
    }
  /** `(?>…)`: once it has matched, no other way is tried. */
  | { readonly kind: 'atomic'; readonly inner: Node }
  | { readonly kind: 'look'; readonly inner: Node; readonly isBehind: boolean; readonly isNegative: boolean }
  /** What a group has captured. */
  | { readonly kind: 'reference'; readonly index: number; readonly ignoresCase: boolean };

/** How much a repetition matches first, and whether it gives back. */
export type Mode = 'greedy' | 'lazy' | 'possessive';

/** Matches the empty text. */
export const EMPTY: Node = { kind: 'sequence', parts: [] };

/**
 * Whether Java treats the part as one of limited length, which a look-behind needs. If it is uncertain, as for a repeated group, the result
 * is `false`.
 */
export function isBounded(node: Node): boolean {
  switch (node.kind) {
    case 'one':
    case 'place':
      return true;
    case 'sequence':
    case 'choice':
      return node.parts.every(isBounded);
    case 'capture':
    case 'atomic':
    case 'look':
      return isBounded(node.inner);
    case 'repeat':
      return node.inner.kind === 'one' && node.most < Number.POSITIVE_INFINITY;
    case 'reference':
      return false;
  }
}
