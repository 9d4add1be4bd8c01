import { type JsonObject, sameJson } from '../json';
import type { BoundResource, BoundTemplate, KnownResource, Lookup, Output } from '../template/bound';
import { hasUnknown, toJson, UNKNOWN, type Value } from '../template/expression';
import { EvaluationError } from '../template/problems';
import { attributeOf, type ResourceRecord, type StackState, type TextMap } from './state';

/** What is done to a resource so that it matches the template. */
export type Decision =
  | { readonly action: 'none' }
  | { readonly action: 'create' }
  /** A failed creation left a resource, which is deleted first. */
  | { readonly action: 'create again' }
  | { readonly action: 'update'; readonly changed: readonly string[] }
  /** A create-only property changes: a new resource replaces the old one. */
  | { readonly action: 'replace'; readonly changed: readonly string[] };

/** What a deployment would do with one resource, as far as this is known before it begins. */
export interface PlannedResource {
  readonly resource: BoundResource;
  /** The resource as it is in the stack. */
  readonly record?: ResourceRecord;
  readonly decision: Decision;
  /** Its future properties, with {@link UNKNOWN} where they depend on what the deployment creates. */
  readonly properties: { readonly [name: string]: Value };
}

/** What a deployment would do: the resources of the template in its order, and those that would leave the stack. */
export interface Plan {
  readonly resources: readonly PlannedResource[];
  readonly removed: readonly ResourceRecord[];
  /** The resources as functions will see them, as far as this is known. */
  readonly lookup: Lookup;
}

/** What has to be done to a resource with this record (`undefined` if it does not exist) to get these properties. */
export function decide(
  record: ResourceRecord | undefined,
  resource: BoundResource,
  properties: { readonly [name: string]: Value },
  tags: TextMap,
): Decision {
  if (record === undefined) return { action: 'create' };
  // Only a creation that was continued leaves a resource of another type.
  if (isCreatedAgain(record) || record.typeName !== resource.type.name) return { action: 'create again' };
  const changed = changedValues(record.properties, properties);
  if (changed.some((name) => resource.type.createOnly.includes(name))) return { action: 'replace', changed };
  const isRetagged = !sameJson(record.stackTags, tags);
  if (changed.length > 0 || isRetagged || record.status.endsWith('_FAILED')) return { action: 'update', changed };
  return { action: 'none' };
}

/** Whether only a failed or unfinished creation is left of a resource, so that a deployment creates it again. */
export function isCreatedAgain({ status, identifier }: ResourceRecord): boolean {
  return status === 'CREATE_FAILED' || status === 'DELETE_FAILED' || identifier === undefined;
}

/** The names of the properties that differ. A value that is not known yet counts as changed. */
function changedValues(before: JsonObject, after: { readonly [name: string]: Value }): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => {
    const value = after[name];
    if (value === undefined || hasUnknown(value)) return true;
    return !sameJson(before[name], toJson(value, [name]));
  });
}

/** What a deployment would do to the stack. */
export function planDeployment(state: StackState, target: BoundTemplate, tags: TextMap): Plan {
  const planned = new Map<string, PlannedResource>();
  const lookup: Lookup = (logicalId) => {
    const { record, decision } = planned.get(logicalId) ?? {};
    if (record === undefined || decision === undefined) return undefined;
    if (decision.action.startsWith('create') || decision.action === 'replace') return undefined;
    const resource = knownResource(record);
    return decision.action === 'none' ? resource : { ...resource, attribute: () => UNKNOWN };
  };
  for (const resource of target.resources) {
    const record = state.resources[resource.logicalId];
    const properties = knownProperties(target, resource, record, lookup);
    planned.set(resource.logicalId, {
      resource,
      record,
      properties,
      decision: decide(record, resource, properties, tags),
    });
  }
  const removed = Object.values(state.resources).filter(({ logicalId }) => !planned.has(logicalId));
  return { resources: [...planned.values()], removed, lookup };
}

