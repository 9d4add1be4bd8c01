import type { ImageView, World } from '../../simulator/index';
import { snapshotExists } from '../support/ledger';
import { Step } from './commands';
import { afterChange, afterTagging } from './fields';
import type { Real } from './real';
import type { Weather } from './rules';
import { isByRequest, isUnfinished, type LogicalId, type Resource, type Stack } from './stack';

/** What somebody does to the image of a resource, past CloudFormation. */
export interface Deed {
  readonly kind: string;
  /** On which images it can be done; default: on finished ones. */
  readonly suits?: (image: ImageView, stack: Stack, resource: Resource) => boolean;
  readonly act: (at: { world: World; image: ImageView; resource: Resource; stack: Stack; real: Real }) => void;
}

const isFinished = (image: ImageView): boolean => image.status === 'Available' || image.status === 'Deprecated';
const RENAMED = 'renamed-by-hand';
/** Without a tag nothing but its name leads to an image that is started under that of its request (guides/apsara-stack.md). */
const isFoundByName = ({ imageName, tags }: ImageView): boolean =>
  tags['tfcfn:request'] === undefined && imageName.startsWith('tfcfn-request-');

/** Every image that is taken away leaves the snapshots that ECS does not take with it. */
export function takeAway({ world, image, resource, stack, real }: Parameters<Deed['act']>[0]): void {
  const { regionId, imageId } = image;
  world.remove(regionId, imageId);
  resource.removedOutside = true;
  const left = [...stack.rules.snapshots.of(image), ...(resource.operation?.snapshots ?? [])];
  for (const snapshot of left)
    if (snapshotExists(real.stage.simulator, snapshot)) stack.orphanedSnapshots.add(snapshot);
}

/** What only tags told of the snapshots of an image is lost with them. */
function forgetSnapshots(stack: Stack, resource: Resource): void {
  const image = stack.imageOf(resource);
  if (!image) return;
  const told = stack.rules.snapshots.told(image, stack.account);
  const lost = stack.rules.snapshots.of(image).filter((snapshot) => !told.includes(snapshot));
  for (const snapshot of lost) {
    resource.left.delete(snapshot);
    if (resource.operation?.snapshots.delete(snapshot)) resource.operation.hiddenSnapshots.add(snapshot);
  }
}

export const ENDS_BADLY: Deed = {
  kind: 'the making ends badly of',
  suits: isUnfinished,
  act: ({ world, image: { regionId, imageId } }) => world.failCopy(regionId, imageId),
};

/** Those that every type's images may meet. */
export const DEEDS: readonly Deed[] = [
  { kind: 'somebody deletes the image of', act: takeAway },
  {
    kind: 'somebody tags the image of',
    suits: ({ status }) => status !== 'CreateFailed' && status !== 'UnAvailable',
    act({ world, image: { regionId, imageId, tags }, resource }) {
      for (const key of ['owner', 'cost']) {
        const spelled = Object.keys(tags).find((one) => one.toLowerCase() === key) ?? key;
        world.retag(regionId, imageId, { [spelled]: 'by-hand' });
        resource.expected = afterTagging(resource.expected, spelled, 'by-hand');
      }
    },
  },
  {
    kind: 'somebody takes all tags from the image of',
    // Without its tag nothing leads to an image that is called by its request (guides/how-it-works.md).
    suits: (image, _, { identifier }) => isFinished(image) && !isByRequest(identifier),
    act({ world, image: { regionId, imageId, tags }, resource, stack }) {
      world.untag(regionId, imageId, Object.keys(tags));
      const { inTags } = stack.rules.fields;
      const gone = [...resource.expected.keys()].filter((name) => name.startsWith('tag:') || inTags.includes(name));
      for (const name of gone) resource.expected = afterChange(resource.expected, name, undefined);
      forgetSnapshots(stack, resource);
    },
  },
  {
    kind: 'somebody renames the image of',
    suits: (image, stack) => stack.console.ownerOf(image.regionId, RENAMED) === undefined && !isFoundByName(image),
    act({ world, image: { regionId, imageId }, resource }) {
      world.rename(regionId, imageId, RENAMED);
      resource.expected = afterChange(resource.expected, 'ImageName', RENAMED);
    },
  },
  {
    kind: 'somebody describes the image of',
    act({ world, image: { regionId, imageId }, resource }) {
      world.describe(regionId, imageId, 'described by hand');
      resource.expected = afterChange(resource.expected, 'Description', 'described by hand');
    },
  },
  {
    kind: 'somebody deprecates, or brings back, the image of',
    act: ({ world, image: { regionId, imageId, status } }) =>
      world.deprecate(regionId, imageId, status === 'Available'),
  },
  {
    kind: 'somebody shares, or no longer shares, the image of',
    act: ({ world, image: { regionId, imageId, isShared } }) => world.share(regionId, imageId, !isShared),
  },
  {
    kind: 'an instance is made from the image of',
    act: ({ world, image: { regionId, imageId } }) => world.useByInstance(regionId, imageId),
  },
  ENDS_BADLY,
  {
    kind: 'ECS spoils the finished image of',
    act: ({ world, image: { regionId, imageId } }) => world.failCopy(regionId, imageId, 'UnAvailable'),
  },
];

