import assert from 'node:assert/strict';
import type { HuaweiBehaviour, HuaweiImageView, HuaweiSimulator, HuaweiWorld } from '../../simulator/index';
import { EAST, NORTH } from '../support/huawei';
import { markIn, nameOf, type Rightful, type Scene, type SeenImage } from './scene';

/** What is open about IMS, decided for one run: names and units as in the simulator's behaviour, whose defaults are the rest. */
export type HuaweiAccount = Readonly<Partial<HuaweiBehaviour>>;

/** An image of IMS. */
export interface HuaweiImage extends HuaweiImageView, SeenImage {}

/** The key of the tag that holds what an identifier calls an image, and the shortest that its value can be. */
export const MARK_KEY = 'tfcfn-request';
const shortMark = (mark: string): string => `request-${mark}`;

/** What others have in the region of the type configuration. */
const OF_OTHERS = [
  { regionId: NORTH, name: 'made-by-hand', tags: { owner: 'them' } },
  { regionId: EAST, name: 'made-by-hand', description: 'theirs' },
];

const STATES: Readonly<Record<HuaweiImageView['status'], SeenImage['state']>> = {
  queued: 'making',
  saving: 'making',
  active: 'finished',
  killed: 'broken',
  deleted: 'broken',
};

/** Images of IMS, their jobs and backups. */
export class HuaweiScene implements Scene<HuaweiImage> {
  #bystanders: HuaweiImageView[];
  #isMakingShown = false;
  #crossRegionCopies = 5;

  /** `regions`: those that images are made in. */
  constructor(
    readonly simulator: HuaweiSimulator,
    private readonly regions: readonly string[],
  ) {
    for (const image of OF_OTHERS) this.world.addImage(image);
    this.#bystanders = regions.flatMap((regionId) => this.world.images(regionId));
  }

  get world(): HuaweiWorld {
    return this.simulator.world;
  }

  images(regionId: string): readonly HuaweiImage[] {
    const own = this.world.images(regionId).filter(({ imageType }) => imageType === 'private');
    return own.map((view) => this.#seen(view));
  }

  /** By its ID, by the job that makes or made it, or by the mark of its request: in its tag or, until it has that, its description. */
  see(identifier: string): HuaweiImage | undefined {
    const [regionId = '', id = ''] = identifier.split('/');
    const mark = markIn(identifier);
    const job = this.world.jobs().find(({ jobId }) => jobId === id);
    const isOf = ({ tags: { [MARK_KEY]: own }, members }: HuaweiImageView) =>
      mark !== undefined && (own === undefined ? members.__description === id : own === shortMark(mark));
    const view = this.world.images(regionId).find((one) => isOf(one)) ?? this.world.image(regionId, job?.imageId ?? id);
    if (!view) return undefined;
    const image = this.#seen(view);
    // As long as it runs, a job stands for its image, and shows nothing of it.
    if (job && image.state === 'making')
      return { ...image, visible: true, shownAs: { Id: undefined, Status: undefined } };
    return image;
  }

  #seen(view: HuaweiImageView): HuaweiImage {
    const { imageId, name, status } = view;
    const state = STATES[status];
    const listed = state !== 'making' || this.#isMakingShown;
    const shownAs = { Id: imageId, Status: status };
    return { ...view, imageName: name, state, ready: state === 'finished', visible: listed, listed, shownAs };
  }

  behave(change: HuaweiAccount): void {
    if (change.imageInTheMaking) this.#isMakingShown = change.imageInTheMaking === 'visible';
    this.#crossRegionCopies = change.crossRegionCopies ?? this.#crossRegionCopies;
    this.simulator.behave(change);
  }

  /** How many copies across regions may run at once. */
  get crossRegionCopies(): number {
    return this.#crossRegionCopies;
  }

  remove({ regionId, imageId }: HuaweiImage): void {
    this.world.remove(regionId, imageId);
  }

  rename({ regionId, imageId }: HuaweiImage, name: string): void {
    this.world.change(regionId, imageId, { name });
  }

  describe({ regionId, imageId }: HuaweiImage, text: string): void {
    this.world.setMember(regionId, imageId, '__description', text);
  }

