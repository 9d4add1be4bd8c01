import assert from 'node:assert/strict';
import { createClock } from '../../simulator/index';
import { type FormerContext, loadFormerEntrypoints } from '../support/former-version';
import { type Answer, openStage, type Stage } from '../support/stage';
import { IMAGE_COPY_FAULTS } from './alicloud-image-copy';
import { follow, operate, wayBack } from './cloudformation';
import { checkEndState, checkStory } from './end-state';
import type { Scenario, Scene } from './scenario';
import type { Untouched } from './subject';
import { invokeOn, isOver } from './theatre';
import { untouchedOf } from './untouched';

const START = Date.parse('2026-11-21T08:00:00Z');
const HOUR = 3_600_000;
const FORMER = loadFormerEntrypoints();

/** An operation that is about to begin under version 0.1.0, which also made what is there already. */
interface Flight {
  readonly stage: Stage;
  readonly before: Untouched;
  readonly scene: Scene;
  /** From now on this version answers. */
  updateType(): void;
}

async function fly<T>(scenario: Scenario, play: (flight: Flight) => Promise<T>): Promise<T> {
  let updated = false;
  const stage = await openStage({
    imageSeconds: 'usual',
    clock: createClock({ now: () => 0, startAt: START }),
    behaviour: scenario.behaviour,
    silence: () => undefined,
    former: { entrypoints: FORMER, answers: () => !updated },
  });
  try {
    const before = untouchedOf(stage.simulator);
    const scene = await scenario.open(stage);
    return await play({
      stage,
      before,
      scene,
      updateType: () => {
        updated = true;
      },
    });
  } finally {
    await stage.close();
  }
}

/** Every context of an operation that version 0.1.0 answers to its end, in order. */
export function contextsOf(scenario: Scenario): Promise<FormerContext[]> {
  return fly(scenario, async ({ stage, scene }) => {
    const { clock } = stage.simulator;
    const invoke = invokeOn(stage);
    const contexts: FormerContext[] = [];
    const recorded: typeof invoke = async (request) => {
      const answer = await invoke(request);
      const { callbackContext, resourceModel: properties } = answer;
      if (callbackContext && properties)
        contexts.push({
          scenario: scenario.name,
          action: request.action,
          at: clock.now(),
          properties,
          callbackContext,
        });
      return answer;
    };
    await follow(scene.request, recorded, clock);
    return contexts;
  });
}

/**
 * Plays a scenario of which version 0.1.0 answers the first invocations, so many, and this version the others.
 *
 * @throws Error that says what is wrong.
 */
export function playUpdate(scenario: Scenario, answered: number): Promise<void> {
  return fly(scenario, async ({ stage, before, scene, updateType }) => {
    const { clock } = stage.simulator;
    const invoke = invokeOn(stage);
    let invocations = 0;
    const story = await operate(
      scene.request,
      (request) => {
        if (invocations++ === answered) updateType();
        return invoke(request);
      },
      clock,
      () => undefined,
    );
    assert.ok(invocations > answered, 'the operation was over before the type was updated');
    const { final } = story.course;
    // Nothing is repeated here: a DELETE that finds nothing any more has lost what it was doing.
    assert.equal(final.errorCode, scene.failure, final.message);
    if (scene.others) clock.advance(HOUR);
    checkStory(IMAGE_COPY_FAULTS, stage, before, scene, story);
  });
}

/** When a CREATE is given up, in milliseconds after its last answer. */
export const MOMENTS = {
  'at once': () => 0,
  'when it would have gone on': ({ callbackDelaySeconds = 0 }: Answer) => callbackDelaySeconds * 1000,
  'an hour later': () => HOUR,
} as const;

/**
 * Lets this version roll back a CREATE that version 0.1.0 has answered so many times: a DELETE that knows nothing but the model.
 *
 * @throws Error that says what is wrong.
 */
export function playRollback(scenario: Scenario, answered: number, moment: keyof typeof MOMENTS): Promise<void> {
  return fly(scenario, async ({ stage, before, scene, updateType }) => {
    const { clock } = stage.simulator;
    const invoke = invokeOn(stage);
    const course = await follow(scene.request, invoke, clock, answered);
    const way = wayBack(scene.request, course);
    assert.ok(way, `there is nothing to roll back: ${course.final.message}`);
    clock.advance(MOMENTS[moment](course.final));
    updateType();
    const { final } = await follow(way, invoke, clock);
    assert.ok(isOver(final), `${final.errorCode}: ${final.message}`);
    if (scene.others) clock.advance(HOUR);
    checkEndState(IMAGE_COPY_FAULTS, stage, before, scene, scene.undone, undefined);
  });
}
