import type { TagRules } from '../life/port';
import type { Problems } from './problems';
import { type Rule, text } from './rules';

/** The rules for the keys and values of tags. */
interface Texts {
  readonly key: Rule;
  readonly value: Rule;
}

/** The rules for the tags in a template: the cloud's rules for tags, and the texts that it accepts. */
export interface TagTexts extends TagRules, Texts {
  /** Why two keys that differ in case are the same, for messages. */
  readonly sameKeyBecause: string;
  /**
   * Set for a cloud that accepts fewer texts than AWS: the texts of stack tags that it certainly accepts. Other stack tags are left out and
   * reported, and tags of AWS services are never set. Absent: stack tags that the cloud does not accept are refused, and tags of AWS
   * services are set if there is room.
   */
  readonly ofStack?: Texts;
}

/** A tag that has not been checked. */
export interface LooseTag {
  readonly key?: unknown;
  readonly value?: unknown;
}

/** Says in a message which tag is wrong. */
type PlaceOf = (index: number, key: unknown) => string;
/** A tag in a list, which has a position in the template. */
export const inList =
  (name: string): PlaceOf =>
  (index) =>
    `${name}[${index}]`;
/** A stack tag, which is known only by its key. */
export const byKey =
  (name: string): PlaceOf =>
  (_, key) =>
    `${name} "${key}"`;

/** Notes which tags break a rule or occur twice. */
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
      problems.add(`${place}.Key`, `"${key}" is set twice, as "${twin}" (${rules.sameKeyBecause})`);
    seen.set(rules.sameKey(key), key);
  });
}

/** Notes if there are more tags than an image can have in addition to the `reserved` ones of our own. */
export function checkTagCount(count: number, reserved: number, { perImage }: TagRules, problems: Problems): void {
  const most = perImage - reserved;
  if (count > most) {
    problems.add(
      'Tags',
      `must be at most ${most} including the stack tags, not ${count}: an image can have ${perImage} tags, and the resource type uses ${reserved} of them`,
    );
  }
}
