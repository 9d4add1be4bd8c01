import fc from 'fast-check';
import { HOME } from '../support/copies';
import {
  BreakOff,
  CallBack,
  Create,
  CreateWhole,
  Delete,
  deleteEverything,
  Finish,
  List,
  Read,
  Repeat,
  RollBack,
  type Step,
  Update,
} from './commands';
import { Copies, DEEDS, FAULTS, FaultOnce, makeWay, Outside, QueueFills, Quota, TimePasses } from './outside';
import { Real } from './real';
import { type Account, LOGICAL_IDS, type Stack } from './stack';
import { Tallies } from './tally';
import { ABROAD, account, change, newWish } from './wishes';

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

const who = fc.constantFrom(...LOGICAL_IDS);
const ofOne = (command: new (logicalId: (typeof LOGICAL_IDS)[number]) => Step) => who.map((id) => new command(id));
const options = fc.constantFrom({}, { Force: true as const }, { DeleteAutoSnapshot: true as const });

/** What a run is made of, and how often; it shrinks towards the first. */
const STEPS: readonly (readonly [weight: number, step: fc.Arbitrary<Step>])[] = [
  [5, fc.tuple(who, newWish).map(([id, wish]) => new Create(id, wish))],
  [6, fc.tuple(who, newWish).map(([id, wish]) => new CreateWhole(id, wish))],
  [10, ofOne(Finish)],
  [4, ofOne(CallBack)],
  [4, fc.tuple(who, options).map(([id, option]) => new Delete(id, option))],
  [1, fc.tuple(who, options).map(([id, option]) => new BreakOff(id, option))],
  [13, fc.tuple(who, change).map(([id, changes]) => new Update(id, changes))],
  [8, ofOne(RollBack)],
  [3, ofOne(Read)],
  [3, ofOne(Repeat)],
  [1, fc.constantFrom(HOME, ABROAD).map((regionId) => new List(regionId))],
  [13, fc.tuple(who, fc.constantFrom(...DEEDS)).map(([id, deed]) => new Outside(id, deed))],
  [1, fc.constantFrom(1, 12, 150, 800).map((minutes) => new TimePasses(minutes))],
  [2, fc.boolean().map((full) => new Quota(full))],
  [2, fc.constantFrom('well', 'CreateFailed', 'UnAvailable', 'stalled').map((weather) => new Copies(weather))],
  [1, fc.constant(new QueueFills())],
  [5, fc.constantFrom(...Object.entries(FAULTS)).map(([what, fault]) => new FaultOnce(what, fault))],
];

function steps(replayPath: string | undefined): fc.Arbitrary<Commands> {
  const step = fc.oneof(...STEPS.map(([weight, arbitrary]) => ({ weight, arbitrary })));
  return fc.commands<Stack, Real, false>([step], { maxCommands: MOST_STEPS, size: 'max', replayPath });
}

/** Makes the runs; each begins with an empty stack and ends when everything is deleted again. */
export async function checkModel({ runs, seed, path, replay }: RunOptions): Promise<Outcome> {
  const tallies = new Tallies();
  const property = fc.asyncProperty(account, steps(replay), (one, commands) => run(one, commands, tallies));
  const details = await fc.check(property, { numRuns: runs, seed, path });
  const failure = details.failed ? report(details) : undefined;
  return { failure, seed: details.seed, runs: details.numRuns, tallies };
}

async function run(one: Account, commands: Commands, tallies: Tallies): Promise<void> {
  const real = await Real.open(one, tallies);
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

function report({
  seed,
  counterexamplePath,
  counterexample,
  errorInstance,
  numShrinks,
}: fc.RunDetails<[Account, Commands]>): string {
  const [one, commands] = counterexample ?? [];
  const replay = /replayPath="([^"]+)"/.exec(fc.stringify(commands))?.[1];
  const again = `npm run model -- --seed ${seed} --path ${counterexamplePath} --replay ${replay} --runs 1`;
  const what = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return `${what}\n\nThe account: ${JSON.stringify(one)}\n${numShrinks} times shrunk. Again: ${again}`;
}
