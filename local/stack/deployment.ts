import { Interrupted } from '../errors';
import { sameJson } from '../json';
import type { BoundResource, BoundTemplate } from '../template/bound';
import { withoutCircles } from '../template/graph';
import { EvaluationError } from '../template/problems';
import type { Policy } from '../template/template';
import type { Journal, Slot } from './journal';
import { allRecords, decide, isUpToDate, lookupIn, missingFrom } from './plan';
import { type RunResult, runTasks, type Task } from './scheduler';
import { withNoEcho } from './secrets';
import type { ResourceRecord, StackState, TextMap } from './state';
import type { Steps } from './steps';

/** What a deployment should make of a stack. */
export interface Wish {
  readonly target: BoundTemplate;
  readonly parameters: TextMap;
  /** The parameters whose values are shown to nobody (`NoEcho`). */
  readonly hidden: ReadonlySet<string>;
  readonly tags: TextMap;
  /** Whether a failure leaves the stack as it is then, instead of taking everything back. */
  readonly disableRollback: boolean;
}

/** How a deployment or a deletion ended. */
export type StackResult = 'changed' | 'unchanged' | 'failed';

/** Brings a stack to what a template says, or to nothing, in CloudFormation's order and with its rollback. */
export class Deployment {
  constructor(
    private readonly journal: Journal,
    private readonly steps: Steps,
    private readonly interrupt: AbortSignal,
  ) {}

