import { OutcomeOfError } from '../calling/call';
import type { Failure } from '../failure/failure';
import type { DeleteOutcome } from '../life/port';
import type { HuaweiCalls } from './client';
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
import type { Answered } from './route';

/** The service does not know the job. `unknown`: its answer. */
export interface UnknownJob {
  readonly unknown: Failure;
}

/**
 * What the service says about a job. `UnknownJob`: it does not know the job, perhaps because the job ended long ago. If a cloud does not
 * have the newer call, the older one is used.
 *
 * @param region the region of the source: only there are jobs known
 * @throws Failure
 */
export async function showJob(calls: HuaweiCalls, region: string, jobId: string): Promise<Answered<Job> | UnknownJob> {
  const asked = { places: { job_id: jobId } };
  const newer = await calls.call(SHOW_JOB_PROGRESS, region, asked, ['notOffered', 'unknownJob']);
  const isNotOffered = newer instanceof OutcomeOfError && newer.outcome === 'notOffered';
  const job = isNotOffered ? await calls.call(SHOW_JOB, region, asked, ['unknownJob']) : newer;
  return job instanceof OutcomeOfError ? { unknown: job.failure } : job;
}

/** Attributes of an image by their names in the API, such as `__description`. */
export type Attributes = Readonly<Record<string, string | number>>;

type Entry = readonly [name: string, value: string | number];

/** IMS may compare these with each other, so a change of both is one call. */
const RAM: ReadonlySet<string> = new Set(['min_ram', 'max_ram']);
/** Every image has it, so it is not added. */
const ALWAYS_THERE = 'min_ram';

/**
 * Changes attributes of an image, in one call if the image has all of them. An attribute that it does not have is added.
 *
 * @throws Failure
 */
export async function changeImage(
  calls: HuaweiCalls,
  region: string,
  imageId: string,
  attributes: Attributes,
): Promise<void> {
  const change = (op: 'add' | 'replace', entries: readonly Entry[]) => ({
    places: { image_id: imageId },
    body: entries.map(([name, value]) => ({ op: name === ALWAYS_THERE ? 'replace' : op, path: `/${name}`, value })),
  });
  const entries = Object.entries(attributes);
  const first = await calls.call(UPDATE_IMAGE, region, change('replace', entries), ['attributeConflict']);
  if (!(first instanceof OutcomeOfError)) return;
  const isRam = ([name]: Entry): boolean => RAM.has(name);
  const parts = [entries.filter(isRam), ...entries.filter((entry) => !isRam(entry)).map((entry) => [entry])];
  for (const part of parts.filter(({ length }) => length > 0)) {
    const replaced = await calls.call(UPDATE_IMAGE, region, change('replace', part), ['attributeConflict']);
    if (replaced instanceof OutcomeOfError) await calls.call(UPDATE_IMAGE, region, change('add', part));
  }
}

/** The tags of an image; `absent` if it is gone, even if a list has just shown it. @throws Failure */
export async function listTags(
  calls: HuaweiCalls,
  region: string,
  imageId: string,
): Promise<readonly ImsTag[] | 'absent'> {
  const answer = await calls.call(LIST_TAGS, region, { places: { image_id: imageId } }, ['absent']);
  return answer instanceof OutcomeOfError ? answer.outcome : answer.tags;
}

/** Sets or removes tags of an image. Without tags it makes no call. @throws Failure */
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
 * Deletes an image and, if `backup` is set, the backup of a full-ECS image. IMS also accepts this call for an image that does not exist, so
 * only a list shows when the image is gone.
 *
 * @throws Failure
 */
export async function deleteImage(
  calls: HuaweiCalls,
  region: string,
  imageId: string,
  { backup }: { readonly backup: boolean },
): Promise<DeleteOutcome> {
  const asked: Asked = {
    places: { image_id: imageId },
    ...(backup && { body: { delete_backup: true } }),
  };
  const answer = await calls.call(DELETE_IMAGE, region, asked, ['absent', 'inUse']);
  if (!(answer instanceof OutcomeOfError)) return 'accepted';
  return answer.outcome === 'absent' ? 'absent' : { inUse: answer.failure };
}

/** The images of a page: the most that the list of images returns, and half of what the list by tags could return. */
const PAGE = 500;

/**
 * The private images of a region that match a query, from all pages.
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

/** A tag to search images by. Without a value, any value matches. */
type WantedTag = Pick<ImsTag, 'key'> & Partial<ImsTag>;

/**
 * The images of a region that have a tag, from a position in the service's own order. `next`: the position of the next page.
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
  // If the total is missing, there may be more images after a full page. An empty page is always the last one.
  const isLast = images.length === 0 || (total === undefined ? images.length < PAGE : end >= total);
  return { images, ...(!isLast && { next: end }) };
}

/** The same, page by page, so that only one page is in memory. */
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
