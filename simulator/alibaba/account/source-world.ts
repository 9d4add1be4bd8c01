import type { SimulatorClock } from '../../common/clock';
import type { Account } from './account';
import type { InstanceRecord, InstanceStatus, LockReason } from './instance';
import { settle } from './life';
import { type SnapshotRecord, type SnapshotStatus, snapshotStatusAt } from './snapshot';
import { addSeedInstance, addSeedSnapshot, type SeedInstance, type SeedSnapshot } from './source-seeds';

/** What the world needs from the APIs in front of the account. */
export interface WorldApi {
  /** @throws RangeError if an action has no error with that code */
  checkCode(action: string, code: string): void;
  expireTokens(): void;
}

/** A snapshot as a test sees it. */
export interface SnapshotView extends Readonly<Omit<SnapshotRecord, 'tags'>> {
  readonly status: SnapshotStatus;
  readonly tags: Readonly<Record<string, string>>;
}

/** An instance as a test sees it. */
export interface InstanceView extends Readonly<Omit<InstanceRecord, 'tags'>> {
  readonly tags: Readonly<Record<string, string>>;
}

/** The part of the world that images are created from: instances and snapshots. */
export class SourceWorld {
  constructor(
    protected readonly account: Account,
    protected readonly clock: SimulatorClock,
    protected readonly api: WorldApi,
  ) {}

  instance(regionId: string, instanceId: string): InstanceView | undefined {
    const instance = this.account.instance(regionId, instanceId);
    return instance && { ...instance, tags: Object.fromEntries(instance.tags) };
  }

  snapshot(regionId: string, snapshotId: string): SnapshotView | undefined {
    const now = this.settled();
    const snapshot = this.account.snapshot(regionId, snapshotId);
    return snapshot && snapshotView(snapshot, now);
  }

  /** All snapshots of a region, oldest first. */
  snapshots(regionId: string): SnapshotView[] {
    const now = this.settled();
    return this.account.snapshotsIn(regionId).map((snapshot) => snapshotView(snapshot, now));
  }

  addInstance(seed: SeedInstance): void {
    addSeedInstance(this.account, seed, this.settled());
  }

  /** Sets whether the instance is started, stopped or between both. */
  setInstanceStatus(regionId: string, instanceId: string, status: InstanceStatus): void {
    this.findInstance(regionId, instanceId).status = status;
  }

  /** Locks an instance. If the reason is `security`, nothing can be done with it. */
  lockInstance(regionId: string, instanceId: string, reason: LockReason = 'security'): void {
    this.findInstance(regionId, instanceId).lockReason = reason;
  }

  unlockInstance(regionId: string, instanceId: string): void {
    this.findInstance(regionId, instanceId).lockReason = undefined;
  }

  /** Releases an instance. Its snapshots stay. */
  removeInstance(regionId: string, instanceId: string): void {
    this.account.instances.delete(this.findInstance(regionId, instanceId).instanceId);
  }

  /** Adds a snapshot that somebody has created or is creating. */
  addSnapshot(seed: SeedSnapshot): void {
    addSeedSnapshot(this.account, seed, this.settled());
  }

  /** Ends a snapshot that is being created, with or without success. */
  endSnapshot(regionId: string, snapshotId: string, status: 'accomplished' | 'failed' = 'accomplished'): void {
    const snapshot = this.findSnapshot(regionId, snapshotId);
    snapshot.endsAt = this.clock.now();
    snapshot.failed = status === 'failed';
  }

  /** Deletes a snapshot at once, whatever was created from it. */
  removeSnapshot(regionId: string, snapshotId: string): void {
    this.account.snapshots.delete(this.findSnapshot(regionId, snapshotId).snapshotId);
  }

  /** Makes DeleteSnapshot refuse a snapshot with the code; `undefined`: no longer. */
  lockSnapshot(regionId: string, snapshotId: string, code: string | undefined): void {
    if (code !== undefined) this.api.checkCode('DeleteSnapshot', code);
    this.findSnapshot(regionId, snapshotId).lockedBy = code;
  }

  /** Makes CreateImage refuse an instance or a snapshot with the code; `undefined`: no longer. */
  refuseSource(regionId: string, sourceId: string, code: string | undefined): void {
    if (code !== undefined) this.api.checkCode('CreateImage', code);
    const source = this.account.instance(regionId, sourceId) ?? this.findSnapshot(regionId, sourceId);
    source.unfit = code;
  }

  /** Makes everything happen that is due, and returns the time. */
  protected settled(): number {
    const now = this.clock.now();
    settle(this.account, now);
    return now;
  }

  private findInstance(regionId: string, instanceId: string): InstanceRecord {
    const instance = this.account.instance(regionId, instanceId);
    if (!instance) throw new Error(`there is no instance ${instanceId} in ${regionId}`);
    return instance;
  }

  private findSnapshot(regionId: string, snapshotId: string): SnapshotRecord {
    this.settled();
    const snapshot = this.account.snapshot(regionId, snapshotId);
    if (!snapshot) throw new Error(`there is no snapshot ${snapshotId} in ${regionId}`);
    return snapshot;
  }
}

function snapshotView(snapshot: SnapshotRecord, now: number): SnapshotView {
  return { ...snapshot, status: snapshotStatusAt(snapshot, now), tags: Object.fromEntries(snapshot.tags) };
}
