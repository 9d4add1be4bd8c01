import { OWN_PREFIX } from '../../life/tags';
import { characters, first, matches, notBeginningInAnyCase } from '../../resource/rules';
import type { TagTexts } from '../../resource/tag-checks';
import { WIRE_PREFIX } from '../marks';
import { TAG_RULES } from '../tag-rules';

const NO_SPACE_AT_ENDS = matches(/^(?!\s).*(?<!\s)$/s, 'must not begin or end with a space');
const NO_FORBIDDEN = matches(/^[^=*<>\\,|/\p{Cc}]*$/u, 'must not contain = * < > \\ , | / or a control character');

/**
 * The pages differ in the characters that a tag may have. Characters that all pages forbid are refused here. The service decides on
 * characters that only the newest page allows, except in stack tags, because these must not make a resource fail.
 */
export const TAGS: TagTexts = {
  ...TAG_RULES,
  key: first(characters(1, 36), notBeginningInAnyCase('aws:', OWN_PREFIX, WIRE_PREFIX), NO_SPACE_AT_ENDS, NO_FORBIDDEN),
  value: first(characters(0, 43), NO_SPACE_AT_ENDS, NO_FORBIDDEN),
  sameKeyBecause: 'an image can have each key only once',
  ofStack: {
    key: first(
      characters(1, 36),
      notBeginningInAnyCase(WIRE_PREFIX),
      matches(/^[A-Za-z0-9_-]*$/, 'must consist of letters, digits, underscores and hyphens'),
    ),
    value: first(
      characters(0, 43),
      matches(/^[A-Za-z0-9_.-]*$/, 'must consist of letters, digits, underscores, hyphens and periods'),
    ),
  },
};
