import fc from 'fast-check';
import { HOME, INSTANCE } from '../support/images';
import { ABROAD, IN_THE_MAKING, INSTANCES, SPARE } from './alicloud-image-sources';
import { type Deed, Event, takeAway } from './outside';
import type { Real } from './real';
import { isUnfinished, type Stack } from './stack';

/** What somebody does to images that CreateImage makes. */
export const IMAGE_DEEDS: readonly Deed[] = [
  {
    kind: 'somebody deletes, while it is made, the image of',
    suits: (image, { account }) => isUnfinished(image) && account.deleteWhileCreating === 'accepted',
    act: takeAway,
  },
];

type Status = 'Running' | 'Stopping' | 'Stopped';

/** The instances are started or stopped: of those that stop no image can be made. */
class InstancesAre extends Event {
  readonly kind: string;

  constructor(readonly status: Status) {
    super();
    this.kind = `the instances are ${status}`;
  }

  protected override act(_: Stack, { stage: { simulator } }: Real): void {
    for (const [regionId, instanceId] of INSTANCES)
      if (simulator.world.instance(regionId, instanceId))
        simulator.world.setInstanceStatus(regionId, instanceId, this.status);
  }
}

/** A person makes a snapshot of a disk of each instance, which takes a while. */
class SnapshotsByHand extends Event {
  readonly kind = 'somebody makes snapshots of the disks of instances';

  protected override act(_: Stack, real: Real): void {
    real.snapshotsChange((world) => {
      for (const regionId of [HOME, ABROAD.regionId]) {
        const instanceId = regionId === HOME ? INSTANCE : ABROAD.instance;
        const sourceDiskId = world.instance(regionId, instanceId)?.disks.at(-1)?.diskId;
        const snapshotId = `s-by-hand-${real.newToken()}`;
        world.addSnapshot({ regionId, snapshotId, sourceDiskId, runsSeconds: 300 });
      }
    });
  }
}

/** The snapshot that is being made when a run begins comes to nothing. */
class SnapshotFails extends Event {
  readonly kind = 'a snapshot fails that images are to be made of';

  override check({ console }: Stack): boolean {
    return console.sourceOf(HOME, { SnapshotId: IN_THE_MAKING }) === 'busy';
  }

  protected override act(_: Stack, { stage: { simulator } }: Real): void {
    simulator.world.endSnapshot(HOME, IN_THE_MAKING, 'failed');
  }
}

class SourcesGo extends Event {
  readonly kind = 'somebody releases an instance and deletes a snapshot that images are made of';

  override check({ console }: Stack): boolean {
    return console.sourceOf(HOME, { SnapshotId: SPARE.snapshot }) !== 'unfit';
  }

  protected override act(_: Stack, real: Real): void {
    real.snapshotsChange((world) => {
      world.removeInstance(HOME, SPARE.instance);
      world.removeSnapshot(HOME, SPARE.snapshot);
    });
  }
}

/** So that the disks of the instance are busy for as long as that takes. */
class OthersMake extends Event {
  readonly kind = 'another stack makes an image of the instance';

  override check({ quotaFull, console }: Stack): boolean {
    return !quotaFull && console.pendingFaults() === 0 && console.sourceOf(HOME, { InstanceId: INSTANCE }) === 'fit';
  }

  protected override act(_: Stack, real: Real): Promise<void> {
    return real.makeForOthers();
  }
}

/** What happens to that which images are made of, and how often. */
export const IMAGE_EVENTS: readonly (readonly [weight: number, event: fc.Arbitrary<Event>])[] = [
  [1, fc.constantFrom<Status[]>('Running', 'Stopping', 'Stopped').map((status) => new InstancesAre(status))],
  [1, fc.constant(new SnapshotsByHand())],
  [1, fc.constant(new SnapshotFails())],
  [1, fc.constant(new SourcesGo())],
  [1, fc.constant(new OthersMake())],
];

/** Their kinds, of which many runs have to have met each. */
export const IMAGE_EVENT_KINDS: readonly string[] = [
  ...(['Running', 'Stopping', 'Stopped'] as const).map((status) => new InstancesAre(status)),
  ...[new SnapshotsByHand(), new SnapshotFails(), new SourcesGo(), new OthersMake()],
].map(({ kind }) => kind);
