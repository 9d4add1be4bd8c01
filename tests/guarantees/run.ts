import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commandLine } from '../../scripts/command-line';
import { GUARANTEES, type Guarantee } from './table';

/**
 * `npm run guarantees [-- TEXT]`: takes each guarantee of the table, or those whose name holds the text, out of a copy of the sources and sees
 * whether the tests notice.
 */
const ROOT = path.resolve(__dirname, '..', '..');
const COPIED = [
  'src',
  'untrusted',
  'simulator',
  'tests',
  'sam-tests',
  'guides',
  'scripts',
  'schema.json',
  'package.json',
  'jest.config.js',
  'tsconfig.json',
];

const program = commandLine('npm run guarantees --')
  .description('Takes each guarantee out of a copy of the sources and sees whether the tests notice.')
  .argument('[text]', 'only those whose name holds it')
  .parse();

function copyProject(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'guarantees-'));
  for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

/** Whether the tests fail; they are run until the first failure. */
function testsFail(folder: string): boolean {
  const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const { status } = spawnSync(
    process.execPath,
    [jest, '--bail', '--silent', 'tests/handlers', 'tests/unit', 'tests/delivery'],
    {
      cwd: folder,
    },
  );
  return status !== 0;
}

/** @throws Error if the text that carries the guarantee is not in its file exactly once: then the table is out of date. */
function takeOut(folder: string, { file, carrier, without }: Guarantee): () => void {
  const place = path.join(folder, file);
  const text = readFileSync(place, 'utf8');
  if (text.split(carrier).length !== 2) throw new Error(`${file} does not hold exactly once: ${carrier}`);
  writeFileSync(
    place,
    text.replace(carrier, () => without),
  );
  return () => writeFileSync(place, text);
}

function main([text = '']: readonly string[]): number {
  const chosen = GUARANTEES.filter(({ name }) => name.includes(text));
  if (chosen.length === 0) program.error(`error: no guarantee is called "${text}"`);
  const folder = copyProject();
  try {
    if (testsFail(folder)) throw new Error('The tests fail before anything was taken out.');
    let noticed = 0;
    for (const guarantee of chosen) {
      const restore = takeOut(folder, guarantee);
      const red = testsFail(folder);
      restore();
      noticed += Number(red);
      console.log(`${red ? 'noticed ' : 'MISSED  '} ${guarantee.name}`);
    }
    console.log(`\n${noticed} of ${chosen.length} guarantees are kept by a test`);
    return noticed === chosen.length ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

process.exitCode = main(program.args);
