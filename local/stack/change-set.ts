import { type JsonObject, sameJson } from '../json';
import type { BoundTemplate, Output } from '../template/bound';
import { hasUnknown, UNKNOWN, type Value } from '../template/expression';
import { HIDDEN, type Hide, hideIn, hider } from '../template/no-echo';
import { EvaluationError } from '../template/problems';
import type { Policy } from '../template/template';
import { causesOf, type Rebind } from './causes';
import type { ChangeDetail, ChangeSet, Replacement, ResourceChange, TextChange } from './changes';
import { nameClashes } from './name-clashes';
import { type Plan, type PlannedResource, planDeployment } from './plan';
import { policyWarnings } from './policy-warnings';
import type { Proposal } from './proposal';
import { secretsWith, withNoEcho } from './secrets';
import type { ResourceRecord, StackState, TextMap } from './state';

/** A proposal whose changes can be explained. */
export interface ChangeSetProposal extends Proposal {
  readonly rebind: Rebind;
}

/** What deploying the proposal would change in the stack. */
export function createChangeSet(state: StackState, proposal: ChangeSetProposal): ChangeSet {
  const { target, parameters, tags } = proposal;
  const plan = planDeployment(state, target, tags);
  const noEcho = withNoEcho(state, proposal.hidden);
  const hide = hider(secretsWith(state, proposal));
  const clashes = nameClashes(plan, state);
  const changed = plan.resources.flatMap((planned) => {
    const change = changeOf(planned, plan, state, proposal);
    return change === undefined ? [] : [change];
  });
  // What an interrupted deployment still has to delete.
  const obsolete = state.obsolete.map((record) => removalOf({ ...record, deletionPolicy: 'Delete' }));
  const changes = [...changed, ...plan.removed.map(removalOf), ...obsolete];
  const tagChanges = textChanges(state.tags, tags);
  const outputs = outputChanges(state, target, plan);
  const warningsOf = (change: Change): readonly string[] => [
    ...(change.action === 'Remove' ? [] : (clashes.get(change.logicalId) ?? []).map(hide)),
    ...policyWarnings(change, { changes, tags: tagChanges, outputs }),
  ];
  return {
    stackName: state.name,
    changeSetType: state.committed === undefined ? 'CREATE' : 'UPDATE',
    changes: changes.map((change) => ({
      ...change,
      details: change.details.map((detail) => masked(detail, hide)),
      warnings: warningsOf(change),
    })),
    parameters: textChanges(state.parameters, parameters).map((change) =>
      noEcho.includes(change.name) ? hiddenChange(change) : change,
    ),
    tags: tagChanges,
    outputs: outputs.map(({ name, before, after }) => ({
      name,
      before: before === undefined ? undefined : hide(before),
      after: typeof after === 'string' ? hide(after) : after,
    })),
  };
}

/**
 * Whether a deployment would change nothing. A parameter that changes nothing else does not count: "The submitted information didn't
 * contain changes" (github.com/aws-cloudformation/cloudformation-coverage-roadmap, issue 2027).
 */
export function isEmptyChangeSet({ changeSetType, changes, tags, outputs }: ChangeSet): boolean {
  return changeSetType === 'UPDATE' && changes.length + tags.length + outputs.length === 0;
}

type Change = Omit<ResourceChange, 'warnings'>;

function changeOf(
  planned: PlannedResource,
  plan: Plan,
  state: StackState,
  proposal: ChangeSetProposal,
): Change | undefined {
  const { resource, record, decision } = planned;
  const { logicalId, type } = resource;
  if (record === undefined || decision.action === 'create' || decision.action === 'create again') {
    const names = Object.keys(planned.properties);
    const details = names.map((name) => propertyDetail(name, planned, {}, plan, state, proposal));
    return { action: 'Add', logicalId, type: type.name, identifier: record?.identifier, details };
  }
  const changed = 'changed' in decision ? decision.changed : [];
  const details = [
    ...changed.map((name) => propertyDetail(name, planned, record.properties, plan, state, proposal)),
    ...tagsDetail(record.stackTags, proposal.tags),
    ...policyDetail('DeletionPolicy', record.deletionPolicy, resource.deletionPolicy),
    ...policyDetail('UpdateReplacePolicy', record.updateReplacePolicy, resource.updateReplacePolicy),
  ];
  if (decision.action === 'none' && details.length === 0) return undefined;
  const replacement = replacementOf(details);
  return {
    action: 'Modify',
    logicalId,
    type: type.name,
    identifier: record.identifier,
    replacement,
    ...(replacement === 'False'
      ? {}
      : { policyAction: resource.updateReplacePolicy === 'Delete' ? 'ReplaceAndDelete' : 'ReplaceAndRetain' }),
    details,
  };
}

