import { oneLine } from '../../untrusted/visible';
import type { Measure } from './measure';
import type { Sheet } from './view';

/** A cell of a table. Its text may be painted after the layout. */
export interface Cell {
  readonly text: string;
  paint?(text: string): string;
}

const GAP = 2;
/** With fewer columns left than this, the last column goes below the others instead of next to them. */
const LEAST_LAST = 24;

/**
 * A table with columns as wide as their contents. If a line would be longer than the sheet, the last column is wrapped. If this leaves too
 * little space, or less than a word needs, each row becomes a block with the last cell below the others.
 */
export function tableText(heads: readonly string[], rows: readonly (readonly Cell[])[], sheet: Sheet): string {
  const { columns, measure, paint } = sheet;
  const clean = rows.map((row) => row.map((cell) => ({ ...cell, text: oneLine(cell.text) })));
  const lines: readonly (readonly Cell[])[] = [heads.map((text) => ({ text, paint: paint.bold })), ...clean];
  const widths = heads.map((_, index) => Math.max(...lines.map((line) => measure.width(line[index]?.text ?? ''))));
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP, 0);
  const last = widths.at(-1) ?? 0;
  const room = columns - before;
  const words = clean.flatMap((row) => (row.at(-1)?.text ?? '').split(' '));
  const longestWord = Math.max(0, ...words.map((word) => measure.width(word)));
  if (room >= Math.min(last, Math.max(LEAST_LAST, longestWord))) {
    return lines.map((line) => rowText(line, widths, room, measure)).join('\n');
  }
  return clean.map((row) => blockText(row, sheet)).join('\n');
}

function rowText(row: readonly Cell[], widths: readonly number[], room: number, measure: Measure): string {
  const fixed = row
    .slice(0, -1)
    .map((cell, index) => painted(cell) + pad(cell.text, (widths[index] ?? 0) + GAP, measure));
  const last = row.at(-1);
  const [first = '', ...more] = wrap(last?.text ?? '', room, measure);
  const indent = ' '.repeat(widths.slice(0, -1).reduce((sum, width) => sum + width + GAP, 0));
  const show = (text: string): string => painted({ ...last, text });
  return [fixed.join('') + show(first), ...more.map((text) => indent + show(text))].map(trimEnd).join('\n');
}

/** A row as a block: its cells one after the other, with lines after the first indented. */
function blockText(row: readonly Cell[], { columns, measure }: Sheet): string {
  const lines: { text: string; shown: string }[] = [];
  for (const cell of row.filter(({ text }) => text !== '')) {
    const current = lines.at(-1);
    if (current !== undefined && measure.width(current.text) + GAP + measure.width(cell.text) <= columns) {
      current.text += `${' '.repeat(GAP)}${cell.text}`;
      current.shown += `${' '.repeat(GAP)}${painted(cell)}`;
      continue;
    }
    const indent = lines.length === 0 ? '' : ' '.repeat(GAP);
    for (const part of wrap(cell.text, Math.max(1, columns - indent.length), measure)) {
      lines.push({ text: indent + part, shown: indent + painted({ ...cell, text: part }) });
    }
  }
  return lines.map(({ shown }) => shown).join('\n');
}

/** The text in lines of at most this many columns, broken between words if possible. */
export function wrap(text: string, columns: number, measure: Measure): string[] {
  if (measure.width(text) <= columns) return [text];
  return fill(
    text.split(' ').flatMap((word) => pieces(word, columns, measure)),
    columns,
    measure,
  );
}

/** A line to be copied into a shell. */
const COMMAND = /^ +(?:npm|aws) /;

/**
 * Text of one or more lines, folded to the width of the sheet: lines are broken between words and keep their indent, and a command
 * continues after a backslash. A word that is longer than a line is not broken, so that it can be copied.
 */
export function foldText(text: string, { columns, measure }: Pick<Sheet, 'columns' | 'measure'>): string {
  return text
    .split('\n')
    .map((line) => {
      if (measure.width(line) <= columns) return line;
      const [indent = ''] = /^ */.exec(line) ?? [];
      const isCommand = COMMAND.test(line);
      const words = line.slice(indent.length).split(' ');
      const room = columns - indent.length - (isCommand ? 4 : 0);
      const [first = '', ...more] = fill(words, room, measure).map((part) => indent + trimEnd(part));
      return isCommand ? [first, ...more.map((part) => `  ${part}`)].join(' \\\n') : [first, ...more].join('\n');
    })
    .join('\n');
}

/** Words in lines of at most this many columns, or of one word. */
function fill(words: readonly string[], columns: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure.width(longer) <= columns) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
  }
  return [...lines, line].filter((part) => part !== '');
}

/** A word that is too long for a line, in pieces. */
function pieces(word: string, columns: number, measure: Measure): string[] {
  if (measure.width(word) <= columns) return [word];
  const result: string[] = [];
  let piece = '';
  for (const { segment } of new Intl.Segmenter().segment(word)) {
    if (piece !== '' && measure.width(piece + segment) > columns) {
      result.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...result, piece];
}

function painted({ text, paint = (plain) => plain }: Cell): string {
  return text === '' ? '' : paint(text);
}

function pad(text: string, columns: number, measure: Measure): string {
  return ' '.repeat(Math.max(0, columns - measure.width(text)));
}

function trimEnd(line: string): string {
  return line.trimEnd();
}
