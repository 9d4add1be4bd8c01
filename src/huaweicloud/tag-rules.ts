import type { TagRules } from '../life/port';
import { OWN_PREFIX, toWire } from './marks';

/** Sources: the pages of the tag calls (2023 to 2025), and the product description. */
export const TAG_RULES: TagRules = {
  perImage: 10,
  longestKey: 36,
  longestValue: 43,
  sameKey: (key) => key,
  reservedPrefixes: [OWN_PREFIX],
  seenAs: toWire,
};
