import type { JsonObject } from '../json';
import type { BoundResource } from '../template/bound';
import { hasUnknown, toJson } from '../template/expression';
import { ContractError, type ErrorCode, readAnswer } from './contract';
import { namedValues } from './named';
import { beginOperation, type OperationTools } from './operation';
import { type PlannedResource, planDeployment } from './plan';
import type { Proposal } from './proposal';
import { operationRequest } from './request';
import type { ResourceRecord, StackState, TextMap } from './state';
import { EMPTY_RECORD } from './steps';

/** What a handler refuses without a request to the cloud. */
export interface Refusal {
  readonly resource: BoundResource;
  readonly code: ErrorCode;
  /** The message of the handler. */
  readonly message: string;
  /** The values that the request had for the properties in the message. */
  readonly named: string;
}

/** The known properties of a resource, and the names of the unknown ones. */
interface Known {
  readonly properties: JsonObject;
  readonly unknown: readonly string[];
}

/**
 * What the handlers would refuse in a deployment before any request to the cloud, so that nothing has to be created to find it. The
 * handlers get the requests with which the deployment would begin.
 *
 * @param tools with an offline function: a handler that asks for a connection has refused nothing so far.
 */
export async function refusalsOf(
  tools: OperationTools,
  state: StackState,
  { target, tags }: Pick<Proposal, 'target' | 'tags'>,
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
 * A value that is known only during the deployment is left out. If the type requires it, the value of another resource of the type is used,
 * which the handler treats like the real one.
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

/** Whether the reason of a refusal may be a value that is not known yet. */
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
  const proposed: ResourceRecord = isUpdate
    ? { ...record, properties }
    : { ...EMPTY_RECORD, logicalId, typeName: type.name, properties };
  const action = isUpdate ? 'UPDATE' : 'CREATE';
  const operation = beginOperation(tools, type, proposed, {
    action,
    previous: isUpdate ? record.properties : undefined,
    stackTags: tags,
    previousStackTags: isUpdate ? record.stackTags : tags,
  });
  const invocation = await tools.handlers.invoke(operationRequest(tools.context, type, proposed, operation));
  if (invocation.outcome !== 'answered' || invocation.answer === null) return undefined;
  try {
    const answer = readAnswer(type, action, invocation.answer, proposed.identifier);
    if (answer.status !== 'FAILED') return undefined;
    const { code, message } = answer;
    return { resource, code, message, named: namedValues(message, properties) };
  } catch (error) {
    // The deployment reports it if it gets there.
    if (error instanceof ContractError) return undefined;
    throw error;
  }
}
