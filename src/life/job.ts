import type { Failure } from '../failure/failure';
import { isStarted, isUnsettled, mayBeOf, type Started } from './mark';
import type { Image, ImageCloud, ImageRef, Job, Source } from './port';
import { recover } from './recover';

/**
 * What a search has found. `id`: the ID of the image, which may be known even if no list shows the image. `madeNothing`: the job has failed
 * without leaving an image, and `image` describes that failure.
 */
export interface Located {
  readonly image?: Image;
  readonly id?: string;
  readonly madeNothing?: true;
  /** The answer of a cloud that does not know the job. */
  readonly unknown?: Failure;
}

/** What is known of a job in addition to its ID. */
export interface KnownOfJob {
  readonly source?: Source;
  /** How its image was started. */
  readonly started?: Started;
}

/**
 * The image that a job creates. While the job runs, its state is given as an image. If the cloud does not know the job, the image may be
 * found by the mark of its start, or by the tag that has replaced this mark.
 *
 * @throws Failure
 */
export async function findByJob(
  cloud: ImageCloud,
  ref: ImageRef,
  known: KnownOfJob,
  tries?: 'once' | 'twice',
): Promise<Located> {
  const job: Job = (await cloud.job?.(ref, known.source)) ?? { kind: 'unknown' };
  switch (job.kind) {
    case 'running':
      return { image: inTheMaking(ref, job) };
    case 'made': {
      const { id } = job;
      return { id, image: await cloud.find({ ...ref, id }, tries) };
    }
    case 'failed': {
      const left = await imageLeftBy(cloud, ref, job, known);
      if (left) return { image: { ...left, ...failed(job) } };
      const nothing = inTheMaking({ ...ref, id: job.id ?? ref.id }, { status: job.status, progress: {} });
      return { image: { ...nothing, ...failed(job) }, madeNothing: true };
    }
    case 'unknown': {
      const image = await findByMark(cloud, ref, known);
      return { image, id: image?.ref.id, unknown: job.reason };
    }
  }
}

/** A running job, described as the image that it creates. */
export function inTheMaking(
  ref: ImageRef,
  { status, progress }: Pick<Extract<Job, { kind: 'running' }>, 'status' | 'progress'>,
): Image {
  return { ref, state: 'creating', status, progress, copied: true, tags: [], snapshotIds: [], shown: {} };
}

function failed({ status, reason }: Extract<Job, { kind: 'failed' }>): Pick<Image, 'state' | 'status' | 'reason'> {
  return { state: 'failed', status, reason };
}

/** The image that a failed job has left, if any. */
function imageLeftBy(
  cloud: ImageCloud,
  ref: ImageRef,
  { id, name }: Pick<Extract<Job, { kind: 'failed' }>, 'id' | 'name'>,
  known: KnownOfJob,
): Promise<Image | undefined> {
  return id === undefined ? findImageLeft(cloud, ref, known, name) : cloud.find({ ...ref, id });
}

/** A caller that did not start the image does not know its mark, and finds it by its name if it failed before it was ever finished. */
async function findImageLeft(
  cloud: ImageCloud,
  ref: ImageRef,
  known: KnownOfJob,
  name: string | undefined,
): Promise<Image | undefined> {
  if (known.started || name === undefined) return findByMark(cloud, ref, known);
  const named = await recover(cloud, { regionId: ref.regionId, name });
  return named.find((image) => image.state === 'failed' && isUnsettled(image) && isNotOfAnother(cloud, image, known));
}

/** An image that shows no source may have been created from any source. */
function isNotOfAnother({ making }: ImageCloud, image: Image, { source }: KnownOfJob): boolean {
  return !image.copied || making.mayHaveMade(image, source);
}

async function findByMark(
  cloud: ImageCloud,
  ref: ImageRef,
  { started, source }: KnownOfJob,
): Promise<Image | undefined> {
  const { regionId } = ref;
  if (!started) return undefined;
  const named = await recover(cloud, { regionId, name: started.name });
  // An invocation that was lost may have replaced the mark with the tag.
  return named.find((image) => isStarted(started, image) || mayBeOf(cloud, ref, source, image));
}
