import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json';
import { schemaAt } from '../schema/check';
import type { ResourceType, ResourceTypes } from '../schema/resource-type';
import type { Value } from '../template/expression';
import { type Hide, hideIn, hider, type Secret } from '../template/no-echo';
import { type CompareRules, type Difference, differences, keysOf } from './difference';
import { type OperationTools, type RetryControl, readResource } from './operation';
import { secretsOf } from './secrets';
import type { ResourceRecord, StackState, TextMap } from './state';

/** CloudFormation's words for the drift of a resource. */
export type ResourceDriftStatus =
  | 'IN_SYNC'
  | 'MODIFIED'
  | 'DELETED'
  /** The resource does not exist yet, or an operation on it is not finished. */
  | 'NOT_CHECKED'
  /** The resource could not be read. */
  | 'UNKNOWN';

/** How a resource differs from its template. */
export interface ResourceDrift {
  readonly logicalId: string;
  readonly type: string;
  readonly identifier?: string;
  readonly status: ResourceDriftStatus;
  /** Why it was not checked, or could not be. */
  readonly reason?: string;
  readonly differences: readonly Difference[];
}

/** How a stack differs from its template. */
export interface StackDrift {
  readonly stackName: string;
  readonly status: 'DRIFTED' | 'IN_SYNC' | 'NOT_CHECKED' | 'UNKNOWN';
  readonly resources: readonly ResourceDrift[];
}

/**
 * Compares a resource with its template as CloudFormation does. It compares only properties that the template sets, except read-only and
 * write-only ones, and ignores the order of lists with `insertionOrder: false`. Tags of the stack are expected in addition to the
 * resource's own.
 *
 * @param model the answer of READ.
 * @param secrets values that no difference shows.
 */
export function compareWithTemplate(
  type: ResourceType,
  { properties, stackTags }: Pick<ResourceRecord, 'properties' | 'stackTags'>,
  model: JsonObject,
  secrets: readonly Secret[] = [],
): readonly Difference[] {
  const compared = Object.entries(properties).filter(
    ([name]) => !type.readOnly.includes(name) && !type.writeOnly.includes(name),
  );
  const expected: { readonly [name: string]: Value } = Object.fromEntries(
    compared.map(([name, value]): [string, Value] => [
      name,
      name === type.tagProperty ? withStackTags(value, stackTags) : value,
    ]),
  );
  const hide = hider(secrets);
  return differences(expected, model, rulesOf(type)).map((difference) => hidden(difference, hide));
}

/** Reads every resource of a stack and compares it with its template. It changes neither the cloud nor the state. */
export async function detectDrift(
  tools: OperationTools,
  types: ResourceTypes,
  state: StackState,
  control: RetryControl,
): Promise<StackDrift> {
  const records = Object.values(state.resources);
  const resources = await Promise.all(
    records.map((record) => driftOf(tools, types, record, secretsOf(state), control)),
  );
  const statuses = new Set(resources.map(({ status }) => status));
  const isDrifted = statuses.has('MODIFIED') || statuses.has('DELETED');
  const unclear = (['UNKNOWN', 'NOT_CHECKED'] as const).find((status) => statuses.has(status));
  const status = isDrifted ? 'DRIFTED' : (unclear ?? 'IN_SYNC');
  return { stackName: state.name, status, resources };
}

async function driftOf(
  tools: OperationTools,
  types: ResourceTypes,
  record: ResourceRecord,
  secrets: readonly Secret[],
  { signal, onRetry }: RetryControl,
): Promise<ResourceDrift> {
  const { logicalId, typeName, identifier, operation } = record;
  const drift = (status: ResourceDriftStatus, reason?: string, found: readonly Difference[] = []): ResourceDrift => ({
    logicalId,
    type: typeName,
    identifier,
    status,
    ...(reason === undefined ? {} : { reason }),
    differences: found,
  });
  const type = types.get(typeName);
  if (type === undefined) return drift('UNKNOWN', `the resource type ${typeName} is not known here`);
  if (operation !== undefined) return drift('NOT_CHECKED', `${operation.action} is not finished`);
  if (identifier === undefined) return drift('NOT_CHECKED', 'it was never created');
  const read = await readResource(tools, type, record, record.stackTags, {
    signal,
    onRetry: (message) => onRetry(`${logicalId}: ${message}`),
  });
  if (read.outcome === 'stopped') return drift('NOT_CHECKED', 'interrupted');
  if (read.outcome === 'failed') return read.code === 'NotFound' ? drift('DELETED') : drift('UNKNOWN', read.reason);
  const found = compareWithTemplate(type, record, read.attributes, secrets);
  return drift(found.length === 0 ? 'IN_SYNC' : 'MODIFIED', undefined, found);
}

function hidden(difference: Difference, hide: Hide): Difference {
  const { expected, actual } = difference;
  return {
    ...difference,
    ...(expected === undefined ? {} : { expected: hideIn(expected, hide) }),
    ...(actual === undefined ? {} : { actual: hideIn(actual, hide) }),
  };
}

function withStackTags(tags: Json, stackTags: TextMap): Value {
  if (!isJsonList(tags)) return tags;
  const own = new Set(tags.map((tag) => (isJsonObject(tag) ? tag.Key : undefined)));
  const others = Object.entries(stackTags).filter(([key]) => !own.has(key));
  return [...tags, ...others.map(([Key, value]) => ({ Key, Value: value }))];
}

/** What the schema says about the order of lists. Tags are identified by their keys. */
function rulesOf(type: ResourceType): CompareRules {
  return {
    ignoresUnexpected: true,
    isOrdered: (path) => schemaAt(type, keysOf(path))?.insertionOrder !== false,
    itemKey: (path) => (path === `/${type.tagProperty}` ? 'Key' : undefined),
  };
}
