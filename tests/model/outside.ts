import type { Fault, FaultError } from '../../simulator/index';
import { Step } from './commands';
import { afterChange, afterTagging } from './fields';
import type { Real } from './real';
import type { Weather } from './rules';
import type { Scene, SeenImage } from './scene';
import { isByRequest, isFinished, isUnfinished, type LogicalId, type Resource, type Stack } from './stack';

/** What somebody does to the image of a resource, past CloudFormation. */
export interface Deed {
  readonly kind: string;
  /** On which images it can be done; default: on finished ones. */
  readonly suits?: (image: SeenImage, stack: Stack, resource: Resource) => boolean;
  readonly act: (at: { scene: Scene; image: SeenImage; resource: Resource; stack: Stack; real: Real }) => void;
}

const RENAMED = 'renamed-by-hand';
/** Of what is being made, and of its doubles, a text may be all that leads to it. */
const mayLose = (text: 'name' | 'description', image: SeenImage, { rules }: Stack, resource: Resource): boolean =>
  rules.startedOnce?.isLedToBy(text, image, resource.identifier) === true ||
  (resource.operation?.doubles.size ?? 0) > 0;

/** Every image that is taken away leaves the snapshots that the cloud does not take with it. */
export function takeAway({ scene, image, resource, stack }: Parameters<Deed['act']>[0]): void {
  scene.remove(image);
  resource.removedOutside = true;
  const left = [...stack.rules.snapshots.of(image), ...(resource.operation?.snapshots ?? [])];
  for (const snapshot of left) if (scene.isLeft(snapshot)) stack.orphanedSnapshots.add(snapshot);
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
  act: ({ scene, image }) => scene.fail(image),
};

export const SPOILT: Deed = {
  kind: 'the cloud spoils the finished image of',
  act: ({ scene, image }) => scene.fail(image),
};

/** Those of people that every type's images may meet. */
export const DEEDS: readonly Deed[] = [
  { kind: 'somebody deletes the image of', act: takeAway },
  {
    kind: 'somebody tags the image of',
    suits: ({ state }) => state !== 'broken',
    act({ scene, image, resource, stack: { rules } }) {
      const { fields } = rules;
      for (const key of ['owner', 'cost']) {
        const spelled = Object.keys(image.tags).find((one) => fields.sameKey(one) === key) ?? key;
        scene.retag(image, { [spelled]: 'by-hand' });
        resource.expected = afterTagging(fields, resource.expected, spelled, 'by-hand');
      }
    },
  },
  {
    kind: 'somebody takes all tags from the image of',
    // Without its tag nothing leads to an image that is called by its request (guides/how-it-works.md).
    suits: (image, _, { identifier }) => isFinished(image) && !isByRequest(identifier),
    act({ scene, image, resource, stack }) {
      scene.untag(image, Object.keys(image.tags));
      const { inTags } = stack.rules.fields;
      const gone = [...resource.expected.keys()].filter((name) => name.startsWith('tag:') || inTags.includes(name));
      for (const name of gone) resource.expected = afterChange(resource.expected, name, undefined);
      forgetSnapshots(stack, resource);
    },
  },
  {
    kind: 'somebody renames the image of',
    suits: (image, stack, resource) =>
      !stack.console.images(image.regionId).some(({ imageName }) => imageName === RENAMED) &&
      !mayLose('name', image, stack, resource),
    act({ scene, image, resource, stack: { rules } }) {
      scene.rename(image, RENAMED);
      resource.expected = afterChange(resource.expected, rules.fields.name, RENAMED);
    },
  },
  {
    kind: 'somebody describes the image of',
    suits: (image, stack, resource) => isFinished(image) && !mayLose('description', image, stack, resource),
    act({ scene, image, resource }) {
      scene.describe(image, 'described by hand');
      resource.expected = afterChange(resource.expected, 'Description', 'described by hand');
    },
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
    this.deed.act({ scene: real.scene, image, resource, stack, real });
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
    real.scene.behave({ imageQuota: this.full ? 0 : Number.POSITIVE_INFINITY });
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
    real.scene.behave(stack.rules.making(weather, stack.account));
  }
}

/** What may go wrong once; the attempts of a call survive three of them in a row. `throttled`, `failed`: how the cloud says it. */
export const faultsWith = (codes: {
  readonly throttled: FaultError;
  readonly failed: FaultError;
}): Readonly<Record<string, Fault>> => ({
  'is throttled': { error: codes.throttled },
  'is answered with 500': { error: codes.failed },
  'is answered with 500 after the service acted': { error: codes.failed, acts: true },
  'is answered with a page of a proxy': { respond: { status: 502, body: '<html>', contentType: 'text/html' } },
  'is reset before the service acted': { reset: 'before' },
  'is reset after the service acted': { reset: 'after' },
  'is answered by half': { truncate: true },
});
/** Those of them that leave open whether the service acted. */
export const openFaults = (
  faults: Readonly<Record<string, Fault>>,
): readonly (readonly [what: string, fault: Fault])[] =>
  Object.entries(faults).filter(([what]) => what !== 'is throttled');
const MOST_FAULTS = 3;

export class FaultOnce extends Event {
  readonly kind: string;

  constructor(
    what: string,
    readonly fault: Fault,
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
  const { rules, resources } = stack;
  real.clearFaults();
  real.scene.behave(rules.atTheEnd);
  const present = [...resources.values()].filter(({ phase }) => phase !== 'none');
  rules.makeWay(
    real.scene,
    present.flatMap((one) => stack.imageOf(one) ?? []),
  );
}

/** Others make so many images that ours have to wait. */
export class QueueFills extends Event {
  readonly kind = 'others fill the queue';

  override check({ quotaFull, console, rules, account }: Stack): boolean {
    return !quotaFull && console.pendingFaults() === 0 && rules.queueOf(account) > 0;
  }

  protected override async act({ rules, account, console }: Stack, real: Real): Promise<void> {
    for (let copies = 0; copies < rules.queueOf(account); copies += 1)
      if (console.sourceOf(rules.regions[0], rules.others) === 'fit') await real.makeForOthers();
  }
}
