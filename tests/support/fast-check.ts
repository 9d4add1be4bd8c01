import fc from 'fast-check';

const { PROPERTY_SEED = '20261121', PROPERTY_TIMES = '1' } = process.env;

/** How often a property is tried: `usual` times, or PROPERTY_TIMES as often. Of half a run fast-check would never come to an end. */
export function runs(usual: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(usual * Number(PROPERTY_TIMES)) };
}

// The tests of a change speak of the change and not of luck. At night they seek, with PROPERTY_SEED=random.
fc.configureGlobal({ ...runs(100), ...(PROPERTY_SEED === 'random' ? {} : { seed: Number(PROPERTY_SEED) }) });

/** The number of halves of surrogate pairs, and the first one: a half without the other is not a character. */
const HALVES = 0x800;
const FIRST_HALF = 0xd800;

const character = fc.nat({ max: 0x10ffff - HALVES }).map(
  (place) => String.fromCodePoint(place < FIRST_HALF ? place : place + HALVES),
  (value) => {
    const [only, more] = typeof value === 'string' ? Array.from(value, (one) => one.codePointAt(0) ?? -1) : [];
    if (only === undefined || more !== undefined) throw new TypeError('not one character');
    if (only < FIRST_HALF) return only;
    if (only < FIRST_HALF + HALVES) throw new TypeError('half of a character');
    return only - HALVES;
  },
);

/** Texts of any characters, the same as of `fc.string({ unit: 'binary' })`, which first takes a second to list them all. */
export function anyText(
  lengths: { readonly minLength?: number; readonly maxLength?: number } = {},
): fc.Arbitrary<string> {
  return fc.string({ ...lengths, unit: character });
}

export default fc;
