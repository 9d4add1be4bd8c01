import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../tools/projects';
import { programWords } from '../support/program';
import { call, runProgram } from './programs';

// A project with one program. It prints its words, what a module of it says, and the folder of that module.
const MAIN = `import { said } from './part/said';
import { basename } from 'node:path';
console.log(basename(process.argv[1] ?? ''), ...process.argv.slice(2), said());`;
const said = (word: string): string => `export const said = (): string => '${word} ' + __dirname;`;

let place: string;
let root: string;
beforeEach(() => {
  place = realpathSync(mkdtempSync(path.join(tmpdir(), 'program-')));
  root = path.join(place, 'project');
  mkdirSync(path.join(root, 'some', 'part'), { recursive: true });
  mkdirSync(path.join(root, 'tools'));
  for (const name of ['tools/program.cjs', 'tsconfig.json']) copyFileSync(path.join(ROOT, name), path.join(root, name));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
  write('some/main.ts', MAIN);
  write('some/part/said.ts', said('one'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(path.join(root, name), text);
const outcome = (...words: string[]) => runProgram(root, 'some/main.ts', ...words);
const kept = (folder = root): string => path.join(folder, '.cache', 'programs', 'some-main.ts.cjs');
/** What is seen of a run that did what it should. */
const ran = (words: string, folder = root) => ({
  status: 0,
  output: `main.ts ${words} ${path.join(folder, 'some', 'part')}\n`,
});

it('a program gets its words, and its modules know where they are', () => {
  expect(outcome('a b', '--c')).toEqual(ran('a b --c one'));
});

it('what was made for one run serves the next', () => {
  outcome();
  const { ino } = statSync(kept());
  expect(outcome('x')).toEqual(ran('x one'));
  expect(statSync(kept()).ino).toBe(ino);
  expect(readdirSync(path.dirname(kept()))).toEqual([path.basename(kept())]);
});

it.each([
  ['a module has changed', () => write('some/part/said.ts', said('two'))],
  ['the entry has changed', () => write('some/main.ts', MAIN.replace('said()', "said().replace('one', 'two')"))],
])('it is made again when %s', (_, change) => {
  outcome();
  change();
  expect(outcome('x')).toEqual(ran('x two'));
});

it.each([
  ['a module is gone', () => rmSync(path.join(root, 'some', 'part', 'said.ts'))],
  ['a module cannot be read', () => write('some/part/said.ts', 'export const said = (')],
])('when %s, that is said, and the former program does not run', (_, change) => {
  outcome();
  change();
  const { status, output } = outcome('x');
  expect(status).toBe(1);
  expect(output).toContain('ERROR');
  expect(output).not.toContain('one');
});

it('half a file is made again', () => {
  outcome();
  writeFileSync(kept(), readFileSync(kept(), 'utf8').slice(0, 100));
  expect(outcome('x')).toEqual(ran('x one'));
});

it('a project that was moved runs its own files', () => {
  outcome();
  const moved = path.join(place, 'moved');
  renameSync(root, moved);
  expect(runProgram(moved, 'some/main.ts', 'x')).toEqual(ran('x one', moved));
});

it('where nothing can be written, the program runs all the same', () => {
  write('.cache', 'in the way of the folder');
  expect(outcome('x')).toEqual(ran('x one'));
});

it('on a full disk too, and half a file is not left', () => {
  write('some/main.ts', `${MAIN}\nObject.assign(globalThis, { long: '${'x'.repeat(10_000)}' });`);
  // A file of a kilobyte is all that there is room for.
  const script = `trap '' XFSZ; ulimit -f 1; exec "$0" "$@"`;
  const words = ['-c', script, process.execPath, ...programWords('some/main.ts', root), 'x'];
  expect(call('bash', words, root)).toEqual(ran('x one'));
  expect(readdirSync(path.dirname(kept()))).toEqual([]);
});

it.each([
  ['start', 'local/main.ts'],
  ['simulator', 'simulator/main.ts'],
  ['package', 'tools/package.ts'],
  ['cfn', 'tools/aws/cfn.ts'],
  ['register', 'tools/register.ts'],
  ['lambda', 'tools/aws/lambda.ts'],
  ['generate', 'tools/generate.ts'],
  ['registering-policy', 'tools/registering-policy/main.ts'],
  ['constructs', 'constructs/generate.ts'],
  ['canaries', 'tools/canaries.ts'],
  ['changelog', 'tools/changelog.ts'],
  ['audit', 'tools/audit.ts'],
  ['model', 'tests/model/run.ts'],
  ['guarantees', 'tests/guarantees/run.ts'],
  ['mutants', 'tests/mutants/run.ts'],
])('npm run %s is run so', (script, file) => {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  expect(scripts[script].split(' && ').at(-1)).toBe(`node tools/program.cjs ${file}`);
});
