import type { ImageView } from '../../simulator/index';
import type { Properties } from '../support/stage';

/** What a template says of a copy, with the tags of its stack. */
export interface Wish {
  readonly properties: Properties;
  readonly stackTags: Readonly<Record<string, string>>;
}

/** The looks of a copy, one entry a property and one a tag (`tag:team` is `team=a`); what is absent has no entry. */
export type Fields = ReadonlyMap<string, string>;

/** What each field may hold, `undefined` for absent; a field without an entry has to be absent. */
export type Expectation = ReadonlyMap<string, ReadonlySet<string | undefined>>;

const TEXTS = ['ImageName', 'Description', 'ImageFamily', 'NvmeSupport', 'ResourceGroupId', 'KmsKeyId'] as const;
/** Whether ECS clears a text that it is asked to clear is undocumented; a name and a group cannot be cleared. */
const CLEARED_PERHAPS: readonly string[] = ['Description', 'ImageFamily'];
/** Tags that a template cannot set and a user does not get to see. */
const HIDDEN = /^(aws:|acs:|tfcfn:)/;

/** ECS compares the keys of tags without regard to case. */
const tagField = (key: string): string => `tag:${key.toLowerCase()}`;
const tagEntry = (key: string, value: string): [string, string] => [tagField(key), `${key}=${value}`];

/** What a wish says: the resource's own tags over those of its stack. */
export function wishedFields({ properties, stackTags }: Wish): Fields {
  const { SourceRegionId, SourceImageId, Encrypted, Name } = properties;
  return new Map([
    ...Object.entries(stackTags).map(([key, value]) => tagEntry(key, value)),
    ...textsAndTagsOf(properties),
    ...entry('ImageName', properties.ImageName ?? Name),
    ...entry('Source', `${SourceRegionId}/${SourceImageId}`),
    ...entry('Encrypted', Encrypted),
  ]);
}

/** What a finished operation or READ says of a copy. */
export function answeredFields(model: Properties): Fields {
  const { SourceRegionId, SourceImageId, Encrypted } = model;
  return new Map([
    ...textsAndTagsOf(model),
    ...entry('Source', SourceImageId && `${SourceRegionId}/${SourceImageId}`),
    ...entry('Encrypted', Encrypted),
  ]);
}

/** What the console of ECS shows of an image. */
export function shownFields(image: ImageView): Fields {
  return new Map([
    ...entry('ImageName', image.imageName),
    ...entry('Description', image.description),
    ...entry('ImageFamily', image.imageFamily),
    ...entry('NvmeSupport', image.nvmeSupport),
    ...entry('ResourceGroupId', image.resourceGroupId),
    ...entry('KmsKeyId', image.tags['tfcfn:kms-key']),
    ...entry('Source', image.tags['tfcfn:source']),
    ...entry('Encrypted', image.encrypted),
    ...Object.entries(image.tags)
      .filter(([key]) => !HIDDEN.test(key))
      .map(([key, value]) => tagEntry(key, value)),
  ]);
}

function textsAndTagsOf(properties: Properties): [string, string][] {
  const tags: readonly unknown[] = Array.isArray(properties.Tags) ? properties.Tags : [];
  return [
    ...TEXTS.flatMap((name) => entry(name, properties[name])),
    ...tags.map((tag) => tagEntry(String(Reflect.get(Object(tag), 'Key')), String(Reflect.get(Object(tag), 'Value')))),
  ];
}

function entry(name: string, value: unknown): [string, string][] {
  return value === undefined || value === '' ? [] : [[name, String(value)]];
}

/** Exactly these fields. */
export function exactly(fields: Fields): Expectation {
  return new Map([...fields].map(([name, value]) => [name, new Set([value])]));
}

/**
 * After an operation succeeded: what is wished is there. What the former wish had and this one has not is gone, as far as it can be;
 * everything else is as it was, whoever put it there.
 */
export function afterSuccess(expected: Expectation, former: Fields, wished: Fields): Expectation {
  const next = new Map(expected);
  for (const name of former.keys()) {
    if (wished.has(name)) continue;
    if (name.startsWith('tag:')) next.delete(name);
    if (CLEARED_PERHAPS.includes(name)) next.set(name, new Set([undefined, ...(expected.get(name) ?? [])]));
  }
  for (const [name, value] of wished) next.set(name, new Set([value]));
  return next;
}

/** After an operation failed: each field is as before or as after a success. */
export function afterFailure(expected: Expectation, former: Fields, wished: Fields): Expectation {
  const succeeded = afterSuccess(expected, former, wished);
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
export function afterTagging(expected: Expectation, key: string, value: string): Expectation {
  return afterChange(expected, ...tagEntry(key, value));
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
