/**
 * Characters that a program which shows a text acts on instead of showing them:
 * - `Cc`: the control characters U+0000–001F, U+007F and U+0080–009F. ESC and U+009B begin commands of a terminal. New line and tab are
 *   allowed in a text of several lines.
 * - `Bidi_Control`: characters that change the direction of writing, so that a name or an address looks like another: the embeddings,
 *   overrides and isolates U+202A–202E and U+2066–2069, and the marks U+061C, U+200E and U+200F, which move digits and punctuation next to
 *   them.
 * - `Zl` and `Zp`: U+2028 and U+2029 begin a line in many editors and viewers, but not in all, so that a line of a log would become two.
 * - `Surrogate`: half of a character, which cannot be written.
 *
 * Characters without width, such as U+200B and U+FEFF, are kept: they are invisible, but change nothing around them, and U+200D joins
 * emojis.
 */
const UNSAFE = String.raw`\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Surrogate}`;
const EACH_UNSAFE = new RegExp(`(?![\\n\\t])[${UNSAFE}]`, 'gu');
const EACH_BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** Replaces a character that is not shown. */
export const REPLACEMENT = '\ufffd';

/** A text of one or more lines that is safe to show: each unsafe character is replaced. */
export function visible(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(EACH_UNSAFE, REPLACEMENT);
}

/** {@link visible} on one line: characters that begin a line or a column become a space. */
export function oneLine(text: string): string {
  return visible(text.replace(EACH_BREAK, ' '));
}

/** JSON that is safe to show and has the same meaning: unsafe characters occur only in strings, where an escape represents them. */
export function visibleJson(json: string): string {
  return json.replace(EACH_UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** One at a time: a regular expression that repeats characters of several lengths needs a stack as long as the text. */
const EACH_GAP = new RegExp(`[${UNSAFE}${REPLACEMENT}\\s]`, 'gu');

/** The pieces of a text between characters that are not seen: unsafe, replaced or white space. */
export function piecesOf(text: string): { readonly piece: string; readonly index: number }[] {
  const pieces: { piece: string; index: number }[] = [];
  let start = 0;
  const endAt = (end: number): void => {
    if (end > start) pieces.push({ piece: text.slice(start, end), index: start });
    start = end + 1;
  };
  for (const { index } of text.matchAll(EACH_GAP)) endAt(index);
  endAt(text.length);
  return pieces;
}
