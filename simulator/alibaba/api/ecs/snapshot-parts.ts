import type { Behaviour } from '../../account/behaviour';
import { type Disk, deviceAt } from '../../account/image';
import { operatingSystem } from '../../account/operating-system';
import { type DiskType, diskTypes, type SnapshotRecord, snapshotStatusAt } from '../../account/snapshot';
import type { ImageParts } from './image-parts';
import type { EcsRequest } from './operation';

const OLDEST_SNAPSHOT = Date.parse('2013-07-16T00:00:00Z');
const MOST_DATA_DISKS = 16;
/** Sizes of a disk without a snapshot: from 5 GiB (basic disks) to 32768 GiB (others). The request does not name its category. */
const SMALLEST_GIB = 5;
const LARGEST_GIB = 32_768;
const DEFAULT_GIB = 20;
const DEVICES: Readonly<Record<Behaviour['deviceNames'], Readonly<Record<DiskType, RegExp>>>> = {
  xvd: { system: /^\/dev\/xvda$/, data: /^\/dev\/xvd[b-z]$/ },
  xvdAndVd: { system: /^\/dev\/x?vda$/, data: /^\/dev\/x?vd[b-z]$/ },
};

/** The system of a disk about which nothing is known (Platform and Architecture of CreateImage). */
const UNKNOWN_SYSTEM = operatingSystem({ platform: 'Others Linux', osName: 'Others Linux 64 bit' });

/** A valid entry of DiskDeviceMapping. */
interface MappedDisk extends Disk {
  readonly snapshot?: SnapshotRecord;
}

/** The snapshot of a system disk as the only part of an image. */
export function snapshotParts(request: EcsRequest, regionId: string, snapshotId: string): ImageParts {
  const snapshot = fitSnapshot(request, regionId, snapshotId);
  if (snapshot.diskType !== 'system') {
    throw request.refuse('OperationDenied', {
      status: 403,
      message: 'The specified snapshot is not from system disk.',
    });
  }
  const { sizeGiB, encrypted } = snapshot;
  checkSystemDisk(request, snapshot);
  return {
    ...partsOf(snapshot),
    source: { kind: 'snapshot', snapshotId },
    disks: [{ device: deviceAt(0), type: 'system', sizeGiB, encrypted, snapshotId }],
  };
}

/** Several disks as the parts of an image: one from a snapshot of a system disk, others from snapshots or empty. */
export function mappingParts(request: EcsRequest, regionId: string): ImageParts {
  const entries = request.parameters.objects('DiskDeviceMapping');
  const mapped = entries.map((entry) => mappedDisk(request, regionId, entry));
  const [system, ...others] = mapped.filter(({ type }) => type === 'system');
  if (!system) throw request.refuse('OperationDenied');
  if (others.length > 0) {
    const message =
      'The specified parameter DiskDeviceMapping.n.SnapshotId contains two or more system disk snapshots.';
    throw request.refuse('OperationDenied', { message });
  }
  const data = mapped.filter(({ type }) => type === 'data');
  // The limit of 16 is documented, but not the error.
  if (data.length > MOST_DATA_DISKS) throw request.refuse('InvalidDiskDeviceMapping');
  if (!system.snapshot) {
    const message = 'The system disk in DiskDeviceMapping has no snapshot.';
    throw request.refuse('InvalidSystemSnapshot.Missing', { message });
  }
  checkSystemDisk(request, system.snapshot);
  return {
    ...partsOf(system.snapshot),
    source: { kind: 'mapping' },
    disks: withDevices(request, [system, ...data]),
  };
}

/** An entry of the mapping. Its device is empty if none was sent. */
function mappedDisk(request: EcsRequest, regionId: string, entry: ReadonlyMap<string, string>): MappedDisk {
  const snapshotId = entry.get('SnapshotId') ?? '';
  const snapshot = snapshotId === '' ? undefined : fitSnapshot(request, regionId, snapshotId);
  const wanted = entry.get('DiskType') || snapshot?.diskType || 'data';
  const type = diskTypes.find((known) => known === wanted);
  if (type === undefined) throw request.refuse('InvalidDiskType.ValueNotSupported');
  const device = entry.get('Device') ?? '';
  if (device !== '' && !DEVICES[request.behaviour.deviceNames][type].test(device))
    throw request.refuse('InvalidDevice.Malformed');
  const text = entry.get('Size') ?? '';
  const sizeGiB = text === '' ? (snapshot?.sizeGiB ?? DEFAULT_GIB) : wholeNumber(text);
  const isAllowed =
    Number.isInteger(sizeGiB) && sizeGiB >= (snapshot?.sizeGiB ?? SMALLEST_GIB) && sizeGiB <= LARGEST_GIB;
  if (!isAllowed) throw request.refuse('InvalidSize.ValueNotSupported');
  return { device, type, sizeGiB, encrypted: snapshot?.encrypted ?? false, snapshotId, snapshot };
}

function wholeNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** Gives each disk a device of its own. Disks without one get the next free device, in their order. */
function withDevices(request: EcsRequest, disks: readonly MappedDisk[]): Disk[] {
  const taken = new Set<string>();
  for (const { device } of disks) {
    if (device !== '' && taken.has(device)) throw request.refuse('InvalidDevice.InUse');
    taken.add(device);
  }
  return disks.map(({ snapshot: _, ...disk }, index) => {
    const own = disk.device || (index === 0 ? deviceAt(0) : nextFree(taken));
    taken.add(own);
    return { ...disk, device: own };
  });
}

function nextFree(taken: ReadonlySet<string>): string {
  let place = 1;
  while (taken.has(deviceAt(place))) place += 1;
  return deviceAt(place);
}

function partsOf({ os, diskType, kmsKeyId }: SnapshotRecord): Omit<ImageParts, 'source' | 'disks'> {
  const system = diskType === 'system' ? os : UNKNOWN_SYSTEM;
  return { diskIds: [], os: system, kmsKeyId, imdsSupport: 'v1', nvmeSupport: 'supported' };
}

function checkSystemDisk(request: EcsRequest, { diskType, encrypted }: SnapshotRecord): void {
  const { dataSnapshotAsSystem, encryptedSystemSnapshot } = request.behaviour;
  if (diskType === 'data') {
    if (encrypted) throw request.refuse('InvalidParameter.DiskType');
    if (dataSnapshotAsSystem === 'refused') throw request.refuse('UserNotInTheWhiteList');
  }
  if (encrypted && encryptedSystemSnapshot === 'refused') {
    const message = 'Not support creating system image from an encrypted snapshot/disk.';
    throw request.refuse('OperationDenied', { message });
  }
}

/** The snapshot with that ID, if an image can be created from it. */
function fitSnapshot(request: EcsRequest, regionId: string, snapshotId: string): SnapshotRecord {
  const snapshot = request.account.snapshot(regionId, snapshotId);
  if (!snapshot) throw request.refuse('InvalidSnapshotId.NotFound');
  if (snapshot.unfit !== undefined) throw request.refuse(snapshot.unfit);
  if (snapshot.createdAt < OLDEST_SNAPSHOT) throw request.refuse('InvalidSnapshot.TooOld');
  if (snapshot.category === 'archive') throw request.refuse('InvalidSnapshotCategory.NotSupportImageCreation');
  if (snapshotStatusAt(snapshot, request.now) !== 'accomplished') {
    throw request.refuse(request.behaviour.unfinishedSnapshotCode);
  }
  return snapshot;
}
