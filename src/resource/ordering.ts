import type { BaseModel, Dict } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { LONGEST_TIMEOUT_SECONDS } from '../failure/duration';
import type { FormerOrder, Order } from '../life/order';
import type { Tag } from '../life/port';
import { mergeTags } from '../life/tags';
import { Problems } from './problems';
import { attributeOf, fieldOf, type Properties, valueIn } from './property';
import type { ImageType, TypeOfImages, Where } from './resource-type';
import { byKey, checkTagCount, checkTags, inList, type LooseTag, type TagTexts } from './tag-checks';
import { checkTimeouts } from './timeouts';

/** The tags that a request contains in addition to its properties. */
export interface RequestTags {
  readonly desiredResourceTags: Dict<string>;
  readonly previousResourceTags: Dict<string>;
  readonly systemTags: Dict<string>;
}

/** An order together with what the cloud does not accept of it. */
export interface AskedOrder extends Order {
  /** The keys of the stack tags that the cloud does not accept, or that the tags of the template leave no room for. */
  readonly leftOut: readonly string[];
}

export const NOT_VALID = 'The properties are not valid';

/**
 * Checks that a create request sets no property that only the cloud can set.
 *
 * @throws Failure InvalidRequest
 */
export function refuseReadOnly(desired: BaseModel, readOnly: readonly string[]): void {
  const problems = new Problems();
  for (const name of readOnly) {
    if (valueIn(desired, name) !== undefined) problems.add(name, 'is read-only: remove it');
  }
  problems.raise('InvalidRequest', NOT_VALID);
}

/**
 * The order in a create or update request. `isNew`: the request creates the resource, so a time-out above the maximum can be refused. For
 * an existing resource it must not be refused: if its template was written when 12 h was allowed, a rollback to it or its deletion would
 * fail for ever. In that case the maximum is used.
 *
 * `markStays`: the image is identified by its request, whose mark needs a tag of its own.
 *
 * @throws Failure InvalidRequest with every property and rule that is broken.
 */
export function readOrder(
  type: ImageType,
  desired: BaseModel,
  tags: RequestTags,
  where: Where,
  { isNew = false, markStays = false } = {},
): AskedOrder {
  const value = (name: string): unknown => valueIn(desired, name);
  const problems = new Problems();
  for (const [name, { check }] of Object.entries(type.properties)) check?.(name, value(name), problems);
  for (const name of type.schema.required) {
    if (value(name) === undefined) problems.add(name, 'is required');
  }
  type.check?.(value, problems, where);
  if (isNew) type.checkNew?.(value, problems, where);
  checkTimeouts(value('Timeouts'), problems, isNew ? { longest: LONGEST_TIMEOUT_SECONDS } : {});
  const own = type.order(value, where);
  const reserved = reservedTags(type, markStays) + (own.kept?.length ?? 0);
  const { userTags, stackTags, leftOut } = readTags(value('Tags'), tags, type.tags, reserved, problems);
  problems.raise('InvalidRequest', NOT_VALID);
  return {
    ...own,
    properties: sentOf(type.properties, value),
    attributes: { ...attributesOf(type.properties, desired), ...own.attributes },
    userTags,
    stackTags,
    leftOut,
    systemTags: readSystemTags(tags, type.tags),
    markStays,
  };
}

/** How many tags of an image are needed for its source and its mark. */
function reservedTags(
  { cloudKeepsSource, keepsMark }: Pick<TypeOfImages, 'cloudKeepsSource' | 'keepsMark'>,
  markStays = false,
): number {
  return Number(cloudKeepsSource !== true) + Number(keepsMark === true || markStays);
}

/** The values that are sent when the image is created. */
function sentOf(properties: Properties, value: (name: string) => unknown): Record<string, unknown> {
  const names = Object.keys(properties).filter((name) => properties[name]?.sent !== undefined);
  return Object.fromEntries(names.map((name) => [name, value(name)]).filter(([, given]) => given !== undefined));
}

