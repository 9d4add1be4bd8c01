import type { JsonObject } from '../json';
import { checkProperties } from '../schema/check';
import type { OutputDeclaration, ResourceDeclaration } from './declarations';
import { isValueObject, NO_VALUE, type Scope, toJsonObject, toText, UNKNOWN, type Value } from './expression';
import { sortByDependencies } from './graph';
import { hider } from './no-echo';
import { EvaluationError, formatPath, type Path, type Problem, placed, TemplateError } from './problems';
import { createScope, inputsOf, type Lookup, NOTHING_KNOWN, type Refuse } from './scope';
import type { TemplateSource } from './source';
import type { Template } from './template';

export type { KnownResource, Lookup } from './scope';

/** An output with its value. */
export interface Output {
  readonly name: string;
  readonly value: string;
  readonly description?: string;
}

/** A resource that the conditions of the template leave in. */
export interface BoundResource extends ResourceDeclaration {
  /** The resources that have to exist before this one. */
  readonly needs: readonly string[];
}

/** A template together with the values of its parameters: what the stack should be. */
export interface BoundTemplate {
  readonly source: TemplateSource;
  /** Each resource after those it needs. */
  readonly resources: readonly BoundResource[];
  /**
   * The properties of a resource in the schema's types.
   *
   * @throws EvaluationError if a function fails, or a value breaks the schema.
   */
  properties(resource: BoundResource, lookup: Lookup): JsonObject;
  /** The same, with {@link UNKNOWN} where a value depends on a resource that `lookup` does not know yet. */
  partialProperties(resource: BoundResource, lookup: Lookup): { readonly [name: string]: Value };
  /** @throws EvaluationError if a function fails. */
  outputs(lookup: Lookup): Output[];
  /** The names of the outputs that the conditions leave in. */
  readonly outputNames: readonly string[];
  /** What of it CloudFormation may do differently with these values, a sentence each. */
  readonly remarks: readonly string[];
}

/**
 * Puts values into a template, and checks everything that can be known before a resource exists.
 *
 * @param values the value of each parameter, as text.
 * @param pseudo the values of the pseudo parameters, by name (`AWS::Region` …).
 * @throws TemplateError with all problems.
 */
export function bindTemplate(
  template: Template,
  values: Readonly<Record<string, string>>,
  pseudo: Readonly<Record<string, string>>,
): BoundTemplate {
  const inputs = inputsOf(template.parameters, values, pseudo);
  const body = template.body(inputs);
  const hide = hider(
    template.parameters.flatMap(({ name, noEcho }) => (noEcho ? [{ name, value: values[name] ?? '' }] : [])),
  );
  const scopeFor = (lookup: Lookup, refuse?: Refuse): Scope =>
    createScope(inputs, body.mappings, body.conditions, lookup, refuse);
  const problems: Problem[] = [];
  const collect: Refuse = (path, message) => {
    const isKnown = problems.some((other) => other.message === message && formatPath(other.path) === formatPath(path));
    if (!isKnown) problems.push({ path, message });
    return UNKNOWN;
  };
  const attempt = <Result>(path: Path, work: () => Result): Result | undefined => {
    const { length } = problems;
    try {
      return work();
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      // A function that gets nothing for what was refused fails for no reason of its own.
      if (problems.length > length) return undefined;
      problems.push({ path: error.path.length > 0 ? error.path : path, message: error.reason });
      return undefined;
    }
  };
  const fail = (): never => {
    const shown = problems.map(({ path, message }) => ({ path, message: hide(message) }));
    throw new TemplateError(body.source.file, shown, body.source.locate);
  };

  const before = scopeFor(NOTHING_KNOWN, collect);
  for (const [name, condition] of body.conditions) attempt(['Conditions', name], () => condition.evaluate(before));
  if (problems.length > 0) fail();
  const isTrue = (name: string): boolean => before.condition(name);
  const resources = orderResources(body.resources, isTrue, problems);
  const outputs = body.outputs.filter(({ condition }) => condition === undefined || isTrue(condition));
  checkReferences(resources, outputs, isTrue, problems);
  for (const resource of resources) {
    const path = propertiesPath(resource);
    attempt(path, () => {
      problems.push(...checkProperties(resource.type, resource.properties.evaluate(before), path).problems);
    });
  }
  for (const output of outputs) attempt(['Outputs', output.name], () => evaluateOutput(output, before));
  checkExportNames(outputs, before, attempt);
  if (problems.length > 0) fail();

  const { file, warnings, locate } = body.source;
  const doubts: Problem[] = [
    ...(resources.length === 0 ? [{ path: ['Resources'], message: NO_RESOURCE }] : []),
    ...outputs
      .filter(({ value }) => value.evaluate(before) === NO_VALUE)
      .map(({ name }) => ({ path: ['Outputs', name, 'Value'], message: NO_OUTPUT })),
  ];
  const loopWarnings = template.source === body.source ? [] : warnings;
  return {
    source: body.source,
    resources,
    remarks: [...loopWarnings, ...doubts].map((warning) => placed(warning, { file, locate })),
    properties(resource, lookup) {
      const path = propertiesPath(resource);
      const checked = checkProperties(resource.type, resource.properties.evaluate(scopeFor(lookup)), path);
      const [problem] = checked.problems;
      if (problem) throw new EvaluationError(problem.path, hide(problem.message));
      return isValueObject(checked.value) ? toJsonObject(checked.value, path) : {};
    },
    partialProperties(resource, lookup) {
      const value = resource.properties.evaluate(scopeFor(lookup));
      const checked = checkProperties(resource.type, value, propertiesPath(resource)).value;
      return isValueObject(checked) ? checked : {};
    },
    outputNames: outputs.map(({ name }) => name),
    outputs: (lookup) =>
      outputs.flatMap((output) => {
        const value = evaluateOutput(output, scopeFor(lookup));
        return value === undefined ? [] : [{ name: output.name, value, description: output.description }];
      }),
  };
}

