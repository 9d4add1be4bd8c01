import type { TagRules } from '../life/port';
import type { Problems } from './problems';
import { type Rule, text } from './rules';

/** The texts of tags. */
interface Texts {
  readonly key: Rule;
  readonly value: Rule;
}

/** What a template may give an image as tags: the cloud's rules for tags, with the texts that it takes. */
export interface TagTexts extends TagRules, Texts {
  /** Why two keys that differ in case are one, for messages. */
  readonly sameKeyBecause: string;
  /**
   * Of a cloud that takes less than AWS: the texts that it is sure to take of a stack's tags. Those that do not fit are left out, and told;
   * those of AWS's services are never set. Absent: the first are refused, the second set where there is room.
   */
  readonly ofStack?: Texts;
}

/** A tag as it came: nothing is known of it yet. */
export interface LooseTag {
  readonly key?: unknown;
  readonly value?: unknown;
}

/** Says in a message which tag is meant. */
type PlaceOf = (index: number, key: unknown) => string;
/** A tag of a list, which has a place in the template. */
export const inList =
  (name: string): PlaceOf =>
  (index) =>
    `${name}[${index}]`;
/** A tag of the stack's, which has nothing but its key. */
export const byKey =
  (name: string): PlaceOf =>
  (_, key) =>
    `${name} "${key}"`;

/** Notes which tags break a rule, or occur twice. */
export function checkTags(
  placeOf: PlaceOf,
  tags: readonly LooseTag[],
  rules: Texts & Pick<TagTexts, 'sameKey' | 'sameKeyBecause'>,
  problems: Problems,
): void {
  const seen = new Map<string, string>();
  tags.forEach(({ key, value }, index) => {
    const place = placeOf(index, key);
    text(rules.key)(`${place}.Key`, key ?? Number.NaN, problems);
    text(rules.value)(`${place}.Value`, value ?? Number.NaN, problems);
    if (typeof key !== 'string') return;
    const twin = seen.get(rules.sameKey(key));
    if (twin !== undefined)
      problems.add(`${place}.Key`, `"${key}" is given twice, as "${twin}" (${rules.sameKeyBecause})`);
    seen.set(rules.sameKey(key), key);
  });
}

/** Notes more tags than an image holds in addition to the `reserved` ones of our own. */
export function checkTagCount(count: number, reserved: number, { perImage }: TagRules, problems: Problems): void {
  const most = perImage - reserved;
  if (count > most) {
    problems.add(
      'Tags',
      `must be at most ${most} including the stack tags, not ${count}: an image can have ${perImage} tags, and the resource type uses ${reserved} of them`,
    );
  }
}
