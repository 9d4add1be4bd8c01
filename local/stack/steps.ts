import { Interrupted } from '../errors';
import type { JsonObject } from '../json';
import type { ResourceType, ResourceTypes } from '../schema/resource-type';
import type { BoundResource } from '../template/bound';
import type { Journal, Slot } from './journal';
import {
  beginOperation,
  driveOperation,
  type OperationFailure,
  type OperationStep,
  type OperationTools,
  readResource,
} from './operation';
import type { OperationState, ResourceRecord, ResourceStatus, TextMap } from './state';

/** What the user sees after the handler has accepted an operation. */
const INITIATED: Readonly<Partial<Record<OperationState['action'], string>>> = {
  CREATE: 'Resource creation Initiated',
};
const CANCELLED: Readonly<Record<OperationState['action'], string>> = {
  CREATE: 'Resource creation cancelled',
  UPDATE: 'Resource update cancelled',
  DELETE: 'Resource deletion cancelled',
};

/** The steps of a deployment, each for one resource. They record what they do while they do it. */
export class Steps {
  constructor(
    private readonly tools: OperationTools,
    private readonly types: ResourceTypes,
    private readonly journal: Journal,
    private readonly interrupt: AbortSignal,
  ) {}

  /** Creates the resource under its name. An earlier resource of this name leaves the stack. @returns whether it succeeded. */
  create(resource: BoundResource, properties: JsonObject, tags: TextMap, signal: AbortSignal): Promise<boolean> {
    const { logicalId, needs, deletionPolicy, updateReplacePolicy } = resource;
    const record: ResourceRecord = {
      logicalId,
      typeName: resource.type.name,
      status: 'CREATE_IN_PROGRESS',
      properties,
      attributes: {},
      stackTags: tags,
      needs,
      deletionPolicy,
      updateReplacePolicy,
    };
    const details = { action: 'CREATE', stackTags: tags, previousStackTags: tags } as const;
    const operation = beginOperation(this.tools, resource.type, record, details);
    this.journal.put({ ...record, operation });
    return this.drive(this.journal.slot(logicalId), signal);
  }

  /** Updates the resource in place. @returns whether it succeeded. */
  update(slot: Slot, properties: JsonObject, tags: TextMap, signal: AbortSignal): Promise<boolean> {
    const before = slot.get();
    const record: ResourceRecord = {
      ...before,
      properties,
      stackTags: tags,
      reason: undefined,
      status: 'UPDATE_IN_PROGRESS',
    };
    const details = {
      action: 'UPDATE',
      previous: before.properties,
      stackTags: tags,
      previousStackTags: before.stackTags,
    } as const;
    slot.set({ ...record, operation: beginOperation(this.tools, this.typeOf(record), record, details) });
    return this.drive(slot, signal);
  }

  /**
   * Deletes the resource. A resource that does not exist counts as deleted.
   *
   * @param attempts how often this is tried; only the last failure is a stack event. @returns whether it succeeded.
   */
  async remove(slot: Slot, attempts = 1): Promise<boolean> {
    await this.identify(slot);
    const record = slot.get();
    const { identifier, stackTags } = record;
    if (identifier === undefined) {
      this.journal.tell(record, 'DELETE_COMPLETE');
      slot.remove();
      return true;
    }
    if (record.operation?.action !== 'DELETE') {
      const details = { action: 'DELETE', stackTags, previousStackTags: stackTags } as const;
      const operation = beginOperation(this.tools, this.typeOf(record), record, details);
      slot.set({ ...record, status: 'DELETE_IN_PROGRESS', reason: undefined, operation });
    }
    if (attempts <= 1) return this.drive(slot, this.interrupt);
    const left = attempts - 1;
    const remark = `The deletion failed; ${left} more ${left === 1 ? 'attempt' : 'attempts'}`;
    return (await this.drive(slot, this.interrupt, remark)) || this.remove(slot, left);
  }

  /**
   * Continues or begins the recorded operation.
   *
   * @param remark reported instead of a stack event if a deletion fails and is tried again. @returns whether it succeeded.
   */
  async drive(slot: Slot, signal: AbortSignal, remark?: string): Promise<boolean> {
    const record = slot.get();
    const { operation } = record;
    if (operation === undefined) return true;
    const { action } = operation;
    const type = this.typeOf(record);
    this.tell(record, action, 'IN_PROGRESS');
    const onRetry = (message: string): void => this.tellProgress(slot, action, message);
    const onStep = (step: OperationStep): void => this.recordStep(slot, action, step);
    const result = await driveOperation(this.tools, type, record, operation, { signal, onRetry, onStep });
    if (result.outcome === 'stopped') {
      // Without an identifier the operation is kept: only it can tell what was created.
      return this.cancel(slot, action, slot.get().identifier === undefined ? operation : undefined);
    }
    if (result.outcome === 'failed') return this.endFailed(slot, action, result, remark);
    if (action === 'DELETE') return this.finish(slot, action, {});
    const made: ResourceRecord = { ...slot.get(), identifier: result.identifier };
    slot.set(made);
    const read = await readResource(this.tools, type, made, operation.stackTags, { signal, onRetry });
    if (read.outcome === 'succeeded') return this.finish(slot, action, read.attributes);
    if (read.outcome === 'failed') return this.fail(slot, action, read.reason);
    return this.cancel(slot, action);
  }

