import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commandLine, endFailed } from '../command-line';
import { animation } from './animation';
import { type Chunk, chunksOf, framesOf } from './screen';

/**
 * `node --import tsx tools/recording/main.ts FILE COMMAND…`: runs a command on its own terminal and writes the screen as an animated SVG.
 * The terminal comes from util-linux's `script`, so this requires Linux.
 */
const SIZE = { columns: 100, rows: 26 } as const;
const TIMING = { longest: 1500, shortest: 400, end: 6000 } as const;

function record(command: string): readonly Chunk[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'recording-'));
  const [output, timing] = [path.join(folder, 'output'), path.join(folder, 'timing')];
  try {
    const onTerminal = `stty cols ${SIZE.columns} rows ${SIZE.rows}; ${command}`;
    const options = ['--quiet', '--return', '--log-out', output, '--log-timing', timing, '--command', onTerminal];
    const { error, status } = spawnSync('script', options, { stdio: ['ignore', 'ignore', 'inherit'] });
    if (error) throw error;
    if (status !== 0) throw new Error(`${command} ended with ${status}`);
    return chunksOf(readFileSync(output), readFileSync(timing, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function main(file: string, command: readonly string[]): Promise<void> {
  const line = command.join(' ');
  const frames = await framesOf(record(line), SIZE);
  writeFileSync(file, animation(frames, SIZE, TIMING, `A recording of ${line}`));
}

commandLine('node --import tsx tools/recording/main.ts')
  .description('Runs a command on a terminal of its own and writes what was shown as an animated SVG.')
  .argument('<file>', 'the SVG to write')
  .argument('<command...>', 'the command, for example npm start')
  .passThroughOptions()
  .action(main)
  .parseAsync()
  .catch(endFailed);
