/** Values of one figure, of all rounds. */
export type Sample = readonly number[];

/** The value in the middle. */
export function median(sample: Sample): number {
  const sorted = [...sample].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[sorted.length % 2 === 1 ? middle : middle - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('a sample needs a value');
  return (lower + upper) / 2;
}