/** The change with the most impact counts, as in CloudFormation. */
function replacementOf(details: readonly ChangeDetail[]): Replacement {
  const recreating = details.filter(({ requiresRecreation }) => requiresRecreation === 'Always');
  if (recreating.length === 0) return 'False';
  return recreating.some(({ evaluation }) => evaluation === 'Static') ? 'True' : 'Conditional';
}

function propertyDetail(
  name: string,
  planned: PlannedResource,
  previous: JsonObject,
  plan: Plan,
  state: StackState,
  { target, parameters, rebind }: ChangeSetProposal,
): ChangeDetail {
  const { resource, properties } = planned;
  const before = own(previous, name);
  const after = own(properties, name);
  return {
    attribute: 'Properties',
    name,
    ...changeType(before, after),
    requiresRecreation: resource.type.createOnly.includes(name) ? 'Always' : 'Never',
    evaluation: after !== undefined && hasUnknown(after) ? 'Dynamic' : 'Static',
    isWriteOnly: resource.type.writeOnly.includes(name),
    causes: causesOf(name, planned, { plan, state, target, parameters, rebind }),
  };
}

function tagsDetail(before: TextMap, after: TextMap): ChangeDetail[] {
  if (sameJson(before, after)) return [];
  return [{ attribute: 'Tags', ...STATIC, ...changeType(emptyAsNone(before), emptyAsNone(after)) }];
}

function policyDetail(
  attribute: 'DeletionPolicy' | 'UpdateReplacePolicy',
  before: Policy,
  after: Policy,
): ChangeDetail[] {
  return before === after ? [] : [{ attribute, ...STATIC, ...changeType(before, after) }];
}

/** The common properties of an attribute change: it never causes a new resource, and its value is known. */
const STATIC = {
  requiresRecreation: 'Never',
  evaluation: 'Static',
  isWriteOnly: false,
  causes: [{ changeSource: 'DirectModification' }],
} as const;

function changeType(
  before: Value | undefined,
  after: Value | undefined,
): Pick<ChangeDetail, 'attributeChangeType' | 'before' | 'after'> {
  if (before === undefined) return { attributeChangeType: 'Add', after };
  if (after === undefined) return { attributeChangeType: 'Remove', before };
  return { attributeChangeType: 'Modify', before, after };
}

function removalOf({ logicalId, typeName, identifier, deletionPolicy }: ResourceRecord): Change {
  const policyAction = deletionPolicy === 'Delete' ? 'Delete' : 'Retain';
  return { action: 'Remove', logicalId, type: typeName, identifier, policyAction, details: [] };
}

function textChanges(before: TextMap, after: TextMap): TextChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .map((name) => ({ name, before: own(before, name), after: own(after, name) }))
    .filter((change) => change.before !== change.after);
}

/** The outputs that change, and their descriptions. Whether an output exists is known before a deployment. */
function outputChanges(state: StackState, target: BoundTemplate, plan: Plan): TextChange[] {
  const before = new Map(state.outputs.map((output) => [output.name, output]));
  const after = new Map(knownOutputs(target, plan).map((output) => [output.name, output]));
  const names = new Set([...before.keys(), ...target.outputNames]);
  return [...names]
    .flatMap((name): TextChange[] => {
      const [old, known] = [before.get(name), after.get(name)];
      const value = known?.value ?? (target.outputNames.includes(name) ? UNKNOWN : undefined);
      const isKept = old !== undefined && known !== undefined;
      const texts = { before: old?.description || undefined, after: known?.description || undefined };
      return [
        { name, before: old?.value, after: value },
        ...(isKept ? [{ name: `${name}.Description`, ...texts }] : []),
      ];
    })
    .filter((change) => change.before !== change.after);
}

/** The outputs with known values. An output that cannot be computed makes the deployment fail, but not its plan. */
function knownOutputs(target: BoundTemplate, { lookup }: Plan): readonly Output[] {
  try {
    return target.outputs(lookup);
  } catch (error) {
    if (error instanceof EvaluationError) return [];
    throw error;
  }
}

function masked(detail: ChangeDetail, hide: Hide): ChangeDetail {
  const { before, after } = detail;
  return {
    ...detail,
    ...(before === undefined ? {} : { before: hideIn(before, hide) }),
    ...(after === undefined ? {} : { after: hideIn(after, hide) }),
  };
}

function hiddenChange({ name, before, after }: TextChange): TextChange {
  return { name, before: before === undefined ? undefined : HIDDEN, after: after === undefined ? undefined : HIDDEN };
}

function own<Item>(object: { readonly [key: string]: Item }, key: string): Item | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function emptyAsNone(map: TextMap): TextMap | undefined {
  return Object.keys(map).length === 0 ? undefined : map;
}
