import type { Failure } from '../failure/failure';
import type { DeleteOutcome } from '../life/port';
import type { Answered, HuaweiCalls } from './client';
import {
  CHANGE_TAGS,
  DELETE_IMAGE,
  type ImsImage,
  type ImsTag,
  type Job,
  LIST_BY_TAGS,
  LIST_IMAGES,
  LIST_TAGS,
  SHOW_JOB,
  SHOW_JOB_PROGRESS,
  type TaggedImage,
  UPDATE_IMAGE,
} from './ims';
import type { Asked } from './request';

/** A job of which the service knows nothing, and how it says so. */
export interface UnknownJob {
  readonly unknown: Failure | undefined;
}

/**
 * What a job says; `UnknownJob`: nothing is known of it, perhaps because it ended long ago. A cloud that lacks the newer way to ask is
 * asked in the older one.
 *
 * @param region that of the source: jobs are known there alone
 * @throws Failure
 */
export async function showJob(calls: HuaweiCalls, region: string, jobId: string): Promise<Answered<Job> | UnknownJob> {
  let said: Failure | undefined;
  const asked: Asked = {
    places: { job_id: jobId },
    onOutcome: (failure) => {
      said = failure;
    },
  };
  const job = await calls.call(SHOW_JOB_PROGRESS, region, asked, ['notOffered', 'unknownJob']);
  const told =
    job === 'notOffered' ? await calls.call<Job, 'unknownJob'>(SHOW_JOB, region, asked, ['unknownJob']) : job;
  return told === 'unknownJob' ? { unknown: said } : told;
}

/** Attributes of an image by their names on the wire, such as `__description`. */
export type Attributes = Readonly<Record<string, string | number>>;

/**
 * Changes attributes of an image, in one call if it has them all; one that it does not have is added.
 *
 * @throws Failure
 */
export async function changeImage(
  calls: HuaweiCalls,
  region: string,
  imageId: string,
  attributes: Attributes,
): Promise<void> {
  const change = (op: 'add' | 'replace', entries: readonly (readonly [string, string | number])[]) => ({
    places: { image_id: imageId },
    body: entries.map(([name, value]) => ({ op, path: `/${name}`, value })),
  });
  const entries = Object.entries(attributes);
  const first = await calls.call(UPDATE_IMAGE, region, change('replace', entries), ['attributeConflict']);
  if (first !== 'attributeConflict') return;
  for (const entry of entries) {
    const replaced = await calls.call(UPDATE_IMAGE, region, change('replace', [entry]), ['attributeConflict']);
    if (replaced === 'attributeConflict') await calls.call(UPDATE_IMAGE, region, change('add', [entry]));
  }
}

/** The tags of an image; `absent`: it is gone, even if a list has just shown it. @throws Failure */
export async function listTags(
  calls: HuaweiCalls,
  region: string,
  imageId: string,
): Promise<readonly ImsTag[] | 'absent'> {
  const answer = await calls.call(LIST_TAGS, region, { places: { image_id: imageId } }, ['absent']);
  return answer === 'absent' ? answer : answer.tags;
}

/** Sets tags of an image, or takes them away; without tags there is no call. @throws Failure */
export async function changeTags(
  calls: HuaweiCalls,
  region: string,
  imageId: string,
  action: 'create' | 'delete',
  tags: readonly WantedTag[],
): Promise<void> {
  if (tags.length === 0) return;
  await calls.call(CHANGE_TAGS, region, { places: { image_id: imageId }, body: { action, tags } });
}

/**
 * Deletes an image, and if it is a full-ECS image and `backup` says so its backup too. An image that is not there is accepted as well, so
 * that only a list tells when it is gone.
 *
 * @throws Failure
 */
export async function deleteImage(
  calls: HuaweiCalls,
  region: string,
  imageId: string,
  { backup }: { readonly backup: boolean },
): Promise<DeleteOutcome> {
  let deletion: DeleteOutcome = 'accepted';
  const asked: Asked = {
    places: { image_id: imageId },
    ...(backup && { body: { delete_backup: true } }),
    onOutcome: (refusal) => {
      deletion = { copying: refusal };
    },
  };
  const answer = await calls.call(DELETE_IMAGE, region, asked, ['absent', 'inTheMaking']);
  return answer === 'absent' ? answer : deletion;
}

/** Images of a page: as many as a list of images gives at most, half of what the list by tags would. */
const PAGE = 500;

/**
 * The private images of a region that fit a query, all pages of them.
 *
 * @throws Failure
 */
export async function listImages(
  calls: HuaweiCalls,
  region: string,
  query: Readonly<Record<string, string>>,
): Promise<readonly ImsImage[]> {
  const found: ImsImage[] = [];
  for (let marker: string | undefined, full = true; full; ) {
    const asked = { __imagetype: 'private', limit: String(PAGE), ...query, ...(marker !== undefined && { marker }) };
    const { images } = await calls.call(LIST_IMAGES, region, { query: Object.entries(asked) });
    found.push(...images);
    full = images.length >= PAGE && images.at(-1)?.id !== marker;
    marker = images.at(-1)?.id;
  }
  return found;
}

/** A tag that images are looked for by; without a value any will do. */
type WantedTag = Pick<ImsTag, 'key'> & Partial<ImsTag>;

/**
 * The images of a region that have a tag, from a position in the service's own order; `next`: where the following page begins.
 *
 * @throws Failure
 */
export async function pageByTag(
  calls: HuaweiCalls,
  region: string,
  { key, value }: WantedTag,
  offset = 0,
): Promise<{ readonly images: readonly TaggedImage[]; readonly next?: number }> {
  const tags = [{ key, values: value === undefined ? [] : [value] }];
  const body = { action: 'filter', tags, limit: String(PAGE), offset: String(offset) };
  const { images, total } = await calls.call(LIST_BY_TAGS, region, { body });
  const end = offset + images.length;
  // If the number is missing, it may be any; an empty page is always the last one.
  const isLast = images.length === 0 || (total === undefined ? images.length < PAGE : end >= total);
  return { images, ...(!isLast && { next: end }) };
}

/** The same, page after page: only one is held at a time. */
export async function* pagesByTag(
  calls: HuaweiCalls,
  region: string,
  tag: WantedTag,
): AsyncGenerator<readonly TaggedImage[]> {
  let offset: number | undefined = 0;
  while (offset !== undefined) {
    const page: Awaited<ReturnType<typeof pageByTag>> = await pageByTag(calls, region, tag, offset);
    yield page.images;
    offset = page.next;
  }
}
