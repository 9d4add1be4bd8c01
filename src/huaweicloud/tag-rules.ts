import type { TagRules } from '../life/port';
import { toWire, WIRE_PREFIX } from './marks';

/** Sources: the pages of the tag calls (2023 to 2025), and the product description. */
export const TAG_RULES: TagRules = {
  perImage: 10,
  longestKey: 36,
  longestValue: 43,
  sameKey: (key) => key,
  reservedPrefixes: [WIRE_PREFIX],
  seenAs: toWire,
};
