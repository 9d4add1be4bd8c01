import { didYouMean } from '../../tools/suggestion';
import { Interrupted, UsageError } from '../errors';
import type { JsonObject } from '../json';
import type { BoundResource, BoundTemplate, Output } from '../template/bound';
import type { Secret } from '../template/no-echo';
import { EvaluationError } from '../template/problems';
import type { StackResult } from './deployment';
import type { Difference } from './difference';
import { compareWithTemplate } from './drift';
import type { Journal } from './journal';
import { type OperationResult, type OperationTools, readResource } from './operation';
import { allRecords, canOnlyBeDeleted, isSameOutput, isSettled, lookupIn, planDeployment, samePolicies } from './plan';
import type { Proposal } from './proposal';
import { secretsOf, withNoEcho } from './secrets';
import type { ResourceRecord, StackState } from './state';

/** The primary identifier of each resource to import, by its logical ID. */
type Identifiers = ReadonlyMap<string, string>;

/** An imported resource that differs from the template. */
export interface ImportDrift {
  readonly logicalId: string;
  readonly identifier: string;
  readonly differences: readonly Difference[];
}

/** How an import ended. */
export interface ImportResult {
  readonly result: StackResult;
  /** CloudFormation imports a resource whatever its properties are. The next update of a property changes it. */
  readonly drift: readonly ImportDrift[];
}

/**
 * Says why CloudFormation would not accept the import. Every resource to import must be in the template with a DeletionPolicy, must not be
 * in the stack yet, and nothing else may change. "A template that describes the entire stack, including both the original stack resources
 * and the resources you're importing. Each resource to import must have a DeletionPolicy attribute" (docs.aws.amazon.com, CloudFormation
 * User Guide, "Resource import overview").
 *
 * @throws UsageError with all reasons.
 */
function refuseImport(state: StackState, target: BoundTemplate, identifiers: Identifiers): void {
  const declared = new Map(target.resources.map((resource) => [resource.logicalId, resource]));
  const isOpen = !isSettled(state) && allRecords(state).length > 0;
  const first = canOnlyBeDeleted(state) ? 'delete it first' : isOpen ? 'deploy or delete it first' : undefined;
  const reasons = [
    ...(first === undefined ? [] : [`the stack is in ${state.status}: ${first}`]),
    ...[...identifiers].flatMap(([logicalId, identifier]) => reasonsOf(logicalId, identifier, declared, state)),
    ...twice(state, identifiers),
    ...otherChanges(state, target, identifiers)
      .filter((name) => !isMisspelt(name, identifiers, declared))
      .map((name) =>
        declared.has(name) && !Object.hasOwn(state.resources, name)
          ? `${name} is not in the stack and not in --resources-to-import: add ${name}=IDENTIFIER there, or leave it out of this template`
          : `${name}: an import cannot change anything else; deploy this change before or after`,
      ),
  ];
  if (reasons.length > 0) throw new UsageError(reasons.map((reason) => `import: ${reason}`).join('\n'));
}

/** Whether the identifier of a resource is there under a name that is like its own, which is refused with that name. */
function isMisspelt(name: string, identifiers: Identifiers, declared: ReadonlyMap<string, unknown>): boolean {
  return [...identifiers.keys()].some((given) => !declared.has(given) && didYouMean(given, [name]) !== '');
}

function reasonsOf(
  logicalId: string,
  identifier: string,
  declared: ReadonlyMap<string, BoundResource>,
  state: StackState,
): string[] {
  const resource = declared.get(logicalId);
  if (resource === undefined) {
    return [`the template has no resource ${logicalId}${didYouMean(logicalId, declared.keys())}`];
  }
  if (Object.hasOwn(state.resources, logicalId)) return [`${logicalId} is already in the stack ${state.name}`];
  const { identifierForm } = resource.type;
  return [
    // A short form that READ accepts would be the identifier for ever, and would mean another place after a change of the default.
    ...(identifierForm !== undefined && identifier.split('/').length !== identifierForm.split('/').length
      ? [`${logicalId}: ${identifier} is not the full identifier: use the form ${identifierForm}`]
      : []),
    ...(resource.hasDeletionPolicy
      ? []
      : [
          `${logicalId} needs a DeletionPolicy in the template; with Retain, the resource stays when the stack is deleted`,
        ]),
  ];
}

/** If two resources of a stack were the same one in the cloud, each could delete it for the other. */
function twice(state: StackState, identifiers: Identifiers): string[] {
  const owners = new Map(allRecords(state).map((record) => [record.identifier, record.logicalId]));
  return [...identifiers].flatMap(([logicalId, identifier]) => {
    const owner = owners.get(identifier);
    owners.set(identifier, logicalId);
    return owner === undefined || owner === logicalId ? [] : [`${logicalId}: ${identifier} is already ${owner}`];
  });
}

/** What the template would change in addition to the imports: properties and policies of other resources, and outputs. */
function otherChanges(state: StackState, target: BoundTemplate, identifiers: Identifiers): string[] {
  const { resources, removed } = planDeployment(state, target, state.tags);
  const changed = resources
    .filter(({ resource }) => !identifiers.has(resource.logicalId))
    .filter(({ resource, record, decision }) => {
      return decision.action !== 'none' || (record !== undefined && !samePolicies(record, resource));
    })
    .map(({ resource }) => resource.logicalId);
  const outputs = changedOutputs(state, target).map((name) => `the output ${name}`);
  return [...changed, ...removed.map(({ logicalId }) => logicalId), ...outputs];
}

