import { readOrder } from '../../../src/resource/ordering';
import type { Values } from '../../../src/resource/property';
import { readRemoval } from '../../../src/resource/reading';
import type { Where } from '../../../src/resource/resource-type';
import { modelOf, requestWith, typeOf } from './made-up-type';

// What properties mean together may hang on a region that none of them says.

const from = (value: Values, { defaultRegionId }: Where) => `${value('Id')} from ${value('Region') ?? defaultRegionId}`;
const type = typeOf({
  check: (value, problems, where) => value('Id') === 'bad' && problems.add('Id', `is ${from(value, where)}`),
  checkNew: (value, problems, where) => value('Id') === 'old' && problems.add('Id', `was ${from(value, where)}`),
  order: (value, where) => ({ source: { said: from(value, where) } }),
  removal: (value, where) => ({ remains: false, source: { said: from(value, where) } }),
});
const WHERE = { defaultRegionId: 'cn-default' };
const orderOf = (fields: object, isNew = false) =>
  readOrder(type, modelOf({ ...fields }), requestWith(), WHERE, { isNew });

describe('the default region of a type configuration', () => {
  it('is known to what properties ask for together', () => {
    expect(orderOf({ id: 'm-1' }).source.said).toBe('m-1 from cn-default');
    expect(orderOf({ id: 'm-1', region: 'cn-own' }).source.said).toBe('m-1 from cn-own');
  });

  it('is known to a removal', () => {
    expect(readRemoval(type, modelOf({ id: 'm-1' }), WHERE).source?.said).toBe('m-1 from cn-default');
  });

  it('is known to what says which properties do not go together', () => {
    expect(() => orderOf({ id: 'bad' })).toThrow('Id is bad from cn-default');
    expect(() => orderOf({ id: 'old' }, true)).toThrow('Id was old from cn-default');
    expect(orderOf({ id: 'old' }).source.said).toBe('old from cn-default');
  });
});