  /** Creates or updates the stack. An interrupted deployment or rollback goes on where it stopped. */
  async deploy(wish: Wish): Promise<StackResult> {
    if (!(await this.finishRollback())) return 'failed';
    if (isUpToDate(this.state, wish.target, wish.tags)) return 'unchanged';
    const isNew = this.state.committed === undefined;
    const { parameters, tags, hidden } = wish;
    const status = isNew ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS';
    this.journal.enter(status, 'User Initiated', { parameters, tags, noEcho: withNoEcho(this.state, hidden) });
    const failures = await this.forward(wish);
    if (failures === undefined) {
      await this.cleanUp();
      this.journal.enter(isNew ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE', this.leftovers());
      return 'changed';
    }
    if (wish.disableRollback) this.journal.enter(isNew ? 'CREATE_FAILED' : 'UPDATE_FAILED', failures);
    else if (isNew) await this.rollBackCreation(failures);
    else await this.rollBackUpdate(failures);
    return 'failed';
  }

  /** Deletes all that belongs to the stack, and the stack with it. */
  async delete(): Promise<StackResult> {
    const own = Object.values(this.state.resources);
    const others = missingFrom(own, allRecords(this.state));
    this.journal.enter('DELETE_IN_PROGRESS', 'User Initiated', { obsolete: others, committed: undefined });
    const { failed } = await this.removeAll(
      [...own.map(({ logicalId }) => this.journal.slot(logicalId)), ...this.journal.obsoleteSlots()],
      ['Retain', 'RetainExceptOnCreate'],
    );
    if (failed.length === 0) {
      this.journal.end();
      return 'changed';
    }
    this.journal.enter('DELETE_FAILED', `The following resource(s) failed to delete: [${failed.join(', ')}].`);
    return 'failed';
  }

  private get state(): StackState {
    return this.journal.state;
  }

  /** @returns what failed, in CloudFormation's words, or undefined if the stack is what was wished. */
  private async forward(wish: Wish): Promise<string | undefined> {
    const failure = new AbortController();
    // Without a rollback the resources that are under way are worth finishing.
    const signal = wish.disableRollback ? this.interrupt : AbortSignal.any([this.interrupt, failure.signal]);
    const tasks = wish.target.resources.map(
      (resource): Task => ({
        key: resource.logicalId,
        after: resource.needs,
        run: async () => {
          const succeeded = await this.bring(resource, wish, signal);
          if (!succeeded) failure.abort();
          return succeeded;
        },
      }),
    );
    const verb = this.state.committed === undefined ? 'create' : 'update';
    const result = await this.run(tasks, signal);
    if (result.failed.length > 0) {
      return `The following resource(s) failed to ${verb}: [${result.failed.join(', ')}].`;
    }
    try {
      this.commit(wish);
      return undefined;
    } catch (error) {
      if (error instanceof EvaluationError) return error.message;
      throw error;
    }
  }

  /** Makes one resource what the template says. */
  private async bring(resource: BoundResource, { target, tags }: Wish, signal: AbortSignal): Promise<boolean> {
    const { logicalId, needs, deletionPolicy, updateReplacePolicy } = resource;
    const slot = this.journal.slot(logicalId);
    if (this.state.resources[logicalId]?.operation !== undefined && !(await this.steps.drive(slot, signal)))
      return false;
    const record = this.state.resources[logicalId];
    try {
      const properties = target.properties(resource, lookupIn(this.state));
      const decision = decide(record, resource, properties, tags);
      switch (decision.action) {
        case 'none':
          slot.set({ ...slot.get(), needs, deletionPolicy, updateReplacePolicy });
          return true;
        case 'create':
          return await this.steps.create(resource, properties, tags, signal);
        case 'create again':
          if (!(await this.steps.remove(slot)) || signal.aborted) return false;
          return await this.steps.create(resource, properties, tags, signal);
        case 'update':
          slot.set({ ...slot.get(), needs, deletionPolicy, updateReplacePolicy });
          return await this.steps.update(slot, properties, tags, signal);
        case 'replace':
          this.giveUp(slot.get());
          return await this.steps.create(resource, properties, tags, signal);
      }
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      return this.steps.refuse(record, resource, `Properties validation failed: ${error.message}`);
    }
  }

  /** Makes room for a replacement. What the last complete stack had is kept there, in case it has to come back. */
  private giveUp(record: ResourceRecord): void {
    const reason = 'Requested update requires the creation of a new physical resource; hence creating one.';
    this.journal.tell(record, 'UPDATE_IN_PROGRESS', reason);
    if (this.state.committed?.resources[record.logicalId]?.identifier === record.identifier) return;
    this.journal.change({ obsolete: [...this.state.obsolete, record] });
  }

  /** The new stack is complete: from here on there is no way back, and what it no longer has can go. */
  private commit({ target, parameters, tags }: Wish): void {
    const outputs = target.outputs(lookupIn(this.state));
    const kept = target.resources.map(({ logicalId }) => this.journal.slot(logicalId).get());
    const resources = Object.fromEntries(kept.map((record) => [record.logicalId, record]));
    const stays = (record: ResourceRecord): boolean => {
      const policy = resources[record.logicalId]?.updateReplacePolicy ?? record.deletionPolicy;
      return policy !== 'Delete' && wasCreated(record);
    };
    const gone = missingFrom(kept, allRecords(this.state));
    const isNew = this.state.committed === undefined;
    const patch = {
      resources,
      obsolete: gone.filter((record) => !stays(record)),
      committed: { parameters, tags, resources, outputs },
      outputs,
    };
    if (isNew) this.journal.change(patch);
    else this.journal.enter('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', undefined, patch);
    for (const record of gone.filter(stays)) this.journal.tell(record, 'DELETE_SKIPPED');
  }

  private async rollBackCreation(reason: string): Promise<boolean> {
    this.journal.enter('ROLLBACK_IN_PROGRESS', `${reason} Rollback requested by user.`);
    const slots = Object.keys(this.state.resources).map((logicalId) => this.journal.slot(logicalId));
    const { failed } = await this.removeAll([...slots, ...this.journal.obsoleteSlots()], ['Retain']);
    if (failed.length === 0) this.journal.enter('ROLLBACK_COMPLETE');
    else this.journal.enter('ROLLBACK_FAILED', `The following resource(s) failed to delete: [${failed.join(', ')}].`);
    return failed.length === 0;
  }

  private async rollBackUpdate(reason: string): Promise<boolean> {
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
    const { failed } = await this.run(tasks, this.interrupt);
    if (failed.length > 0) {
      const what = `The following resource(s) failed to update: [${failed.join(', ')}].`;
      this.journal.enter('UPDATE_ROLLBACK_FAILED', what);
      return false;
    }
    this.journal.enter('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
    await this.cleanUp();
    this.journal.enter('UPDATE_ROLLBACK_COMPLETE', this.leftovers());
    return true;
  }

  /** Gives a resource the properties back that it had in the last complete stack. */
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

  /** Finishes a rollback that was interrupted or that failed. @returns whether the stack can be deployed to. */
  private async finishRollback(): Promise<boolean> {
    const { status, reason = '' } = this.state;
    if (status === 'ROLLBACK_IN_PROGRESS' || status === 'ROLLBACK_FAILED') return this.rollBackCreation(reason);
    if (status.startsWith('UPDATE_ROLLBACK_') && status !== 'UPDATE_ROLLBACK_COMPLETE')
      return this.rollBackUpdate(reason);
    return true;
  }

  /** Deletes what the stack no longer has. What cannot be deleted does not fail the stack, as in CloudFormation. */
  private async cleanUp(): Promise<void> {
    await this.removeAll(this.journal.obsoleteSlots(), []);
  }

  private leftovers(): string | undefined {
    const names = this.state.obsolete.map(({ identifier, logicalId }) => identifier ?? logicalId);
    return names.length === 0 ? undefined : `Could not be deleted and is left: ${names.join(', ')}`;
  }

  /** Deletes resources, those that need others first. A resource with one of the policies stays and is forgotten. */
  private async removeAll(slots: readonly Slot[], retained: readonly Policy[]): Promise<RunResult> {
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
    return this.run(tasks, this.interrupt);
  }

  /** Runs tasks; an interruption between them ends the deployment too. */
  private async run(tasks: readonly Task[], signal: AbortSignal): Promise<RunResult> {
    const result = await runTasks(tasks, signal);
    if (this.interrupt.aborted && result.skipped.length > 0) throw new Interrupted('interrupted');
    return result;
  }
}

/** Whether a policy to retain a resource holds: what failed to be created, or was being deleted already, is not worth keeping. */
function wasCreated({ status }: ResourceRecord): boolean {
  return status === 'CREATE_COMPLETE' || status.startsWith('UPDATE_') || status.startsWith('IMPORT_');
}
