import { Failure } from '../failure/failure';
import { placeholderRef } from './placeholder';
import type { Image, ImageCloud, ImageSpec, Making } from './port';
import { findNamesakes, mayBeAcceptedLater, type Start } from './start';
import { isFrom, REQUEST_KEY, sourceOf, tagValue } from './tags';

/**
 * Starts an image, and finds it again if the answer was lost or the cloud says that its name is taken. `first`: the creation begins with
 * this step. In a later one, what may pass does not end it: the token ensures that all attempts make one image.
 *
 * @throws Failure AlreadyExists if another image has the name, or the failure that the cloud answers. If nobody knows whether the image was
 * started, the failure says with `left` what may exist.
 */
export async function startByToken(
  cloud: ImageCloud,
  spec: ImageSpec,
  { first }: { readonly first: boolean },
): Promise<Start> {
  try {
    return { kind: 'started', ref: await cloud.start(spec) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const maybeDone = error.answer.maybeDone === true;
    // The start was not carried out. To check whether an earlier one was would only add calls, because the retry shows it.
    const ref = !maybeDone && mayBeAcceptedLater(error) ? placeholderRef(spec) : undefined;
    if (ref) return { kind: 'pending', ref, reason: error };
    if (!maybeDone && !error.passing && error.code !== 'AlreadyExists') throw error;
    const mark = tagValue(spec.tags, REQUEST_KEY);
    const namesakes = mark === undefined ? [] : await findNamesakes(cloud, spec);
    const own = namesakes.find((image) => isOwn(image, spec));
    if (own) return { kind: 'started', ref: own.ref };
    // The cloud may be busy with an attempt whose answer was lost. A later retry learns which image that attempt made.
    const mayComeRight = error.answer.busy === true || (!first && error.passing);
    const later = mayComeRight ? placeholderRef(spec) : undefined;
    if (later) return { kind: 'pending', ref: later, reason: error };
    if (maybeDone && namesakes.every((image) => mayBeOwn(image, cloud.making))) throw lost(error, spec, cloud);
    throw error.code === 'AlreadyExists' && namesakes.length === 0
      ? takenByNobody(error, spec, cloud.facts.service)
      : error;
  }
}

/** Whether the image is the one that `spec` asks for: it has the same request and the same source. */
function isOwn({ tags }: Image, spec: ImageSpec): boolean {
  const mark = tagValue(tags, REQUEST_KEY);
  const ours = mark !== undefined && [tagValue(spec.tags, REQUEST_KEY), spec.formerMark].includes(mark);
  return ours && isFrom(tags, spec.source);
}

/** Whether an image with the name may be ours, although the cloud does not show its tags yet. Only one image can have the name. */
function mayBeOwn(image: Image, { mayHaveMade }: Making): boolean {
  const { tags } = image;
  return mayHaveMade(image) && tagValue(tags, REQUEST_KEY) === undefined && sourceOf(tags) === undefined;
}

/** The failure for a name that is taken although no image shows it. A lost invocation may have taken it, and only this message says so. */
function takenByNobody(error: Failure, { name, regionId }: ImageSpec, service: string): Failure {
  return error.with(
    `${service} does not show the image with that name: if an earlier attempt created it, delete image "${name}" in ${regionId} by hand.`,
  );
}

/** The failure if nobody knows whether there is an image. It has an identifier for CloudFormation to delete, or a name for the reader. */
function lost(error: Failure, spec: ImageSpec, { facts, making }: ImageCloud): Failure {
  // If nobody sees the image that has the name, it may be ours. AlreadyExists would say that it belongs to somebody else, and never comes
  // with something to delete. A repetition finds out.
  const known = error.code === 'AlreadyExists' ? error.as('ResourceConflict') : error;
  const failure = known.with(
    `${facts.service} may have started the ${making.noun} nevertheless: image "${spec.name}" in ${spec.regionId}. A retry of the request finds it;`,
  );
  const left = placeholderRef(spec);
  return left
    ? failure.with('a rollback deletes it.').leaving(left)
    : failure.with('after a rollback, search for it and delete it by hand.');
}
