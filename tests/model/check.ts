import fc from 'fast-check';
import { deleteEverything } from './commands';
import { makeWay } from './outside';
import { Real } from './real';
import type { Account } from './rules';
import type { Stack } from './stack';
import type { ModelSubject } from './subject';
import { Tallies } from './tally';

/** Which runs to make. Seed, path and replay are what a failure prints. */
export interface RunOptions {
  readonly runs: number;
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

function steps({ model }: ModelSubject, replayPath: string | undefined): fc.Arbitrary<Commands> {
  const step = fc.oneof(...model.steps.map(([weight, arbitrary]) => ({ weight, arbitrary })));
  return fc.commands<Stack, Real, false>([step], { maxCommands: MOST_STEPS, size: 'max', replayPath });
}

/** Makes the runs with a type; each begins with an empty stack and ends when everything is deleted again. */
export async function checkModel(type: ModelSubject, { runs, seed, path, replay }: RunOptions): Promise<Outcome> {
  const tallies = new Tallies();
  const property = fc.asyncProperty(type.model.account, steps(type, replay), (one, commands) =>
    run(type, one, commands, tallies),
  );
  const details = await fc.check(property, { numRuns: runs, seed, path });
  const failure = details.failed ? report(type, details) : undefined;
  return { failure, seed: details.seed, runs: details.numRuns, tallies };
}

async function run(type: ModelSubject, one: Account, commands: Commands, tallies: Tallies): Promise<void> {
  const real = await Real.open(type, one, tallies);
  const stack = real.newStack(one);
  try {
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

function report(type: ModelSubject, details: fc.RunDetails<[Account, Commands]>): string {
  const { seed, counterexamplePath, counterexample, errorInstance, numShrinks } = details;
  const [one, commands] = counterexample ?? [];
  const replay = /replayPath="([^"]+)"/.exec(fc.stringify(commands))?.[1];
  const again = `npm run model -- --type ${type.name} --seed ${seed} --path ${counterexamplePath} --replay ${replay} --runs 1`;
  const what = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return `${what}\n\nThe account: ${JSON.stringify(one)}\n${numShrinks} times shrunk. Again: ${again}`;
}
