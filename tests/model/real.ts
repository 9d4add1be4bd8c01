import assert from 'node:assert/strict';
import { createClock, type ImageView, type World } from '../../simulator/index';
import {
  type Bystanders,
  bystandersOf,
  checkLedger,
  nameOf,
  snapshotExists,
  snapshotsOfUsers,
} from '../support/ledger';
import {
  type Action,
  type Answer,
  openStage,
  type Properties,
  type RequestOptions,
  type Stage,
} from '../support/stage';
import type { Account, TypeRules } from './rules';
import { markIn, outcomeOf, Stack } from './stack';
import type { ModelSubject } from './subject';
import type { Tallies } from './tally';

/** Every run begins at the same moment, so that a seed says everything. */
const START = Date.UTC(2026, 0, 1);
/** What others have in the region of the type configuration. */
const OF_OTHERS = [
  { imageId: 'm-uf6made0by0hand', imageName: 'made-by-hand', tags: { owner: 'them' } },
  { imageId: 'm-uf6copied0earlier', imageName: 'copied-earlier', isCopied: true },
];
const SYSTEM_TAGS = { 'aws:cloudformation:stack-name': 'model' };

/** The handlers and the simulated account of one run, with images in it that are not the stack's. */
export class Real {
  /** What happened, a line each. */
  readonly trace: string[] = [];
  #bystanders: Bystanders;
  #snapshotsOfUsers: readonly string[];
  #faults = { injected: 0, calls: 0 };
  #tokens = 0;

  private constructor(
    private readonly rules: TypeRules,
    readonly stage: Stage,
    readonly tallies: Tallies,
  ) {
    this.#bystanders = bystandersOf(stage.simulator);
    this.#snapshotsOfUsers = snapshotsOfUsers(stage.simulator, rules.regions);
  }

  /** Opens an account in which somebody else has an image and a copy. */
  static async open(type: ModelSubject, account: Account, tallies: Tallies): Promise<Real> {
    const clock = createClock({ now: () => 0, startAt: START });
    const stage = await openStage({ type, clock, behaviour: account });
    const { rules } = type.model;
    const { world } = stage.simulator;
    rules.prepare(world);
    for (const image of OF_OTHERS) world.addImage({ regionId: rules.regions[0], ...image });
    return new Real(rules, stage, tallies);
  }

  /** A stack in this account that holds nothing yet. */
  newStack(account: Account): Stack {
    const { world, clock } = this.stage.simulator;
    return new Stack(this.rules, account, {
      see: (identifier) => this.see(identifier),
      ownerOf: (regionId, name) => world.images(regionId).find(({ imageName }) => imageName === name)?.imageId,
      sourceOf: (regionId, properties) => this.rules.sourceOf(world, regionId, properties),
      pendingFaults: () => this.pendingFaults(),
      now: () => clock.now(),
    });
  }

  see(identifier: string): ImageView | undefined {
    const { world } = this.stage.simulator;
    const [regionId = '', imageId = ''] = identifier.split('/');
    const mark = markIn(identifier);
    if (mark === undefined) return world.image(regionId, imageId);
    const images = world.images(regionId);
    // Where a start goes by name, the tags come when the image is there.
    const isOf = ({ tags: { 'tfcfn:request': own }, imageName }: ImageView) =>
      own === undefined ? imageName === imageId : own === mark;
    return images.find(isOf);
  }

  newToken(): string {
    this.#tokens += 1;
    return `token-${this.#tokens}`;
  }

  /** Sends one request; notes the answer. */
  async invoke(action: Action, properties: Properties, options: RequestOptions = {}): Promise<Answer> {
    const answer = await this.stage.invoke(action, properties, { token: 'once', systemTags: SYSTEM_TAGS, ...options });
    const outcome = outcomeOf(answer);
    this.tallies.answers.add(`${action} ${outcome}`);
    this.trace.push(`       ${action} answers ${outcome}${answer.message && `: ${answer.message}`}`);
    return answer;
  }

  /** Another stack starts an image, of which ours must keep its hands off. */
  async makeForOthers(): Promise<void> {
    const wish = { ...this.rules.others, ImageName: `theirs-${this.#bystanders.length}` };
    const { resourceModel, message } = await this.stage.invoke('CREATE', wish, { token: this.newToken() });
    const image = this.see(String(resourceModel?.tfcfnid));
    if (!image) throw new Error(`the image for others was not started: ${message}`);
    this.#bystanders = [...this.#bystanders, image];
  }

  /** Lets the next request, whichever it is, meet a fault. */
  inject(fault: Parameters<Stage['simulator']['inject']>[0]): void {
    this.#faults = { injected: this.pendingFaults() + 1, calls: this.stage.simulator.calls.length };
    this.stage.simulator.inject(fault);
  }

  clearFaults(): void {
    this.#faults = { injected: 0, calls: 0 };
    this.stage.simulator.clearFaults();
  }

  /** Faults that no request has met yet: each request meets one. */
  pendingFaults(): number {
    const met = this.stage.simulator.calls.length - this.#faults.calls;
    return Math.max(0, this.#faults.injected - met);
  }

  /** Whether no answer told what became of the start of an image that is not sent again, among the calls after so many. */
  isStartUnanswered(callsBefore: number): boolean {
    const starts = this.stage.simulator.calls
      .slice(callsBefore)
      .filter(({ action }) => action === this.rules.startedByName);
    return starts.some(({ status }) => status === 0 || status >= 500);
  }

  /** People made snapshots, or deleted some. */
  snapshotsChange(change: (world: World) => void): void {
    this.checkSnapshotsOfUsers();
    change(this.stage.simulator.world);
    this.#snapshotsOfUsers = snapshotsOfUsers(this.stage.simulator, this.rules.regions);
  }

  /** @throws AssertionError if the account holds anything but these images and what others have in it. */
  checkLedger(images: readonly string[], orphanedSnapshots: readonly string[]): void {
    checkLedger(this.stage.simulator, this.#bystanders, { images, orphanedSnapshots });
    this.checkSnapshotsOfUsers();
  }

  private checkSnapshotsOfUsers(): void {
    const gone = this.#snapshotsOfUsers.filter((snapshot) => !snapshotExists(this.stage.simulator, snapshot));
    assert.deepEqual(gone, [], 'snapshots that people made are gone');
  }

  /** The identifiers of the images that LIST has to name in a region. */
  listed(regionId: string): string[] {
    const images = this.stage.simulator.world.images(regionId);
    const own = images.filter(({ ownerAlias, visible }) => ownerAlias === 'self' && visible);
    return own.filter(this.rules.isListed).map(nameOf);
  }

  close(): Promise<void> {
    return this.stage.close();
  }
}
