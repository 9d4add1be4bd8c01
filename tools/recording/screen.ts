import { StringDecoder } from 'node:string_decoder';
import { type IBufferCell, Terminal } from '@xterm/headless';

/** Text of one style on a screen. */
export interface Run {
  readonly text: string;
  /** A colour of the terminal's first 16; absent for the default. */
  readonly color?: number;
  readonly bold: boolean;
  readonly dim: boolean;
}

/** The content of a screen from `at` on, milliseconds after the start. A line is a list of runs. */
export interface Frame {
  readonly at: number;
  readonly lines: readonly (readonly Run[])[];
}

/** What a program wrote to its terminal, `at` milliseconds after its start. */
export interface Chunk {
  readonly at: number;
  readonly text: string;
}

/**
 * What a program wrote, from the logs of util-linux's `script`. The timing has "seconds bytes" for everything that was written, without the
 * first line of the output, which is from `script`. If a character was written in two pieces, it belongs to the second.
 */
export function chunksOf(output: Buffer, timing: string): readonly Chunk[] {
  const steps = timing
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number));
  const decoder = new StringDecoder('utf8');
  let at = 0;
  let from = output.indexOf('\n') + 1;
  return steps.map(([seconds = 0, bytes = 0]) => {
    at += seconds * 1000;
    from += bytes;
    return { at, text: decoder.write(output.subarray(from - bytes, from)) };
  });
}

/** The size of a screen in characters. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Plays the output of a program on a terminal, and returns the screen after each chunk. Equal neighbours are one frame. */
export async function framesOf(chunks: readonly Chunk[], { columns, rows }: Size): Promise<readonly Frame[]> {
  const terminal = new Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  const frames: Frame[] = [];
  for (const { at, text } of chunks) {
    await new Promise<void>((done) => terminal.write(text, done));
    const lines = linesOf(terminal);
    if (JSON.stringify(lines) !== JSON.stringify(frames.at(-1)?.lines)) frames.push({ at, lines });
  }
  terminal.dispose();
  return frames;
}

function linesOf(terminal: Terminal): Run[][] {
  const { active } = terminal.buffer;
  return Array.from({ length: terminal.rows }, (_, row) => {
    const line = active.getLine(active.viewportY + row);
    const cells = Array.from({ length: terminal.cols }, (_, column) => line?.getCell(column));
    return trimmed(cells.reduce(appendCell, []));
  });
}

function appendCell(runs: readonly Run[], cell: IBufferCell | undefined): Run[] {
  if (!cell || cell.getWidth() === 0) return [...runs];
  const text = cell.getChars() || ' ';
  const look = {
    ...(cell.isFgPalette() && cell.getFgColor() < 16 && { color: cell.getFgColor() }),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
  };
  const last = runs.at(-1);
  const joins = last && last.color === look.color && last.bold === look.bold && last.dim === look.dim;
  return joins ? [...runs.slice(0, -1), { ...last, text: last.text + text }] : [...runs, { text, ...look }];
}

function trimmed(runs: readonly Run[]): Run[] {
  const last = runs.at(-1);
  if (!last) return [];
  const text = last.text.trimEnd();
  return text === '' ? trimmed(runs.slice(0, -1)) : [...runs.slice(0, -1), { ...last, text }];
}
