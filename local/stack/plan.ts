import { type JsonObject, sameJson } from '../json';
import type { BoundResource, BoundTemplate, KnownResource, Lookup, Output } from '../template/bound';
import { hasUnknown, toJson, UNKNOWN, type Value } from '../template/expression';
import { attributeOf, type ResourceRecord, type StackState, type TextMap } from './state';

/** What has to be done to a resource to make it what the template says. */
export type Decision =
  | { readonly action: 'none' }
  | { readonly action: 'create' }
  /** A creation that failed left something: it is deleted first. */
  | { readonly action: 'create again' }
  | { readonly action: 'update'; readonly changed: readonly string[] }
  /** A create-only property changes: a new resource takes the place of the old one. */
  | { readonly action: 'replace'; readonly changed: readonly string[] };

/** A resource that a deployment would change. */
export interface PlannedChange {
  readonly logicalId: string;
  readonly action: Exclude<Decision['action'], 'none'> | 'delete';
  readonly changed: readonly string[];
}

/** What has to be done to a resource, given its record (none: it does not exist) and its properties to be. */
export function decide(
  record: ResourceRecord | undefined,
  resource: BoundResource,
  properties: { readonly [name: string]: Value },
  tags: TextMap,
): Decision {
  if (record === undefined) return { action: 'create' };
  const isBroken = record.status === 'CREATE_FAILED' || record.status === 'DELETE_FAILED';
  if (isBroken || record.identifier === undefined) return { action: 'create again' };
  const changed = changedValues(record.properties, properties);
  if (record.typeName !== resource.type.name) return { action: 'replace', changed };
  if (changed.some((name) => resource.type.createOnly.includes(name))) return { action: 'replace', changed };
  const retagged = sameJson(record.stackTags, tags) ? [] : ['stack tags'];
  if (changed.length > 0 || retagged.length > 0 || record.status.endsWith('_FAILED')) {
    return { action: 'update', changed: [...changed, ...retagged] };
  }
  return { action: 'none' };
}

/** The names of the properties that differ; a value that is not known yet counts as changed. */
function changedValues(before: JsonObject, after: { readonly [name: string]: Value }): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => {
    const value = after[name];
    if (value === undefined || hasUnknown(value)) return true;
    return !sameJson(before[name], toJson(value, [name]));
  });
}

/** Every change that a deployment would make, in its order; deletions last. */
export function planChanges(state: StackState, target: BoundTemplate, tags: TextMap): PlannedChange[] {
  const planned = new Map<string, Decision>();
  const lookup: Lookup = (logicalId) => {
    const record = state.resources[logicalId];
    const action = planned.get(logicalId)?.action;
    if (record === undefined || action === undefined || action.startsWith('create') || action === 'replace') {
      return undefined;
    }
    const resource = knownResource(record);
    return action === 'none' ? resource : { ...resource, attribute: () => UNKNOWN };
  };
  for (const resource of target.resources) {
    const record = state.resources[resource.logicalId];
    planned.set(resource.logicalId, decide(record, resource, target.partialProperties(resource, lookup), tags));
  }
  const changes = [...planned].flatMap(([logicalId, decision]): PlannedChange[] => {
    if (decision.action === 'none') return [];
    return [{ logicalId, action: decision.action, changed: 'changed' in decision ? decision.changed : [] }];
  });
  const gone = Object.keys(state.resources).filter((logicalId) => !planned.has(logicalId));
  return [...changes, ...gone.map((logicalId) => ({ logicalId, action: 'delete' as const, changed: [] }))];
}

/** Whether a complete stack is already what the template says, its outputs included. */
export function isUpToDate(state: StackState, target: BoundTemplate, tags: TextMap): boolean {
  if (!/^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/.test(state.status) || state.obsolete.length > 0) return false;
  return planChanges(state, target, tags).length === 0 && sameOutputs(state.outputs, target.outputs(lookupIn(state)));
}

/** The resources of a stack as functions see them. */
export function lookupIn(state: StackState): Lookup {
  return (logicalId) => {
    const record = state.resources[logicalId];
    return record?.identifier === undefined ? undefined : knownResource(record);
  };
}

/** The resources that are in neither the old nor the new stack's place: the ones of `before` that `after` lacks. */
export function missingFrom(after: readonly ResourceRecord[], before: readonly ResourceRecord[]): ResourceRecord[] {
  return before.filter(
    (record) => !after.some((other) => other.logicalId === record.logicalId && other.identifier === record.identifier),
  );
}

/** Every record of a stack, each resource once: its own, those still to be deleted, and those a rollback would bring back. */
export function allRecords(state: StackState): ResourceRecord[] {
  const own = [...Object.values(state.resources), ...state.obsolete];
  return [...own, ...missingFrom(own, Object.values(state.committed?.resources ?? {}))];
}

function knownResource(record: ResourceRecord): KnownResource {
  return { identifier: record.identifier ?? UNKNOWN, attribute: (name) => attributeOf(record, name) };
}

function sameOutputs(left: readonly Output[], right: readonly Output[]): boolean {
  const key = (outputs: readonly Output[]): string =>
    JSON.stringify(outputs.map(({ name, value, description }) => [name, value, description]));
  return key(left) === key(right);
}
