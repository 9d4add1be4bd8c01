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
});
