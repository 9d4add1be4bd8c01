import { stripVTControlCharacters } from 'node:util';
import { createColors } from 'picocolors';
import { visible } from '../../untrusted/visible';
import type { Clock } from '../clock';
import type { Measure } from './measure';
import type { Screen, Writers } from './presenter';
import { type Paint, renderFrame } from './render';
import type { Sheet } from './view';

const FRAME_MS = 100;
const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;

/** The colours of a terminal, or none. */
export function createPaint(isColored: boolean): Paint {
  const colors = createColors(isColored);
  return { good: colors.green, bad: colors.red, busy: colors.cyan, dim: colors.dim, bold: colors.bold };
}

/**
 * Writes lines to two streams. If one is closed at the other end (`| head`) or cannot be written (`> file` on a full disk), it is no longer
 * written, so that the work on a stack does not end halfway. The second stream reports a full disk of the first, and gets only plain text
 * without control characters for a terminal.
 */
export function createWriters(
  stdout: NodeJS.WritableStream,
  stderr: NodeJS.WritableStream,
): Pick<Writers, 'out' | 'err'> {
  const writerTo = (stream: NodeJS.WritableStream, broken: (code: string) => void): ((text: string) => void) => {
    let isOpen = true;
    stream.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
      if (isOpen && code !== 'EPIPE') broken(code);
      isOpen = false;
    });
    return (text) => {
      if (isOpen) stream.write(`${text}\n`);
    };
  };
  const err = writerTo(stderr, () => undefined);
  const out = writerTo(stdout, (code) =>
    err(`The output cannot be written (${code}); the command continues without it.`),
  );
  return { out, err: (text) => err(visible(text)) };
}

/** Measures with established libraries. They are ES modules and are loaded only if needed. */
export async function createMeasure(): Promise<Measure> {
  const [{ default: width }, { default: truncate }] = await Promise.all([
    import('string-width'),
    import('cli-truncate'),
  ]);
  return {
    width: (text) => width(text),
    truncate(text, columns) {
      // If the cut is inside a character of two columns, cli-truncate 5 returns a column too many.
      for (let room = columns; room > 0; room -= 1) {
        const shown = truncate(text, room);
        if (width(shown) <= columns) return shown;
      }
      return '';
    },
  };
}

/** The sheet for views: as wide as the terminal, or unlimited if there is none. */
export async function createSheet(stdout: NodeJS.WriteStream, paint: Paint): Promise<Sheet> {
  return {
    get columns() {
      return stdout.isTTY ? (stdout.columns || DEFAULT_COLUMNS) - 1 : Number.POSITIVE_INFINITY;
    },
    measure: await createMeasure(),
    paint,
  };
}

/** A stream that may lead to a terminal. */
export type TerminalStream = NodeJS.WritableStream & Partial<Pick<NodeJS.WriteStream, 'columns' | 'rows' | 'isTTY'>>;

/** Whether a picture can be redrawn on a stream. Some terminals without a window have no size: a picture for it would be empty. */
export function canRedraw({ isTTY, columns, rows }: TerminalStream, { TERM }: NodeJS.ProcessEnv): boolean {
  return Boolean(isTTY && columns && rows) && TERM !== 'dumb';
}

/** Erases the current line and moves the cursor to the line above. */
const ERASE_UPWARDS = '\u001B[2K\u001B[1A';

/** The live part of a terminal. */
export async function createScreen(stdout: TerminalStream, clock: Pick<Clock, 'now'>, paint: Paint): Promise<Screen> {
  const { createLogUpdate } = await import('log-update');
  const logUpdate = createLogUpdate(stdout);
  const measure = await createMeasure();
  const drawing = new Drawing(stdout, measure);
  let tick = 0;
  return {
    draw(view) {
      const { columns = DEFAULT_COLUMNS, rows = DEFAULT_ROWS } = stdout;
      // The last column stays free: some terminals begin a new line after it.
      const frame = { columns: columns - 1, rows, now: clock.now(), tick, paint, measure };
      drawing.eraseFolds();
      const lines = renderFrame(view, frame);
      drawing.remember(lines, columns);
      logUpdate(lines.join('\n'));
    },
    above(text) {
      drawing.eraseFolds();
      drawing.forget();
      // log-update's own persist breaks lines inside words, and drops what is higher than the terminal.
      logUpdate.clear();
      stdout.write(`${text}\n`);
    },
    done() {
      drawing.forget();
      logUpdate.done();
    },
    everyFrame(callback) {
      const timer = setInterval(() => {
        tick += 1;
        callback();
      }, FRAME_MS);
      callback();
      return () => clearInterval(timer);
    },
  };
}

/** The lines that are on a terminal, and its width when they were drawn. */
class Drawing {
  #lines: readonly string[] = [];
  #columns = 0;

  constructor(
    private readonly stdout: TerminalStream,
    private readonly measure: Measure,
  ) {}

  remember(lines: readonly string[], columns: number): void {
    this.#lines = lines;
    this.#columns = columns;
  }

  forget(): void {
    this.#lines = [];
  }

  /** A terminal that became narrower has folded the lines, so that log-update would erase too few. */
  eraseFolds(): void {
    const { columns = DEFAULT_COLUMNS } = this.stdout;
    if (columns >= this.#columns) return;
    const folds = this.#lines.reduce((sum, line) => sum + foldsOf(line, columns, this.measure), 0);
    if (folds > 0) this.stdout.write(ERASE_UPWARDS.repeat(folds));
  }
}

/** How many additional lines a line takes on a terminal that is narrower than it. */
function foldsOf(line: string, columns: number, measure: Measure): number {
  let folds = 0;
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(stripVTControlCharacters(line))) {
    const width = measure.width(segment);
    if (used + width > columns) {
      folds += 1;
      used = 0;
    }
    used += width;
  }
  return folds;
}
