import { isRemovalMemory } from '../../src/life/memory';
import { fromFormerContext } from '../../src/properties/former-context';

const REMOVAL = {
  ...{ startedAt: 1, deadline: 2, looks: 0, seen: true, imageGone: false, uncancellable: false },
  snapshotIds: ['s-1'],
};
const former = (memory: object) => ({ v: 1, regionId: 'cn-shanghai', imageId: 'm-1', memory });
const memoryOf = (context: unknown) => Object(fromFormerContext(context)).memory;

it.each([
  ['CancelCopyImage', 'cancel'],
  ['DeleteImage', 'delete'],
])(
  'a removal by %s that version 0.1.0 knew to be accepted is one, in a deletion and in a clean-up',
  (call, accepted) => {
    const memory = memoryOf(former({ ...REMOVAL, accepted: call }));
    expect(memory).toEqual({ ...REMOVAL, accepted });
    expect(isRemovalMemory(memory)).toBe(true);
    const removal = { ...REMOVAL, accepted: call };
    expect(memoryOf(former({ removal }))).toEqual({ removal: { ...REMOVAL, accepted } });
  },
);

it('a removal that was accepted under another name is not taken for one', () => {
  expect(isRemovalMemory(memoryOf(former({ ...REMOVAL, accepted: 'cancelling' })))).toBe(false);
});
