import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pages, type ShellBlock, shellBlocks } from './blocks';

/** A command as the shell understands it. */
export interface Command {
  readonly where: string;
  readonly program: string;
  readonly words: readonly string[];
}

/**
 * What the pages call; a stand-in notes each call and does nothing. Where aws is asked for text, it answers a word, so that loops over its
 * answers are gone through.
 */
const PROGRAMS = ['aliyun', 'aws', 'cp', 'curl', 'npm', 'registration/alibaba-side.sh'] as const;

const STAND_IN = `#!/bin/bash
printf '%s\\0' "$NAME" "$@" >> "$CALLS"
printf '\\n\\0' >> "$CALLS"
case "$NAME $*" in 'aws '*'--output text'*) echo example ;; esac
`;

/**
 * The commands of shell blocks, in order: the shell runs each block with stand-ins for the programs, so quotes, loops and continued lines
 * mean what they mean to a reader's shell.
 *
 * @throws Error if the shell does not take a block, or it calls something else that is not there.
 */
export function commandsOf(blocks: readonly ShellBlock[]): readonly Command[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'commands-'));
  const calls = path.join(folder, 'calls');
  try {
    for (const name of PROGRAMS) {
      const file = name.includes('/') ? path.join(folder, name) : path.join(folder, 'bin', name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, STAND_IN.replaceAll('$NAME', name), { mode: 0o755 });
    }
    return blocks.flatMap(({ page, line, text }) => {
      const where = `${page}:${line}`;
      writeFileSync(calls, '');
      const PATH = `${path.join(folder, 'bin')}${path.delimiter}${process.env.PATH ?? ''}`;
      const options = { cwd: folder, encoding: 'utf8', env: { PATH, CALLS: calls } } as const;
      const { status, stderr } = spawnSync('/bin/bash', ['-euo', 'pipefail', '-c', text], options);
      if (status !== 0) throw new Error(`${where}: ${stderr}`);
      return readFileSync(calls, 'utf8')
        .split('\0\n\0')
        .filter((call) => call !== '')
        .map((call) => {
          const [program = '', ...words] = call.split('\0');
          return { where, program, words };
        });
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The commands of every shell block of every page that people read. */
export function allCommands(): readonly Command[] {
  return commandsOf(pages().flatMap(shellBlocks));
}

/** The options among words, each with the words that follow it; what comes before the first is left out. */
export function optionsOf(words: readonly string[]): Readonly<Record<string, string[]>> {
  const options: Record<string, string[]> = {};
  let current: string[] = [];
  for (const word of words) {
    const [, name] = /^--(.+)$/.exec(word) ?? [];
    if (name === undefined) current.push(word);
    else {
      current = [];
      options[name] = current;
    }
  }
  return options;
}
