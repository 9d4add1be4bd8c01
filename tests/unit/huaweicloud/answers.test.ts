import { decoded } from '../../../src/huaweicloud/answers';
import { toImage } from '../../../src/huaweicloud/image';

describe('an answer without an error', () => {
  it.each([199, 300, 302, 399])('is none with HTTP %i', (status) => {
    expect(() => decoded({ status, headers: {}, text: '{}' }, [])).toThrow(`HTTP ${status} is not a success`);
  });

  it.each([200, 204, 299])('is one with HTTP %i', (status) => {
    expect(decoded({ status, headers: {}, text: '{}' }, [])).toEqual({ body: {} });
  });
});

describe('an image of a list', () => {
  it.each([
    ['active', { percent: 100 }],
    ['saving', {}],
    ['killed', {}],
  ])('that is %s is as far as %j', (status, progress) => {
    expect(toImage({ id: 'i', status }, [], 'cn-north-4', {}).progress).toEqual(progress);
  });
});
