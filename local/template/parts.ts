import { checkProperties } from '../schema/check';
import type { ProblemCollector } from './collector';
import type { OutputDeclaration, ResourceDeclaration, TemplateBody } from './declarations';
import { NO_VALUE, type Scope, toText, UNKNOWN } from './expression';
import { circleProblem, sortByDependencies } from './graph';
import { exportedValueProblem, exportNameProblem } from './outputs';
import { EvaluationError, type Path } from './problems';

/** A resource that the conditions of the template include. */
export interface BoundResource extends ResourceDeclaration {
  /** The resources that have to exist before this one. */
  readonly needs: readonly string[];
}

/** The parts of a template that the conditions include. */
export interface Parts {
  /** Each resource after those it needs. */
  readonly resources: readonly BoundResource[];
  readonly outputs: readonly OutputDeclaration[];
}

/**
 * Selects the parts that the conditions include, and checks everything that can be known before a resource exists.
 *
 * @param before the scope before a resource exists, which reports refusals to the collector. @throws TemplateError with all problems.
 */
export function chooseParts(body: TemplateBody, before: Scope, collector: ProblemCollector): Parts {
  for (const [name, condition] of body.conditions) {
    collector.attempt(['Conditions', name], () => condition.evaluate(before));
  }
  collector.throwIfAny();
  const isTrue = (name: string): boolean => before.condition(name);
  const resources = orderResources(body.resources, isTrue, collector);
  const outputs = body.outputs.filter(({ condition }) => condition === undefined || isTrue(condition));
  checkReferences({ resources, outputs }, isTrue, collector);
  for (const resource of resources) {
    const path = propertiesPath(resource);
    collector.attempt(path, () => {
      collector.add(...checkProperties(resource.type, resource.properties.evaluate(before), path).problems);
    });
  }
  for (const output of outputs) collector.attempt(['Outputs', output.name], () => evaluateOutput(output, before));
  checkExportNames(outputs, before, collector);
  collector.throwIfAny();
  return { resources, outputs };
}

/** The resources of the template that the conditions include, each after those it needs. */
function orderResources(
  resources: readonly ResourceDeclaration[],
  isTrue: (condition: string) => boolean,
  collector: ProblemCollector,
): BoundResource[] {
  const active = resources.filter(({ condition }) => condition === undefined || isTrue(condition));
  const names = new Set(active.map(({ logicalId }) => logicalId));
  const bound = new Map(
    active.map((resource): [string, BoundResource] => {
      // CloudFormation ignores a dependency on a resource whose condition is false.
      const explicit = resource.dependsOn.filter((name) => names.has(name));
      const needs = [...new Set([...explicit, ...resource.properties.references(isTrue)])];
      return [resource.logicalId, { ...resource, needs }];
    }),
  );
  const sorted = sortByDependencies(new Map([...bound].map(([logicalId, { needs }]) => [logicalId, needs])));
  if ('circle' in sorted) {
    collector.add(circleProblem('Resources', sorted.circle));
    return [...bound.values()];
  }
  return sorted.order.flatMap((logicalId) => bound.get(logicalId) ?? []);
}

function checkReferences(
  { resources, outputs }: Parts,
  isTrue: (condition: string) => boolean,
  collector: ProblemCollector,
): void {
  const names = new Set(resources.map(({ logicalId }) => logicalId));
  const uses = [
    ...resources.map((resource) => ({ path: propertiesPath(resource), needs: resource.needs })),
    ...outputs.map(({ name, value }) => ({ path: ['Outputs', name, 'Value'], needs: value.references(isTrue) })),
  ];
  for (const { path, needs } of uses) {
    for (const name of needs) {
      if (!names.has(name)) collector.add({ path, message: `refers to ${name}, whose condition is false` });
    }
  }
}

/**
 * The text of an output; `undefined` if it is unknown or there is none.
 *
 * @throws EvaluationError if a function fails, or CloudFormation does not export the value.
 */
export function evaluateOutput({ name, value, exportName }: OutputDeclaration, scope: Scope): string | undefined {
  const path = ['Outputs', name, 'Value'];
  const result = value.evaluate(scope);
  if (result === UNKNOWN || result === NO_VALUE) return undefined;
  const text = toText(result, path);
  const problem = exportName === undefined ? undefined : exportedValueProblem(text);
  if (problem !== undefined) throw new EvaluationError(path, problem);
  return text;
}

/** Reports export names that CloudFormation refuses, or that belong to several outputs. */
function checkExportNames(outputs: readonly OutputDeclaration[], scope: Scope, collector: ProblemCollector): void {
  const seen = new Map<string, string>();
  for (const { name, exportName } of outputs) {
    if (exportName === undefined) continue;
    const path = ['Outputs', name, 'Export', 'Name'];
    collector.attempt(path, () => {
      const value = exportName.evaluate(scope);
      if (value === UNKNOWN) return;
      const text = toText(value, path);
      const problem = exportNameProblem(text);
      if (problem !== undefined) throw new EvaluationError(path, problem);
      const other = seen.get(text);
      if (other !== undefined) throw new EvaluationError(path, `the output ${other} is exported as ${text} too`);
      seen.set(text, name);
    });
  }
}

/** The path of the properties of a resource. */
export function propertiesPath(resource: ResourceDeclaration): Path {
  return ['Resources', resource.logicalId, 'Properties'];
}