/** The values of the properties that are changed in place. */
function attributesOf(properties: Properties, desired: BaseModel): Order['attributes'] {
  const attributes = Object.keys(properties).flatMap((name) => {
    const value = properties[name]?.changed === undefined ? undefined : attributeOf(desired, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(attributes);
}

/** What the previous request contained and this one may have removed. */
export function readFormerOrder(
  type: ImageType,
  previous: BaseModel,
  { previousResourceTags }: RequestTags,
): FormerOrder {
  const { properties, tags } = type;
  const own = looseTagsOf(valueIn(previous, 'Tags'));
  const keys = own.flatMap(({ key }) => (typeof key === 'string' ? key : []));
  const ofStack = readStackTags(previousResourceTags, own.filter(isTag), tags, reservedTags(type));
  const cleared = Object.keys(properties).filter((name) => properties[name]?.cleared);
  return {
    attributes: cleared.filter((name) => Boolean(valueIn(previous, name))),
    tagKeys: [...keys, ...ofStack.fitting.map(({ key }) => key)],
  };
}

function readTags(
  given: unknown = [],
  { desiredResourceTags }: RequestTags,
  rules: TagTexts,
  reserved: number,
  problems: Problems,
): Pick<AskedOrder, 'userTags' | 'stackTags' | 'leftOut'> {
  const own = looseTagsOf(given);
  if (!Array.isArray(given)) problems.add('Tags', 'must be a list of objects with Key and Value');
  checkTags(inList('Tags'), own, rules, problems);
  const tags = own.filter(isTag);
  const { fitting, leftOut } = readStackTags(desiredResourceTags, tags, rules, reserved);
  checkTags(byKey('stack tag'), fitting, rules, problems);
  checkTagCount(tags.length + fitting.length, reserved, rules, problems);
  // Only a cloud with narrow rules leaves tags of the stack out.
  const [userTags, stackTags] = rules.ofStack ? [tags, fitting] : [[...tags, ...fitting], []];
  return { userTags: userTags.map(({ key, value }) => ({ key, value })), stackTags, leftOut };
}

/**
 * The stack tags that the image gets, and the keys of those that are left out. A stack tag that one of the resource's `own` tags replaces
 * is in neither list. If there is not enough room, the first tags by key stay, so that every repetition of a request chooses the same.
 */
function readStackTags(
  given: Dict<string>,
  own: readonly Tag[],
  rules: TagTexts,
  reserved: number,
): { readonly fitting: readonly Tag[]; readonly leftOut: readonly string[] } {
  const ofStack = toTags(given).filter((tag) => !isOfAws(tag));
  const all = mergeTags(own, ofStack, rules).slice(own.length);
  if (!rules.ofStack) return { fitting: all, leftOut: [] };
  const room = Math.max(0, rules.perImage - reserved - own.length);
  const fitting = all.filter(isFitFor({ ...rules, ...rules.ofStack })).slice(0, room);
  return { fitting, leftOut: all.filter((tag) => !fitting.includes(tag)).map(({ key }) => key) };
}

const isFitFor =
  (rules: TagTexts) =>
  (tag: Tag): boolean => {
    const problems = new Problems();
    checkTags(byKey('stack tag'), [tag], rules, problems);
    return problems.none;
  };

const byKeyOrder = (one: Tag, other: Tag): number => (one.key < other.key ? -1 : 1);

/**
 * The tags of AWS services, which are set if there is room: CloudFormation's own and those that Service Catalog gives to a stack
 * (https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1199), which users cannot remove. Only keys with the prefix
 * of AWS are accepted, so that no other tag, such as one of our own, comes in with them.
 */
function readSystemTags({ systemTags, desiredResourceTags }: RequestTags, rules: TagTexts): Tag[] {
  if (rules.ofStack) return [];
  return mergeTags(toTags(systemTags), toTags(desiredResourceTags), rules).filter(
    (tag) => isOfAws(tag) && tag.key.length <= rules.longestKey && !/\p{Surrogate}/u.test(tag.key + tag.value),
  );
}

function isOfAws({ key }: Tag): boolean {
  return key.startsWith('aws:');
}

/** In the order of the keys: a start is repeated with the same parameters, and a JSON object has no order. */
function toTags(tags: Dict<string>): Tag[] {
  return Object.entries(tags)
    .map(([key, value]) => ({ key, value: String(value) }))
    .sort(byKeyOrder);
}

/** The tags in a model, unchecked. A value that is not a list has no tags. */
function looseTagsOf(given: unknown): LooseTag[] {
  return Array.isArray(given) ? given.map(toLooseTag) : [];
}

function toLooseTag(tag: unknown): LooseTag {
  if (typeof tag !== 'object' || tag === null) return {};
  return { key: Reflect.get(tag, fieldOf('Key')), value: Reflect.get(tag, fieldOf('Value')) };
}

function isTag(tag: LooseTag): tag is Tag {
  return typeof tag.key === 'string' && typeof tag.value === 'string';
}
