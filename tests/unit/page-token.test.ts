import { pageOf, tokenOf } from '../../src/resource/page-token';

const LAST = 100_000;

describe('the token of a page', () => {
  it.each([1, 2, LAST])('leads to where it begins, %i', (from) => {
    expect(pageOf(tokenOf(from))).toBe(from);
  });

  it.each([undefined, null])('is missing for the first page: %s', (missing) => {
    expect(pageOf(missing)).toBe(1);
  });

  it.each([tokenOf(LAST + 1), tokenOf(0), 'page-01', 'page-', 'page-1 ', '1', 1, {}])(
    'that this type never returned is refused: %j',
    (token) => {
      expect(() => pageOf(token)).toThrow(expect.objectContaining({ code: 'InvalidRequest' }));
    },
  );
});
