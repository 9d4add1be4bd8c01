import assert from 'node:assert/strict';
import { identifierOf } from '../support/contract';
import type { Answer, Properties, Stage } from '../support/stage';
import type { Story } from './cloudformation';
import { type Outcome, placeOf, type Scene } from './scenario';
import type { FaultSubject } from './subject';
import { checkAccount, type Untouched } from './untouched';

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
  { simulator }: Pick<Stage, 'simulator'>,
  before: Untouched,
  { others = [] }: Scene,
  { wish, snapshotsStay = [] }: Outcome,
  identifier: string | undefined,
): void {
  const images = [...others, ...(wish && identifier !== undefined ? [identifier] : [])];
  checkAccount(simulator, before, { images, orphanedSnapshots: snapshotsStay });
  if (!wish) return;
  assert.ok(identifier, 'the image has no identifier');
  const [regionId = '', imageId = ''] = identifier.split('/');
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
  stage: Pick<Stage, 'simulator'>,
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
  const identifier = scene.identifier ?? (done ? imageIn(type, final) : undefined);
  checkEndState(type, stage, before, scene, done ? scene.done : scene.undone, identifier);
}

/**
 * `<region>/<id>` of the image in an answer with a model, however its identifier calls it: a start that was refused at first has no ID yet.
 */
export function imageIn({ schema }: FaultSubject, { resourceModel = {} }: Pick<Answer, 'resourceModel'>): string {
  const [regionId, imageId] = placeOf(resourceModel[identifierOf(schema)]);
  return `${regionId}/${resourceModel.Id ?? imageId}`;
}
