import type { Clock } from '../clock';
import {
  type EventSink,
  type ResourceRecord,
  type ResourceStatus,
  STACK_TYPE,
  type StackEvent,
  type StackState,
  type StackStatus,
} from './state';

/** Stores the state of one stack. */
export interface StackStore {
  /** Saves the state. When it returns, the state survives the end of the program as far as the store can ensure this. */
  save(state: StackState): void;
  /** Removes the stack. */
  remove(): void;
}

/** The most events that are kept. A deployment of a hundred resources has about four hundred. */
const KEPT_EVENTS = 1000;

/** Where a record is stored: under its name in the stack, or among those that still have to be deleted. */
export interface Slot {
  get(): ResourceRecord;
  set(record: ResourceRecord): void;
  remove(): void;
}

/** The state of a stack during work on it. Every change is saved before anything else happens, and then reported. */
export class Journal {
  #state: StackState;

  constructor(
    state: StackState,
    private readonly store: StackStore,
    private readonly clock: Clock,
    private readonly sink: EventSink,
  ) {
    this.#state = state;
  }

  get state(): StackState {
    return this.#state;
  }

  change(patch: Partial<StackState>): void {
    this.#state = { ...this.#state, ...patch };
    this.store.save(this.#state);
  }

  /** Sets another status of the stack and reports it. */
  enter(status: StackStatus, reason?: string, patch: Partial<StackState> = {}): void {
    const { name, id } = this.#state;
    this.#emit(
      { kind: 'stack', logicalId: name, type: STACK_TYPE, identifier: id, status, reason },
      { ...patch, status, reason },
    );
  }

  /** Reports the end of the stack, then removes it. */
  end(): void {
    this.enter('DELETE_COMPLETE');
    this.store.remove();
  }

  tell(record: ResourceRecord, status: ResourceStatus, reason?: string, kind: StackEvent['kind'] = 'resource'): void {
    const { logicalId, typeName: type, identifier } = record;
    this.#emit({ kind, logicalId, type, identifier, status, reason });
  }

  put(record: ResourceRecord): void {
    this.change({ resources: { ...this.#state.resources, [record.logicalId]: record } });
  }

  /** The place of a resource in the stack. */
  slot(logicalId: string): Slot {
    return {
      get: () => {
        const record = this.#state.resources[logicalId];
        if (record === undefined) throw new RangeError(`the stack has no resource ${logicalId}`);
        return record;
      },
      set: (record) => this.put(record),
      remove: () => {
        const { [logicalId]: _removed, ...resources } = this.#state.resources;
        this.change({ resources });
      },
    };
  }

  /** The places of the resources that still have to be deleted. */
  obsoleteSlots(): Slot[] {
    return this.#state.obsolete.map((first) => {
      let current: ResourceRecord = first;
      const replace = (...by: ResourceRecord[]): void => {
        this.change({ obsolete: this.#state.obsolete.flatMap((record) => (record === current ? by : [record])) });
      };
      return {
        get: () => current,
        set(record) {
          replace(record);
          current = record;
        },
        remove: () => replace(),
      };
    });
  }

  #emit(told: Omit<StackEvent, 'timestamp' | 'stackName'>, patch: Partial<StackState> = {}): void {
    const { name: stackName, events } = this.#state;
    const event: StackEvent = { timestamp: new Date(this.clock.now()).toISOString(), stackName, ...told };
    if (event.kind !== 'progress') this.change({ ...patch, events: [...events, event].slice(-KEPT_EVENTS) });
    this.sink(event);
  }
}
