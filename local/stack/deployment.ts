import type { BoundResource } from '../template/bound';
import { EvaluationError } from '../template/problems';
import type { Journal } from './journal';
import { allRecords, decide, isUpToDate, lookupIn, missingFrom } from './plan';
import type { Proposal } from './proposal';
import { KEEPS_ON_DELETION, leftovers, Removal, wasCreated } from './removal';
import { Rollback } from './rollback';
import { runInterruptibly, type Task } from './scheduler';
import { withNoEcho } from './secrets';
import type { ResourceRecord, StackState } from './state';
import type { Steps } from './steps';

/** How a deployment is done. */
export interface DeploymentOptions {
  /** Whether a failure leaves the stack as it is, without a rollback. */
  readonly disableRollback: boolean;
}

/** How a deployment or a deletion ended. */
export type StackResult = 'changed' | 'unchanged' | 'failed';

/** Changes a stack to its desired state, or deletes it, in CloudFormation's order and with its rollback. */
export class Deployment {
  readonly #removal: Removal;
  readonly #rollback: Rollback;

  constructor(
    private readonly journal: Journal,
    private readonly steps: Steps,
    private readonly interrupt: AbortSignal,
  ) {
    this.#removal = new Removal(journal, steps, interrupt);
    this.#rollback = new Rollback(journal, steps, this.#removal, interrupt);
  }

  /** Creates or updates the stack. An interrupted deployment or rollback continues where it stopped. */
  async deploy(proposal: Proposal, options: DeploymentOptions): Promise<StackResult> {
    if (!(await this.#rollback.finish())) return 'failed';
    const { target, parameters, tags, hidden } = proposal;
    if (isUpToDate(this.state, target, tags)) return 'unchanged';
    const isNew = this.state.committed === undefined;
    const status = isNew ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS';
    this.journal.enter(status, 'User Initiated', { parameters, tags, noEcho: withNoEcho(this.state, hidden) });
    const failures = await this.forward(proposal, options);
    if (failures === undefined) {
      const abandoned = await this.#removal.cleanUp();
      this.journal.enter(isNew ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE', leftovers('Update', abandoned));
      return 'changed';
    }
    if (options.disableRollback) this.journal.enter(isNew ? 'CREATE_FAILED' : 'UPDATE_FAILED', failures);
    else if (isNew) await this.#rollback.ofCreation(failures);
    else await this.#rollback.ofUpdate(failures);
    return 'failed';
  }

  /**
   * Deletes everything that belongs to the stack, and the stack itself.
   *
   * @param retained the logical IDs of resources that leave the stack and stay in the cloud.
   */
  async delete(retained: ReadonlySet<string> = new Set()): Promise<StackResult> {
    const all = allRecords(this.state);
    const stays = ({ logicalId }: ResourceRecord): boolean => retained.has(logicalId);
    const own = Object.values(this.state.resources).filter((record) => !stays(record));
    this.journal.enter('DELETE_IN_PROGRESS', 'User Initiated', {
      // This is stored at once, so that an interrupted deletion continues without them.
      resources: Object.fromEntries(own.map((record) => [record.logicalId, record])),
      obsolete: missingFrom(Object.values(this.state.resources), all).filter((record) => !stays(record)),
      committed: undefined,
    });
    for (const record of all.filter(stays)) this.journal.tell(record, 'DELETE_SKIPPED');
    const { failed } = await this.#removal.removeAll(
      [...own.map(({ logicalId }) => this.journal.slot(logicalId)), ...this.journal.obsoleteSlots()],
      KEEPS_ON_DELETION,
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

  /** @returns what failed, in CloudFormation's words; `undefined` if the stack has its desired state. */
  private async forward(proposal: Proposal, { disableRollback }: DeploymentOptions): Promise<string | undefined> {
    const failure = new AbortController();
    // Without a rollback, resources with running operations are completed.
    const signal = disableRollback ? this.interrupt : AbortSignal.any([this.interrupt, failure.signal]);
    const tasks = proposal.target.resources.map(
      (resource): Task => ({
        key: resource.logicalId,
        after: resource.needs,
        run: async () => {
          const succeeded = await this.bring(resource, proposal, signal);
          if (!succeeded) failure.abort();
          return succeeded;
        },
      }),
    );
    const verb = this.state.committed === undefined ? 'create' : 'update';
    const result = await runInterruptibly(tasks, signal, this.interrupt);
    if (result.failed.length > 0) {
      return `The following resource(s) failed to ${verb}: [${result.failed.join(', ')}].`;
    }
    try {
      this.commit(proposal);
      return undefined;
    } catch (error) {
      if (error instanceof EvaluationError) return error.message;
      throw error;
    }
  }

  /** Makes one resource match the template. */
  private async bring(resource: BoundResource, { target, tags }: Proposal, signal: AbortSignal): Promise<boolean> {
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

  /** Makes room for a replacement. A resource of the last complete stack is kept, in case a rollback needs it. */
  private giveUp(record: ResourceRecord): void {
    const reason = 'Requested update requires the creation of a new physical resource; hence creating one.';
    this.journal.tell(record, 'UPDATE_IN_PROGRESS', reason);
    if (this.state.committed?.resources[record.logicalId]?.identifier === record.identifier) return;
    this.journal.change({ obsolete: [...this.state.obsolete, record] });
  }

  /** The new stack is complete. From here on there is no rollback, and what the stack no longer has can be deleted. */
  private commit({ target, parameters, tags }: Proposal): void {
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
}
