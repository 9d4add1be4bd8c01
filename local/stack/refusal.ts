import type { JsonObject } from '../json';
import type { BoundResource, BoundTemplate } from '../template/bound';
import { hasUnknown, toJson } from '../template/expression';
import { ContractError, type ErrorCode, readAnswer } from './contract';
import { namedValues } from './named';
import { beginOperation, type OperationTools } from './operation';
import { type PlannedResource, planDeployment } from './plan';
import { operationRequest } from './request';
import type { ResourceRecord, StackState, TextMap } from './state';
import { EMPTY_RECORD } from './steps';

/** What a handler refuses without having asked the cloud. */
export interface Refusal {
  readonly resource: BoundResource;
  readonly code: ErrorCode;
  /** The handler's. */
  readonly message: string;
  /** What the request said of the properties that the message names. */
  readonly named: string;
}

/** The properties of a resource as far as they are known, and the names of those that are not. */
interface Known {
  readonly properties: JsonObject;
  readonly unknown: readonly string[];
}

/**
 * What the handlers would refuse of a deployment without having asked the cloud, so that nothing need be created to learn it.
 * They are asked themselves: each gets the request that the deployment would begin with.
 *
 * @param tools with a function that is offline: who asks for a connection has refused nothing so far.
 */
export async function refusalsOf(
  tools: OperationTools,
  state: StackState,
  { target, tags }: { readonly target: BoundTemplate; readonly tags: TextMap },
): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  const samples = new Map<string, JsonObject>();
  for (const planned of planDeployment(state, target, tags).resources) {
    const { resource, decision } = planned;
    const known = knownOf(planned, samples.get(resource.type.name));
    if (known.unknown.length === 0) samples.set(resource.type.name, known.properties);
    if (decision.action === 'none') continue;
    const refusal = await ask(tools, planned, known.properties, tags);
    if (refusal !== undefined && !isAboutAny(refusal, known.unknown)) refusals.push(refusal);
  }
  return refusals;
}

/**
 * A value that only the deployment will know is left out; where the type requires one, that of another resource of the type
 * takes its place, of which the handler thinks as it would of the real one.
 */
function knownOf({ resource, properties }: PlannedResource, sample: JsonObject = {}): Known {
  const { required } = resource.type;
  const unknown = Object.keys(properties).filter((name) => hasUnknown(properties[name] ?? null));
  const known = Object.entries(properties).flatMap(([name, value]) => {
    if (!unknown.includes(name)) return [[name, toJson(value, [name])] as const];
    const other = required.includes(name) ? sample[name] : undefined;
    return other === undefined ? [] : [[name, other] as const];
  });
  return { properties: Object.fromEntries(known), unknown };
}

/** Whether a refusal may come from what is not known yet, not from what is. */
function isAboutAny({ message }: Refusal, names: readonly string[]): boolean {
  return names.some((name) => new RegExp(`\\b${name}\\b`).test(message));
}

async function ask(
  tools: OperationTools,
  { resource, record, decision }: PlannedResource,
  properties: JsonObject,
  tags: TextMap,
): Promise<Refusal | undefined> {
  const { logicalId, type } = resource;
  const isUpdate = record !== undefined && decision.action === 'update';
  const wished: ResourceRecord = isUpdate
    ? { ...record, properties }
    : { ...EMPTY_RECORD, logicalId, typeName: type.name, properties };
  const action = isUpdate ? 'UPDATE' : 'CREATE';
  const operation = beginOperation(tools, type, wished, {
    action,
    previous: isUpdate ? record.properties : undefined,
    stackTags: tags,
    previousStackTags: isUpdate ? record.stackTags : tags,
  });
  const invocation = await tools.handlers.invoke(operationRequest(tools.context, type, wished, operation));
  if (invocation.outcome !== 'answered' || invocation.answer === null) return undefined;
  try {
    const answer = readAnswer(type, action, invocation.answer, wished.identifier);
    if (answer.status !== 'FAILED') return undefined;
    const { code, message } = answer;
    return { resource, code, message, named: namedValues(message, properties) };
  } catch (error) {
    // The deployment tells of it, when it comes to that.
    if (error instanceof ContractError) return undefined;
    throw error;
  }
}
