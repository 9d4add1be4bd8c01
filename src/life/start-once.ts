import { Failure, mayGoOn } from '../failure/failure';
import { mayBeOf } from './mark';
import type { CloudFacts, Image, ImageCloud, ImageRef, ImageSpec } from './port';
import { lookForNamesakes, mayBeTakenLater, type Start } from './start';
import { unnamed } from './unnamed';

/**
 * Starts an image in a cloud that may know neither the token of a start nor its tags: only a name tells the image, which is its request's
 * alone, or a mark in a text of it. Nothing is sent before the image has been looked for, and nothing again once an answer was lost.
 *
 * `first`: the creation begins with this step. `lost`: an earlier attempt may have started the image.
 * @throws Failure AlreadyExists if another image has the name that this one is to get, or what the cloud says.
 */
export async function startOnce(
  cloud: ImageCloud,
  spec: ImageSpec,
  { first, lost = false }: { readonly first: boolean; readonly lost?: boolean },
): Promise<Start> {
  try {
    const earlier = await findEarlier(cloud, spec, first);
    if (earlier) return startedAs(earlier);
  } catch (error) {
    if (!mayGoOn(error, first)) throw error;
    return pending(spec, error.ofALook());
  }
  return lost ? pending(spec, notShownYet(spec, cloud)) : startNew(cloud, spec, first);
}

async function startNew(cloud: ImageCloud, spec: ImageSpec, first: boolean): Promise<Start> {
  try {
    return { kind: 'started', ref: await cloud.start(spec) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code, answer } = error;
    // The name may be taken by an earlier attempt that no list shows yet.
    const maybeDone = answer.maybeDone === true || code === 'AlreadyExists';
    if (!maybeDone && (mayBeTakenLater(error) || mayGoOn(error, first))) return pending(spec, error);
    if (!maybeDone) throw mayFillQuota(error, cloud) ? error.leaving(refOf(spec)) : error;
    const namesakes = await lookForNamesakes(cloud, spec);
    const own = namesakes.find((image) => isOfRequest(cloud, spec, image));
    if (own) return startedAs(own);
    const ofOthers = code === 'AlreadyExists' && spec.name === spec.finalName && namesakes.length > 0;
    if (ofOthers) throw error;
    return pending(spec, error.ofUnknownOutcome());
  }
}

/**
 * Whether the image of an earlier attempt, which no list shows yet, may take of a quota what is missing now. Where such an image can stay
 * hidden for hours, the rollback of everybody whose quota is full would take as long: there it is not looked for.
 */
function mayFillQuota({ code }: Failure, { facts }: ImageCloud): boolean {
  return code === 'ServiceLimitExceeded' && facts.start.by === 'name';
}

/** The image of an earlier attempt: by its start or, where it has got a name of its own since, by its mark. */
async function findEarlier(cloud: ImageCloud, spec: ImageSpec, first: boolean): Promise<Image | undefined> {
  const { regionId, name, finalName } = spec;
  const started = (await cloud.recover?.({ regionId, name }, 'once')) ?? [];
  const own = started.find((image) => isOfRequest(cloud, spec, image));
  if (own || !first || name === finalName) return own;
  const namesakes = (await cloud.recover?.({ regionId, name: finalName }, 'once')) ?? [];
  const finished = namesakes.find((image) => isOfRequest(cloud, spec, image));
  const [other] = namesakes;
  if (!finished && other) throw taken(other, spec, cloud.facts);
  return finished;
}

/** The image of an earlier attempt, which may have finished it: its resource keeps its identifier. */
function startedAs({ ref, handle }: Image): Start {
  return handle === undefined ? { kind: 'started', ref } : { kind: 'started', ref: { ...ref, id: handle }, id: ref.id };
}

/** Whether the request made an image: its mark says so, or the name under which it was started. */
function isOfRequest(cloud: ImageCloud, spec: ImageSpec, image: Image): boolean {
  return mayBeOf(cloud, refOf(spec), spec.source, image);
}

/** What the image is called until its ID is known. */
function refOf(spec: ImageSpec): ImageRef {
  return unnamed(spec) ?? { regionId: spec.regionId, id: spec.name };
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
 * The end of the search for an image of which no answer told whether it was started: a rollback searches once more. `said`: how the start
 * failed.
 */
export function stillLost(said: string, spec: ImageSpec, { facts, making }: ImageCloud): Failure {
  const { regionId, name } = spec;
  const sentence = `It is not known whether ${facts.service} started the ${making.noun}, so the request was not sent again. A rollback looks for image "${name}" in ${regionId} once more and deletes it.`;
  return new Failure('NotStabilized', `${said} ${sentence}`).leaving(refOf(spec));
}
