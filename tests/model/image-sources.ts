import type { World } from '../../simulator/index';
import type { Properties } from '../support/stage';
import type { SourceState } from './rules';

/** What images are made from in a region; the instances have two disks. */
interface Sources {
  readonly regionId: string;
  readonly instance: string;
  readonly snapshot: string;
}

/** The sources that a simulator has built in: in the region of the type configuration and in another one. */
export interface SourcePlaces {
  readonly home: Sources;
  readonly abroad: Sources;
}

/** The other sources are in the region of the type configuration: those that somebody may take away, */
export const SPARE = { instance: 'i-uf6spare', snapshot: 's-uf6spare' } as const;
/** the snapshot of a data disk, */
export const DATA = 's-uf6data';
/** and a snapshot that is still being made when a run begins. */
export const IN_THE_MAKING = 's-uf6young';
const IN_THE_MAKING_SECONDS = 900;

/** The instances of which images are made. */
export const instancesIn = ({
  home,
  abroad,
}: SourcePlaces): readonly (readonly [regionId: string, instance: string])[] => [
  [home.regionId, home.instance],
  [home.regionId, SPARE.instance],
  [abroad.regionId, abroad.instance],
];

/** Adds the sources that the simulator does not have built in. */
export function prepareSources(world: World, { home: { regionId } }: SourcePlaces): void {
  world.addInstance({
    regionId,
    instanceId: SPARE.instance,
    status: 'Stopped',
    disks: [{ sizeGiB: 40 }, { sizeGiB: 20 }],
  });
  world.addSnapshot({ regionId, snapshotId: SPARE.snapshot });
  world.addSnapshot({ regionId, snapshotId: DATA, sourceDiskType: 'data', sizeGiB: 20 });
  world.addSnapshot({ regionId, snapshotId: IN_THE_MAKING, runsSeconds: IN_THE_MAKING_SECONDS });
}

/** What the first entry that is not fit says of all, as ECS looks at them. */
const firstOf = (states: readonly SourceState[]): SourceState => states.find((state) => state !== 'fit') ?? 'fit';

/** Whether an image can be made now of what properties name. */
export function sourceOf(world: World, regionId: string, properties: Properties): SourceState {
  const { InstanceId, SnapshotId, DiskDeviceMapping: disks, Architecture, BootMode } = properties;
  const mapped = (Array.isArray(disks) ? disks : []).map((disk: unknown) => Reflect.get(Object(disk), 'SnapshotId'));
  const states = [
    ...(InstanceId === undefined ? [] : [stateOfInstance(world, regionId, String(InstanceId))]),
    ...(SnapshotId === undefined ? [] : [stateOfSnapshot(world, regionId, String(SnapshotId), 'alone')]),
    ...mapped.filter((id) => id !== undefined).map((id) => stateOfSnapshot(world, regionId, String(id))),
  ];
  return firstOf([...states, Architecture === 'arm64' && BootMode === 'BIOS' ? 'unfit' : 'fit']);
}

/** No image is made from an instance on its way up or down, or while a snapshot of one of its disks is being made. */
function stateOfInstance(world: World, regionId: string, instanceId: string): SourceState {
  const instance = world.instance(regionId, instanceId);
  if (!instance) return 'unfit';
  const { status, disks } = instance;
  const isResting = status === 'Running' || status === 'Stopped';
  const isBusy = world
    .snapshots(regionId)
    .some((one) => one.status === 'progressing' && disks.some(({ diskId }) => diskId === one.diskId));
  return isResting && !isBusy ? 'fit' : 'busy';
}

/** ECS has no code of its own for a snapshot that has failed: it is not ready, now and later. `alone`: it becomes the system disk. */
function stateOfSnapshot(world: World, regionId: string, snapshotId: string, alone?: 'alone'): SourceState {
  const snapshot = world.snapshot(regionId, snapshotId);
  if (!snapshot) return 'unfit';
  if (snapshot.status !== 'accomplished') return 'busy';
  return alone && snapshot.diskType === 'data' ? 'unfit' : 'fit';
}