/** A deed to the image of a resource, wherever its operations are. */
export class Outside extends Step {
  readonly kind: string;

  constructor(
    readonly logicalId: LogicalId,
    readonly deed: Deed,
  ) {
    super();
    this.kind = deed.kind;
  }

  check(stack: Stack): boolean {
    const resource = stack.resource(this.logicalId);
    const image = resource.phase === 'none' ? undefined : stack.imageOf(resource);
    return image !== undefined && !image.leaving && (this.deed.suits ?? isFinished)(image, stack, resource);
  }

  protected override act(stack: Stack, real: Real): void {
    const resource = stack.resource(this.logicalId);
    const image = stack.imageOf(resource);
    if (!image) throw new Error(`${this.logicalId} has no image`);
    resource.repeatable = undefined;
    this.deed.act({ world: real.stage.simulator.world, image, resource, stack, real });
  }

  override toString(): string {
    return `${this.kind} ${this.logicalId}`;
  }
}

/** Something that happens to the whole account. */
export abstract class Event extends Step {
  check(_stack: Stack): boolean {
    return true;
  }

  override toString(): string {
    return this.kind;
  }
}

export class TimePasses extends Event {
  readonly kind = 'time passes';

  constructor(readonly minutes: number) {
    super();
  }

  protected override act(_: Stack, real: Real): void {
    real.stage.simulator.clock.advance(this.minutes * 60_000);
  }

  override toString(): string {
    return `${this.minutes} min pass`;
  }
}

export class Quota extends Event {
  readonly kind: string;

  constructor(readonly full: boolean) {
    super();
    this.kind = full ? 'the image quota is used up' : 'the image quota is raised';
  }

  override check({ quotaFull }: Stack): boolean {
    return quotaFull !== this.full;
  }

  protected override act(stack: Stack, real: Real): void {
    stack.quotaFull = this.full;
    real.stage.simulator.behave({ imageQuota: this.full ? 0 : Number.POSITIVE_INFINITY });
  }
}

/** How the making of images goes that is started from now on. */
export class Makings extends Event {
  readonly kind: string;

  constructor(readonly weather: Weather) {
    super();
    this.kind = weather === 'well' ? 'new images end well' : `new images end as ${weather}`;
  }

  override check({ weather }: Stack): boolean {
    return weather !== this.weather;
  }

  protected override act(stack: Stack, real: Real): void {
    const { weather } = this;
    stack.weather = weather;
    real.stage.simulator.behave(stack.rules.making(weather, stack.account));
  }
}

type Injected = Parameters<Real['inject']>[0];

/** What may go wrong once; the attempts of a call survive three of them in a row. */
export const FAULTS: Readonly<Record<string, Injected>> = {
  'is throttled': { error: { code: 'Throttling', retryAfterMs: 900 } },
  'is answered with 500': { error: { code: 'InternalError' } },
  'is answered with 500 after ECS acted': { error: { code: 'InternalError' }, acts: true },
  'is answered with a page of a proxy': { respond: { status: 502, body: '<html>', contentType: 'text/html' } },
  'is reset before ECS acted': { reset: 'before' },
  'is reset after ECS acted': { reset: 'after' },
  'is answered by half': { truncate: true },
};
const MOST_FAULTS = 3;

export class FaultOnce extends Event {
  readonly kind: string;

  constructor(
    what: string,
    readonly fault: Injected,
  ) {
    super();
    this.kind = `the next request ${what}`;
  }

  override check({ console }: Stack): boolean {
    return console.pendingFaults() < MOST_FAULTS;
  }

  protected override act(_: Stack, real: Real): void {
    real.inject(this.fault);
  }
}

/** Puts the account in order so that everything can be deleted. */
export function makeWay(stack: Stack, real: Real): void {
  const { simulator } = real.stage;
  real.clearFaults();
  simulator.behave(stack.rules.atTheEnd);
  for (const resource of stack.resources.values()) {
    const image = resource.phase === 'none' ? undefined : stack.imageOf(resource);
    if (!image) continue;
    simulator.world.share(image.regionId, image.imageId, false);
    stack.rules.makeWay?.(simulator.world, image);
  }
}
