import assert from 'node:assert/strict';
import { type Call, createClock } from '../../simulator/index';
import { bystandersOf } from '../support/ledger';
import { type Answer, openStage, type Stage } from '../support/stage';
import type { Children, Fate } from './children';
import { operate, type Request } from './cloudformation';
import { checkStory } from './end-state';
import type { Scenario } from './scenarios';

/** What is sent when an invocation was lost. */
export const RECOVERIES = {
  'the same request again': (lost: Request) => [lost],
  'the first request again': (_: Request, first: Request) => [first],
  'the same request twice at once': (lost: Request) => [lost, lost],
} as const;

/** When a process dies: before or after the server acted on one of its calls. */
export interface Crash {
  /** The call, from 0. */
  readonly at: number;
  readonly acted: boolean;
  readonly recovery: keyof typeof RECOVERIES;
}

/** The calls of an operation, and how many of them its first invocation makes. */
export interface Calls {
  readonly calls: readonly Call[];
  readonly beginning: number;
}

/** An invocation whose process was killed. */
class Killed extends Error {
  override readonly name = 'Killed';
}

const START = Date.parse('2026-11-21T08:00:00Z');

/**
 * Plays a scenario in processes of their own, kills one of them, and sends again what CloudFormation would send.
 *
 * @throws Error that says what is wrong.
 */
export async function playCrash(children: Children, scenario: Scenario, crash?: Crash): Promise<Calls> {
  let kill: (() => void) | undefined;
  let played = false;
  let killed = false;
  const clock = createClock({ now: () => 0, startAt: START });
  const stage = await openStage({
    clock,
    behaviour: scenario.behaviour,
    silence: () => undefined,
    onCall: ({ status }) => {
      if (status !== 0) return;
      killed = true;
      kill?.();
    },
    elsewhere: (event) => (played ? children.invoke(event, clock, (end) => (kill = end)).then(answerOf) : undefined),
  });
  try {
    const before = bystandersOf(stage.simulator);
    const scene = await scenario.open(stage);
    played = true;
    const begun = stage.simulator.calls.length;
    if (crash) stage.simulator.inject({ silent: true, acts: crash.acted, skip: crash.at });
    let beginning = 0;
    const invoke = recovering(stage, scene.request, crash);
    const story = await operate(
      scene.request,
      async (request) => {
        const answer = await invoke(request);
        if (request === scene.request) beginning = stage.simulator.calls.length - begun;
        return answer;
      },
      clock,
      () => undefined,
    );
    const calls = stage.simulator.calls.slice(begun);
    assert.equal(killed, crash !== undefined, 'the process was not killed where it should have been');
    if (scene.others) clock.advance(3_600_000);
    checkStory(stage, before, scene, story);
    return { calls, beginning };
  } finally {
    await stage.close();
  }
}

function answerOf(fate: Fate): unknown {
  if (!fate) throw new Killed('the process was killed');
  return fate.answer;
}

/** Invokes; if the process is killed, sends what the recovery says, and goes on with the last answer. */
function recovering(stage: Stage, first: Request, crash: Crash | undefined) {
  const invoke = ({ action, properties, options }: Request): Promise<Answer> =>
    stage.invoke(action, properties, options);
  return async (request: Request): Promise<Answer> => {
    try {
      return await invoke(request);
    } catch (error) {
      if (!(error instanceof Killed) || !crash) throw error;
      const answers = await Promise.all(RECOVERIES[crash.recovery](request, first).map(invoke));
      const last = answers.at(-1);
      if (!last) throw error;
      return last;
    }
  };
}
