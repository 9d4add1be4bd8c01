import type { Tag } from '../../../src/life/port';
import { leftOutOf, withNote } from '../../../src/resource/left-out';
import { readFormerOrder, readOrder } from '../../../src/resource/ordering';
import { characters, first, matches } from '../../../src/resource/rules';
import type { TagTexts } from '../../../src/resource/tag-checks';
import { modelOf, requestWith, typeOf } from './made-up-type';

// A cloud whose tags are narrower than those of AWS: four of them, of which one is our own, with short keys and values of few characters.

const text = (least: number, most: number) =>
  first(characters(least, most), matches(/^[a-z]*$/, 'must be small letters'));
const NARROW: TagTexts = {
  ...{ perImage: 4, longestKey: 30, longestValue: 40, sameKey: (key: string) => key },
  ...{ reservedPrefixes: [], key: text(1, 5), value: text(0, 5) },
  ...{ sameKeyBecause: 'they are the same', ofStack: { key: text(1, 5), value: text(0, 4) } },
};
const type = typeOf({ tags: NARROW, keepsMark: true, cloudKeepsSource: true });
const wide = typeOf({ tags: { ...NARROW, ofStack: undefined }, keepsMark: true, cloudKeepsSource: true });
const own = (tags: Readonly<Record<string, string>>) =>
  modelOf({ tags: Object.entries(tags).map(([key, value_]) => ({ key, value_ })) });
const read = (tags: Parameters<typeof own>[0], ofStack: Parameters<typeof own>[0], asked = type) => {
  const order = readOrder(asked, own(tags), requestWith(ofStack), { defaultRegionId: 'cn-a' });
  const all = [...order.userTags, ...(order.stackTags ?? [])];
  return { tags: Object.fromEntries(all.map(({ key, value }) => [key, value])), leftOut: order.leftOut };
};

describe('tags of a stack', () => {
  it('have one order, so that every repetition of a start has the same parameters', () => {
    const keysOf = (ofStack: Readonly<Record<string, string>>, systemTags: Readonly<Record<string, string>>) => {
      const request = { ...requestWith(ofStack), systemTags };
      const order = readOrder(wide, own({ z: '' }), request, { defaultRegionId: 'cn-a' });
      return [order.userTags, order.systemTags].map((tags) => tags.map(({ key }) => key));
    };
    const sorted = [
      ['z', 'a', 'b'],
      ['aws:a', 'aws:b'],
    ];
    expect(keysOf({ b: '', a: '' }, { 'aws:b': '', 'aws:a': '' })).toEqual(sorted);
    expect(keysOf({ a: '', b: '' }, { 'aws:a': '', 'aws:b': '' })).toEqual(sorted);
  });

  it('are set where they fit', () => {
    expect(read({ a: 'x' }, { b: 'y', c: '' })).toEqual({ tags: { a: 'x', b: 'y', c: '' }, leftOut: [] });
  });

  it.each([
    ['a key that is too long', { longkey: 'x' }],
    ['an empty key', { '': 'x' }],
    ['a key of other characters', { 'a:b': 'x' }],
    ['a value that is too long', { b: 'longvalue' }],
    ['a value of other characters', { b: 'A' }],
    ['a value that only a tag of the resource may have', { b: 'abcde' }],
    ['half of a character', { b: '\ud800' }],
  ])('with %s are left out, and named', (_, ofStack) => {
    expect(read({ a: 'abcde' }, { c: 'z', ...ofStack })).toEqual({
      tags: { a: 'abcde', c: 'z' },
      leftOut: Object.keys(ofStack),
    });
  });

  it('for which there is no room are left out, in whatever order they come', () => {
    const kept = { tags: { z: 'x', a: 'x', b: 'x' }, leftOut: ['c', 'd'] };
    expect(read({ z: 'x' }, { a: 'x', b: 'x', c: 'x', d: 'x' })).toEqual(kept);
    expect(read({ z: 'x' }, { d: 'x', b: 'x', c: 'x', a: 'x' })).toEqual(kept);
  });

  it('of which the resource has its own are not left out', () => {
    expect(read({ a: 'x' }, { a: 'longvalue' })).toEqual({ tags: { a: 'x' }, leftOut: [] });
  });

  it("of AWS's services are never set, and not named", () => {
    const tags = requestWith({ 'aws:own': 'x' }, {}, { 'aws:stack': 'x' });
    const order = readOrder(type, modelOf(), tags, { defaultRegionId: 'cn-a' });
    expect([order.systemTags, order.userTags, order.leftOut]).toEqual([[], [], []]);
    expect(readOrder(wide, modelOf(), tags, { defaultRegionId: 'cn-a' }).systemTags).toHaveLength(2);
  });

  it('are refused where the cloud takes as much as AWS', () => {
    expect(() => read({}, { longkey: 'x' }, wide)).toThrow('stack tag "longkey".Key must have 1 to 5 characters');
    expect(() => read({}, { a: '', b: '', c: '', d: '' }, wide)).toThrow('Tags must be at most 3');
  });

  it('that were left out are not missed when they go', () => {
    const former = (previous: Parameters<typeof own>[0], asked = type) =>
      readFormerOrder(asked, own({ z: 'x' }), requestWith({}, previous)).tagKeys;
    expect(former({ a: 'x', longkey: 'x', b: 'longvalue' })).toEqual(['z', 'a']);
    expect(former({ a: 'x', b: 'x', c: 'x', d: 'x' })).toEqual(['z', 'a', 'b']);
    expect(former({ a: 'x', longkey: 'x' }, wide)).toEqual(['z', 'a', 'longkey']);
  });
});

