import { changesTo, differing, NOTHING_BEFORE } from '../../../src/life/order';
import type { Image } from '../../../src/life/port';
import { readFormerOrder, readOrder } from '../../../src/resource/ordering';
import { Problems } from '../../../src/resource/problems';
import { wholeNumber } from '../../../src/resource/rules';
import { modelOf, requestWith, typeOf } from './made-up-type';

// A number is changed in place as a text is.

const type = typeOf({
  properties: { Text: { changed: 'text', cleared: true }, Limit: { changed: 'limit', cleared: true }, Flag: {} },
});
const orderOf = (fields: Readonly<Record<string, unknown>>) =>
  readOrder(type, modelOf(fields), requestWith(), { defaultRegionId: 'cn-a' });
const image = (shown: Image['shown']): Image => ({
  ...{ ref: { regionId: 'cn-a', id: 'm-1' }, state: 'available', status: 'Available', copied: true, progress: {} },
  ...{ tags: [], snapshotIds: [], shown },
});
const changes = (fields: Readonly<Record<string, unknown>>, shown: Image['shown'], before = {}) => {
  const former = readFormerOrder(type, modelOf(before), requestWith());
  return changesTo(image(shown), { ...orderOf(fields), source: { said: 'm-0' } }, former, type.tags);
};

describe('an integer that is changed in place', () => {
  it.each([
    [2048, 2048],
    [0, 0],
    ['2048', '2048'],
    [true, undefined],
    [null, undefined],
    [undefined, undefined],
  ])('of %p is ordered as %p', (limit, ordered) => {
    expect(orderOf({ limit }).attributes.Limit).toBe(ordered);
  });

  it.each([
    ['the template says another', { limit: 2048 }, { Limit: 0 }, {}, { Limit: 2048 }],
    ['the template says the same', { limit: 2048 }, { Limit: 2048 }, {}, {}],
    ['the template says none any more', {}, { Limit: 2048 }, { limit: 2048 }, { Limit: '' }],
    ['the template said none and says none', {}, { Limit: 2048 }, {}, {}],
    ['it is none already', {}, { Limit: 0 }, { limit: 2048 }, {}],
    ['the template asked for none', {}, { Limit: 2048 }, { limit: 0 }, {}],
    ['the template asks for none', { limit: 0 }, { Limit: 2048 }, { limit: 2048 }, { Limit: 0 }],
  ])('is, when %s, changed so far as it differs', (_, fields, shown, before, attributes) => {
    expect(changes(fields, shown, before).attributes).toEqual(attributes);
  });

  it('counts as unfinished until the cloud shows it, but not while it is only asked to be cleared', () => {
    const set = changes({ limit: 0 }, { Limit: 2048 });
    expect(differing(set, image({ Limit: 2048 }))).toEqual(['Limit']);
    const cleared = changes({}, { Limit: 2048 }, { limit: 2048 });
    expect(differing(cleared, image({ Limit: 2048 }))).toEqual([]);
  });

  it('is one of many attributes', () => {
    expect(changes({ text: 'a', limit: 1 }, { Text: 'b' }).attributes).toEqual({ Text: 'a', Limit: 1 });
    expect(NOTHING_BEFORE.attributes).toEqual([]);
  });
});

describe('a whole number', () => {
  const problemOf = (value: unknown): string | undefined => {
    const problems = new Problems();
    wholeNumber(0, 100, 'MB')('Limit', value, problems);
    try {
      problems.raise('InvalidRequest', 'wrong');
      return undefined;
    } catch (error) {
      return String(error);
    }
  };

  it.each([0, 100, undefined, null])('is in order as %p', (value) => {
    expect(problemOf(value)).toBeUndefined();
  });

  it.each([
    [-1, ', is -1'],
    [101, ', is 101'],
    [0.5, ', is 0.5'],
    [Number.NaN, ', is NaN'],
    [2 ** 60, ''],
    ['5', ''],
    [true, ''],
    [[5], ''],
    [{}, ''],
  ])('is refused as %p', (value, is) => {
    expect(problemOf(value)).toContain(`Limit must be a whole number of 0 to 100 MB${is}`);
  });
});
