import { ALIBABA } from '../../src/alibaba/errors';
import { retryAfterOf } from '../../src/calling/exchange';

describe('the header Retry-After', () => {
  it.each([
    ['1', 1_000],
    ['7', 7_000],
    ['9999', 9_999_000],
    ['007', 7_000],
    // It asks for no delay, so the pause is the usual one.
    ['0', undefined],
    ['10000', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['1 ', undefined],
    ['soon', undefined],
    ['', undefined],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    [undefined, undefined],
  ])('%j is a delay of %j ms', (value, milliseconds) => {
    expect(retryAfterOf({ 'retry-after': value })).toBe(milliseconds);
  });
});

describe("the delay in an error of Alibaba Cloud's SDK, in milliseconds", () => {
  it.each([
    [7_000, 7_000],
    [1, 1],
    [0, undefined],
    [-1, undefined],
    ['7000', undefined],
    [undefined, undefined],
  ])('%j is a delay of %j ms', (retryAfter, milliseconds) => {
    expect(ALIBABA.told({ code: 'Throttling', retryAfter }).retryAfter).toBe(milliseconds);
  });
});
