import {
  type CreateImageRequest,
  CreateImageRequestDiskDeviceMapping,
} from '@alicloud/ecs20140526/dist/models/CreateImageRequest';
import type { Problems } from '../../resource/problems';
import { type Check, matches, text, wholeNumber } from '../../resource/rules';
import { deviceRule, snapshotIdRule } from './rules';

/** CreateImage, parameter DiskDeviceMapping: one system disk and up to 16 data disks. */
const MOST_DISKS = 17;
/** Limits in GiB. A disk has at least the size of its snapshot or, without one, the smallest size of any disk category. */
const SMALLEST = { ofSnapshot: 1, empty: 5 } as const;
const LARGEST = 32_768;

/** A disk in the generated class of a type, not yet checked. */
interface LooseDisk {
  readonly snapshotId?: unknown;
  readonly size?: unknown;
  readonly device?: unknown;
  readonly diskType?: unknown;
}

/** Notes what is wrong with the disks of a mapping. */
export const checkDisks: Check = (name, value, problems) => {
  if (value === undefined || value === null) return;
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_DISKS) {
    const has = Array.isArray(value) ? `, has ${value.length}` : '';
    problems.add(name, `must be a list of 1 to ${MOST_DISKS} disks${has}`);
    return;
  }
  value.forEach((disk: unknown, index) => {
    if (typeof disk !== 'object' || disk === null) problems.add(`${name}[${index}]`, 'must be a disk');
  });
  const disks = value.map((disk: unknown): LooseDisk => (typeof disk === 'object' && disk !== null ? disk : {}));
  disks.forEach((disk, index) => {
    checkDisk(`${name}[${index}]`, disk, problems);
  });
  checkSystemDisk(name, disks, problems);
  const devices = disks.flatMap(({ device }) => (typeof device === 'string' ? [device] : []));
  const twice = devices.find((device, index) => devices.indexOf(device) !== index);
  if (twice !== undefined) problems.add(name, `sets Device ${twice} twice`);
};

function checkDisk(place: string, { snapshotId, size, device, diskType }: LooseDisk, problems: Problems): void {
  text(snapshotIdRule)(`${place}.SnapshotId`, snapshotId, problems);
  text(deviceRule)(`${place}.Device`, device, problems);
  text(matches(/^(system|data)$/, 'must be system or data'))(`${place}.DiskType`, diskType, problems);
  const empty = snapshotId === undefined || snapshotId === null;
  wholeNumber(empty ? SMALLEST.empty : SMALLEST.ofSnapshot, LARGEST, 'GiB')(`${place}.Size`, size, problems);
}

/** Notes if the mapping does not have exactly one system disk, or if that disk has no snapshot. */
function checkSystemDisk(name: string, disks: readonly LooseDisk[], problems: Problems): void {
  const systems = disks.filter(({ diskType }) => diskType === 'system');
  if (systems.length > 1) problems.add(name, 'has more than one disk of DiskType system');
  const source = systems.length > 0 ? systems : disks.filter(({ diskType }) => diskType !== 'data');
  if (!source.some(({ snapshotId }) => snapshotId !== undefined && snapshotId !== null)) {
    problems.add(name, 'needs a SnapshotId for the system disk');
  }
}

/** The disks in the form that CreateImage accepts. They were checked before. A size that is not set is not sent. */
export function sentDisks(value: unknown): Partial<CreateImageRequest> {
  const disks = Array.isArray(value) ? value : [];
  const diskDeviceMapping = disks.map(({ snapshotId, size, device, diskType }: LooseDisk) => {
    const given = {
      snapshotId,
      device,
      diskType,
      size: size === undefined || size === null ? undefined : Number(size),
    };
    const said = Object.entries(given).filter(([, entry]) => entry !== undefined && entry !== null);
    return new CreateImageRequestDiskDeviceMapping(Object.fromEntries(said));
  });
  return { diskDeviceMapping };
}
