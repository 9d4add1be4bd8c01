import { toImage } from '../../../src/huaweicloud/image';

describe('an image of a list', () => {
  it.each([
    ['active', { percent: 100 }],
    ['saving', {}],
    ['killed', {}],
  ])('that is %s is as far as %j', (status, progress) => {
    expect(toImage({ id: 'i', status }, [], 'cn-north-4', {}).progress).toEqual(progress);
  });
});