  private recordStep(slot: Slot, action: OperationState['action'], step: OperationStep): void {
    const isNew = slot.get().identifier === undefined;
    slot.set({ ...slot.get(), identifier: step.identifier, operation: step.operation });
    if (isNew) this.tell(slot.get(), action, 'IN_PROGRESS', INITIATED[action]);
    if (step.message !== '') this.tellProgress(slot, action, step.message);
  }

  /** @param kept the operation, if it is to be continued later. @throws Interrupted if the user stopped everything. */
  private cancel(slot: Slot, action: OperationState['action'], kept?: OperationState): false {
    if (this.interrupt.aborted) throw new Interrupted('interrupted');
    return this.fail(slot, action, CANCELLED[action], kept);
  }

  private endFailed(
    slot: Slot,
    action: OperationState['action'],
    { code, identifier, reason }: OperationFailure,
    remark: string | undefined,
  ): boolean {
    if (action === 'DELETE' && code === 'NotFound') return this.finish(slot, action, {});
    if (identifier !== undefined) slot.set({ ...slot.get(), identifier });
    if (remark === undefined) return this.fail(slot, action, reason);
    slot.set({ ...slot.get(), operation: undefined });
    this.tellProgress(slot, action, remark);
    return false;
  }

  /** A failure without a call of the handler. */
  refuse(record: ResourceRecord | undefined, resource: BoundResource, reason: string): false {
    const { logicalId, type } = resource;
    const action = record === undefined ? 'CREATE' : 'UPDATE';
    const shown = record ?? { ...EMPTY_RECORD, logicalId, typeName: type.name };
    this.journal.tell(shown, `${action}_FAILED`, reason);
    return false;
  }

  /** Finds the identifier for a creation that was interrupted before the handler's first answer. */
  private async identify(slot: Slot): Promise<void> {
    const record = slot.get();
    if (record.identifier !== undefined || record.operation?.action !== 'CREATE') return;
    const result = await driveOperation(this.tools, this.typeOf(record), record, record.operation, {
      signal: this.interrupt,
      untilIdentified: true,
      onRetry: (message) => this.tellProgress(slot, 'DELETE', message),
      onStep: ({ identifier, operation }) => slot.set({ ...slot.get(), identifier, operation }),
    });
    if (result.outcome !== 'stopped' && result.identifier !== undefined) {
      slot.set({ ...slot.get(), identifier: result.identifier });
    }
    if (this.interrupt.aborted) throw new Interrupted('interrupted');
  }

  private finish(slot: Slot, action: OperationState['action'], attributes: JsonObject): true {
    const { operation: _done, reason: _old, ...record } = slot.get();
    if (action === 'DELETE') slot.remove();
    else slot.set({ ...record, attributes, status: `${action}_COMPLETE` });
    this.tell(record, action, 'COMPLETE');
    return true;
  }

  private fail(slot: Slot, action: OperationState['action'], reason: string, operation?: OperationState): false {
    const record: ResourceRecord = { ...slot.get(), status: `${action}_FAILED`, reason, operation };
    slot.set(record);
    this.tell(record, action, 'FAILED', reason);
    return false;
  }

  private tell(
    record: ResourceRecord,
    action: OperationState['action'],
    phase: 'IN_PROGRESS' | 'COMPLETE' | 'FAILED',
    reason?: string,
  ): void {
    this.journal.tell(record, this.statusOf(record, action, phase), reason);
  }

  private tellProgress(slot: Slot, action: OperationState['action'], message: string): void {
    const record = slot.get();
    this.journal.tell(record, this.statusOf(record, action, 'IN_PROGRESS'), message, 'progress');
  }

  /** If the stack has the resource already, CloudFormation calls the creation of its replacement an update. */
  private statusOf(
    { logicalId }: ResourceRecord,
    action: OperationState['action'],
    phase: 'IN_PROGRESS' | 'COMPLETE' | 'FAILED',
  ): ResourceStatus {
    const replaces = action === 'CREATE' && this.journal.state.committed?.resources[logicalId] !== undefined;
    return `${replaces ? 'UPDATE' : action}_${phase}`;
  }

  private typeOf({ typeName }: ResourceRecord): ResourceType {
    const type = this.types.get(typeName);
    if (type === undefined) throw new RangeError(`the resource type ${typeName} is not known`);
    return type;
  }
}

/** A record without any information. */
export const EMPTY_RECORD: ResourceRecord = {
  logicalId: '',
  typeName: '',
  status: 'CREATE_FAILED',
  properties: {},
  attributes: {},
  stackTags: {},
  needs: [],
  deletionPolicy: 'Delete',
  updateReplacePolicy: 'Delete',
};
