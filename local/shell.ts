const PLAIN = /^[\w@%+=:,./-]+$/;

/** Words as a shell takes them back, quoted where they have to be. */
export function shellWords(words: readonly string[]): string {
  return words.map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}
