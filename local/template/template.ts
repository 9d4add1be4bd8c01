import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json';
import type { ResourceType, ResourceTypes } from '../schema/resource-type';
import { type CompileContext, compile, type Declarations } from './compiler';
import { type Expression, literal, objectOf } from './expression';
import type { FunctionPlace } from './functions';
import { sortByDependencies } from './graph';
import { type Parameter, readParameter } from './parameters';
import { type Path, type Problem, TemplateError } from './problems';
import type { TemplateSource } from './source';

/** What becomes of a resource that leaves the stack. */
export const POLICIES = ['Delete', 'Retain', 'RetainExceptOnCreate'] as const;
export type Policy = (typeof POLICIES)[number];

/** A resource as a template declares it. */
export interface ResourceDeclaration {
  readonly logicalId: string;
  readonly type: ResourceType;
  readonly properties: Expression;
  readonly dependsOn: readonly string[];
  readonly condition?: string;
  readonly deletionPolicy: Policy;
  readonly updateReplacePolicy: Policy;
}

/** An output as a template declares it. */
export interface OutputDeclaration {
  readonly name: string;
  readonly value: Expression;
  readonly description?: string;
  readonly condition?: string;
}

/** A template that was read and found to be sound; its parameters have no values yet. */
export interface Template {
  readonly source: TemplateSource;
  readonly parameters: readonly Parameter[];
  readonly mappings: JsonObject;
  readonly conditions: ReadonlyMap<string, Expression>;
  readonly resources: readonly ResourceDeclaration[];
  readonly outputs: readonly OutputDeclaration[];
}

