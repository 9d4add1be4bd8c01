import schema from '../../schema.json';
import {
  LAST_WORD_SECONDS,
  LONGEST_OPERATION_SECONDS,
  LONGEST_TIMEOUT_SECONDS,
  parseDuration,
  sayDuration,
} from '../../src/failure/duration';
import fc from '../support/fast-check';

describe('the longest durations', () => {
  it('are what the schema gives the handlers and promises to templates', () => {
    const { create, delete: remove } = schema.handlers;
    expect([create.timeoutInMinutes, remove.timeoutInMinutes]).toEqual(Array(2).fill(LONGEST_OPERATION_SECONDS / 60));
    expect(schema.definitions.TimeoutsDefinition.description).toMatch(
      new RegExp(`at most ${LONGEST_TIMEOUT_SECONDS / 3600}h\\.$`),
    );
    // Five minutes for what is almost done, half an hour for the clean-up.
    expect(LONGEST_TIMEOUT_SECONDS + 35 * 60).toBeLessThan(LAST_WORD_SECONDS);
    expect(LAST_WORD_SECONDS).toBeLessThan(LONGEST_OPERATION_SECONDS);
  });
});

describe('a duration', () => {
  it.each([
    ['90s', 90],
    ['45m', 2_700],
    ['1h30m', 5_400],
    ['12h', 43_200],
    ['1h1m1s', 3_661],
    ['0s', 0],
    ['007m', 420],
  ])('%s is read as %i s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(['', '5', 's', 'h1', '1h 30m', '1m1h', '1.5h', '-1m', '1d', '1H', '1000000s', '1s\n', '1h1h'])(
    '%j is none',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  it('is the sum of its parts', () => {
    const part = fc.option(fc.nat(999_999), { nil: undefined });
    fc.assert(
      fc.property(part, part, part, (h, m, s) => {
        const text = `${h === undefined ? '' : `${h}h`}${m === undefined ? '' : `${m}m`}${s === undefined ? '' : `${s}s`}`;
        const sum = (h ?? 0) * 3600 + (m ?? 0) * 60 + (s ?? 0);
        expect(parseDuration(text)).toBe(text === '' ? undefined : sum);
      }),
    );
  });

  it.each([
    [-5, '0 s'],
    [0, '0 s'],
    [0.4, '0 s'],
    [89, '89 s'],
    [90, '2 min'],
    [240, '4 min'],
    [5_369, '89 min'],
    [5_400, '1 h 30 min'],
    [7_200, '2 h'],
    [7_199.9, '2 h'],
    [43_200, '12 h'],
  ])('%d s is said as "%s"', (seconds, text) => {
    expect(sayDuration(seconds)).toBe(text);
  });
});
