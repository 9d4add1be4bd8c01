import { parseDuration, sayDuration } from '../failure/duration';
import { isImageId } from '../life/port';
import { sameKey, TAGS_PER_IMAGE } from '../life/tags';
import type { Problems } from './problems';

/** Says which rule a value breaks, or nothing. */
type Rule = (value: string) => string | undefined;

const matches =
  (form: RegExp, rule: string): Rule =>
  (value) =>
    form.test(value) ? undefined : rule;
const characters =
  (least: number, most: number): Rule =>
  (value) => {
    // As JSON Schema counts: a character outside the first plane is one, though two units of UTF-16.
    const { length } = [...value];
    return length >= least && length <= most ? undefined : `must have ${least} to ${most} characters, has ${length}`;
  };
const notBeginning =
  (...prefixes: string[]): Rule =>
  (value) => {
    const prefix = prefixes.find((entry) => value.startsWith(entry));
    return prefix && `must not begin with ${prefix}`;
  };
/** For tag keys, which ECS compares without regard to case. */
const notBeginningInAnyCase = (...prefixes: string[]): Rule => {
  const inSmallLetters = notBeginning(...prefixes);
  return (value) => inSmallLetters(value.toLowerCase());
};
const notHolding =
  (...parts: string[]): Rule =>
  (value) => {
    const part = parts.find((entry) => value.toLowerCase().includes(entry));
    return part && `must not contain ${part}`;
  };
const first =
  (...rules: Rule[]): Rule =>
  (value) => {
    for (const rule of rules) {
      const broken = rule(value);
      if (broken) return broken;
    }
    return undefined;
  };

/** A region ID. The list of regions grows, so the form is checked and not the name. */
export const regionRule = matches(/^[a-z]{2,3}(-[a-z0-9]{1,16}){1,5}$/, 'must be a region ID such as cn-hangzhou');
/** An image ID. */
export const imageIdRule: Rule = (value) => (isImageId(value) ? undefined : 'must be an image ID such as m-bp1example');

/**
 * Source: CopyImage, parameter DestinationImageName; the same words stand at ImageFamily. It says `aliyun` and `acs:` as they
 * are; of `Aliyun` it says nothing, so that is left to ECS, here as in the schema.
 */
const nameRule = first(
  characters(2, 128),
  notBeginning('aliyun', 'acs:'),
  matches(/^[A-Za-z\u4e00-\u9fff]/, 'must begin with a letter'),
  matches(
    /^[A-Za-z0-9\u4e00-\u9fff.:_-]+$/,
    'must consist of letters, digits, periods, colons, underscores and hyphens',
  ),
);

/** The text properties with their rules, by the property's name in the schema. */
export const TEXT_RULES: Readonly<Record<string, Rule>> = {
  SourceImageId: imageIdRule,
  SourceRegionId: regionRule,
  DestinationRegionId: regionRule,
  ImageName: nameRule,
  Name: nameRule,
  ImageFamily: nameRule,
  Description: first(characters(2, 256), notBeginning('http://', 'https://')),
  KmsKeyId: matches(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/,
    'must be a key ID (letters, digits, hyphens and underscores), not an ARN and not an alias',
  ),
  ResourceGroupId: matches(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'must be a resource group ID such as rg-example'),
};

/** Source: TagResources, parameters Tag.N.Key and Tag.N.Value; `tfcfn:` is ours. */
const tagKeyRule = first(
  characters(1, 128),
  notBeginningInAnyCase('aliyun', 'acs:', 'aws:', 'tfcfn:'),
  notHolding('http://', 'https://'),
);
const tagValueRule = first(characters(0, 128), notBeginning('acs:'), notHolding('http://', 'https://'));

/** One text property: of type string, of whole characters and within its rule. An absent one is in order. */
export function checkText(name: string, value: unknown, problems: Problems, rule = TEXT_RULES[name]): void {
  if (value === undefined || value === null) return;
  const broken = typeof value === 'string' ? (brokenCharacter(value) ?? rule?.(value)) : 'must be a string';
  if (broken) problems.add(name, broken);
}

/** Half of a surrogate pair, which JSON can hold, cannot be sent to anybody: it has no form in UTF-8. */
const brokenCharacter: Rule = (value) => (/\p{Surrogate}/u.test(value) ? 'holds half of a character' : undefined);

/** A boolean property; `"true"` and `"false"` were turned into booleans before. */
export function checkBoolean(name: string, value: unknown, problems: Problems): void {
  if (value !== undefined && value !== null && typeof value !== 'boolean') problems.add(name, 'must be true or false');
}

/** Seconds between which a duration has to be; default: longer than 0 s. */
export interface DurationLimits {
  readonly shortest?: number;
  readonly longest?: number;
}

/** A duration such as 45m. */
export function checkDuration(
  name: string,
  value: unknown,
  problems: Problems,
  { shortest = 1, longest = Number.POSITIVE_INFINITY }: DurationLimits,
): void {
  if (value === undefined || value === null) return;
  const seconds = typeof value === 'string' ? parseDuration(value) : undefined;
  if (seconds === undefined) problems.add(name, 'must be a duration such as 90s, 45m or 1h30m');
  else if (seconds < shortest) problems.add(name, 'must be longer than 0 s');
  else if (seconds > longest) problems.add(name, `must be at most ${sayDuration(longest)}`);
}

/** A tag as it came: nothing is known of it yet. */
export interface LooseTag {
  readonly key?: unknown;
  readonly value?: unknown;
}

/** Says in a message which tag is meant. */
type Place = (index: number, key: unknown) => string;
/** A tag of a list, which has a place in the template. */
export const inList =
  (name: string): Place =>
  (index) =>
    `${name}[${index}]`;
/** A tag of the stack's, which has nothing but its key. */
export const byKey =
  (name: string): Place =>
  (_, key) =>
    `${name} "${key}"`;

/** Tags by their rules; none twice, for ECS compares keys without regard to case. */
export function checkTags(placeOf: Place, tags: readonly LooseTag[], problems: Problems): void {
  const seen = new Map<string, string>();
  tags.forEach(({ key, value }, index) => {
    const place = placeOf(index, key);
    checkText(`${place}.Key`, key ?? Number.NaN, problems, tagKeyRule);
    checkText(`${place}.Value`, value ?? Number.NaN, problems, tagValueRule);
    if (typeof key !== 'string') return;
    const twin = seen.get(sameKey(key));
    if (twin !== undefined)
      problems.add(`${place}.Key`, `"${key}" is given twice, as "${twin}" (ECS ignores the case of tag keys)`);
    seen.set(sameKey(key), key);
  });
}

/** No more tags than an image holds beside the `reserved` ones of our own. */
export function checkTagCount(count: number, reserved: number, problems: Problems): void {
  const most = TAGS_PER_IMAGE - reserved;
  if (count > most) {
    problems.add(
      'Tags',
      `must be at most ${most} with the stack's, are ${count}: an image holds ${TAGS_PER_IMAGE} tags, ${reserved} of them our own`,
    );
  }
}
