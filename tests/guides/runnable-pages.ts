import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pages, ROOT, type ShellBlock, shellBlocks } from './blocks';

const HOW = { shell: '/bin/bash', flags: ['-euo', 'pipefail', '-c'] } as const;

/** What the commands read and could write over: a checkout has it as copies, and everything else as links. */
const COPIED = ['examples', 'types', 'registration', 'sam-tests', 'guides'];

/** What git does not know in them, and the commands find where the tools are. */
const BUILT = 'build';

/** A folder that looks like a checkout, so that what the commands write does not land in this one. */
function checkout(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'guides-'));
  for (const name of readdirSync(ROOT)) {
    if (COPIED.includes(name)) copy(path.join(ROOT, name), path.join(folder, name));
    else if (name !== '.stacks' && name !== '.git') symlinkSync(path.join(ROOT, name), path.join(folder, name));
  }
  return folder;
}

function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (file) => path.basename(file) !== BUILT });
}

/** What commands have written over in a checkout, and what they have written there that git would not ignore. */
function strays(folder: string): readonly string[] {
  const written = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isSymbolicLink() && !COPIED.includes(entry.name))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  const ignored = spawnSync('git', ['check-ignore', ...written], { cwd: ROOT, encoding: 'utf8' }).stdout.split('\n');
  const changed = COPIED.flatMap((name) => {
    const parameters = ['-rq', '--exclude', BUILT, path.join(ROOT, name), path.join(folder, name)];
    const { stdout } = spawnSync('diff', parameters, { encoding: 'utf8' });
    return stdout.split('\n').filter((line) => line !== '');
  });
  return [...written.filter((name) => !ignored.includes(name)), ...changed];
}

/** The port on which the pages do what people do to images: commands name it, so all blocks of a page get the same free one. */
const PEOPLE_PORT = /\b8090\b/g;

/** The blocks of a page with a port for people that is free. */
async function onFreePort(blocks: readonly ShellBlock[]): Promise<readonly ShellBlock[]> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('a server on TCP has a port');
  return blocks.map((block) => ({ ...block, text: block.text.replace(PEOPLE_PORT, String(address.port)) }));
}

/** Starts a block that stays, and waits until it says something: then it listens; where it can, for the port of the page may be taken. */
function keepRunning({ text }: ShellBlock, cwd: string): Promise<ChildProcess> {
  const command = text.replace(/--port \d+/, '--port 0');
  const child = spawn(HOW.shell, [...HOW.flags, command], {
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      output += part;
      if (/http:\/\/127\.0\.0\.1/.test(output)) resolve(child);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)));
  });
}

/** Runs a block to its end; `end`: what it said last, if that was not well. */
function run({ text }: ShellBlock, cwd: string): Promise<{ status: number | null; end: string }> {
  const child = spawn(HOW.shell, [...HOW.flags, text], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      said += part;
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, end: status === 0 ? '' : said.slice(-3000) }));
  });
}

/** The pages with blocks that are run, and those blocks. */
export const RUNNABLE_PAGES = pages()
  .map((page) => [page, shellBlocks(page).filter(({ kind }) => kind !== 'shown')] as const)
  .filter(([, blocks]) => blocks.length > 0);

/** Whether AWS's tools pack a function for a page: they delete `build/` first, and whoever runs a function meanwhile finds none. */
export function packsByAws([, blocks]: readonly [string, readonly ShellBlock[]]): boolean {
  return blocks.some(({ text }) => /npm run (?:--silent )?(?:register|cfn)\b/.test(text));
}

/** Runs the blocks of a page one after the other, each of which has to end well, in a folder that they may write to. */
export async function playPage(blocks: readonly ShellBlock[]): Promise<void> {
  const cwd = checkout();
  const running: ChildProcess[] = [];
  try {
    for (const block of await onFreePort(blocks)) {
      if (block.kind === 'background') {
        running.push(await keepRunning(block, cwd));
        continue;
      }
      const where = `${block.page}:${block.line}`;
      expect({ where, ...(await run(block, cwd)) }).toEqual({ where, status: 0, end: '' });
    }
    expect(strays(cwd)).toEqual([]);
  } finally {
    for (const { pid } of running) if (pid !== undefined) process.kill(-pid, 'SIGTERM');
    rmSync(cwd, { recursive: true });
  }
}
