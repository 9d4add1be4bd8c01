import assert from 'node:assert/strict';
import { createClock } from '../../simulator/index';
import { type Answer, openStage, type Stage } from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import type { Children, Doom, Fate } from './children';
import { operate, type Request } from './cloudformation';
import { checkStory } from './end-state';
import type { Scenario, Scene } from './scenario';
import type { FaultSubject } from './subject';

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
  /** The invocation that makes it, from 0. */
  readonly invocation: number;
  readonly acted: boolean;
  readonly recovery: keyof typeof RECOVERIES;
}

/** A crash and the process that dies of it, maybe with invocations of other stages. */
export interface Death {
  readonly crash: Crash;
  readonly doom: Doom;
}

/** The calls of an operation, and how many of them had been made at the end of each of its invocations. */
export interface Calls {
  readonly calls: StagedCloud['calls'];
  readonly ends: readonly number[];
}

/** An invocation whose process was killed. */
class Killed extends Error {
  override readonly name = 'Killed';
}

const START = Date.parse('2026-11-21T08:00:00Z');

/**
 * Plays a scenario of a type in processes of their own, kills one of them, and sends again what CloudFormation would send.
 *
 * @throws Error that says what is wrong.
 */
export async function playCrash(
  type: FaultSubject,
  children: Children,
  scenario: Scenario<StagedCloud>,
  death?: Death,
): Promise<Calls> {
  const crash = death?.crash;
  let played = false;
  let invocations = 0;
  let reached = false;
  const reach = (): void => {
    if (!reached) death?.doom.reached();
    reached = true;
  };
  const clock = createClock({ now: () => 0, startAt: START });
  const stage = await openStage({
    imageSeconds: 'usual',
    type,
    clock,
    silence: () => undefined,
    onCall: ({ status }) => {
      if (status === 0) reach();
    },
    elsewhere: (event) => {
      if (!played) return undefined;
      const runner = death && invocations === death.crash.invocation ? death.doom : children;
      invocations += 1;
      return runner.invoke(event, clock).then(answerOf);
    },
  });
  try {
    stage.simulator.behave(scenario.behaviour);
    const before = type.faults.untouched(stage.simulator);
    const scene = await scenario.open(stage);
    played = true;
    const begun = stage.simulator.calls.length;
    if (crash) stage.simulator.inject({ silent: true, acts: crash.acted, skip: crash.at });
    const ends: number[] = [];
    const invoke = recovering(stage, crash);
    const story = await operate(
      scene.request,
      async (request) => {
        const answer = await invoke(request);
        ends.push(stage.simulator.calls.length - begun);
        return answer;
      },
      clock,
      () => undefined,
    );
    const calls = stage.simulator.calls.slice(begun);
    assert.equal(reached, crash !== undefined, 'the process was not killed where it should have been');
    if (scene.others) clock.advance(3_600_000);
    const anew = crash?.recovery === 'the first request again';
    checkStory(type, stage, before, scene, story, anew ? endsAnew(scene) : []);
    return { calls, ends };
  } finally {
    reach();
    await stage.close();
  }
}

/** How a CREATE that was to fail may end where it begins again: its image is gone, or was only late and has been finished since. */
function endsAnew({ failure }: Scene): readonly Answer['errorCode'][] {
  if (failure === undefined) return [];
  return failure === 'NotStabilized' ? ['GeneralServiceException', undefined] : ['GeneralServiceException'];
}

function answerOf(fate: Fate): unknown {
  if (!fate) throw new Killed('the process was killed');
  return fate.answer;
}

/** Invokes; if the process is killed, sends what the recovery says, and goes on with the last answer. */
function recovering(stage: Pick<Stage, 'invoke'>, crash: Crash | undefined) {
  let first: Request | undefined;
  const invoke = ({ action, properties, options }: Request): Promise<Answer> =>
    stage.invoke(action, properties, options);
  return async (request: Request): Promise<Answer> => {
    // The way back is an operation of its own.
    if (first === undefined || request.options.callbackContext === undefined) first = request;
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
