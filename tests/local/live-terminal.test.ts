import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { shellWords } from '../../local/shell';
import { foldText } from '../../local/view/table';
import { canRedraw } from '../../local/view/terminal';
import { programWords } from '../support/program';
import { ROOT, sheetOf, temporaryFolder } from './helpers';

/** What stands on the terminal, lines that were scrolled off too, after it was drawn on for so many columns. */
interface Look {
  readonly columns: number;
  readonly lines: readonly string[];
}

interface Played {
  /** Terminals that are resized: what stands on each after each of its widths. */
  readonly resizes: readonly (readonly Look[])[];
  /** Terminals on which something is said above the picture. */
  readonly notes: readonly Look[];
  /** The words that may be there, in addition to names and figures. */
  readonly words: readonly string[];
}

describe('the live view on a terminal', () => {
  let played: Played;

  beforeAll(() => {
    const script = join(ROOT, 'tests', 'local', 'fixtures', 'live-terminal.ts');
    played = JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', script], { cwd: ROOT, encoding: 'utf8' }));
  });

  it('leaves no line of an earlier picture after a resize, and nothing that stood above it is lost', () => {
    expect(played.resizes.length).toBeGreaterThan(2);
    for (const looks of played.resizes) {
      const [first] = looks;
      for (const { columns, lines } of looks) {
        expect(lines[0]).toBe('$ npm start');
        // Below the empty line are events, those of the stack too.
        const picture = lines.slice(0, lines.indexOf(''));
        expect(picture.filter((line) => line.startsWith('demo '))).toHaveLength(1);
        expect(lines).toHaveLength(first?.lines.length ?? 0);
        for (const line of lines) expect(line.length).toBeLessThan(columns);
      }
    }
  });

  it('shows the same for a width, whatever the terminal had before', () => {
    const looks = played.resizes.flat();
    for (const { columns, lines } of looks) {
      expect(lines).toEqual(looks.find((look) => look.columns === columns)?.lines);
    }
  });

  it('keeps a text above it whole, however high it is, and breaks it between words', () => {
    expect(played.notes.map(({ columns }) => columns)).toEqual([60, 80, 120]);
    for (const { columns, lines } of played.notes) {
      const numbered = lines.filter((line) => line.startsWith('line '));
      expect(numbered).toEqual(Array.from({ length: 40 }, (_, index) => `line ${index}`));
      const note = lines.slice(
        40,
        lines.findIndex((line) => line.startsWith('demo ')),
      );
      for (const line of note) expect(line.length).toBeLessThan(columns);
      const words = note.flatMap((line) => line.trim().split(/\s+/)).filter((word) => word !== '\\');
      expect(words).toEqual(played.words.slice(-words.length));
      expect(words.length).toBeGreaterThan(20);
    }
  });
});

describe('a terminal without a size', () => {
  /** The words of `script`, which makes such a terminal if its own input is not one: those of util-linux, or of BSD and macOS. */
  const inTerminal = (words: readonly string[]) =>
    process.platform === 'linux' ? ['-qec', shellWords(words), '/dev/null'] : ['-q', '/dev/null', ...words];

  it('shows each event as a line', () => {
    const program = [
      process.execPath,
      ...programWords('local/main.ts'),
      'deploy',
      'examples/smallest.yaml',
      '--delete',
    ];
    const words = [...program, '--no-color', '--speed', '10000', '--state', temporaryFolder()];
    const env = { ...process.env, TERM: 'xterm', INIT_CWD: undefined };
    const { stdout, status } = spawnSync('script', inTerminal(words), {
      ...{ cwd: ROOT, encoding: 'utf8', env },
      ...{ stdio: ['ignore', 'pipe', 'inherit'] },
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(/GoldenImage {2}CREATE_COMPLETE/);
    expect(stdout).toMatch(/GoldenImage {2}DELETE_COMPLETE/);
  });

  it.each<[Parameters<typeof canRedraw>[0], NodeJS.ProcessEnv, boolean]>([
    [terminalOf({ columns: 80, rows: 24 }), { TERM: 'xterm' }, true],
    [terminalOf({ columns: 80, rows: 24 }), { TERM: 'dumb' }, false],
    [terminalOf({ columns: 0, rows: 0 }), { TERM: 'xterm' }, false],
    [terminalOf({ columns: 80, rows: 0 }), { TERM: 'xterm' }, false],
    [terminalOf({}), { TERM: 'xterm' }, false],
    [terminalOf({ columns: 80, rows: 24, isTTY: false }), { TERM: 'xterm' }, false],
  ])('has no live view: case %#', (stream, environment, expected) => {
    expect(canRedraw(stream, environment)).toBe(expected);
  });
});

function terminalOf(size: { columns?: number; rows?: number; isTTY?: boolean }): Parameters<typeof canRedraw>[0] {
  return Object.assign(new Writable(), { isTTY: true, ...size });
}

describe('text for people', () => {
  const fold = (text: string, columns: number): string[] => foldText(text, sheetOf(columns)).split('\n');

  it('is broken between words, and keeps its lines and their indent', () => {
    expect(fold('Remaining resources:\n  Copy  cn-shanghai/m-1  CREATE in progress', 24)).toEqual([
      'Remaining resources:',
      '  Copy  cn-shanghai/m-1',
      '  CREATE in progress',
    ]);
  });

  it('has a command go on after a backslash, so that it can be copied', () => {
    const command = '  npm start -- delete --stack-name one --state .stacks';
    const folded = fold(command, 30);
    expect(folded).toEqual(['  npm start -- delete \\', '    --stack-name one --state \\', '    .stacks']);
    expect(folded.join('\n').replace(/\\\n/g, '').split(/\s+/)).toEqual(command.split(/\s+/));
  });

  it('has a word that is too long in one piece', () => {
    expect(fold('see https://example.com/a-page-of-a-long-name for more', 20)).toEqual([
      'see',
      'https://example.com/a-page-of-a-long-name',
      'for more',
    ]);
  });

  it('stays as it is where there is room', () => {
    expect(foldText('  two  spaces \n\nthree', sheetOf(Number.POSITIVE_INFINITY))).toBe('  two  spaces \n\nthree');
  });
});
