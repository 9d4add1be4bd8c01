import { quotable } from './canaries';

/** Every character that a terminal, a console or an editor would act on instead of showing it, by its number; no new line and no tab. */
export const UNSAFE: readonly string[] = [
  ...range(0x00, 0x08),
  ...range(0x0b, 0x1f),
  ...range(0x7f, 0x9f),
  '\u061c',
  '\u200e',
  '\u200f',
  '\u2028',
  '\u2029',
  ...range(0x202a, 0x202e),
  ...range(0x2066, 0x2069),
];

function range(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index));
}

/** A text that would change the title, clear the screen, paint what follows, and turn it around; and all other unsafe characters. */
export const ACTING = `\u001b]0;title\u0007\u001b[2J\u009b31mred\u202etxt.exe ${UNSAFE.join('')} end`;

const FOUND = new Set(UNSAFE);

/** @throws Error if a text has a character that would be acted on; `lines`: a text may have new lines and tabs. */
export function expectShowable(what: string, text: string, { lines = false } = {}): void {
  const found = [...text].filter((character) => FOUND.has(character) || (!lines && /[\n\t]/.test(character)));
  if (found.length === 0) return;
  const names = [...new Set(found)].map((character) => `U+${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  throw new Error(`${what} has ${names.join(', ')}: ${quotable(text)}`);
}
