import type { Failure } from '../failure/failure';
import { isStarted, isUnsettled, mayBeOf, type Started } from './mark';
import type { Image, ImageCloud, ImageRef, Job, Source } from './port';

/**
 * What a search has found. `id`: that of the image, which may be known though no list shows it. `madeNothing`: the job has failed, and
 * `image` stands for what it has not left.
 */
export interface Located {
  readonly image?: Image;
  readonly id?: string;
  readonly madeNothing?: true;
  /** How the cloud says that it knows nothing of the job. */
  readonly unknown?: Failure;
}

/** What is known of a job in addition to its ID. */
export interface KnownOfJob {
  readonly source?: Source;
  /** How its image was started. */
  readonly started?: Started;
}

/**
 * The image that a job makes. While the job runs, it stands for its image. Where it tells of none, the image may be found by the mark of
 * its start, or by the tag that has taken the place of that.
 *
 * @throws Failure
 */
export async function findByJob(
  cloud: ImageCloud,
  ref: ImageRef,
  known: KnownOfJob,
  asked: 'once' | 'twice' = 'once',
): Promise<Located> {
  const job: Job = (await cloud.job?.(ref, known.source)) ?? { kind: 'unknown' };
  switch (job.kind) {
    case 'running':
      return { image: inTheMaking(ref, job) };
    case 'made': {
      const { id } = job;
      return { id, image: await cloud.find({ ...ref, id }, asked) };
    }
    case 'failed': {
      const left = await remainsOf(cloud, ref, job, known);
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

/** A job in place of the image that it makes. */
export function inTheMaking(
  ref: ImageRef,
  { status, progress }: Pick<Extract<Job, { kind: 'running' }>, 'status' | 'progress'>,
): Image {
  return { ref, state: 'copying', status, progress, copied: true, tags: [], snapshotIds: [], shown: {} };
}

function failed({ status, reason }: Extract<Job, { kind: 'failed' }>): Pick<Image, 'state' | 'status' | 'reason'> {
  return { state: 'failed', status, reason };
}

/** What a failed job has left. */
function remainsOf(
  cloud: ImageCloud,
  ref: ImageRef,
  { id, name }: Pick<Extract<Job, { kind: 'failed' }>, 'id' | 'name'>,
  known: KnownOfJob,
): Promise<Image | undefined> {
  return id === undefined ? findRemains(cloud, ref, known, name) : cloud.find({ ...ref, id });
}

/** A caller that did not start the image does not know its mark. An image that failed under its name and was never finished is useless. */
async function findRemains(
  cloud: ImageCloud,
  ref: ImageRef,
  known: KnownOfJob,
  name: string | undefined,
): Promise<Image | undefined> {
  if (known.started || name === undefined) return findByMark(cloud, ref, known);
  const named = (await cloud.recover?.({ regionId: ref.regionId, name }, 'once')) ?? [];
  return named.find((image) => image.state === 'failed' && isUnsettled(image) && isNotOfAnother(cloud, image, known));
}

/** An image that shows no source may have any. */
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
  const named = (await cloud.recover?.({ regionId, name: started.name }, 'once')) ?? [];
  // An invocation that was lost may have put the tag in the place of the mark.
  return named.find((image) => isStarted(started, image) || mayBeOf(cloud, ref, source, image));
}
