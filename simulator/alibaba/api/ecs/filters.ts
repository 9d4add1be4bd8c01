import { jsonIn } from '../../../common/json-text';
import type { EcsRequest } from './operation';

/** Whether an item of a list belongs in the answer. */
export type Filter<T> = (item: T) => boolean;

/** Reads a parameter that filters a list; `undefined` if it was not sent. */
export type FilterReader<T> = (request: EcsRequest) => Filter<T> | undefined;

/** The items that pass all filters of a request. */
export function filtered<T>(request: EcsRequest, items: readonly T[], readers: readonly FilterReader<T>[]): T[] {
  const filters = readers.flatMap((read) => read(request) ?? []);
  return items.filter((item) => filters.every((matches) => matches(item)));
}

/** A parameter that a property must be equal to. */
export function equal<T>(name: string, property: (item: T) => string): FilterReader<T> {
  return ({ parameters }) => {
    const value = parameters.text(name);
    return value === '' ? undefined : (item) => property(item) === value;
  };
}

/** The same for a parameter with only certain values. `code`: the error for others. */
export function oneOf<T>(
  name: string,
  allowed: readonly string[],
  code: string,
  property: (item: T) => string,
): FilterReader<T> {
  return (request) => {
    const value = request.parameters.text(name);
    if (value !== '' && !allowed.includes(value)) throw request.refuse(code);
    return equal(name, property)(request);
  };
}

/** The same, but `all` matches every value. */
export function oneOfOrAll<T>(
  name: string,
  allowed: readonly string[],
  code: string,
  property: (item: T, request: EcsRequest) => string,
): FilterReader<T> {
  return (request) => {
    if (request.parameters.text(name) === 'all') return undefined;
    return oneOf(name, allowed, code, (item: T) => property(item, request))(request);
  };
}

const MOST_IDS = 100;

/** A JSON list of up to 100 IDs, as DescribeInstances and DescribeSnapshots accept it. `code`: the error for anything else. */
export function idList<T>(name: string, code: string, id: (item: T) => string): FilterReader<T> {
  return (request) => {
    const text = request.parameters.text(name);
    if (text === '') return undefined;
    const ids = parseTexts(text);
    if (!ids || ids.size > MOST_IDS) throw request.refuse(code);
    return (item) => ids.has(id(item));
  };
}

function parseTexts(text: string): ReadonlySet<string> | undefined {
  const value = jsonIn(text);
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? new Set(value) : undefined;
}

/** A pattern in which `*` stands for any characters. Without `*` it must be the whole text. */
export function named<T>(name: string, property: (item: T) => string): FilterReader<T> {
  return ({ parameters }) => {
    const text = parameters.text(name);
    if (text === '') return undefined;
    const pattern = wildcard(text);
    return (item) => pattern.test(property(item));
  };
}

/** A regular expression for a text in which `*` stands for any characters. */
export function wildcard(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

const MOST_TAGS = 20;

/** `Tag.N.Key` and `Tag.N.Value`: all must match. A tag without a value matches any value. */
export function byTags<T extends { readonly tags: ReadonlyMap<string, string> }>(
  request: EcsRequest,
): Filter<T> | undefined {
  const wanted = request.parameters.pairs('Tag');
  if (wanted.length === 0) return undefined;
  if (wanted.length > MOST_TAGS) throw request.refuse('InvalidTagCount');
  if (wanted.some(({ key }) => !key)) throw request.refuse('InvalidTag.Mismatch');
  return ({ tags }) => hasTags(tags, wanted);
}

/** Whether a resource has all these tags. A tag without a value matches any value. */
export function hasTags(
  tags: ReadonlyMap<string, string>,
  wanted: readonly { key: string | undefined; value: string | undefined }[],
): boolean {
  return wanted.every(
    ({ key, value }) => key !== undefined && tags.has(key) && (value === undefined || tags.get(key) === value),
  );
}

const timeFilters: Readonly<Record<string, (createdAt: number, limit: number) => boolean>> = {
  CreationStartTime: (createdAt, limit) => createdAt >= limit,
  CreationEndTime: (createdAt, limit) => createdAt <= limit,
};

/** A `Filter.N` on the time of creation, in UTC minutes; `undefined` if it filters something else. */
export function timeFilter<T extends { readonly createdAt: number }>(
  request: EcsRequest,
  key: string,
  value: string,
): Filter<T> | undefined {
  const inTime = timeFilters[key];
  if (!inTime) return undefined;
  const limit = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(limit)) throw request.refuse('InvalidFilterValue');
  return ({ createdAt }) => inTime(createdAt, limit);
}

/** Every `Filter.N`, if only filters on the time of creation are supported. */
export function byTime<T extends { readonly createdAt: number }>(request: EcsRequest): Filter<T> {
  const filters = request.parameters.pairs('Filter').map(({ key = '', value = '' }) => {
    const filter = timeFilter<T>(request, key, value);
    if (!filter) throw request.refuse('InvalidFilterKey.NotFound');
    return filter;
  });
  return (item) => filters.every((matches) => matches(item));
}
