import fc from 'fast-check';
import { deleteEverything, type Step } from './commands';
import { makeWay } from './outside';
import { Real } from './real';
import type { Account } from './scene';
import type { Stack } from './stack';
import type { ModelSubject } from './subject';
import { Tallies } from './tally';

/** Which runs to make. Seed, path and replay are what a failure prints. */
export interface RunOptions {
  readonly runs: number;
  /** Further runs of the same seed, by their numbers from 0. */
  readonly also?: readonly number[];
  /** Whether they begin with lost starts; then they are short. */
  readonly lost?: boolean;
  readonly seed?: number;
  readonly path?: string;
  readonly replay?: string;
}

export interface Outcome {
  /** The shrunk counterexample with the command that runs it again; absent: everything held. */
  readonly failure?: string;
  readonly seed: number;
  readonly runs: number;
  readonly tallies: Tallies;
}

type Commands = Iterable<fc.AsyncCommand<Stack, Real, false>>;

const MOST_STEPS = 60;
const MOST_STEPS_AFTER_LOST_STARTS = 4;

function steps({ model }: ModelSubject, maxCommands: number, replayPath: string | undefined): fc.Arbitrary<Commands> {
  const step = fc.oneof(...model.steps.map(([weight, arbitrary]) => ({ weight, arbitrary })));
  return fc.commands<Stack, Real, false>([step], { maxCommands, size: 'max', replayPath });
}

/** Makes the runs with a type; each begins with an empty stack and ends when everything is deleted again. */
export async function checkModel(
  type: ModelSubject,
  { runs, also = [], lost = false, seed = Date.now() % 2 ** 31, path, replay }: RunOptions,
): Promise<Outcome> {
  const tallies = new Tallies();
  const { account, lostStarts } = type.model;
  const opening = lost ? lostStarts : fc.constant([]);
  const most = lost ? MOST_STEPS_AFTER_LOST_STARTS : MOST_STEPS;
  const property = fc.asyncProperty(account, steps(type, most, replay), opening, (one, commands, first) =>
    run(type, one, first, commands, tallies),
  );
  const parts = [{ numRuns: runs, path }, ...also.map((nth) => ({ numRuns: 1, path: String(nth) }))];
  let made = 0;
  for (const part of parts) {
    const details = await fc.check(property, { seed, ...part });
    made += details.numRuns;
    if (details.failed) return { failure: report(type, details, lost), seed: details.seed, runs: made, tallies };
  }
  return { seed, runs: made, tallies };
}

/**
 * Which lives meet the kinds of steps and the answers that the first ones do not, as few as are quickly found: for `runs.also` of a type.
 *
 * @throws Error if all lives together do not meet them all
 */
export async function livesToMeetAll(type: ModelSubject): Promise<readonly number[]> {
  const { runs, expected } = type.model;
  const met: ReadonlySet<string>[] = [];
  for (let nth = 0; nth < runs.all; nth += 1) {
    const { tallies } = await checkModel(type, { runs: 0, also: [nth], seed: runs.seed });
    const answers = expected.answers.filter((answer) => tallies.answers.of(answer) > 0);
    met.push(new Set([...expected.steps.filter((kind) => tallies.commands.of(kind) > 0), ...answers]));
  }
  const missing = new Set([...expected.steps, ...expected.answers]);
  const without = (lives: readonly ReadonlySet<string>[]): void => {
    for (const kind of lives.flatMap((life) => [...life])) missing.delete(kind);
  };
  without(met.slice(0, runs.sample));
  const chosen: number[] = [];
  while (missing.size > 0) {
    const counts = met.map((life) => [...missing].filter((kind) => life.has(kind)).length);
    const best = counts.indexOf(Math.max(...counts));
    if (counts[best] === 0) throw new Error(`no life meets: ${[...missing].join(', ')}`);
    chosen.push(best);
    without(met.slice(best, best + 1));
  }
  return chosen.sort((a, b) => a - b);
}

async function run(
  type: ModelSubject,
  one: Account,
  first: readonly Step[],
  commands: Commands,
  tallies: Tallies,
): Promise<void> {
  const real = await Real.open(type, one, tallies);
  const stack = real.newStack(one);
  try {
    for (const step of first) if (step.check(stack)) await step.run(stack, real);
    await fc.asyncModelRun(() => ({ model: stack, real }), commands);
    real.trace.push('  everything is deleted');
    makeWay(stack, real);
    await deleteEverything(stack, real);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new Error(`${what}\n\n${real.trace.join('\n')}`, { cause: error });
  } finally {
    await real.close();
  }
}

function report(
  type: ModelSubject,
  details: fc.RunDetails<[Account, Commands, readonly Step[]]>,
  lost: boolean,
): string {
  const { seed, counterexamplePath, counterexample, errorInstance, numShrinks } = details;
  const [one, commands, first = []] = counterexample ?? [];
  const replay = /replayPath="([^"]+)"/.exec(fc.stringify(commands))?.[1];
  const again = `npm run model -- --type ${type.name} --seed ${seed} --path ${counterexamplePath} --replay ${replay} --runs 1${lost ? ' --lost' : ''}`;
  const what = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return `${what}\n\nThe account: ${JSON.stringify(one)}\n${first.map((step) => `First: ${step}\n`).join('')}${numShrinks} times shrunk. Again: ${again}`;
}
