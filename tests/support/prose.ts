import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.join(__dirname, '..', '..');

/** The page that says how we write; it has to name the words that we do not use. */
export const STYLE_PAGE = 'guides/style.md';

/** The files of the repository, new ones included, whose path fits: all that people wrote. */
export function writtenFiles(pattern: RegExp): readonly string[] {
  const options = ['ls-files', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', options, { cwd: ROOT, encoding: 'utf8' }).split('\n');
  return listed.filter((file) => pattern.test(file) && !GENERATED.test(file) && existsSync(path.join(ROOT, file)));
}

/** What programs write of other texts that are tested (schemas, models), what a former version said, and the history of changes. */
const GENERATED =
  /^CHANGELOG\.md$|(?:^|\/)docs\/|\/models\.ts$|\.generated\.ts$|^tests\/fixtures\/|resource-role\.yaml$/;

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
  return words.map((word) => new RegExp(`(?<![\\w-])${word}(?![\\w-]| which)`, 'i'));
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
  return proseOfLines(file, readFileSync(path.join(ROOT, file), 'utf8')).filter(({ text }) =>
    /^\s*"description": /.test(text),
  );
}

/** What a program may say: its texts of more than one word. */
export function textsOfProgram(file: string, text: string): Prose[] {
  const source = parsed(file, text);
  const found: Prose[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node)) {
      if (/\S\s+\S/.test(node.text)) found.push({ place: placeIn(source, node.getStart(source)), text: node.text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A comment as one text, and the lines of the program that it is in. */
interface Comment extends Prose {
  readonly lines: readonly Prose[];
}

/** The comments of a program, without code. */
export function commentsOf(file: string, text: string): Comment[] {
  const source = parsed(file, text);
  const ends = new Map<number, number>();
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return;
    for (const { pos, end } of rangesAround(node, text)) ends.set(pos, end);
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  const lines = text.split('\n').map((line, index) => ({ place: `${file}:${index + 1}`, text: line }));
  const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
  return [...ends].map(([from, to]) => ({
    place: placeIn(source, from),
    text: withoutCode(text.slice(from, to)).replaceAll(COMMENT_SIGNS, ' ').replaceAll(/\s+/g, ' ').trim(),
    lines: lines.slice(lineAt(from), lineAt(to) + 1),
  }));
}

/** What begins, continues and ends a comment. */
const COMMENT_SIGNS = /^\s*(?:\/\*+|\/\/)|^\s*\*+(?!\/)|\*+\/$/gm;

function rangesAround(node: ts.Node, text: string): readonly ts.CommentRange[] {
  // After the head of a template comes its own text, which may look like a comment.
  const isTemplate = ts.isTemplateLiteralToken(node);
  const leading = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  const trailing = isTemplate ? [] : (ts.getTrailingCommentRanges(text, node.getEnd()) ?? []);
  return [...leading, ...trailing];
}

/** What is in plain files that people read, such as YAML and scripts: every line, without code in backquotes. */
export function proseOfLines(file: string, text: string): Prose[] {
  return withoutCode(text)
    .split('\n')
    .map((line, index) => ({ place: `${file}:${index + 1}`, text: line }));
}

function withoutCode(text: string): string {
  return text.replaceAll(/`[^`\n]*`/g, '`…`').replaceAll(/\{@link [^}]*\}/g, '{…}');
}

function parsed(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

function placeIn(source: ts.SourceFile, position: number): string {
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(position).line + 1}`;
}