/** The resources of the template that the conditions leave in, each after those it needs. */
function orderResources(
  resources: readonly ResourceDeclaration[],
  isTrue: (condition: string) => boolean,
  problems: Problem[],
): BoundResource[] {
  const active = resources.filter(({ condition }) => condition === undefined || isTrue(condition));
  const names = new Set(active.map(({ logicalId }) => logicalId));
  const bound = new Map(
    active.map((resource): [string, BoundResource] => {
      // A resource may depend on one whose condition is false: CloudFormation ignores that.
      const wished = resource.dependsOn.filter((name) => names.has(name));
      const needs = [...new Set([...wished, ...resource.properties.references(isTrue)])];
      return [resource.logicalId, { ...resource, needs }];
    }),
  );
  const sorted = sortByDependencies(new Map([...bound].map(([logicalId, { needs }]) => [logicalId, needs])));
  if ('circle' in sorted) {
    problems.push({ path: ['Resources'], message: `circular dependency: ${sorted.circle.join(' → ')}` });
    return [...bound.values()];
  }
  return sorted.order.flatMap((logicalId) => bound.get(logicalId) ?? []);
}

function checkReferences(
  resources: readonly BoundResource[],
  outputs: readonly OutputDeclaration[],
  isTrue: (condition: string) => boolean,
  problems: Problem[],
): void {
  const names = new Set(resources.map(({ logicalId }) => logicalId));
  const uses = [
    ...resources.map((resource) => ({ path: propertiesPath(resource), needs: resource.needs })),
    ...outputs.map(({ name, value }) => ({ path: ['Outputs', name, 'Value'], needs: value.references(isTrue) })),
  ];
  for (const { path, needs } of uses) {
    for (const name of needs) {
      if (!names.has(name)) problems.push({ path, message: `refers to ${name}, whose condition is false` });
    }
  }
}

function evaluateOutput({ name, value }: OutputDeclaration, scope: Scope): string | undefined {
  const path = ['Outputs', name, 'Value'];
  const result = value.evaluate(scope);
  if (result === UNKNOWN || result === NO_VALUE) return undefined;
  return toText(result, path);
}

const NO_RESOURCE =
  'the conditions leave no resource, and it is not known whether CloudFormation takes that: it wants at least one resource';

const NO_OUTPUT =
  'is AWS::NoValue, so there is no such output here, and it is not known whether CloudFormation takes that: give the output a Condition';

/** Finds names that are no text, and those under which more than one output is exported. */
function checkExportNames(
  outputs: readonly OutputDeclaration[],
  scope: Scope,
  attempt: (path: Path, work: () => void) => void,
): void {
  const seen = new Map<string, string>();
  for (const { name, exportName } of outputs) {
    if (exportName === undefined) continue;
    const path = ['Outputs', name, 'Export', 'Name'];
    attempt(path, () => {
      const value = exportName.evaluate(scope);
      if (value === UNKNOWN) return;
      const text = toText(value, path);
      const other = seen.get(text);
      if (other !== undefined) throw new EvaluationError(path, `the output ${other} is exported as ${text} too`);
      seen.set(text, name);
    });
  }
}

function propertiesPath(resource: ResourceDeclaration): Path {
  return ['Resources', resource.logicalId, 'Properties'];
}
