import { sameJson } from '../json';
import type { BoundTemplate, KnownResource, Lookup } from '../template/bound';
import { hasUnknown, toJson, UNKNOWN, type Value } from '../template/expression';
import { EvaluationError, TemplateError } from '../template/problems';
import { knownResource, type Plan, type PlannedResource } from './plan';
import type { StackState, TextMap } from './state';

/** The cause of a property change, in CloudFormation's words. */
export interface Cause {
  /** A `Ref` or a `Fn::GetAtt` of a resource, the value of a parameter, or the template's own text. */
  readonly changeSource: 'ResourceReference' | 'ResourceAttribute' | 'ParameterReference' | 'DirectModification';
  /** The resource, `Resource.Attribute`, or the parameter. */
  readonly causingEntity?: string;
}

/** The template of a proposal with other parameter values. @throws TemplateError if it does not accept them. */
export type Rebind = (parameters: TextMap) => BoundTemplate;

/** The data for finding the causes of a change. */
export interface CauseContext {
  readonly plan: Plan;
  readonly state: StackState;
  readonly target: BoundTemplate;
  readonly parameters: TextMap;
  readonly rebind: Rebind;
}

/**
 * The causes of a property change of a resource. They are found by trying: if only one resource, one attribute or one parameter changes,
 * does the property differ?
 */
export function causesOf(name: string, planned: PlannedResource, context: CauseContext): readonly Cause[] {
  const causes = [...resourceCauses(name, planned, context), ...parameterCauses(name, planned, context)];
  return causes.length > 0 ? causes : [{ changeSource: 'DirectModification' }];
}

function resourceCauses(name: string, { resource }: PlannedResource, context: CauseContext): Cause[] {
  const { plan, state, target } = context;
  const before = lookupBefore(state);
  const changes = (lookup: Lookup): boolean => {
    const value = propertyOf(target, resource.logicalId, name, lookup);
    return value !== undefined && hasUnknown(value);
  };
  return resource.needs.flatMap((logicalId): Cause[] => {
    const decision = plan.resources.find((other) => other.resource.logicalId === logicalId)?.decision;
    if (decision === undefined || decision.action === 'none') return [];
    const old = before(logicalId);
    const withThis =
      (changed: KnownResource): Lookup =>
      (other) =>
        other === logicalId ? changed : before(other);
    const asked = new Set<string>();
    const attribute = (only?: string) => (asking: string) => {
      asked.add(asking);
      return only === undefined || asking === only ? UNKNOWN : old.attribute(asking);
    };
    changes(withThis({ ...old, attribute: attribute() }));
    const attributes = [...asked].filter((only) => changes(withThis({ ...old, attribute: attribute(only) })));
    const isNew = decision.action !== 'update';
    const references = isNew && changes(withThis({ ...old, identifier: UNKNOWN })) ? [logicalId] : [];
    return [
      ...references.map((causingEntity) => ({ changeSource: 'ResourceReference' as const, causingEntity })),
      ...attributes.map((only) => ({
        changeSource: 'ResourceAttribute' as const,
        causingEntity: `${logicalId}.${only}`,
      })),
    ];
  });
}

function parameterCauses(name: string, { resource }: PlannedResource, context: CauseContext): Cause[] {
  const { state, target, parameters, rebind } = context;
  const before = lookupBefore(state);
  const after = propertyOf(target, resource.logicalId, name, before);
  const changed = Object.keys(parameters).filter(
    (parameter) => Object.hasOwn(state.parameters, parameter) && state.parameters[parameter] !== parameters[parameter],
  );
  return changed.flatMap((parameter): Cause[] => {
    const other = attempt(() => rebind({ ...parameters, [parameter]: state.parameters[parameter] ?? '' }));
    const value = other && propertyOf(other, resource.logicalId, name, before);
    if (other === undefined || sameValue(value, after)) return [];
    return [{ changeSource: 'ParameterReference', causingEntity: parameter }];
  });
}

/** The current resources. A resource that does not exist yet is invented. */
function lookupBefore(state: StackState): (logicalId: string) => KnownResource {
  return (logicalId) => {
    const record = state.resources[logicalId];
    return record?.identifier === undefined ? madeUp(logicalId) : knownResource(record);
  };
}

/** A property after the change; `undefined` if it would not exist or cannot be computed. */
function propertyOf(target: BoundTemplate, logicalId: string, name: string, lookup: Lookup): Value | undefined {
  const resource = target.resources.find((other) => other.logicalId === logicalId);
  const properties = resource && attempt(() => target.partialProperties(resource, lookup));
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** A resource that does not exist yet, as functions might see it. */
function madeUp(logicalId: string): KnownResource {
  return { identifier: logicalId, attribute: (name) => `${logicalId}.${name}` };
}

function sameValue(left: Value | undefined, right: Value | undefined): boolean {
  if (left === undefined || right === undefined || hasUnknown(left) || hasUnknown(right)) return left === right;
  return sameJson(toJson(left, []), toJson(right, []));
}

/** If a template does not accept the tried values, they are not a cause. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof TemplateError) return undefined;
    throw error;
  }
}