const SECTIONS = new Set([
  ...['AWSTemplateFormatVersion', 'Description', 'Metadata'],
  ...['Parameters', 'Mappings', 'Conditions', 'Resources', 'Outputs'],
]);
/** CloudFormation's sections and resource attributes that this program does not have; they get a message of their own. */
const SECTIONS_NOT_HERE = new Set(['Rules', 'Transform', 'Hooks']);
const RESOURCE_KEYS = new Set([
  ...['Type', 'Properties', 'DependsOn', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata'],
]);
const RESOURCE_KEYS_NOT_HERE = new Set(['CreationPolicy', 'UpdatePolicy']);
/** Exports are taken and have no effect: there is only one stack here that could import them. */
const OUTPUT_KEYS = new Set(['Value', 'Description', 'Condition', 'Export']);
const LOGICAL_ID = /^[A-Za-z0-9]{1,255}$/;
const FORMAT_VERSION = '2010-09-09';

/**
 * Reads a template for the given resource types.
 *
 * @throws TemplateError with everything that is unknown, missing or of the wrong form, each by its path.
 */
export function readTemplate(source: TemplateSource, types: ResourceTypes): Template {
  const problems: Problem[] = [];
  const template = new Reader(source, types, problems).read();
  if (problems.length > 0) throw new TemplateError(source.file, problems, source.locate);
  return template;
}

class Reader {
  readonly #root: JsonObject;
  readonly #declarations: Declarations;

  constructor(
    private readonly source: TemplateSource,
    types: ResourceTypes,
    private readonly problems: Problem[],
  ) {
    this.#root = isJsonObject(source.value) ? source.value : {};
    if (!isJsonObject(source.value)) this.report([], 'a template is an object with the section Resources');
    const names = (section: string): ReadonlySet<string> => new Set(Object.keys(this.section(section)));
    this.#declarations = {
      parameters: names('Parameters'),
      conditions: names('Conditions'),
      mappings: names('Mappings'),
      resources: new Map(
        Object.entries(this.section('Resources')).map(([logicalId, resource]) => {
          const name = isJsonObject(resource) ? resource.Type : undefined;
          return [logicalId, typeof name === 'string' ? types.get(name) : undefined];
        }),
      ),
    };
  }

  read(): Template {
    this.checkKeys(this.#root, [], SECTIONS, SECTIONS_NOT_HERE, 'section of a template');
    const version = this.#root.AWSTemplateFormatVersion;
    if (version !== undefined && version !== FORMAT_VERSION) {
      this.report(['AWSTemplateFormatVersion'], `must be ${FORMAT_VERSION}`);
    }
    if (Object.keys(this.section('Resources')).length === 0 && isJsonObject(this.source.value)) {
      this.report(['Resources'], 'at least one resource is required');
    }
    const template: Template = {
      source: this.source,
      parameters: this.entries('Parameters').map(([name, value, path]) =>
        readParameter(name, value, path, (where, message) => this.report(where, message)),
      ),
      mappings: this.mappings(),
      conditions: new Map(
        this.entries('Conditions').map(([name, value, path]) => [name, this.compile(value, path, 'Conditions')]),
      ),
      resources: this.entries('Resources').flatMap(([name, value, path]) => this.resource(name, value, path)),
      outputs: this.entries('Outputs').map(([name, value, path]) => this.output(name, value, path)),
    };
    this.checkConditionCircle();
    this.checkResourceCircle(template.resources);
    return template;
  }

  private resource(logicalId: string, declaration: Json, path: Path): ResourceDeclaration[] {
    if (!LOGICAL_ID.test(logicalId)) this.report(path, 'a logical ID has letters and digits only');
    if (!isJsonObject(declaration)) {
      this.report(path, 'must be an object');
      return [];
    }
    this.checkKeys(declaration, path, RESOURCE_KEYS, RESOURCE_KEYS_NOT_HERE, 'key of a resource');
    const type = this.#declarations.resources.get(logicalId);
    if (typeof declaration.Type !== 'string') this.report(path, 'Type is required');
    else if (type === undefined) this.report([...path, 'Type'], `unknown resource type ${declaration.Type}`);
    const { Properties: properties = {} } = declaration;
    if (!isJsonObject(properties)) this.report([...path, 'Properties'], 'must be an object');
    const entries = Object.entries(isJsonObject(properties) ? properties : {});
    const expression = objectOf(
      entries.map(([name, value]) => [name, this.compile(value, [...path, 'Properties', name], 'Resources')]),
    );
    if (type === undefined) return [];
    return [
      {
        logicalId,
        type,
        properties: expression,
        dependsOn: this.dependsOn(logicalId, declaration.DependsOn, [...path, 'DependsOn']),
        condition: this.conditionName(declaration.Condition, [...path, 'Condition']),
        deletionPolicy: this.policy(declaration.DeletionPolicy, [...path, 'DeletionPolicy'], POLICIES),
        updateReplacePolicy: this.policy(
          declaration.UpdateReplacePolicy,
          [...path, 'UpdateReplacePolicy'],
          POLICIES.slice(0, 2),
        ),
      },
    ];
  }

  private output(name: string, declaration: Json, path: Path): OutputDeclaration {
    if (!LOGICAL_ID.test(name)) this.report(path, 'the name of an output has letters and digits only');
    const body = isJsonObject(declaration) ? declaration : {};
    if (!isJsonObject(declaration)) this.report(path, 'must be an object');
    this.checkKeys(body, path, OUTPUT_KEYS, new Set(), 'key of an output');
    if (body.Value === undefined) this.report(path, 'Value is required');
    const { Description: description } = body;
    return {
      name,
      value: body.Value === undefined ? literal('') : this.compile(body.Value, [...path, 'Value'], 'Outputs'),
      description: typeof description === 'string' ? description : undefined,
      condition: this.conditionName(body.Condition, [...path, 'Condition']),
    };
  }

  private mappings(): JsonObject {
    for (const [, map, path] of this.entries('Mappings')) {
      const flawed =
        !isJsonObject(map) ||
        Object.values(map).some(
          (keys) =>
            !isJsonObject(keys) ||
            Object.values(keys).some((value) => value === null || isJsonObject(value)) ||
            Object.keys(keys).some((key) => key === 'Ref' || key.startsWith('Fn::')),
        );
      if (flawed) this.report(path, 'must map top-level keys to second-level keys to plain values or lists');
    }
    return this.section('Mappings');
  }

  private dependsOn(logicalId: string, value: Json | undefined, path: Path): string[] {
    const names = value === undefined ? [] : isJsonList(value) ? value : [value];
    return names.flatMap((name) => {
      if (typeof name !== 'string') this.report(path, 'must be a logical ID or a list of them');
      else if (name === logicalId) this.report(path, 'a resource cannot depend on itself');
      else if (!this.#declarations.resources.has(name)) this.report(path, `there is no resource ${name}`);
      else return [name];
      return [];
    });
  }

  private conditionName(value: Json | undefined, path: Path): string | undefined {
    if (value === undefined) return undefined;
    if (typeof value !== 'string') this.report(path, 'must be the name of a condition');
    else if (!this.#declarations.conditions.has(value)) this.report(path, `there is no condition ${value}`);
    else return value;
    return undefined;
  }

  private policy(value: Json | undefined, path: Path, allowed: readonly Policy[]): Policy {
    const policy = allowed.find((known) => known === value);
    if (value !== undefined && policy === undefined) {
      this.report(path, `${JSON.stringify(value)} is not supported for this type; use ${allowed.join(', ')}`);
    }
    return policy ?? 'Delete';
  }

  private checkResourceCircle(resources: readonly ResourceDeclaration[]): void {
    const needs = (resource: ResourceDeclaration): string[] => [
      ...resource.dependsOn,
      ...resource.properties.references(() => true),
      ...resource.properties.references(() => false),
    ];
    const sorted = sortByDependencies(new Map(resources.map((resource) => [resource.logicalId, needs(resource)])));
    if ('circle' in sorted) this.report(['Resources'], `circular dependency: ${sorted.circle.join(' → ')}`);
  }

  private checkConditionCircle(): void {
    const needs = this.entries('Conditions').map(([name, value]) => [name, conditionsIn(value)] as const);
    const sorted = sortByDependencies(new Map(needs));
    if ('circle' in sorted) this.report(['Conditions'], `circular dependency: ${sorted.circle.join(' → ')}`);
  }

  private compile(value: Json, path: Path, place: FunctionPlace): Expression {
    const context: CompileContext = {
      place,
      declarations: this.#declarations,
      report: (where, message) => this.report(where, message),
    };
    return compile(value, path, context);
  }

  private checkKeys(
    value: JsonObject,
    path: Path,
    known: ReadonlySet<string>,
    notHere: ReadonlySet<string>,
    kind: string,
  ): void {
    for (const key of Object.keys(value)) {
      if (notHere.has(key)) this.report([...path, key], 'is not supported here');
      else if (!known.has(key)) this.report([...path, key], `there is no such ${kind}`);
    }
  }

  private section(name: string): JsonObject {
    const section = this.#root[name];
    return isJsonObject(section) ? section : {};
  }

  private entries(name: string): (readonly [name: string, value: Json, path: Path])[] {
    const section = this.#root[name];
    if (section !== undefined && !isJsonObject(section)) this.report([name], 'must be an object');
    return Object.entries(this.section(name)).map(([key, value]) => [key, value, [name, key]] as const);
  }

  private report(path: Path, message: string): void {
    const known = this.problems.some((problem) => problem.message === message && problem.path.join() === path.join());
    if (!known) this.problems.push({ path, message });
  }
}

/** The names of the conditions that a condition is made of. */
function conditionsIn(value: Json): string[] {
  if (isJsonList(value)) return value.flatMap(conditionsIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (key === 'Condition' && typeof item === 'string') return [item];
    const condition = key === 'Fn::If' && isJsonList(item) ? item[0] : undefined;
    return [...(typeof condition === 'string' ? [condition] : []), ...conditionsIn(item)];
  });
}
