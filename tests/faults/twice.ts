import { createClock } from '../../simulator/index';
import { type Answer, openStage, type Stage } from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import { operate, type Request } from './cloudformation';
import { checkStory } from './end-state';
import { Gate } from './gate';
import type { Scenario } from './scenario';
import type { FaultSubject } from './subject';

/** Which invocation runs twice at once, whose calls go through in which order, and with whose answer CloudFormation goes on. */
export interface Doubling {
  /** The invocation of the operation, from 0. */
  readonly invocation: number;
  /** Indices of the two; when it is used up, the first one ends and then the other. */
  readonly order: readonly (0 | 1)[];
  readonly heard: 0 | 1;
}

const START = Date.parse('2026-11-21T08:00:00Z');

/** Every order in which the first `calls` calls of two can follow each other; the one that begins is called the first. */
export function ordersOf(calls: number): (0 | 1)[][] {
  const continued = (order: (0 | 1)[]): (0 | 1)[][] => {
    if (order.length === 2 * calls) return [order];
    const room = ([0, 1] as const).filter((one) => order.filter((other) => other === one).length < calls);
    return room.flatMap((one) => continued([...order, one]));
  };
  return continued([0]);
}

/**
 * Plays a scenario of a type in which one invocation is run a second time while the first is still at it. Returns the number of
 * invocations.
 *
 * @throws Error that says what is wrong.
 */
export async function playTwice(
  type: FaultSubject,
  scenario: Scenario<StagedCloud>,
  doubling?: Doubling,
): Promise<number> {
  const clock = createClock({ now: () => 0, startAt: START });
  const stage = await openStage({ type, clock, imageSeconds: 'usual', silence: () => undefined });
  try {
    stage.simulator.behave(scenario.behaviour);
    const before = type.faults.untouched(stage.simulator);
    const scene = await scenario.open(stage);
    let invocations = 0;
    const invoke = ({ action, properties, options }: Request): Promise<Answer> =>
      invocations++ === doubling?.invocation
        ? invokeTwice(type, stage, { action, properties, options }, doubling)
        : stage.invoke(action, properties, options);
    const story = await operate(scene.request, invoke, clock, () => undefined);
    if (scene.others) clock.advance(3_600_000);
    checkStory(type, stage, before, scene, story);
    return invocations;
  } finally {
    await stage.close();
  }
}

/** One request in two invocations at once, the calls of which go through in a given order. */
async function invokeTwice(
  type: FaultSubject,
  stage: Stage<StagedCloud>,
  request: Request,
  { order, heard }: Doubling,
): Promise<Answer> {
  const { action, properties, options } = request;
  const gates = [await Gate.open(stage.simulator.url), await Gate.open(stage.simulator.url)] as const;
  try {
    const runs = gates.map(({ url }) => {
      const typeConfiguration = type.typeConfiguration(stage.simulator, url);
      return stage.invoke(action, properties, { ...options, typeConfiguration });
    });
    const pass = (one: 0 | 1) => gates[one].pass(Promise.resolve(runs[one]));
    for (const one of order) await pass(one);
    for (const one of [0, 1] as const) while (await pass(one));
    const answer = (await Promise.all(runs))[heard];
    if (!answer) throw new Error('no answer');
    return answer;
  } finally {
    for (const gate of gates) gate.close();
  }
}
