/** More names than these do not help. */
const MOST = 2;

/** At most this many letters may differ, and at most one in three. */
const FARTHEST = 3;

/** Nobody writes longer names by hand, and the time of a comparison grows with the square of the length. */
const LONGEST = 64;

/** The words of a name. `DestinationRegionId`, `destination_region_id` and `--destination-region-id` have the same words. */
const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

/**
 * The names that the author of `word` may have meant; none if all are too different. The first of these that exist: names that differ only
 * in case and separators; the nearest ones by edit distance; those that `word` is a part or a short form of (`RegionId`, `DestRegionId`);
 * those that have all its words and others between them (`SourceId`).
 */
export function suggestions(word: string, known: Iterable<string>): readonly string[] {
  const names = [...new Set(known)].filter((name) => name !== word);
  const same = names.filter((name) => letters(name) === letters(word));
  if (same.length > 0) return same.slice(0, MOST);
  const near = nearest(word, names);
  if (near.length > 0) return atMost(near);
  const words = wordsOf(word);
  const parts = names.filter((name) => isPart(words, wordsOf(name)) || isShortForm(words, wordsOf(name)));
  return atMost(
    parts.length > 0 ? parts : names.filter((name) => words.length > 1 && hasInOrder(wordsOf(name), words)),
  );
}

/**
 * The end of a message about an unknown name: `; did you mean …?`, empty if no known name is similar.
 *
 * @param all a clause with all known names, which is always added.
 */
export function didYouMean(word: string, known: Iterable<string>, all?: string): string {
  return meant(suggestions(word, known), all);
}

/** A message that there is nothing of this name, with a suggestion. */
export function noSuch(kind: string, name: string, known: Iterable<string>): string {
  return `there is no ${kind} ${name}${didYouMean(name, known)}`;
}

/** {@link didYouMean} for names that are known to be likely. */
export function meant(names: readonly string[], all?: string): string {
  if (names.length === 0) return all === undefined ? '' : `; ${all}`;
  const sentence = all === undefined ? '' : ` ${all.charAt(0).toUpperCase()}${all.slice(1)}`;
  return `; did you mean ${names.join(' or ')}?${sentence}`;
}

/** If many names are equally near, none of them is likely. */
function atMost(names: readonly string[]): readonly string[] {
  return names.length > MOST ? [] : names;
}

function nearest(word: string, names: readonly string[]): readonly string[] {
  const own = letters(word);
  if (own.length > LONGEST) return [];
  const measured = names.flatMap((name) => {
    const other = letters(name);
    const farthest = Math.min(FARTHEST, Math.floor(Math.max(own.length, other.length) / 3));
    const distance =
      Math.abs(own.length - other.length) > farthest ? Number.POSITIVE_INFINITY : editDistance(own, other);
    return distance <= farthest ? [{ name, distance }] : [];
  });
  const least = Math.min(...measured.map(({ distance }) => distance));
  return measured.filter(({ distance }) => distance === least).map(({ name }) => name);
}

/**
 * How many letters have to be added, removed, replaced or swapped with their neighbour to turn one text into another (optimal string
 * alignment).
 */
export function editDistance(from: string, to: string): number {
  const width = to.length + 1;
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: width }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column < width; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = row > 1 && from[row - 2] === to[column - 1] && from[row - 1] === to[column - 2];
      line.push(
        Math.min(
          at(last, column) + 1,
          at(line, column - 1) + 1,
          at(last, column - 1) + (isSame ? 0 : 1),
          isSwap ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = last;
    last = line;
  }
  return at(last, to.length);
}

function at(line: readonly number[], column: number): number {
  return line[column] ?? Number.POSITIVE_INFINITY;
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function wordsOf(name: string): readonly string[] {
  return (name.match(WORD) ?? []).map((word) => word.toLowerCase());
}

/** Whether the words are next to one another in a name. */
function isPart(words: readonly string[], name: readonly string[]): boolean {
  return words.length > 0 && `.${name.join('.')}.`.includes(`.${words.join('.')}.`);
}

/** Whether a name has all the words in their order, with anything between them. */
function hasInOrder(name: readonly string[], words: readonly string[]): boolean {
  let from = 0;
  return words.every((word) => {
    from = name.indexOf(word, from) + 1;
    return from > 0;
  });
}

/** Whether each word equals one word of the name, or has its first letter and only letters of it, in their order. */
function isShortForm(words: readonly string[], name: readonly string[]): boolean {
  if (words.length !== name.length || words.length < 2) return false;
  return words.every((word, index) => {
    const whole = name[index] ?? '';
    if (word.length < 2 || word[0] !== whole[0]) return false;
    return hasInOrder([...whole], [...word]);
  });
}