/**
 * The outputs that are new or changed, including those that refer to an imported resource. CloudFormation refuses them with "As part of the
 * import operation, you cannot modify or add [Outputs]", as users of github.com/awslabs/aws-security-assessment-solution report. Removed
 * outputs are allowed.
 */
function changedOutputs(state: StackState, target: BoundTemplate): readonly string[] {
  const known = (outputs: readonly Output[]): ReadonlyMap<string, Output> =>
    new Map(outputs.map((output) => [output.name, output]));
  const before = known(state.outputs);
  try {
    const after = known(target.outputs(lookupIn(state)));
    return target.outputNames.filter((name) => !after.has(name) || !isSameOutput(before.get(name), after.get(name)));
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return [String(error.path[1])];
  }
}

/** Imports existing resources into a stack, by their identifiers. It changes nothing in the cloud. */
export class Import {
  constructor(
    private readonly journal: Journal,
    private readonly tools: OperationTools,
    private readonly interrupt: AbortSignal,
  ) {}

  /** Imports all resources or none. @throws UsageError if CloudFormation would not begin. */
  async run(proposal: Proposal, identifiers: Identifiers): Promise<ImportResult> {
    const { target } = proposal;
    refuseImport(this.journal.state, target, identifiers);
    const before = this.journal.state;
    this.journal.enter('IMPORT_IN_PROGRESS', 'User Initiated');
    const records: ResourceRecord[] = [];
    for (const resource of target.resources) {
      const identifier = identifiers.get(resource.logicalId);
      const record = identifier === undefined ? undefined : await this.take(resource, identifier, target, records);
      if (record !== undefined) records.push(record);
      else if (identifier !== undefined) return this.rollBack(before, resource.logicalId);
    }
    this.commit(proposal, records);
    const drift = records
      .map((record) => driftOf(target, record, secretsOf(this.journal.state)))
      .filter(({ differences }) => differences.length > 0);
    return { result: 'changed', drift };
  }

  /** @returns the resource as the stack would store it; `undefined`, after a report, if it cannot be imported. */
  private async take(
    resource: BoundResource,
    identifier: string,
    target: BoundTemplate,
    others: readonly ResourceRecord[],
  ): Promise<ResourceRecord | undefined> {
    const record = recordOf(resource, identifier);
    this.journal.tell(record, 'IMPORT_IN_PROGRESS', 'Resource import started.');
    const { resources, ...state } = this.journal.state;
    const all = { ...resources, ...byLogicalId(others) };
    let properties: JsonObject;
    try {
      properties = target.properties(resource, lookupIn({ ...state, resources: all }));
    } catch (error) {
      if (error instanceof EvaluationError) return this.fail(record, `Properties validation failed: ${error.message}`);
      throw error;
    }
    const read = await this.read(resource, record);
    if (read.outcome === 'stopped' || this.interrupt.aborted) return this.fail(record, 'Resource import cancelled');
    if (read.outcome === 'failed') return this.fail(record, read.reason);
    return { ...record, status: 'IMPORT_COMPLETE', properties, attributes: read.attributes };
  }

  private read({ type }: BoundResource, record: ResourceRecord): Promise<OperationResult> {
    const onRetry = (message: string): void => {
      this.journal.tell(record, 'IMPORT_IN_PROGRESS', message, 'progress');
    };
    return readResource(this.tools, type, record, {}, { signal: this.interrupt, onRetry });
  }

  private fail(record: ResourceRecord, reason: string): undefined {
    this.journal.tell(record, 'IMPORT_FAILED', reason);
  }

  private commit({ target, parameters, hidden }: Proposal, records: readonly ResourceRecord[]): void {
    const { state } = this.journal;
    const resources = { ...state.resources, ...byLogicalId(records) };
    const outputs = state.outputs.filter(({ name }) => target.outputNames.includes(name));
    for (const record of records) {
      this.journal.tell(record, 'IMPORT_COMPLETE', 'Resource import completed.');
    }
    const committed = { parameters, tags: state.tags, resources, outputs };
    this.journal.enter('IMPORT_COMPLETE', undefined, {
      ...{ resources, parameters, outputs, committed },
      noEcho: withNoEcho(state, hidden),
    });
  }

  private rollBack(before: StackState, logicalId: string): ImportResult {
    const reason = `The following resource(s) failed to import: [${logicalId}].`;
    this.journal.enter('IMPORT_ROLLBACK_IN_PROGRESS', reason);
    this.journal.enter('IMPORT_ROLLBACK_COMPLETE', undefined, { resources: before.resources });
    if (this.interrupt.aborted) throw new Interrupted('interrupted');
    return { result: 'failed', drift: [] };
  }
}

/** A resource at the start of its import. */
function recordOf(resource: BoundResource, identifier: string): ResourceRecord {
  const { logicalId, type, needs, deletionPolicy, updateReplacePolicy } = resource;
  return {
    logicalId,
    typeName: type.name,
    identifier,
    status: 'IMPORT_IN_PROGRESS',
    properties: {},
    attributes: {},
    // Tags of the stack reach the resource with the next deployment.
    stackTags: {},
    needs,
    deletionPolicy,
    updateReplacePolicy,
  };
}

function byLogicalId(records: readonly ResourceRecord[]): Readonly<Record<string, ResourceRecord>> {
  return Object.fromEntries(records.map((record) => [record.logicalId, record]));
}

function driftOf(target: BoundTemplate, record: ResourceRecord, secrets: readonly Secret[]): ImportDrift {
  const { logicalId, identifier = '' } = record;
  const type = target.resources.find((resource) => resource.logicalId === logicalId)?.type;
  return {
    logicalId,
    identifier,
    differences: type === undefined ? [] : compareWithTemplate(type, record, record.attributes, secrets),
  };
}
