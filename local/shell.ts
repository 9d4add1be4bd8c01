const PLAIN = /^[\w@%+=:,./-]+$/;

/** Words in the form for a shell, with quotes if they need them. */
export function shellWords(words: readonly string[]): string {
  return words.map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}
