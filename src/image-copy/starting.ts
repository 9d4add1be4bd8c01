import { Failure } from './failure';
import type { CopySpec, Image, ImageCloud, ImageRef } from './port';
import { REQUEST_KEY, sourceOf, tagValue } from './tags';
import { unnamedCopy } from './unnamed';

/**
 * Starts a copy and finds it again where the answer was lost or its name is said to be taken.
 *
 * @throws Failure AlreadyExists if another image has the name, or what ECS says; with what may be `left` where nobody knows whether
 * the copy was started.
 */
export async function startCopy(cloud: ImageCloud, spec: CopySpec): Promise<ImageRef> {
  try {
    return await cloud.startCopy(spec);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const maybeDone = error.answer.maybeDone === true;
    if (!maybeDone && !error.passing && error.code !== 'AlreadyExists') throw error;
    const mark = tagValue(spec.tags, REQUEST_KEY);
    const namesakes = mark === undefined ? [] : await lookForNamesakes(cloud, spec);
    const own = namesakes.find((image) => isOwn(image, spec));
    if (own) return own.ref;
    // A name is that of one image only: where another has it, there is no copy.
    throw maybeDone && namesakes.length === 0 ? lost(error, spec) : error;
  }
}

/** Whether the image is the copy that `spec` asks for: the same request and the same source. */
function isOwn({ tags }: Image, spec: CopySpec): boolean {
  const [is, asked] = [sourceOf(tags), sourceOf(spec.tags)];
  const sameSource = is?.regionId === asked?.regionId && is?.imageId === asked?.imageId;
  const mark = tagValue(tags, REQUEST_KEY);
  return sameSource && mark !== undefined && [tagValue(spec.tags, REQUEST_KEY), spec.formerMark].includes(mark);
}

async function lookForNamesakes(cloud: ImageCloud, spec: CopySpec): Promise<readonly Image[]> {
  try {
    return await cloud.findByName(spec.destinationRegionId, spec.name);
  } catch (error) {
    // The look-up is a second chance only: the failure that made it necessary is the one to report.
    if (error instanceof Failure) return [];
    throw error;
  }
}

/** Nobody knows whether there is a copy: CloudFormation gets something to delete it by, or the reader a name to look for. */
function lost(error: Failure, spec: CopySpec): Failure {
  // A name that is taken by an image that nobody sees may be taken by the copy itself. AlreadyExists would say that it is somebody else's, and
  // never comes with something to delete; a repetition finds out.
  const known = error.code === 'AlreadyExists' ? error.as('ResourceConflict') : error;
  const failure = known.with(
    `Perhaps ECS started the copy all the same: image "${spec.name}" in ${spec.destinationRegionId}. A repetition of the request finds it;`,
  );
  const left = unnamedCopy(spec);
  return left
    ? failure.with('a rollback deletes it.').leaving(left)
    : failure.with('after a rollback look for it, and delete it by hand.');
}
