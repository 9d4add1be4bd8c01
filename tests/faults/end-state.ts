import assert from 'node:assert/strict';
import type { ImageView } from '../../simulator/index';
import { type Bystanders, checkLedger } from '../support/ledger';
import type { Properties, Stage } from '../support/stage';
import type { Story } from './cloudformation';
import type { Outcome, Scene } from './scenarios';

/** What a template says of a copy, and what else is on it. */
export interface Wish {
  readonly properties: Properties;
  readonly stackTags?: Readonly<Record<string, string>>;
  readonly systemTags?: Readonly<Record<string, string>>;
  /** Set by somebody else. */
  readonly foreignTags?: Readonly<Record<string, string>>;
}

/**
 * The end state of every scenario: the copy as the template wishes it or none, nobody else's images and snapshots touched, nothing
 * left that costs money.
 *
 * @throws AssertionError
 */
export function checkEndState(
  { simulator }: Pick<Stage, 'simulator'>,
  before: Bystanders,
  { others = [] }: Scene,
  { wish, snapshotsStay = [] }: Outcome,
  identifier: string | undefined,
): void {
  const images = [...others, ...(wish && identifier !== undefined ? [identifier] : [])];
  checkLedger(simulator, before, { images, orphanedSnapshots: snapshotsStay });
  if (!wish) return;
  assert.ok(identifier, 'the copy has no identifier');
  const [regionId = '', imageId = ''] = identifier.split('/');
  const image = simulator.world.image(regionId, imageId);
  assert.ok(image, `there is no ${identifier}`);
  assert.deepEqual(asIs(image), asWished(wish, image));
}

/**
 * The end of a scenario in which nothing was refused: as if nothing had been, unless a repetition finds the copy gone, as its template
 * wished. `alsoRight`: a code with which it may fail too.
 *
 * @throws AssertionError
 */
export function checkStory(
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
  const identifier = scene.identifier ?? (done ? String(final.resourceModel?.tfcfnid) : undefined);
  checkEndState(stage, before, scene, done ? scene.done : scene.undone, identifier);
}

/** The tag by which a copy is known as its request's own; it may stay or give way to others. */
const OPTIONAL_TAG = 'tfcfn:request';

function asIs({ status, imageName, description, imageFamily, resourceGroupId, encrypted, tags }: ImageView) {
  const kept = Object.entries(tags).filter(([key]) => key !== OPTIONAL_TAG);
  return { status, imageName, description, imageFamily, resourceGroupId, encrypted, tags: Object.fromEntries(kept) };
}

function asWished(wish: Wish, image: ImageView): ReturnType<typeof asIs> {
  const { properties, stackTags, systemTags, foreignTags } = wish;
  const own = (properties.Tags ?? []) as { Key: string; Value: string }[];
  const kmsKeyId = properties.KmsKeyId as string | undefined;
  return {
    status: 'Available',
    imageName: (properties.ImageName as string | undefined) ?? image.imageName,
    description: (properties.Description as string | undefined) ?? '',
    imageFamily: (properties.ImageFamily as string | undefined) ?? '',
    resourceGroupId: (properties.ResourceGroupId as string | undefined) ?? 'rg-acfmdefaultgroup',
    encrypted: properties.Encrypted === true,
    tags: {
      'tfcfn:source': `${properties.SourceRegionId}/${properties.SourceImageId}`,
      ...(kmsKeyId !== undefined && { 'tfcfn:kms-key': kmsKeyId }),
      ...systemTags,
      ...stackTags,
      ...foreignTags,
      ...Object.fromEntries(own.map(({ Key, Value }) => [Key, Value])),
    },
  };
}
