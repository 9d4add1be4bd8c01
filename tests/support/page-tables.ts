import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');

/** A table of a page: its rows without the head, each cell without the spaces around it. */
export interface PageTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * A section of a page with its subsections, by its heading; without one, the page up to its first section.
 *
 * @throws Error if the page has no such heading.
 */
export function sectionOf(page: string, heading?: string): string {
  const text = readFileSync(path.join(ROOT, page), 'utf8');
  if (heading === undefined) return text.split(/^## /m)[0] ?? '';
  const [, marks = '', rest = ''] = new RegExp(`^(#+) ${escaped(heading)}\\n([\\s\\S]*)`, 'm').exec(text) ?? [];
  if (marks === '') throw new Error(`${page} has no section "${heading}"`);
  return rest.split(new RegExp(`^#{1,${marks.length}} `, 'm'))[0] ?? '';
}

/** The tables of a text. */
export function tablesOf(text: string): readonly PageTable[] {
  return (text.match(/(?:^\|.*\n)+/gm) ?? []).map((table) => {
    const [head = [], , ...rows] = table.trim().split('\n').map(cellsOf);
    return { head, rows };
  });
}

function cellsOf(row: string): string[] {
  const cells = row.replaceAll('\\|', '&#124;').split('|').slice(1, -1);
  return cells.map((cell) => cell.trim());
}

/** What a text has between backquotes. */
export function codesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
