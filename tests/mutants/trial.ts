import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ChangedCopy, JestFailed, type Outcome, SUITES } from '../support/changed-copy';
import { type Mutant, textOf } from './mutants';
import { withMarks } from './reach';

/** A file of tests, which mutants it reaches, and how long it takes. */
export interface Reaching {
  /** Relative to the folder of the project. */
  readonly test: string;
  readonly ids: readonly string[];
  readonly ms: number;
}

/** What became of a mutant. `unreached`: no test runs its code. */
export type Fate = Outcome | { readonly end: 'unreached' };

/** One process runs one test after the other: another one would go on when this one is stopped. */
const ONE_AFTER_THE_OTHER = ['--runInBand', '--bail', '--testTimeout=60000'];

const TIMES_AS_LONG = 5;
const LONGER_MS = 30_000;

/**
 * Runs the tests once and sees which of their files reach which mutants, the quickest first.
 *
 * @throws Error if a test fails.
 */
export function reachingTests(copy: ChangedCopy, mutants: readonly Mutant[]): readonly Reaching[] {
  const report = path.join(copy.folder, 'reached.jsonl');
  const marked = withMarks(mutants);
  writeFileSync(report, '');
  for (const { file, text } of marked) copy.write(file, text);
  const record = path.join(copy.folder, 'tests', 'mutants', 'record.ts');
  // Jest takes every word after this option for another file of it.
  passUnchanged(copy, [...SUITES, '--setupFilesAfterEnv', record], { MUTANTS_REACHED: report });
  for (const { file } of marked) copy.restore(file);
  const reaching = readFileSync(report, 'utf8')
    .trim()
    .split('\n')
    .map((line): Reaching => JSON.parse(line));
  return reaching
    .map(({ test, ...rest }) => ({ ...rest, test: path.relative(copy.folder, test) }))
    .sort((a, b) => a.ms - b.ms);
}

/** Applies a mutant and runs the tests that reach it until one fails. */
export const trialByReach =
  (copy: ChangedCopy, tests: readonly Reaching[]) =>
  (mutant: Mutant): Fate =>
    fateOf(copy, mutant, tests);

function fateOf(copy: ChangedCopy, mutant: Mutant, tests: readonly Reaching[]): Fate {
  const reaching = tests.filter(({ ids }) => ids.includes(mutant.id));
  if (reaching.length === 0) return { end: 'unreached' };
  const paths = reaching.map(({ test }) => path.join(copy.folder, test));
  const timeoutMs = longest(reaching.reduce((sum, { ms }) => sum + ms, 0));
  return tried(copy, mutant, () =>
    copy.jest([...ONE_AFTER_THE_OTHER, '--testSequencer=./tests/mutants/sequencer.js', '--runTestsByPath', ...paths], {
      env: { MUTANTS_ORDER: JSON.stringify(paths) },
      timeoutMs,
    }),
  );
}

/**
 * The same with given tests, whatever they reach.
 *
 * @throws Error if one of them fails before anything is changed.
 */
export function trialWith(copy: ChangedCopy, tests: readonly string[]): (mutant: Mutant) => Fate {
  const start = performance.now();
  passUnchanged(copy, tests);
  const timeoutMs = longest(performance.now() - start);
  return (mutant) => tried(copy, mutant, () => copy.jest([...ONE_AFTER_THE_OTHER, ...tests], { timeoutMs }));
}

function passUnchanged(copy: ChangedCopy, args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const outcome = copy.jest(['--runInBand', '--bail', ...args], { env });
  if (outcome.end === 'failed') throw new Error(`The tests fail before anything was changed: ${outcome.test}`);
}

/** How long tests may take that took so long without the mutant: a loop without an end is stopped then. */
const longest = (ms: number): number => Math.ceil(ms * TIMES_AS_LONG) + LONGER_MS;

/** What Jest ends with while a mutant is applied. Code that no longer loads is noticed, too. */
function tried(copy: ChangedCopy, mutant: Mutant, run: () => Outcome): Fate {
  copy.write(mutant.file, textOf(mutant));
  try {
    return run();
  } catch (error) {
    if (error instanceof JestFailed) return { end: 'failed', test: 'the code does not load' };
    throw error;
  } finally {
    copy.restore(mutant.file);
  }
}
