import fc from 'fast-check';

const { PROPERTY_SEED = '20261121', PROPERTY_TIMES = '1' } = process.env;

/** How often a property is tried: `usual` times, or PROPERTY_TIMES as often. */
export function runs(usual: number): { readonly numRuns: number } {
  return { numRuns: usual * Number(PROPERTY_TIMES) };
}

// The tests of a change speak of the change and not of luck. At night they seek, with PROPERTY_SEED=random.
fc.configureGlobal({ ...runs(100), ...(PROPERTY_SEED === 'random' ? {} : { seed: Number(PROPERTY_SEED) }) });

export default fc;