describe('tags of a resource', () => {
  it.each([
    ['a key that is too long', { longkey: 'x' }, 'Tags[0].Key must have 1 to 5 characters'],
    ['a value of other characters', { a: 'A' }, 'Tags[0].Value must be small letters'],
    ['more of them than an image holds', { a: '', b: '', c: '', d: '' }, 'Tags must be at most 3'],
  ])('with %s are refused', (_, tags, problem) => {
    expect(() => read(tags, {})).toThrow(problem);
  });

  it('have all places of an image but that of the mark, where the cloud keeps the source', () => {
    expect(Object.keys(read({ a: '', b: '', c: '' }, {}).tags)).toHaveLength(3);
    const tagged = typeOf({ tags: NARROW, keepsMark: true });
    expect(() => read({ a: '', b: '', c: '' }, {}, tagged)).toThrow(
      'an image can have 4 tags, and the resource type uses 2 of them',
    );
  });
});

describe('a message', () => {
  const told = (...leftOut: string[]) => leftOutOf({ leftOut }, { service: 'ABC' });
  it('names those for which the image has no room', () => {
    const stackTags = ['a', 'b'].map((key) => ({ key, value: '' }));
    const said = (tags: readonly Tag[]) => leftOutOf({ leftOut: ['z'], stackTags }, { service: 'ABC' }, { tags });
    expect(said(stackTags)).toMatch(/: z\.$/);
    expect(said(stackTags.slice(0, 1))).toMatch(/: z, b\.$/);
  });

  it('names the tags that are left out, the first of many', () => {
    expect(told()).toBe('');
    expect(told('a', 'b')).toBe('Stack tags that ABC does not accept, or has no room for, were left out: a, b.');
    expect(told('a', 'b', 'c', 'd', 'e', 'f', 'g')).toContain(': a, b, c, d, e, 2 more.');
  });

  it.each([
    ['copying', '', 'copying'],
    ['copying', 'More.', 'copying. More.'],
    ['Done.', 'More.', 'Done. More.'],
  ])('%p with %p is %p', (message, note, whole) => {
    expect(withNote(message, note)).toBe(whole);
  });
});
