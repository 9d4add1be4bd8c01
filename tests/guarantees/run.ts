import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commandLine } from '../../tools/command-line';
import { declarationsOf, withChange } from './places';
import { sourcesOf } from './sources';
import { GUARANTEES } from './table';

/**
 * `npm run guarantees [-- TEXT…]`: takes each guarantee of the table, or those whose name contains one of the texts, out of a copy of the
 * sources and prints the first test that fails.
 */
const ROOT = path.resolve(__dirname, '..', '..');
const NOT_COPIED = new Set(['.git', '.stacks', '.venv', 'build', 'coverage', 'node_modules']);

const program = commandLine('npm run guarantees --')
  .description('Takes each guarantee out of a copy of the sources and sees whether the tests notice.')
  .argument('[texts...]', 'only those whose name contains one of them')
  .parse();

function copyProject(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'guarantees-'));
  cpSync(ROOT, folder, { recursive: true, filter: (name) => !NOT_COPIED.has(path.basename(name)) });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

/**
 * The name of the first test that fails, if one does; the tests are run until then.
 *
 * @throws Error if Jest fails without a failed test, as when a file does not load: that says nothing about a guarantee.
 */
function failingTest(folder: string): string | undefined {
  const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const { status, stderr } = spawnSync(
    process.execPath,
    [jest, '--bail', '--silent', 'tests/handlers', 'tests/unit', 'tests/delivery'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 },
  );
  if (status === 0) return undefined;
  const failed = [...stderr.matchAll(/^ {2}● (.+)$/gm)].flatMap(([, name]) => name ?? []);
  const test = failed.find((name) => name !== 'Test suite failed to run');
  if (test === undefined) throw new Error(`Jest failed, but no test did:\n${stderr}`);
  return test;
}

function main(texts: readonly string[]): number {
  const chosen = GUARANTEES.filter(({ name }) => texts.length === 0 || texts.some((text) => name.includes(text)));
  if (chosen.length === 0) program.error(`error: no guarantee is called "${texts.join('" or "')}"`);
  const sources = sourcesOf(ROOT);
  const declarations = declarationsOf(sources);
  const changes = chosen.map((guarantee) => ({ name: guarantee.name, changed: withChange(declarations, guarantee) }));
  const folder = copyProject();
  try {
    const before = failingTest(folder);
    if (before !== undefined) throw new Error(`The tests fail before anything was taken out: ${before}`);
    let noticed = 0;
    for (const { name, changed } of changes) {
      writeFileSync(path.join(folder, changed.file), changed.text);
      const test = failingTest(folder);
      for (const { file, text } of sources) if (file === changed.file) writeFileSync(path.join(folder, file), text);
      noticed += Number(test !== undefined);
      console.log(test === undefined ? `MISSED   ${name}` : `noticed  ${name}\n         by: ${test}`);
    }
    console.log(`\n${noticed} of ${chosen.length} guarantees are kept by a test`);
    return noticed === chosen.length ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

process.exitCode = main(program.args);
