import type { Accepts } from './characters';

/** A part of a pattern. */
export type Node =
  | { readonly kind: 'one'; readonly accepts: Accepts }
  /** A place between characters, such as the end. */
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
  /** `(?>…)`: once it has matched, it is not tried in another way. */
  | { readonly kind: 'atomic'; readonly inner: Node }
  | { readonly kind: 'look'; readonly inner: Node; readonly isBehind: boolean; readonly isNegative: boolean }
  /** What a group has captured. */
  | { readonly kind: 'reference'; readonly index: number; readonly ignoresCase: boolean };

/** How much a repetition takes first, and whether it gives back. */
export type Mode = 'greedy' | 'lazy' | 'possessive';

/** Nothing. */
export const EMPTY: Node = { kind: 'sequence', parts: [] };

/**
 * Whether Java takes the part for one of bounded length, as a look-behind has to be. Of a part that Java may take for one or
 * not, such as a repeated group, this says no.
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
