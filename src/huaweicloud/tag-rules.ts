import type { TagRules } from '../life/port';
import { toWire } from './marks';

/** What the keys begin with that are ours: the colon that other clouds have there is one that not every page allows. */
const OWN_PREFIX = 'tfcfn-';

/** Source: pages of the tag calls (2023 to 2025), and the product description. */
export const TAG_RULES: TagRules = {
  perImage: 10,
  longestKey: 36,
  longestValue: 43,
  sameKey: (key) => key,
  hiddenPrefixes: [OWN_PREFIX],
  reservedPrefixes: [OWN_PREFIX],
  seenAs: toWire,
};
