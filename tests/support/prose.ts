import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.join(__dirname, '..', '..');

/** The page that says how we write; it has to name the words that we do not use. */
export const STYLE_PAGE = 'guides/style.md';

/** A piece of text that people read, and where it is. */
export interface Prose {
  /** `file:line`. */
  readonly place: string;
  readonly text: string;
}

/** The words of the table in the style page, each as it is to be found in a text: whole words, of either case. */
export function unusedWords(page: string): readonly RegExp[] {
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const words = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, word = '']) => word),
  );
  return words.map((word) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`, 'i'));
}

/** "is no" with a noun. "There is no image" is plain English, and so is "no longer". */
export const IS_NO = /(?<!\b(?:there|where|if that) )\b(?:is|are|was|were) no (?!longer\b|more\b)[a-z]/i;

/** The lines of prose of a page in Markdown: no blocks of code, and of a line no code and no targets of links. */
export function proseOfPage(file: string, text: string): Prose[] {
  return linesOutsideCode(text).map(({ line, text: whole }) => ({
    place: `${file}:${line}`,
    text: whole.replaceAll(/`[^`]*`/g, '`…`').replaceAll(/\]\([^)]*\)/g, ']'),
  }));
}

/** The lines of a page that are neither code nor rows of a table, as they are written, but without addresses, which cannot be broken. */
export function linesOfPage(file: string, text: string): Prose[] {
  return linesOutsideCode(text)
    .filter(({ text: whole }) => !whole.trimStart().startsWith('|'))
    .map(({ line, text: whole }) => ({
      place: `${file}:${line}`,
      text: whole.replaceAll(/\]\(https?:[^)]*\)/g, ']()'),
    }));
}

function linesOutsideCode(text: string): readonly { readonly line: number; readonly text: string }[] {
  let isCode = false;
  return text.split('\n').flatMap((whole, index) => {
    const isFence = whole.trimStart().startsWith('```');
    if (isFence) isCode = !isCode;
    return isFence || isCode ? [] : [{ line: index + 1, text: whole }];
  });
}

/** What a schema says to people: its descriptions. */
export function proseOfSchema(file: string): Prose[] {
  return readFileSync(path.join(ROOT, file), 'utf8')
    .split('\n')
    .map((text, index) => ({ place: `${file}:${index + 1}`, text }))
    .filter(({ text }) => /^\s*"description": /.test(text));
}

/** What a program may say: its texts of more than one word. Comments are not said. */
export function proseOfProgram(file: string, text: string): Prose[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Prose[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      if (/\S\s+\S/.test(node.text)) found.push({ place: `${file}:${line}`, text: node.text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
