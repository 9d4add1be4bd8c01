import { type EcsAccount, ecsScene } from './ecs-scene';
import { IN_THE_MAKING, instancesIn, type SourcePlaces, SPARE } from './image-sources';
import { type Deed, Event, takeAway } from './outside';
import type { Real } from './real';
import { isUnfinished, type Stack } from './stack';

/** What somebody does to images that CreateImage makes. */
export const IMAGE_DEEDS: readonly Deed[] = [
  {
    kind: 'somebody deletes, while it is made, the image of',
    // An account is that of the type's own cloud.
    suits: (image, { account }) => isUnfinished(image) && (account as EcsAccount).deleteWhileCreating === 'accepted',
    act: takeAway,
  },
];

type Status = 'Running' | 'Stopping' | 'Stopped';

/** The instances are started or stopped: of those that stop no image can be made. */
class InstancesAre extends Event {
  readonly kind: string;

  constructor(
    readonly places: SourcePlaces,
    readonly status: Status,
  ) {
    super();
    this.kind = `the instances are ${status}`;
  }

  protected override act(_: Stack, real: Real): void {
    const { world } = ecsScene(real);
    for (const [regionId, instanceId] of instancesIn(this.places))
      if (world.instance(regionId, instanceId)) world.setInstanceStatus(regionId, instanceId, this.status);
  }
}

/** Something that happens to sources. */
abstract class SourceEvent extends Event {
  constructor(readonly places: SourcePlaces) {
    super();
  }
}

/** A person makes a snapshot of a disk of each instance, which takes a while. */
class SnapshotsByHand extends SourceEvent {
  readonly kind = 'somebody makes snapshots of the disks of instances';

  protected override act(_: Stack, real: Real): void {
    ecsScene(real).snapshotsChange((world) => {
      for (const { regionId, instance } of [this.places.home, this.places.abroad]) {
        const sourceDiskId = world.instance(regionId, instance)?.disks.at(-1)?.diskId;
        const snapshotId = `s-by-hand-${real.newToken()}`;
        world.addSnapshot({ regionId, snapshotId, sourceDiskId, runsSeconds: 300 });
      }
    });
  }
}

/** The snapshot that is being made when a run begins comes to nothing. */
class SnapshotFails extends SourceEvent {
  readonly kind = 'a snapshot fails that images are to be made of';

  override check({ console }: Stack): boolean {
    return console.sourceOf(this.places.home.regionId, { SnapshotId: IN_THE_MAKING }) === 'busy';
  }

  protected override act(_: Stack, real: Real): void {
    ecsScene(real).world.endSnapshot(this.places.home.regionId, IN_THE_MAKING, 'failed');
  }
}

class SourcesGo extends SourceEvent {
  readonly kind = 'somebody releases an instance and deletes a snapshot that images are made of';

  override check({ console }: Stack): boolean {
    return console.sourceOf(this.places.home.regionId, { SnapshotId: SPARE.snapshot }) !== 'unfit';
  }

  protected override act(_: Stack, real: Real): void {
    ecsScene(real).snapshotsChange((world) => {
      world.removeInstance(this.places.home.regionId, SPARE.instance);
      world.removeSnapshot(this.places.home.regionId, SPARE.snapshot);
    });
  }
}

/** So that the disks of the instance are busy for as long as that takes. */
class OthersMake extends SourceEvent {
  readonly kind = 'another stack makes an image of the instance';

  override check({ quotaFull, console }: Stack): boolean {
    const { regionId, instance } = this.places.home;
    const isFit = console.sourceOf(regionId, { InstanceId: instance }) === 'fit';
    return !quotaFull && console.pendingFaults() === 0 && isFit;
  }

  protected override act(_: Stack, real: Real): Promise<void> {
    return real.makeForOthers();
  }
}

/** What happens to what images are made from. */
export function sourceEvents(places: SourcePlaces): readonly (readonly Event[])[] {
  return [
    (['Running', 'Stopping', 'Stopped'] as const).map((status) => new InstancesAre(places, status)),
    [new SnapshotsByHand(places)],
    [new SnapshotFails(places)],
    [new SourcesGo(places)],
    [new OthersMake(places)],
  ];
}
