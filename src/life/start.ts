import { Failure } from '../failure/failure';
import type { Image, ImageCloud, ImageRef, ImageSpec, Making } from './port';
import { isFrom, REQUEST_KEY, sourceOf, tagValue } from './tags';
import { unnamed } from './unnamed';

/**
 * How a start ended: with an image or, `pending`, with none, for a reason that passes: the request is to be repeated later. Until then the
 * image is called by its request.
 */
export type Start =
  | {
      readonly kind: 'started';
      readonly ref: ImageRef;
      /** The ID of an image that an earlier attempt has made and called something else: `ref` calls it so too. */
      readonly id?: string;
    }
  | { readonly kind: 'pending'; readonly ref: ImageRef; readonly reason: Failure };

/**
 * Starts an image and finds it again where the answer was lost or its name is said to be taken.
 *
 * @throws Failure AlreadyExists if another image has the name, or what the cloud says; with what may be `left` where nobody knows whether
 * the image was started.
 */
export async function startImage(cloud: ImageCloud, spec: ImageSpec): Promise<Start> {
  try {
    return { kind: 'started', ref: await cloud.start(spec) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const maybeDone = error.answer.maybeDone === true;
    // It was not carried out. Checking whether an earlier one was would only add calls: the retry shows it.
    const ref = !maybeDone && mayBeTakenLater(error) ? unnamed(spec) : undefined;
    if (ref) return { kind: 'pending', ref, reason: error };
    if (!maybeDone && !error.passing && error.code !== 'AlreadyExists') throw error;
    const mark = tagValue(spec.tags, REQUEST_KEY);
    const namesakes = mark === undefined ? [] : await lookForNamesakes(cloud, spec);
    const own = namesakes.find((image) => isOwn(image, spec));
    if (own) return { kind: 'started', ref: own.ref };
    const later = error.answer.busy ? unnamed(spec) : undefined;
    // It may be busy with an attempt whose answer was lost: a later retry learns which image that made.
    if (maybeDone && later) return { kind: 'pending', ref: later, reason: error };
    if (maybeDone && namesakes.every((image) => mayBeOwn(image, cloud.making))) throw lost(error, spec, cloud);
    throw error.code === 'AlreadyExists' && namesakes.length === 0
      ? takenByNobody(error, spec, cloud.facts.service)
      : error;
  }
}

/**
 * Whether what was refused may be taken later. An unreachable service is not among it: nobody should wait for hours to be told of a wrong
 * endpoint.
 */
export function mayBeTakenLater({ code, answer }: Failure): boolean {
  return answer.busy === true || code === 'Throttling';
}

/** Whether the image is the one that `spec` asks for: the same request and the same source. */
function isOwn({ tags }: Image, spec: ImageSpec): boolean {
  const mark = tagValue(tags, REQUEST_KEY);
  const ours = mark !== undefined && [tagValue(spec.tags, REQUEST_KEY), spec.formerMark].includes(mark);
  return ours && isFrom(tags, spec.source);
}

/** Whether an image of the name may be ours, with tags that the cloud does not show yet. A name is that of one image only. */
function mayBeOwn(image: Image, { mayHaveMade }: Making): boolean {
  const { tags } = image;
  return mayHaveMade(image) && tagValue(tags, REQUEST_KEY) === undefined && sourceOf(tags) === undefined;
}

/**
 * A name that is taken although no image shows it. An attempt whose invocation was lost may have taken it: nothing else tells the reader.
 */
function takenByNobody(error: Failure, { name, regionId }: ImageSpec, service: string): Failure {
  return error.with(
    `${service} does not show the image with that name: if an earlier attempt created it, delete image "${name}" in ${regionId} by hand.`,
  );
}

export async function lookForNamesakes(cloud: ImageCloud, spec: ImageSpec): Promise<readonly Image[]> {
  try {
    return (await cloud.recover?.(spec)) ?? [];
  } catch (error) {
    // The look-up is only a second chance: report the failure that made it necessary.
    if (error instanceof Failure) return [];
    throw error;
  }
}

/** Nobody knows whether there is an image: CloudFormation gets something to delete it by, or the reader a name to look for. */
function lost(error: Failure, spec: ImageSpec, { facts, making }: ImageCloud): Failure {
  // A name that is taken by an image that nobody sees may be taken by ours. AlreadyExists would say that it is somebody else's, and
  // never comes with something to delete; a repetition finds out.
  const known = error.code === 'AlreadyExists' ? error.as('ResourceConflict') : error;
  const failure = known.with(
    `${facts.service} may have started the ${making.noun} nevertheless: image "${spec.name}" in ${spec.regionId}. A retry of the request finds it;`,
  );
  const left = unnamed(spec);
  return left
    ? failure.with('a rollback deletes it.').leaving(left)
    : failure.with('after a rollback look for it, and delete it by hand.');
}
