import { ECS_FACTS } from '../../src/alibaba/ecs-facts';
import { APSARA_FACTS } from '../../src/apsarastack/facts';
import { IMS_FACTS } from '../../src/huaweicloud/facts';
import { type Order, orderMade, toSpec } from '../../src/life/order';

const ORDER: Order = { source: { said: 'm-1' }, properties: {}, attributes: {}, userTags: [], systemTags: [] };
const REQUEST = { clientToken: 'token', mark: '0'.repeat(32), formerMark: '1'.repeat(32) };

describe.each([
  ['a token', ECS_FACTS],
  ['a name', APSARA_FACTS],
  ['a mark', IMS_FACTS],
] as const)('an image that is started by %s', (_by, facts) => {
  const madeAs = (id: string): Order => {
    const place = { regionId: 'r', id };
    const spec = toSpec(ORDER, { regionId: 'r', name: 'golden' }, REQUEST, facts);
    return orderMade(ORDER, spec, { facts, place, nameProperty: 'Name' });
  };

  it.each([
    ['keeps the mark of its request while that identifies it', `tfcfn-request-${'0'.repeat(32)}`, true],
    ['keeps it while its job identifies it', 'f'.repeat(32), true],
    ['needs no mark once it has an ID', 'm-2', false],
  ])('%s', (_what, id, stays) => {
    expect(madeAs(id).markStays).toBe(stays);
  });
});
