import { withoutCircles } from '../template/graph';
import type { Policy } from '../template/template';
import type { Journal, Slot } from './journal';
import { type RunResult, runInterruptibly, type Task } from './scheduler';
import type { ResourceRecord } from './state';
import type { Steps } from './steps';

/** How often CloudFormation tries to delete what an update no longer needs, according to its troubleshooting guide. */
const CLEAN_UP_ATTEMPTS = 3;

/** The policies that keep a resource in the cloud when its stack is deleted. */
export const KEEPS_ON_DELETION: readonly Policy[] = ['Retain', 'RetainExceptOnCreate'];

/** Whether these policies keep a resource in the cloud when it leaves its stack. */
export function isKept(record: ResourceRecord, retained: readonly Policy[]): boolean {
  return wasCreated(record) && retained.includes(record.deletionPolicy);
}

/** Removes resources that a stack has or had, in CloudFormation's order. */
export class Removal {
  constructor(
    private readonly journal: Journal,
    private readonly steps: Steps,
    private readonly interrupt: AbortSignal,
  ) {}

  /**
   * Deletes what the stack no longer needs. As in CloudFormation, what cannot be deleted leaves the stack anyway: no later update or
   * deletion of the stack tries it again.
   *
   * @returns what could not be deleted.
   */
  async cleanUp(): Promise<readonly ResourceRecord[]> {
    const abandoned: ResourceRecord[] = [];
    await this.inOrder(this.journal.obsoleteSlots(), async (slot) => {
      if (await this.steps.remove(slot, CLEAN_UP_ATTEMPTS)) return true;
      abandoned.push(slot.get());
      slot.remove();
      return true;
    });
    return abandoned;
  }

  /** Deletes resources, dependent ones first. A resource with one of the policies stays and is forgotten. */
  removeAll(slots: readonly Slot[], retained: readonly Policy[]): Promise<RunResult> {
    return this.inOrder(slots, async (slot) => {
      const record = slot.get();
      if (!isKept(record, retained)) return this.steps.remove(slot);
      this.journal.tell(record, 'DELETE_SKIPPED');
      slot.remove();
      return true;
    });
  }

  private inOrder(slots: readonly Slot[], remove: (slot: Slot) => Promise<boolean>): Promise<RunResult> {
    const names = slots.map((slot) => slot.get().logicalId);
    const keys = names.map((name, index) => (names.indexOf(name) === index ? name : `${name} (${index})`));
    // Resources from several templates may need one another in both directions.
    const after = withoutCircles(
      new Map(
        keys.map((key, index) => [
          key,
          keys.filter((_, other) => other !== index && slots[other]?.get().needs.includes(names[index] ?? '') === true),
        ]),
      ),
    );
    const tasks = slots.map((slot, index): Task => {
      const key = keys[index] ?? '';
      return { key, after: after.get(key) ?? [], run: () => remove(slot) };
    });
    return runInterruptibly(tasks, this.interrupt, this.interrupt);
  }
}

/** The status reason of a stack for what could not be deleted; `undefined` if there is nothing. @param done what ended. */
export function leftovers(done: 'Update' | 'Rollback', abandoned: readonly ResourceRecord[]): string | undefined {
  if (abandoned.length === 0) return undefined;
  const names = abandoned.map(({ identifier, logicalId }) => identifier ?? logicalId);
  return (
    `${done} successful. One or more resources could not be deleted. ` +
    `They remain, and are no longer in the stack: ${names.join(', ')}`
  );
}

/** Whether a policy to retain a resource applies: not if its creation failed or its deletion had begun. */
export function wasCreated({ status }: ResourceRecord): boolean {
  return status === 'CREATE_COMPLETE' || status.startsWith('UPDATE_') || status.startsWith('IMPORT_');
}
