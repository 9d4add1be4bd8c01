import { askUntilFound, type Tries } from '../calling/asking';
import { field } from '../calling/told';
import type { Runtime } from '../failure/clock';
import type { Failure } from '../failure/failure';
import { wordOf } from '../life/mapping';
import type {
  AttributeChange,
  Changes,
  DeleteOutcome,
  Image,
  ImageCloud,
  ImagePage,
  ImageRef,
  ImageSpec,
  Job,
  RemovalScope,
  Source,
  Tag,
} from '../life/port';
import type { HuaweiAccess } from './access';
import type { HuaweiCalls } from './client';
import { COPYING, copyBetween, startImsCopy } from './copying';
import { IMS_FACTS } from './facts';
import { isHandle } from './handles';
import { isDeleted, toImage } from './image';
import { failureOfJob, type ImsImage, type Job as ImsJob, type ImsTag, type TaggedImage } from './ims';
import {
  type Attributes,
  changeImage,
  changeTags,
  deleteImage,
  listImages,
  listTags,
  pageByTag,
  pagesByTag,
  showJob,
} from './ims-calls';
import { keyToWire, MARK_KEY, toWire } from './marks';
import type { ImsProperties } from './property';
import type { Answered } from './route';

/** The most images with one name whose tags are requested one by one. IMS lets any number of images have one name. */
const MOST_ASKED_ONE_BY_ONE = 5;

/** The states of a job that has ended; a page spells them in small letters. In every other state the job counts as running. */
const SUCCEEDED = 'SUCCESS';
const FAILED = 'FAIL';

/** Implements what the life of an image needs from IMS. */
export class ImsImages implements ImageCloud {
  readonly facts = IMS_FACTS;
  readonly making = COPYING;

  constructor(
    private readonly calls: HuaweiCalls,
    private readonly runtime: Pick<Runtime, 'sleep'>,
    private readonly properties: ImsProperties,
    /** The region in which to ask for a job if its source is unknown, and the known projects. */
    private readonly access: Pick<HuaweiAccess, 'defaultRegionId' | 'projectIds'>,
  ) {}

  handleOf(id: string) {
    return { id };
  }

  idOf(handle: unknown) {
    const id = field(handle, 'id');
    return typeof id === 'string' && isHandle(id) ? id : undefined;
  }

  start(spec: ImageSpec): Promise<ImageRef> {
    return startImsCopy(this.calls, spec, this.properties, this.access);
  }

  /**
   * Jobs are known only in the region of the source. If no property names it, this is probably the default region or that of the image.
   */
  async job({ regionId, id }: ImageRef, source?: Source): Promise<Job> {
    const { image, regionAssumed } = source ?? {};
    const regions = image && !regionAssumed ? [image.regionId] : new Set([this.access.defaultRegionId, regionId]);
    let reason: Failure | undefined;
    for (const region of regions) {
      const job = await showJob(this.calls, region, id);
      if (!('unknown' in job)) return this.#toJob(job, region, regionId);
      reason = job.unknown;
    }
    return { kind: 'unknown', reason };
  }

