import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ChangedCopy, JestFailed, type Outcome, SUITES } from './changed-copy';
import { textOf } from './places';
import { type NamedEdit, withMarks } from './reach';

/** A file of tests, which edits it reaches, and how long it takes. */
export interface Reaching {
  /** Relative to the folder of the project. */
  readonly test: string;
  readonly ids: readonly string[];
  readonly ms: number;
}

/** What became of an edit. `unreached`: no test runs its code. */
export type Fate = Outcome | { readonly end: 'unreached' };

/** What a file keeps of a run of all tests. */
interface Kept {
  /** The edits whose tests it shows. */
  readonly ids: readonly string[];
  readonly tests: readonly Reaching[];
}

/** Relative to the folder of the project. */
const OWN_FOLDER = path.join('tests', 'changes');
/** One process runs one test after the other until one fails: another process would go on when this one is stopped. */
const UNTIL_ONE_FAILS = ['--runInBand', '--bail', '--testTimeout=60000', `--env=./${OWN_FOLDER}/first-failure.js`];

const TIMES_AS_LONG = 5;
const LONGER_MS = 30_000;

/** What noticed an edit: the name of the test that failed. */
export function noticedBy(fate: Fate): string | undefined {
  if (fate.end === 'timeout') return 'the tests, which no longer ended';
  return fate.end === 'failed' ? fate.test : undefined;
}

/**
 * Which tests reach some edits, those first that are likely to notice one soon: as a file says that knows all of them; or as a run of
 * the tests shows, which is then kept in the file.
 *
 * @throws Error if a test fails.
 */
export function reachingTests(copy: ChangedCopy, edits: readonly NamedEdit[], file?: string): readonly Reaching[] {
  const ids = edits.map(({ id }) => id);
  const kept = file && keptIn(file, ids);
  if (kept) return kept;
  const tests = foundByRunning(copy, edits);
  if (file !== undefined) writeFileSync(file, JSON.stringify({ ids, tests } satisfies Kept));
  return tests;
}

/** What a file says of some edits; `undefined`: it does not exist, or was made without one of them. */
export function keptIn(file: string, ids: readonly string[]): readonly Reaching[] | undefined {
  if (!existsSync(file)) return undefined;
  const kept: Kept = JSON.parse(readFileSync(file, 'utf8'));
  return ids.every((id) => kept.ids.includes(id)) ? kept.tests : undefined;
}

function foundByRunning(copy: ChangedCopy, edits: readonly NamedEdit[]): readonly Reaching[] {
  const report = path.join(copy.folder, 'reached.jsonl');
  const marked = withMarks(edits);
  writeFileSync(report, '');
  for (const { file, text } of marked) copy.write(file, text);
  // Jest takes every word after this option for another file of it.
  const recorded = [...SUITES, '--setupFilesAfterEnv', path.join(copy.folder, OWN_FOLDER, 'record.ts')];
  passUnchanged(copy, recorded, { EDITS_REACHED: report });
  for (const { file } of marked) copy.restore(file);
  const reaching = readFileSync(report, 'utf8')
    .trim()
    .split('\n')
    .map((line): Reaching => JSON.parse(line));
  return soonestFirst(reaching.map(({ test, ...rest }) => ({ ...rest, test: path.relative(copy.folder, test) })));
}

/** Quick tests before slow ones, and what reaches few edits before what reaches many: it is about those few. */
export function soonestFirst(reaching: readonly Reaching[]): readonly Reaching[] {
  return reaching.toSorted((a, b) => a.ms * a.ids.length - b.ms * b.ids.length);
}

/** Makes an edit and runs the tests that reach it until one fails. */
export const trialByReach =
  (copy: ChangedCopy, tests: readonly Reaching[]) =>
  (edit: NamedEdit): Fate =>
    fateOf(copy, edit, tests);

function fateOf(copy: ChangedCopy, edit: NamedEdit, tests: readonly Reaching[]): Fate {
  const reaching = tests.filter(({ ids }) => ids.includes(edit.id));
  if (reaching.length === 0) return { end: 'unreached' };
  const paths = reaching.map(({ test }) => path.join(copy.folder, test));
  const timeoutMs = longest(reaching.reduce((sum, { ms }) => sum + ms, 0));
  const order = `--testSequencer=./${OWN_FOLDER}/sequencer.js`;
  return tried(copy, edit, () =>
    copy.jest([...UNTIL_ONE_FAILS, order, '--runTestsByPath', ...paths], {
      env: { EDITS_ORDER: JSON.stringify(paths) },
      timeoutMs,
    }),
  );
}

/**
 * The same with given tests, whatever they reach.
 *
 * @throws Error if one of them fails before anything is changed.
 */
export function trialWith(copy: ChangedCopy, tests: readonly string[]): (edit: NamedEdit) => Fate {
  const start = performance.now();
  passUnchanged(copy, ['--runInBand', ...tests]);
  const timeoutMs = longest(performance.now() - start);
  return (edit) => tried(copy, edit, () => copy.jest([...UNTIL_ONE_FAILS, ...tests], { timeoutMs }));
}

/** Runs all of them: a Jest that stops at a failed test leaves workers, which still write while the copy is removed. */
function passUnchanged(copy: ChangedCopy, args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const outcome = copy.jest(args, { env });
  if (outcome.end === 'failed') throw new Error(`The tests fail before anything was changed: ${outcome.test}`);
}

/** How long tests may take that took so long without the edit: a loop without an end is stopped then. */
const longest = (ms: number): number => Math.ceil(ms * TIMES_AS_LONG) + LONGER_MS;

/** What Jest ends with while an edit is made. Code that no longer loads is noticed, too. */
function tried(copy: ChangedCopy, edit: NamedEdit, run: () => Outcome): Fate {
  const { fileName } = edit.node.getSourceFile();
  copy.write(fileName, textOf(edit));
  try {
    return run();
  } catch (error) {
    if (error instanceof JestFailed) return { end: 'failed', test: 'the code does not load' };
    throw error;
  } finally {
    copy.restore(fileName);
  }
}
