/** Values of one figure, of all rounds. */
export type Sample = readonly number[];

const inOrder = (sample: Sample): number[] => [...sample].sort((one, other) => one - other);

/** The smallest value that so large a part of the others (above 0 to 1) does not exceed. */
export function quantile(sample: Sample, part: number): number {
  const value = inOrder(sample)[Math.ceil(part * sample.length) - 1];
  if (value === undefined) throw new RangeError('a sample needs a value');
  return value;
}

/** The value in the middle. */
export function median(sample: Sample): number {
  const sorted = inOrder(sample);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[sorted.length % 2 === 1 ? middle : middle - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('a sample needs a value');
  return (lower + upper) / 2;
}
