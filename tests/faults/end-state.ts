import assert from 'node:assert/strict';
import type { Answer, Properties, Stage } from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import type { Story } from './cloudformation';
import { imageIn, type Outcome, placeOf, type Scene } from './scenario';
import type { FaultSubject, Untouched } from './subject';

/** What a template says of an image, and what else is on it. */
export interface Wish {
  readonly properties: Properties;
  readonly stackTags?: Readonly<Record<string, string>>;
  readonly systemTags?: Readonly<Record<string, string>>;
  /** Set by somebody else. */
  readonly foreignTags?: Readonly<Record<string, string>>;
}

/**
 * The end state of every scenario: the image as the template wishes it or none, nobody else's images and snapshots touched, nothing
 * left that costs money.
 *
 * @throws AssertionError
 */
export function checkEndState(
  type: FaultSubject,
  { simulator }: Pick<Stage<StagedCloud>, 'simulator'>,
  before: Untouched,
  { others = [] }: Scene,
  { wish, stays = [] }: Outcome,
  identifier: string | undefined,
): void {
  const images = [...others, ...(wish && identifier !== undefined ? [identifier] : [])];
  before({ images, stays });
  if (!wish) return;
  assert.ok(identifier, 'the image has no identifier');
  const [regionId, imageId] = placeOf(identifier);
  const image = simulator.world.image(regionId, imageId);
  assert.ok(image, `there is no ${identifier}`);
  const { actual, wished } = type.faults.held(wish, image);
  assert.deepEqual(actual, wished);
}

/**
 * The end of a scenario in which nothing was refused: as if nothing had been, unless a repetition finds the image gone, as its template
 * wished. `alsoRight`: how it may end too, by the code of the failure, or undefined for a success.
 *
 * @throws AssertionError
 */
export function checkStory(
  type: FaultSubject,
  stage: Pick<Stage<StagedCloud>, 'simulator'>,
  before: Untouched,
  scene: Scene,
  { course }: Story,
  alsoRight: readonly Answer['errorCode'][] = [],
): void {
  const { final } = course;
  const done = final.status === 'SUCCESS';
  const gone = scene.request.action === 'DELETE' && final.errorCode === 'NotFound';
  const right = [scene.failure, ...alsoRight].includes(final.errorCode);
  assert.ok(gone || right, `${final.errorCode}: ${final.message}`);
  const identifier = scene.identifier ?? (done ? imageIn(type, final.resourceModel ?? {}) : undefined);
  checkEndState(type, stage, before, scene, done ? scene.done : scene.undone, identifier);
}
