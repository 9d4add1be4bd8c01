import { withoutCircles } from '../template/graph';
import type { Policy } from '../template/template';
import type { Journal, Slot } from './journal';
import { type RunResult, runInterruptibly, type Task } from './scheduler';
import type { ResourceRecord, StackState } from './state';
import type { Steps } from './steps';

/** Takes resources away that a stack has or had, in CloudFormation's order. */
export class Removal {
  constructor(
    private readonly journal: Journal,
    private readonly steps: Steps,
    private readonly interrupt: AbortSignal,
  ) {}

  /** Deletes what the stack no longer has. What cannot be deleted does not fail the stack, as in CloudFormation. */
  async cleanUp(): Promise<void> {
    await this.removeAll(this.journal.obsoleteSlots(), []);
  }

  /** Deletes resources, those that need others first. A resource with one of the policies stays and is forgotten. */
  async removeAll(slots: readonly Slot[], retained: readonly Policy[]): Promise<RunResult> {
    const names = slots.map((slot) => slot.get().logicalId);
    const keys = names.map((name, index) => (names.indexOf(name) === index ? name : `${name} (${index})`));
    // What is left of several templates may need one another both ways.
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
      return {
        key,
        after: after.get(key) ?? [],
        run: async () => {
          const record = slot.get();
          if (wasCreated(record) && retained.includes(record.deletionPolicy)) {
            this.journal.tell(record, 'DELETE_SKIPPED');
            slot.remove();
            return true;
          }
          return this.steps.remove(slot);
        },
      };
    });
    return runInterruptibly(tasks, this.interrupt, this.interrupt);
  }
}

/** What could not be deleted, as the reason of a stack's status; undefined if there is nothing. */
export function leftovers({ obsolete }: StackState): string | undefined {
  const names = obsolete.map(({ identifier, logicalId }) => identifier ?? logicalId);
  return names.length === 0 ? undefined : `Could not be deleted and is left: ${names.join(', ')}`;
}

/** Whether a policy to retain a resource holds: what failed to be created, or was being deleted already, is not worth keeping. */
export function wasCreated({ status }: ResourceRecord): boolean {
  return status === 'CREATE_COMPLETE' || status.startsWith('UPDATE_') || status.startsWith('IMPORT_');
}
