import assert from 'node:assert/strict';
import { identifierOf } from '../support/contract';
import { type Bystanders, checkLedger } from '../support/ledger';
import type { Answer, Properties, Stage } from '../support/stage';
import type { Story } from './cloudformation';
import type { Outcome, Scene } from './scenarios';
import type { FaultSubject } from './subject';

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
  before: Bystanders,
  { others = [] }: Scene,
  { wish, snapshotsStay = [] }: Outcome,
  identifier: string | undefined,
): void {
  const images = [...others, ...(wish && identifier !== undefined ? [identifier] : [])];
  checkLedger(simulator, before, { images, orphanedSnapshots: snapshotsStay });
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
 * wished. `alsoRight`: a code with which it may fail too.
 *
 * @throws AssertionError
 */
export function checkStory(
  type: FaultSubject,
  stage: Pick<Stage, 'simulator'>,
  before: Bystanders,
  scene: Scene,
  { course }: Story,
  alsoRight?: string,
): void {
  const { final } = course;
  const done = final.status === 'SUCCESS';
  const gone = scene.request.action === 'DELETE' && final.errorCode === 'NotFound';
  const right = [scene.failure, alsoRight ?? scene.failure].includes(final.errorCode);
  assert.ok(gone || right, `${final.errorCode}: ${final.message}`);
  const identifier = scene.identifier ?? (done ? identifierIn(type, final) : undefined);
  checkEndState(type, stage, before, scene, done ? scene.done : scene.undone, identifier);
}

/** How an answer with a model names its resource. */
export function identifierIn({ schema }: FaultSubject, { resourceModel = {} }: Answer): string {
  return String(resourceModel[identifierOf(schema)]);
}