/** If a function cannot be evaluated, the resource fails in the deployment. In the plan a property changes. */
function knownProperties(
  target: BoundTemplate,
  resource: BoundResource,
  record: ResourceRecord | undefined,
  lookup: Lookup,
): PlannedResource['properties'] {
  try {
    return target.partialProperties(resource, lookup);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const [, , , name] = error.path;
    const properties: Record<string, Value> = { ...record?.properties };
    if (name !== undefined) properties[name] = UNKNOWN;
    return properties;
  }
}

/** The statuses of a stack without an unfinished operation. */
const COMPLETE = /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE$/;

/** Whether the last operation of the stack is finished, so that all its resources are complete. */
export function isSettled({ status, committed }: StackState): boolean {
  return COMPLETE.test(status) && committed !== undefined;
}

/**
 * Whether CloudFormation detects the drift of a stack in this status (User Guide, "Detect unmanaged configuration changes to stacks and
 * resources with drift detection").
 */
export function hasDrift({ status }: StackState): boolean {
  return COMPLETE.test(status) || status === 'UPDATE_ROLLBACK_FAILED';
}

/** Whether the stack can only be deleted: its creation was rolled back, even if not completely, or its deletion has begun. */
export function canOnlyBeDeleted({ status }: StackState): boolean {
  return status === 'ROLLBACK_COMPLETE' || status === 'ROLLBACK_FAILED' || status.startsWith('DELETE_');
}

/** Whether a complete stack already matches the template, including outputs and the policies of resources. */
export function isUpToDate(state: StackState, target: BoundTemplate, tags: TextMap): boolean {
  if (!isSettled(state) || state.obsolete.length > 0 || !sameJson(state.tags, tags)) return false;
  const { resources, removed } = planDeployment(state, target, tags);
  if (removed.length > 0 || !resources.every(({ decision }) => decision.action === 'none')) return false;
  if (!resources.every(({ record, resource }) => record !== undefined && samePolicies(record, resource))) return false;
  try {
    return sameOutputs(state.outputs, target.outputs(lookupIn(state)));
  } catch (error) {
    if (error instanceof EvaluationError) return false;
    throw error;
  }
}

/** Whether a resource and its declaration have the same policies. */
export function samePolicies(left: Policies, right: Policies): boolean {
  return left.deletionPolicy === right.deletionPolicy && left.updateReplacePolicy === right.updateReplacePolicy;
}

type Policies = Pick<ResourceRecord, 'deletionPolicy' | 'updateReplacePolicy'>;

/** The resources of a stack as functions see them. */
export function lookupIn(state: StackState): Lookup {
  return (logicalId) => {
    const record = state.resources[logicalId];
    return record?.identifier === undefined ? undefined : knownResource(record);
  };
}

/** The resources of `before` that are not in `after`. */
export function missingFrom(after: readonly ResourceRecord[], before: readonly ResourceRecord[]): ResourceRecord[] {
  return before.filter(
    (record) => !after.some((other) => other.logicalId === record.logicalId && other.identifier === record.identifier),
  );
}

/** Every record of a stack, each resource once: its own, those to be deleted, and those that a rollback would restore. */
export function allRecords(state: StackState): ResourceRecord[] {
  const own = [...Object.values(state.resources), ...state.obsolete];
  return [...own, ...missingFrom(own, Object.values(state.committed?.resources ?? {}))];
}

/** The names of the types of everything that a stack has in the cloud. */
export function typesIn(state: StackState): readonly string[] {
  return allRecords(state).map(({ typeName }) => typeName);
}

/** A resource of the stack as functions see it. */
export function knownResource(record: ResourceRecord): KnownResource {
  return { identifier: record.identifier ?? UNKNOWN, attribute: (name) => attributeOf(record, name) };
}

/** Whether an output is the same before and after. Its description counts: a deployment stores it. */
export function isSameOutput(before: Output | undefined, after: Output | undefined): boolean {
  return before?.value === after?.value && (before?.description ?? '') === (after?.description ?? '');
}

/** Whether the outputs are the same, in any order. */
function sameOutputs(before: readonly Output[], after: readonly Output[]): boolean {
  const names = new Set([...before, ...after].map(({ name }) => name));
  const named = (outputs: readonly Output[], wanted: string): Output | undefined =>
    outputs.find(({ name }) => name === wanted);
  return [...names].every((name) => isSameOutput(named(before, name), named(after, name)));
}