  #toJob(job: Answered<ImsJob>, region: string, regionId: string): Job {
    const { status, progress, imageId, imageName } = job;
    const ended = status.toUpperCase();
    // Without the ID, only its mark leads to the image.
    if (ended === SUCCEEDED) return imageId === undefined ? { kind: 'unknown' } : { kind: 'made', id: imageId };
    if (ended === FAILED) {
      const { action } = copyBetween(region, regionId);
      return { kind: 'failed', status, reason: failureOfJob(job, { action, region }), id: imageId, name: imageName };
    }
    return { kind: 'running', status: wordOf(status), progress };
  }

  async find(ref: ImageRef, tries?: Tries) {
    const [image] = await this.#list(ref.regionId, { id: ref.id }, tries);
    return image?.id === ref.id ? this.#withTags(ref.regionId, image) : undefined;
  }

  async recover({ regionId, name }: { readonly regionId: string; readonly name?: string }, tries?: Tries) {
    if (name === undefined) return this.#all(regionId);
    const named = (await this.#list(regionId, { name }, tries)).filter((image) => image.name === name);
    if (named.length > MOST_ASKED_ONE_BY_ONE) return this.#withTagsOfOurs(regionId, named);
    const found: Image[] = [];
    for (const image of named) {
      const tagged = await this.#withTags(regionId, image);
      if (tagged) found.push(tagged);
    }
    return found;
  }

  async findByTag(regionId: string, tag: Tag) {
    const found: Image[] = [];
    for await (const page of pagesByTag(this.calls, regionId, toWire(tag))) {
      for (const tagged of page) {
        const [image] = await this.#list(regionId, { id: tagged.id });
        if (image?.id === tagged.id) found.push(toImage(image, tagged.tags, regionId, this.properties));
      }
    }
    return found;
  }

  /** All images are in one page, because the position of a next page would be an image and not a number. */
  async list(regionId: string): Promise<ImagePage> {
    return { images: await this.#all(regionId) };
  }

  /** An image that is found by its tag shows only its name and its tags. */
  async listMarked(regionId: string, from: number): Promise<ImagePage> {
    const { images, next } = await pageByTag(this.calls, regionId, { key: MARK_KEY }, from - 1);
    const shown = images.map((image) => this.#tagged(regionId, image));
    return { images: shown, ...(next !== undefined && { next: next + 1 }) };
  }

  /** A list of shared images that is not empty, such as one with the source of the copy, shows that the key may list images. */
  async mayList(regionId: string) {
    return (await listImages(this.calls, regionId, { __imagetype: 'shared' })).length > 0;
  }

  /** The tags are set first: as long as the description contains the mark of the start, it leads to the image. */
  async settle({ regionId, id }: ImageRef, { attributes, tags }: Changes) {
    const keys = (names: readonly string[]) => names.map((key) => ({ key: keyToWire(key) }));
    await changeTags(this.calls, regionId, id, 'delete', keys(tags.removeFirst));
    await changeTags(this.calls, regionId, id, 'create', tags.set.map(toWire));
    await changeTags(this.calls, regionId, id, 'delete', keys(tags.removeLast));
    const changed = this.#onWire(attributes);
    if (Object.keys(changed).length > 0) await changeImage(this.calls, regionId, id, changed);
  }

  remove({ regionId, id }: ImageRef, { remains }: RemovalScope): Promise<DeleteOutcome> {
    return deleteImage(this.calls, regionId, id, { backup: remains });
  }

  /** All images. */
  async #all(regionId: string): Promise<readonly Image[]> {
    return this.#withTagsOfOurs(regionId, await this.#list(regionId, {}));
  }

  /** Tags are included only for images that have one of ours, because a call for the tags of each image would be too many. */
  async #withTagsOfOurs(regionId: string, images: readonly ImsImage[]): Promise<readonly Image[]> {
    const tagsOf = new Map<string, readonly ImsTag[]>();
    for await (const page of pagesByTag(this.calls, regionId, { key: MARK_KEY })) {
      for (const { id, tags } of page) tagsOf.set(id, tags);
    }
    return images.map((image) => toImage(image, tagsOf.get(image.id) ?? [], regionId, this.properties));
  }

  #onWire(attributes: AttributeChange): Attributes {
    const entries = Object.entries(attributes).flatMap(([name, value]) => {
      const { changed, empty = '' } = this.properties[name] ?? {};
      return changed === undefined ? [] : [[changed, value === '' ? empty : value] as const];
    });
    return Object.fromEntries(entries);
  }

  #tagged(regionId: string, { id, name, tags }: TaggedImage): Image {
    const image: ImsImage = { id, status: 'active', ...(name !== undefined && { name }) };
    return toImage(image, tags, regionId, this.properties);
  }

  /** `undefined` if the image has gone since it was listed. */
  async #withTags(regionId: string, image: ImsImage): Promise<Image | undefined> {
    const tags = await listTags(this.calls, regionId, image.id);
    return tags === 'absent' ? undefined : toImage(image, tags, regionId, this.properties);
  }

  #list(regionId: string, query: Readonly<Record<string, string>>, tries?: Tries): Promise<readonly ImsImage[]> {
    const ask = async () => (await listImages(this.calls, regionId, query)).filter((image) => !isDeleted(image));
    return askUntilFound(ask, ({ length }) => length > 0, this.runtime, tries);
  }
}
