/** Texts as a sentence lists them: `a`, `a and b`, `a, b and c`. */
export function listed(texts: readonly string[]): string {
  return [texts.slice(0, -1).join(', '), ...texts.slice(-1)].filter((part) => part !== '').join(' and ');
}

/** The first `most` texts, and how many more there are if there are more: for messages, which can name only so many. */
export function upTo(
  most: number,
  texts: readonly string[],
  sayMore: (left: number) => string = (left) => `${left} more`,
): readonly string[] {
  const left = texts.length - most;
  return left > 0 ? [...texts.slice(0, most), sayMore(left)] : texts;
}
