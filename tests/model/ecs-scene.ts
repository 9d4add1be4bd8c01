import assert from 'node:assert/strict';
import type { AlibabaSimulator, Behaviour, ImageView, World } from '../../simulator/index';
import { type Bystanders, bystandersOf, checkLedger, snapshotExists, snapshotsOfUsers } from '../support/ledger';
import { markIn, type Rightful, type Scene, type SeenImage } from './scene';

/** What is open about ECS, decided for one run: names and units as in the simulator's behaviour, whose defaults are the rest. */
export type EcsAccount = Readonly<Partial<Behaviour>>;

/** An image of ECS. */
export interface EcsImage extends ImageView, SeenImage {}

/** What others have in the region of the type configuration. */
const OF_OTHERS = [
  { imageId: 'm-uf6made0by0hand', imageName: 'made-by-hand', tags: { owner: 'them' } },
  { imageId: 'm-uf6copied0earlier', imageName: 'copied-earlier', isCopied: true },
];

const STATES: Readonly<Record<ImageView['status'], SeenImage['state']>> = {
  Creating: 'making',
  Waiting: 'making',
  Available: 'finished',
  Deprecated: 'finished',
  CreateFailed: 'broken',
  UnAvailable: 'broken',
};

function seen(view: ImageView): EcsImage {
  const { status, usable, visible, imageId } = view;
  const state = STATES[status];
  const ready = state === 'finished' && usable;
  return { ...view, state, ready, listed: visible, shownAs: { Id: imageId, Status: status } };
}

/** The images and snapshots of ECS, on the public cloud or a private one. */
export class EcsScene implements Scene<EcsImage> {
  #bystanders: Bystanders;
  #snapshotsOfUsers: readonly string[];

  /** `regions`: those that images are made in; somebody else has an image and a copy in the first. */
  constructor(
    readonly simulator: AlibabaSimulator,
    private readonly regions: readonly [home: string, ...others: string[]],
  ) {
    for (const image of OF_OTHERS) simulator.world.addImage({ regionId: regions[0], ...image });
    this.#bystanders = bystandersOf(simulator);
    this.#snapshotsOfUsers = snapshotsOfUsers(simulator, regions);
  }

  get world(): World {
    return this.simulator.world;
  }

  images(regionId: string): readonly EcsImage[] {
    return this.world.images(regionId).map(seen);
  }

  see(identifier: string): EcsImage | undefined {
    const [regionId = '', imageId = ''] = identifier.split('/');
    const mark = markIn(identifier);
    // Where a start goes by name, the tags come when the image is there.
    const isOf = ({ tags: { 'tfcfn:request': own }, imageName }: ImageView) =>
      own === undefined ? imageName === imageId : own === mark;
    const view =
      mark === undefined ? this.world.image(regionId, imageId) : this.world.images(regionId).find((one) => isOf(one));
    return view && seen(view);
  }

  behave(change: EcsAccount): void {
    this.simulator.behave(change);
  }

  remove({ regionId, imageId }: EcsImage): void {
    this.world.remove(regionId, imageId);
  }

  rename({ regionId, imageId }: EcsImage, name: string): void {
    this.world.rename(regionId, imageId, name);
  }

  describe({ regionId, imageId }: EcsImage, text: string): void {
    this.world.describe(regionId, imageId, text);
  }

  retag({ regionId, imageId }: EcsImage, tags: Readonly<Record<string, string>>): void {
    this.world.retag(regionId, imageId, tags);
  }

  untag({ regionId, imageId }: EcsImage, keys: readonly string[]): void {
    this.world.untag(regionId, imageId, keys);
  }

  fail({ regionId, imageId, state }: EcsImage): void {
    this.world.failCopy(regionId, imageId, state === 'finished' ? 'UnAvailable' : undefined);
  }

  isLeft(snapshot: string): boolean {
    return snapshotExists(this.simulator, snapshot);
  }

  watch(image: EcsImage): void {
    const view = this.world.image(image.regionId, image.imageId);
    if (view) this.#bystanders = [...this.#bystanders, view];
  }

  get watched(): number {
    return this.#bystanders.length;
  }

  /** People make snapshots, or delete some. */
  snapshotsChange(change: (world: World) => void): void {
    this.#checkSnapshotsOfUsers();
    change(this.world);
    this.#snapshotsOfUsers = snapshotsOfUsers(this.simulator, this.regions);
  }

  check({ images, orphans }: Rightful): void {
    checkLedger(this.simulator, this.#bystanders, { images, orphanedSnapshots: orphans });
    this.#checkSnapshotsOfUsers();
  }

  #checkSnapshotsOfUsers(): void {
    const gone = this.#snapshotsOfUsers.filter((snapshot) => !snapshotExists(this.simulator, snapshot));
    assert.deepEqual(gone, [], 'snapshots that people made are gone');
  }
}

/** The scene of a type of ECS. @throws Error if it is that of another cloud */
export function ecsScene({ scene }: { readonly scene: Scene }): EcsScene {
  if (!(scene instanceof EcsScene)) throw new Error('the scene is not one of ECS');
  return scene;
}
