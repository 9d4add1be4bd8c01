import { decoded } from '../../../src/huaweicloud/answers';

describe('an answer without an error', () => {
  it.each([199, 300, 302, 399])('is none with HTTP %i', (status) => {
    expect(() => decoded({ status, headers: {}, text: '{}' }, [])).toThrow(`HTTP ${status} is not a success`);
  });

  it.each([200, 204, 299])('is one with HTTP %i', (status) => {
    expect(decoded({ status, headers: {}, text: '{}' }, [])).toEqual({ body: {} });
  });
});
