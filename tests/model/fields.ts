import type { Properties } from '../support/stage';
import { AS_BEFORE, type FieldRules } from './rules';
import type { SeenImage } from './scene';

/** What a template says of an image, with the tags of its stack. */
export interface Wish {
  readonly properties: Properties;
  readonly stackTags: Readonly<Record<string, string>>;
}

/** The looks of an image, one entry a property and one a tag (`tag:team` is `team=a`); what is absent has no entry. */
export type Fields = ReadonlyMap<string, string>;

/** What each field may hold, `undefined` for absent; a field without an entry has to be absent. */
export type Expectation = ReadonlyMap<string, ReadonlySet<string | undefined>>;

const tagEntry = ({ sameKey }: FieldRules, key: string, value: string): [string, string] => [
  `tag:${sameKey(key)}`,
  `${key}=${value}`,
];

/** What a wish says: the resource's own tags over those of its stack. */
export function wishedFields(rules: FieldRules, { properties, stackTags }: Wish): Fields {
  return new Map([
    ...Object.entries(stackTags).map(([key, value]) => tagEntry(rules, key, value)),
    ...answeredFields(rules, properties),
    // An older name of the property holds it in some types.
    ...entry(rules.name, properties[rules.name] ?? properties.Name),
  ]);
}

/** What a finished operation or READ says of an image. */
export function answeredFields(rules: FieldRules, model: Properties): Fields {
  return new Map([...rules.properties.flatMap((name) => entry(name, model[name])), ...tagFields(rules, model)]);
}

/** What the console of the cloud shows of an image. */
export function shownFields(rules: FieldRules, image: SeenImage): Fields {
  return new Map([
    ...Object.entries(rules.shown(image))
      .filter(([name]) => rules.properties.includes(name))
      .flatMap(([name, value]) => entry(name, value)),
    ...Object.entries(image.tags)
      .filter(([key]) => !rules.hiddenKeys.test(key))
      .map(([key, value]) => tagEntry(rules, key, value)),
  ]);
}

/** The tags that properties name. */
export function tagFields(rules: FieldRules, { Tags }: Properties): [string, string][] {
  const tags: readonly unknown[] = Array.isArray(Tags) ? Tags : [];
  return tags.map((tag) =>
    tagEntry(rules, String(Reflect.get(Object(tag), 'Key')), String(Reflect.get(Object(tag), 'Value'))),
  );
}

/** Of a list nothing shows but that there is one. */
export const LISTED = 'listed';

function entry(name: string, value: unknown): [string, string][] {
  if (value === undefined || value === '') return [];
  return [[name, typeof value === 'object' ? LISTED : String(value)]];
}

/** What answers can tell of what is expected. */
export function told({ untold }: FieldRules, expected: Expectation): Expectation {
  return new Map([...expected].filter(([name]) => !untold.includes(name)));
}

/** Exactly these fields. */
export function exactly(fields: Fields): Expectation {
  return new Map([...fields].map(([name, value]) => [name, new Set([value])]));
}

/**
 * After an operation succeeded: what the template asks for is there. What the former template had and this one has not is gone, as far as
 * it can be; everything else is as it was, whoever put it there.
 */
export function afterSuccess(
  { cleared }: FieldRules,
  expected: Expectation,
  former: Fields,
  wished: Fields,
): Expectation {
  const next = new Map(expected);
  for (const name of former.keys()) {
    if (wished.has(name)) continue;
    if (name.startsWith('tag:')) next.delete(name);
    const values = cleared[name]?.flatMap((value) => (value === AS_BEFORE ? [...(expected.get(name) ?? [])] : [value]));
    if (values) next.set(name, new Set(values));
  }
  for (const [name, value] of wished) next.set(name, new Set([value]));
  return next;
}

/** After an operation failed: each field is as before or as after a success. */
export function afterFailure(rules: FieldRules, expected: Expectation, former: Fields, wished: Fields): Expectation {
  const succeeded = afterSuccess(rules, expected, former, wished);
  const absent = new Set([undefined]);
  const names = new Set([...expected.keys(), ...succeeded.keys()]);
  return new Map(
    [...names].map((name) => [name, new Set([...(expected.get(name) ?? absent), ...(succeeded.get(name) ?? absent)])]),
  );
}

/** After somebody changed a field; `undefined` takes it away. */
export function afterChange(expected: Expectation, name: string, value: string | undefined): Expectation {
  const next = new Map(expected);
  if (value === undefined) next.delete(name);
  else next.set(name, new Set([value]));
  return next;
}

/** As above for a tag. */
export function afterTagging(rules: FieldRules, expected: Expectation, key: string, value: string): Expectation {
  return afterChange(expected, ...tagEntry(rules, key, value));
}

/** Where the looks are not as expected, in words. */
export function differences(expected: Expectation, fields: Fields): string[] {
  const names = new Set([...expected.keys(), ...fields.keys()]);
  return [...names].flatMap((name) => {
    const allowed = expected.get(name) ?? new Set([undefined]);
    const is = fields.get(name);
    return allowed.has(is)
      ? []
      : `${name} is ${is ?? 'absent'}, not ${[...allowed].map((one) => one ?? 'absent').join(' or ')}`;
  });
}
