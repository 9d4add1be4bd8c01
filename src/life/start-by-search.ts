import { Failure, mayGoOn } from '../failure/failure';
import { mayBeOf } from './mark';
import { placeholderRef } from './placeholder';
import type { CloudFacts, Image, ImageCloud, ImageRef, ImageSpec } from './port';
import { recover } from './recover';
import { findNamesakes, mayBeAcceptedLater, type Start } from './start';

/**
 * Starts an image in a cloud that may know neither the token of a start nor its tags. There, only a name that belongs to the request alone,
 * or a mark in a text of the image, identifies the image. Before a start is sent, the image is searched for. After a lost answer, no start
 * is sent again.
 *
 * `first`: the creation begins with this step. `lost`: an earlier attempt may have started the image.
 * @throws Failure AlreadyExists if another image has the final name of this one, or the failure that the cloud answers.
 */
export async function startBySearch(
  cloud: ImageCloud,
  spec: ImageSpec,
  { first, lost = false }: { readonly first: boolean; readonly lost?: boolean },
): Promise<Start> {
  try {
    const earlier = await findEarlier(cloud, spec, lost);
    if (earlier) return startedAs(earlier);
  } catch (error) {
    if (!mayGoOn(error, first)) throw error;
    return pending(spec, error.ofRead());
  }
  return lost ? pending(spec, notShownYet(spec, cloud)) : sendStart(cloud, spec, first);
}

async function sendStart(cloud: ImageCloud, spec: ImageSpec, first: boolean): Promise<Start> {
  try {
    return { kind: 'started', ref: await cloud.start(spec) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code, answer } = error;
    // An earlier attempt that no list shows yet may have taken the name.
    const maybeDone = answer.maybeDone === true || code === 'AlreadyExists';
    if (!maybeDone && (mayBeAcceptedLater(error) || mayGoOn(error, first))) return pending(spec, error);
    if (!maybeDone) throw mayFillQuota(error, cloud) ? error.leaving(refOf(spec)) : error;
    const namesakes = await findNamesakes(cloud, spec);
    const own = namesakes.find((image) => isOfRequest(cloud, spec, image));
    if (own) return startedAs(own);
    const ofOthers = code === 'AlreadyExists' && spec.name === spec.finalName && namesakes.length > 0;
    if (ofOthers) throw error;
    return pending(spec, error.asMaybeDone());
  }
}

/**
 * Whether a full quota may be due to the image of an earlier attempt that no list shows yet. If such an image can stay hidden for hours, it
 * is not searched for: every rollback because of a full quota would take as long.
 */
function mayFillQuota({ code }: Failure, { facts }: ImageCloud): boolean {
  return code === 'ServiceLimitExceeded' && facts.start.by === 'name';
}

/** The image of an earlier attempt. It is found by its start or, if it has got its final name since then, by its mark. */
async function findEarlier(cloud: ImageCloud, spec: ImageSpec, lost: boolean): Promise<Image | undefined> {
  const { regionId, name, finalName } = spec;
  const started = await recover(cloud, { regionId, name });
  const own = started.find((image) => isOfRequest(cloud, spec, image));
  if (own || lost || name === finalName) return own;
  const namesakes = await recover(cloud, { regionId, name: finalName });
  const finished = namesakes.find((image) => isOfRequest(cloud, spec, image));
  const [other] = namesakes;
  if (!finished && other) throw taken(other, spec, cloud.facts);
  return finished;
}

/** The start that an earlier attempt made. That attempt may even have finished the image: the resource keeps its identifier. */
function startedAs({ ref, handle }: Image): Start {
  return handle === undefined ? { kind: 'started', ref } : { kind: 'started', ref: { ...ref, id: handle }, id: ref.id };
}

/** Whether the request made an image: the mark of the image says so, or the name under which it was started. */
function isOfRequest(cloud: ImageCloud, spec: ImageSpec, image: Image): boolean {
  return mayBeOf(cloud, refOf(spec), spec.source, image);
}

/** How the image is identified until its ID is known. */
function refOf(spec: ImageSpec): ImageRef {
  return placeholderRef(spec) ?? { regionId: spec.regionId, id: spec.name };
}

function pending(spec: ImageSpec, reason: Failure): Start {
  return { kind: 'pending', ref: refOf(spec), reason };
}

function taken({ ref }: Image, { regionId, finalName }: ImageSpec, { start }: CloudFacts): Failure {
  const property = start.by === 'name' ? start.property : 'name';
  return new Failure(
    'AlreadyExists',
    `Image ${ref.id} in ${regionId} already has the name "${finalName}". Choose another ${property}, or import that image.`,
  );
}

function notShownYet({ name, regionId }: ImageSpec, { facts: { service } }: ImageCloud): Failure {
  return new Failure('NotStabilized', `${service} does not show image "${name}" in ${regionId} yet.`);
}

/**
 * The failure when the search for an image ends and no answer said whether it was started. A rollback searches once more. `said`: how the
 * start failed.
 */
export function stillLost(said: string, spec: ImageSpec, { facts, making }: ImageCloud): Failure {
  const { regionId, name } = spec;
  const sentence = `It is not known whether ${facts.service} started the ${making.noun}, so the request was not sent again. A rollback searches for image "${name}" in ${regionId} once more and deletes it.`;
  return new Failure('NotStabilized', `${said} ${sentence}`).leaving(refOf(spec));
}
