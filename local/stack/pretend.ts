import { UsageError } from '../errors';
import type { Lookup } from '../template/bound';
import { toJsonObject } from '../template/expression';
import { EvaluationError } from '../template/problems';
import { lookupIn } from './plan';
import type { Proposal } from './proposal';
import { withNoEcho } from './secrets';
import type { ResourceRecord, StackState } from './state';

/**
 * The stack as it would be after a deployment, with invented values: each attribute of a resource is its own name (`Copy.Id`), and the
 * identifier is the logical ID. It is used to compare two templates without a stack.
 *
 * @throws UsageError if a function of the template needs real values.
 */
export function pretendDeployed(state: StackState, { target, parameters, tags, hidden }: Proposal): StackState {
  const resources: Record<string, ResourceRecord> = {};
  try {
    for (const resource of target.resources) {
      const { logicalId, type, needs, deletionPolicy, updateReplacePolicy } = resource;
      const lookup: Lookup = lookupIn({ ...state, resources });
      resources[logicalId] = {
        logicalId,
        typeName: type.name,
        identifier: logicalId,
        status: 'CREATE_COMPLETE',
        properties: toJsonObject(target.partialProperties(resource, lookup), ['Resources', logicalId, 'Properties']),
        attributes: Object.fromEntries(type.readOnly.map((name) => [name, `${logicalId}.${name}`])),
        stackTags: tags,
        needs,
        deletionPolicy,
        updateReplacePolicy,
      };
    }
    const outputs = target.outputs(lookupIn({ ...state, resources }));
    const committed = { parameters, tags, resources, outputs };
    return { ...state, ...committed, noEcho: withNoEcho(state, hidden), status: 'CREATE_COMPLETE', committed };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw new UsageError(`${error.message}: that is known only in a stack; deploy it, and compare with the stack`);
  }
}
