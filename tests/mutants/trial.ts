import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ChangedCopy, JestFailed, type Outcome, SUITES } from '../support/changed-copy';
import { type Mutant, textOf } from './mutants';
import { withMarks } from './reach';

/** A file of tests, which mutants it reaches, and how long it takes. */
interface Reaching {
  /** Absolute, in the copy. */
  readonly test: string;
  readonly ids: readonly string[];
  readonly ms: number;
}

/** What became of a mutant. `unreached`: no test runs its code. */
export type Fate = Outcome | { readonly end: 'unreached' };

/** One process runs one test after the other: another one would go on when this one is stopped. */
const ONE_AFTER_THE_OTHER = ['--runInBand', '--bail', '--testTimeout=60000'];

/** A loop without an end is stopped after so many times what the tests take without it. */
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
  const outcome = copy.jest(['--runInBand', '--bail', ...SUITES, '--setupFilesAfterEnv', record], {
    env: { MUTANTS_REACHED: report },
  });
  if (outcome.end === 'failed') throw new Error(`The tests fail before anything was changed: ${outcome.test}`);
  for (const { file } of marked) copy.restore(file);
  const lines = readFileSync(report, 'utf8').trim().split('\n');
  rmSync(report);
  return lines.map((line): Reaching => JSON.parse(line)).sort((a, b) => a.ms - b.ms);
}

/** Applies a mutant and runs the tests that reach it until one fails. */
export function fateOf(copy: ChangedCopy, mutant: Mutant, tests: readonly Reaching[]): Fate {
  const reaching = tests.filter(({ ids }) => ids.includes(mutant.id));
  if (reaching.length === 0) return { end: 'unreached' };
  const paths = reaching.map(({ test }) => test);
  const timeoutMs = reaching.reduce((sum, { ms }) => sum + ms, 0) * TIMES_AS_LONG + LONGER_MS;
  return tried(copy, mutant, () =>
    copy.jest([...ONE_AFTER_THE_OTHER, '--testSequencer=./tests/mutants/sequencer.js', '--runTestsByPath', ...paths], {
      env: { MUTANTS_ORDER: JSON.stringify(paths) },
      timeoutMs,
    }),
  );
}

/** The same with given tests, whatever they reach. */
export function fateWith(copy: ChangedCopy, mutant: Mutant, tests: readonly string[]): Fate {
  return tried(copy, mutant, () => copy.jest([...ONE_AFTER_THE_OTHER, ...tests]));
}

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
