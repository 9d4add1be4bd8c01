import type { JsonObject } from '../json';
import { checkProperties } from '../schema/check';
import { ProblemCollector } from './collector';
import type { OutputDeclaration, TemplateBody } from './declarations';
import { isValueObject, NO_VALUE, type Scope, toJsonObject, type UNKNOWN, type Value } from './expression';
import { type Hide, hider } from './no-echo';
import { type BoundResource, chooseParts, evaluateOutput, type Parts, propertiesPath } from './parts';
import { EvaluationError, type Problem, placed } from './problems';
import { createScope, type Inputs, inputsOf, type Lookup, NOTHING_KNOWN } from './scope';
import type { TemplateSource } from './source';
import type { Template } from './template';

export type { BoundResource } from './parts';
export type { KnownResource, Lookup } from './scope';

/** An output with its value. */
export interface Output {
  readonly name: string;
  readonly value: string;
  readonly description?: string;
}

/** A template with the values of its parameters: the desired state of the stack. */
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
  /** {@link properties}, with {@link UNKNOWN} where a value depends on a resource that `lookup` does not know yet. */
  partialProperties(resource: BoundResource, lookup: Lookup): { readonly [name: string]: Value };
  /** @throws EvaluationError if a function fails. */
  outputs(lookup: Lookup): Output[];
  /** The names of the outputs that the conditions include, without those that are `AWS::NoValue`. */
  readonly outputNames: readonly string[];
  /** What CloudFormation may treat differently in the template with these values, a sentence each. */
  readonly remarks: readonly string[];
}

const NO_RESOURCE =
  'the conditions leave no resource, and it is not known whether CloudFormation accepts that: it requires at least one resource';

const NO_OUTPUT =
  'is AWS::NoValue, so there is no such output here, and it is not known whether CloudFormation accepts that: give the output a Condition';

/**
 * Puts values into a template, and checks everything that can be known before a resource exists.
 *
 * @param values the value of each parameter, as text. @param pseudo the values of the pseudo parameters, by name (`AWS::Region` …). @throws
 * TemplateError with all problems.
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
  const collector = new ProblemCollector(body.source, hide);
  const before = createScope(inputs, body.mappings, body.conditions, NOTHING_KNOWN, (path, message) =>
    collector.refuse(path, message),
  );
  const { resources, outputs } = chooseParts(body, before, collector);
  const absent = outputs.filter(({ value }) => value.evaluate(before) === NO_VALUE);
  const parts = { resources, outputs: outputs.filter((output) => !absent.includes(output)) };
  const loopWarnings = template.source === body.source ? [] : body.source.warnings;
  const remarks = [...loopWarnings, ...doubtsOf(resources, absent)].map((warning) => placed(warning, body.source));
  return new Binding(body, inputs, parts, remarks, hide);
}

/** What CloudFormation may refuse. @param absent the outputs that are `AWS::NoValue`. */
function doubtsOf(resources: readonly BoundResource[], absent: readonly OutputDeclaration[]): Problem[] {
  return [
    ...(resources.length === 0 ? [{ path: ['Resources'], message: NO_RESOURCE }] : []),
    ...absent.map(({ name }) => ({ path: ['Outputs', name, 'Value'], message: NO_OUTPUT })),
  ];
}

/** A template with checked parts. */
class Binding implements BoundTemplate {
  readonly source: TemplateSource;
  readonly resources: readonly BoundResource[];
  readonly outputNames: readonly string[];
  readonly #outputs: readonly OutputDeclaration[];

  constructor(
    private readonly body: TemplateBody,
    private readonly inputs: Inputs,
    { resources, outputs }: Parts,
    readonly remarks: readonly string[],
    private readonly hide: Hide,
  ) {
    this.source = body.source;
    this.resources = resources;
    this.outputNames = outputs.map(({ name }) => name);
    this.#outputs = outputs;
  }

  properties(resource: BoundResource, lookup: Lookup): JsonObject {
    const path = propertiesPath(resource);
    const { value, problems } = this.check(resource, lookup);
    const [problem] = problems;
    if (problem) throw new EvaluationError(problem.path, this.hide(problem.message));
    return isValueObject(value) ? toJsonObject(value, path) : {};
  }

  partialProperties(resource: BoundResource, lookup: Lookup): { readonly [name: string]: Value } {
    const { value } = this.check(resource, lookup);
    return isValueObject(value) ? value : {};
  }

  outputs(lookup: Lookup): Output[] {
    return this.#outputs.flatMap((output) => {
      const value = evaluateOutput(output, this.scope(lookup));
      return value === undefined ? [] : [{ name: output.name, value, description: output.description }];
    });
  }

  private check(resource: BoundResource, lookup: Lookup): ReturnType<typeof checkProperties> {
    const value = resource.properties.evaluate(this.scope(lookup));
    return checkProperties(resource.type, value, propertiesPath(resource));
  }

  private scope(lookup: Lookup): Scope {
    return createScope(this.inputs, this.body.mappings, this.body.conditions, lookup);
  }
}