  retag({ regionId, imageId }: HuaweiImage, tags: Readonly<Record<string, string>>): void {
    this.world.retag(regionId, imageId, tags);
  }

  untag({ regionId, imageId }: HuaweiImage, keys: readonly string[]): void {
    this.world.untag(regionId, imageId, keys);
  }

  fail({ regionId, imageId, state, jobId = '' }: HuaweiImage): void {
    if (state === 'making') this.world.failJob(jobId);
    else this.world.change(regionId, imageId, { status: 'killed' });
  }

  isLeft(backup: string): boolean {
    return this.simulator.ledger().backups.includes(backup);
  }

  watch(image: HuaweiImage): void {
    const view = this.world.image(image.regionId, image.imageId);
    if (view) this.#bystanders = [...this.#bystanders, view];
  }

  get watched(): number {
    return this.#bystanders.length;
  }

  /** Somebody has an image of the same name, copied from the same source, in the same region. */
  addNamesake({ regionId, name, members }: HuaweiImage): void {
    const imageId = `00000000-0000-4000-a000-${String(this.watched).padStart(12, '0')}`;
    const { __data_origin, __originalimagename } = members;
    this.world.addImage({ regionId, name, imageId, members: { __data_origin, __originalimagename } });
    const [image] = this.images(regionId).filter((one) => one.imageId === imageId);
    if (image) this.watch(image);
  }

  /** An image of somebody else that is being made is there. */
  arrive(regionId: string, imageId: string): void {
    this.world.change(regionId, imageId, { status: 'active' });
    this.#lookAgain();
  }

  /** People give their images other names. */
  renameBystanders(): void {
    for (const { regionId, imageId, imageType } of this.#bystanders)
      if (imageType === 'private' && this.world.image(regionId, imageId))
        this.world.change(regionId, imageId, { name: `theirs-${imageId}` });
    this.#lookAgain();
  }

  #lookAgain(): void {
    this.#bystanders = this.#bystanders.map((one) => this.world.image(one.regionId, one.imageId) ?? one);
  }

  /** Whether the copy of somebody else came to nothing. */
  #hasFailed({ jobId }: HuaweiImageView): boolean {
    return this.world.jobs().some((job) => job.jobId === jobId && job.status === 'FAIL');
  }

  check({ images, perhaps, orphans }: Rightful): void {
    for (const before of this.#bystanders) {
      const after = this.world.image(before.regionId, before.imageId);
      if (after === undefined && this.#hasFailed(before)) continue;
      assert.deepEqual(after && lasting(after), lasting(before), `${nameOf(before)} is not ours and was changed`);
    }
    const theirs = new Set(this.#bystanders.map(nameOf));
    const present = this.regions.flatMap((regionId) => this.images(regionId)).map(nameOf);
    const missing = images.filter((image) => !present.includes(image));
    const surplus = present.filter((one) => ![...images, ...perhaps].includes(one) && !theirs.has(one));
    assert.deepEqual({ missing, surplus }, { missing: [], surplus: [] }, 'the images are not the wished ones');
    const { backups } = this.simulator.ledger();
    const resting = this.regions.flatMap((regionId) => this.images(regionId)).flatMap(backupsOf);
    const left = backups.filter((backup) => ![...resting, ...orphans].includes(backup));
    assert.deepEqual(left, [], 'backups are left, and billed, though their image is gone');
  }
}

/** `<region>/<id>` of the backup that an image of a whole server has. */
export const backupsOf = ({ regionId, backupId }: Pick<HuaweiImageView, 'regionId' | 'backupId'>): string[] =>
  backupId === '' ? [] : [`${regionId}/${backupId}`];

/** What does not change by itself: a running copy goes on. */
function lasting({ status, ...rest }: HuaweiImageView): object {
  return rest.jobId === undefined ? { ...rest, status } : rest;
}

/** The scene of a type of Huawei Cloud. @throws Error if it is that of another cloud */
export function huaweiScene({ scene }: { readonly scene: Scene }): HuaweiScene {
  if (!(scene instanceof HuaweiScene)) throw new Error('the scene is not one of Huawei Cloud');
  return scene;
}
