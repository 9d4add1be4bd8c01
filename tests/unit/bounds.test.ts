import { boundsProblem } from '../../src/cloudformation/bounds';

const LONGEST = 'x'.repeat(65_536);
const TOO_LONG = `${LONGEST}x`;

describe('an event', () => {
  it.each<readonly [where: string, event: object]>([
    ['beside a short one', { Name: 'golden', Description: TOO_LONG }],
    ['beside what is no text', { Tags: [1, TOO_LONG, null] }],
    ['as the name of a property', { Name: 'golden', [TOO_LONG]: 1 }],
  ])('with a text that is too long is refused, also %s', (_, event) => {
    expect(boundsProblem(event)).toBe('contains a string longer than 65536 characters');
  });

  it('with the longest texts everywhere is taken', () => {
    expect(boundsProblem({ Name: LONGEST, Tags: [LONGEST], [LONGEST]: 1 })).toBeUndefined();
  });

  const nested = (levels: number): unknown => (levels === 0 ? 'text' : [nested(levels - 1)]);

  it('may have 32 levels below it, and no more', () => {
    expect(boundsProblem(nested(32))).toBeUndefined();
    expect(boundsProblem(nested(33))).toBe('is nested deeper than 32 levels');
  });

  it('may have 10,000 values with itself, and no more', () => {
    const zeros = (length: number) => Array.from({ length }, () => 0);
    expect(boundsProblem(zeros(9_999))).toBeUndefined();
    expect(boundsProblem(zeros(10_000))).toBe('contains more than 10000 values');
    expect(boundsProblem([zeros(5_000), zeros(4_997)])).toBeUndefined();
    expect(boundsProblem([zeros(5_000), zeros(4_998)])).toBe('contains more than 10000 values');
  });
});
