import { sameJson } from '../json';
import type { Journal } from './journal';
import { missingFrom } from './plan';
import { leftovers, type Removal, wasCreated } from './removal';
import { runInterruptibly, type Task } from './scheduler';
import type { ResourceRecord, StackState } from './state';
import type { Steps } from './steps';

/** Rolls back a failed creation or update of a stack. */
export class Rollback {
  constructor(
    private readonly journal: Journal,
    private readonly steps: Steps,
    private readonly removal: Removal,
    private readonly interrupt: AbortSignal,
  ) {}

  /** Finishes a rollback that was interrupted, or that of an update that failed. @returns whether the stack can be deployed to. */
  async finish(): Promise<boolean> {
    const { status, reason = '' } = this.state;
    if (status.startsWith('UPDATE_ROLLBACK_') && status !== 'UPDATE_ROLLBACK_COMPLETE') return this.ofUpdate(reason);
    if (status !== 'ROLLBACK_IN_PROGRESS') return true;
    await this.undoCreation(reason);
    return false;
  }

  /** Rolls back a failed creation. Then the stack can only be deleted. */
  ofCreation(failures: string): Promise<void> {
    return this.undoCreation(`${failures} Rollback requested by user.`);
  }

  private async undoCreation(reason: string): Promise<void> {
    this.journal.enter('ROLLBACK_IN_PROGRESS', reason);
    const slots = Object.keys(this.state.resources).map((logicalId) => this.journal.slot(logicalId));
    const { failed } = await this.removal.removeAll([...slots, ...this.journal.obsoleteSlots()], ['Retain']);
    if (failed.length === 0) this.journal.enter('ROLLBACK_COMPLETE');
    else this.journal.enter('ROLLBACK_FAILED', `The following resource(s) failed to delete: [${failed.join(', ')}].`);
  }

  /** Restores the last complete state of the stack. @returns whether this succeeded. */
  async ofUpdate(reason: string): Promise<boolean> {
    const { committed } = this.state;
    const before = Object.values(committed?.resources ?? {});
    const current = Object.values(this.state.resources);
    const made = missingFrom(before, current);
    const kept = current.filter((record) => !made.includes(record));
    const restored = missingFrom(kept, before);
    const stays = (record: ResourceRecord): boolean => record.deletionPolicy === 'Retain' && wasCreated(record);
    const exists = ({ identifier, operation }: ResourceRecord): boolean =>
      identifier !== undefined || operation !== undefined;
    this.journal.enter('UPDATE_ROLLBACK_IN_PROGRESS', reason, {
      resources: Object.fromEntries([...kept, ...restored].map((record) => [record.logicalId, record])),
      obsolete: [...this.state.obsolete, ...made.filter((record) => exists(record) && !stays(record))],
      parameters: committed?.parameters ?? {},
      tags: committed?.tags ?? {},
    });
    for (const record of made.filter(stays)) this.journal.tell(record, 'DELETE_SKIPPED');
    const replaced = restored.filter(({ logicalId }) => made.some((record) => record.logicalId === logicalId));
    for (const record of replaced) this.journal.tell(record, 'UPDATE_COMPLETE');

    const tasks = before.map(
      (record): Task => ({
        key: record.logicalId,
        after: record.needs,
        run: async () => this.takeBack(record),
      }),
    );
    const { failed } = await runInterruptibly(tasks, this.interrupt, this.interrupt);
    if (failed.length > 0) {
      const what = `The following resource(s) failed to update: [${failed.join(', ')}].`;
      this.journal.enter('UPDATE_ROLLBACK_FAILED', what);
      return false;
    }
    this.journal.enter('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
    const abandoned = await this.removal.cleanUp();
    this.journal.enter('UPDATE_ROLLBACK_COMPLETE', leftovers('Rollback', abandoned));
    return true;
  }

  /** Restores the properties that a resource had in the last complete stack. */
  private async takeBack(before: ResourceRecord): Promise<boolean> {
    const slot = this.journal.slot(before.logicalId);
    const { operation, status, properties, stackTags } = slot.get();
    const untouched =
      operation === undefined &&
      !status.endsWith('_FAILED') &&
      sameJson(properties, before.properties) &&
      sameJson(stackTags, before.stackTags);
    if (!untouched && !(await this.steps.update(slot, before.properties, before.stackTags, this.interrupt)))
      return false;
    const { needs, deletionPolicy, updateReplacePolicy } = before;
    slot.set({ ...slot.get(), needs, deletionPolicy, updateReplacePolicy });
    return true;
  }

  private get state(): StackState {
    return this.journal.state;
  }
}
