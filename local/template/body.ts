import { didYouMean, noSuch } from '../../tools/suggestion';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json';
import type { ResourceTypes } from '../schema/resource-type';
import { compile } from './compiler';
import type { CompileContext, Declarations, FunctionPlace } from './context';
import {
  type OutputDeclaration,
  POLICIES,
  type Policy,
  type ResourceDeclaration,
  type TemplateBody,
} from './declarations';
import { type Expression, literal } from './expression';
import { reportCircle } from './graph';
import { isLeftOut } from './left-out';
import { isLoopKey, NEEDS_TRANSFORM } from './loops';
import { checkMapping } from './mappings';
import { checkDescription, listAttributeIn, readExportName } from './outputs';
import type { Path } from './problems';
import type { TemplateSource } from './source';

const RESOURCE_KEYS = new Set([
  ...['Type', 'Properties', 'DependsOn', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata'],
]);
/** CloudFormation's resource attributes that are not supported here and get a message of their own. */
const RESOURCE_KEYS_NOT_HERE = new Set(['CreationPolicy', 'UpdatePolicy']);
/** Exports are accepted and have no effect: only this stack could import them. */
const OUTPUT_KEYS = new Set(['Value', 'Description', 'Condition', 'Export']);
const LOGICAL_ID = /^[A-Za-z0-9]{1,255}$/;
/** CloudFormation's own types, and those that a stack or an account adds. */
const OF_AWS = /^(?:AWS|Alexa|Custom)::/;
/** The names of conditions that cfn-lint accepts (its rule E8001). */
const CONDITION_NAME = /^[A-Za-z0-9&_]{1,255}$/;

/** CloudFormation's quotas, which cfn-lint has too. */
const MOST: Readonly<Record<string, number>> = { Parameters: 200, Mappings: 200, Resources: 500, Outputs: 200 };

/** What is needed to read the sections of a template. */
export interface BodyContext {
  readonly types: ResourceTypes;
  /** Whether the template has the transform `AWS::LanguageExtensions`. */
  readonly hasExtensions: boolean;
  report(path: Path, message: string): void;
}

/** Reads the sections of a template that can have functions. */
export function readBody(source: TemplateSource, context: BodyContext): TemplateBody {
  return new Reader(source, context).read();
}

type Entry = readonly [name: string, value: Json, path: Path];

class Reader {
  readonly #root: JsonObject;
  readonly #declarations: Declarations;

  constructor(
    private readonly source: TemplateSource,
    private readonly context: BodyContext,
  ) {
    this.#root = isJsonObject(source.value) ? source.value : {};
    const names = (section: string): string[] => this.entries(section).map(([name]) => name);
    this.#declarations = {
      parameters: new Set(names('Parameters')),
      conditions: new Set(names('Conditions')),
      mappings: new Set(names('Mappings')),
      resources: new Map(
        this.resources().map(([logicalId, resource]) => {
          const name = isJsonObject(resource) ? resource.Type : undefined;
          return [logicalId, typeof name === 'string' ? context.types.get(name) : undefined];
        }),
      ),
      hasExtensions: context.hasExtensions,
    };
  }

  read(): TemplateBody {
    if (Object.keys(this.section('Resources')).length === 0 && isJsonObject(this.source.value)) {
      this.report(['Resources'], 'at least one resource is required');
    }
    for (const [section, most] of Object.entries(MOST)) {
      const count = Object.keys(this.section(section)).length;
      if (count > most) this.report([section], `has ${count} entries; CloudFormation accepts at most ${most}`);
    }
    const body: TemplateBody = {
      source: this.source,
      mappings: this.mappings(),
      conditions: new Map(
        this.entries('Conditions').map(([name, value, path]) => [name, this.condition(name, value, path)]),
      ),
      resources: this.resources().flatMap(([name, value, path]) => this.resource(name, value, path)),
      outputs: this.entries('Outputs').map(([name, value, path]) => this.output(name, value, path)),
    };
    this.checkConditionCircle();
    this.checkResourceCircle(body.resources);
    return body;
  }

  private resource(logicalId: string, declaration: Json, path: Path): ResourceDeclaration[] {
    if (!LOGICAL_ID.test(logicalId)) this.report(path, 'a logical ID can have only letters and digits');
    if (this.#declarations.parameters.has(logicalId)) this.report(path, 'a parameter has the same name');
    if (!isJsonObject(declaration)) {
      this.report(path, 'must be an object');
      return [];
    }
    this.checkKeys(declaration, path, RESOURCE_KEYS, RESOURCE_KEYS_NOT_HERE, 'key of a resource');
    const type = this.#declarations.resources.get(logicalId);
    if (typeof declaration.Type !== 'string') this.report(path, 'Type is required');
    else if (type === undefined) this.report([...path, 'Type'], this.unknownType(declaration.Type));
    const { Properties: properties = {} } = declaration;
    if (!isJsonObject(properties)) this.report([...path, 'Properties'], 'must be an object');
    const expression = this.compile(isJsonObject(properties) ? properties : {}, [...path, 'Properties'], 'Resources');
    if (type === undefined) return [];
    return [
      {
        logicalId,
        type,
        properties: expression,
        dependsOn: this.dependsOn(logicalId, declaration.DependsOn, [...path, 'DependsOn']),
        condition: this.conditionName(declaration.Condition, [...path, 'Condition']),
        hasDeletionPolicy: declaration.DeletionPolicy !== undefined,
        deletionPolicy: this.policy(declaration.DeletionPolicy, [...path, 'DeletionPolicy'], POLICIES),
        updateReplacePolicy: this.policy(
          declaration.UpdateReplacePolicy,
          [...path, 'UpdateReplacePolicy'],
          POLICIES.slice(0, 2),
        ),
      },
    ];
  }

  private unknownType(name: string): string {
    const known = [...this.context.types.keys()];
    if (OF_AWS.test(name))
      return `${name} is not deployed here, only ${known.join(', ')}: put it into a separate stack`;
    return `unknown resource type ${name}${didYouMean(name, known, `choose from ${known.join(', ')}`)}`;
  }

  private output(name: string, declaration: Json, path: Path): OutputDeclaration {
    if (!LOGICAL_ID.test(name)) this.report(path, 'the name of an output can have only letters and digits');
    const body = isJsonObject(declaration) ? declaration : {};
    if (!isJsonObject(declaration)) this.report(path, 'must be an object');
    this.checkKeys(body, path, OUTPUT_KEYS, new Set(), 'key of an output');
    const { Value: value, Description: description } = body;
    if (value === undefined) this.report(path, 'Value is required');
    const list = value === undefined ? undefined : listAttributeIn(value, this.#declarations);
    if (list !== undefined)
      this.report([...path, 'Value'], `is a list (${list}), but an output must be text: use Fn::Join`);
    checkDescription(description, [...path, 'Description'], this.context.report);
    return {
      name,
      value: value === undefined ? literal('') : this.compile(value, [...path, 'Value'], 'Outputs'),
      description: typeof description === 'string' ? description : undefined,
      condition: this.conditionName(body.Condition, [...path, 'Condition']),
      exportName: this.exportName(body.Export, [...path, 'Export']),
    };
  }

  private exportName(value: Json | undefined, path: Path): Expression | undefined {
    const name = readExportName(value, path, this.context.report);
    if (name === undefined) return undefined;
    const expression = this.compile(name, [...path, 'Name'], 'Outputs');
    const needed = [true, false].flatMap((choice) => expression.references(() => choice));
    if (needed.length > 0) this.report([...path, 'Name'], 'the name of an export cannot depend on a resource');
    return expression;
  }

  private condition(name: string, value: Json, path: Path): Expression {
    if (!CONDITION_NAME.test(name)) this.report(path, 'the name of a condition can have only letters, digits, & and _');
    if (!isConditionFunction(value)) this.report(path, NO_CONDITION);
    return this.compile(value, path, 'Conditions');
  }

  private mappings(): JsonObject {
    for (const [name, map, path] of this.entries('Mappings')) {
      checkMapping(name, map, path, this.context.report);
    }
    return this.section('Mappings');
  }

  private dependsOn(logicalId: string, value: Json | undefined, path: Path): string[] {
    const names = value === undefined ? [] : isJsonList(value) ? value : [value];
    return names.flatMap((name) => {
      if (typeof name !== 'string') this.report(path, 'must be a logical ID or a list of them');
      else if (name === logicalId) this.report(path, 'a resource cannot depend on itself');
      else if (!this.#declarations.resources.has(name))
        this.report(path, noSuch('resource', name, this.#declarations.resources.keys()));
      else return [name];
      return [];
    });
  }

  private conditionName(value: Json | undefined, path: Path): string | undefined {
    if (value === undefined) return undefined;
    if (typeof value !== 'string') this.report(path, 'must be the name of a condition');
    else if (!this.#declarations.conditions.has(value))
      this.report(path, noSuch('condition', value, this.#declarations.conditions));
    else return value;
    return undefined;
  }

  private policy(value: Json | undefined, path: Path, allowed: readonly Policy[]): Policy {
    const policy = allowed.find((known) => known === value);
    if (value !== undefined && policy === undefined) {
      const likely = typeof value === 'string' ? didYouMean(value, allowed) : '';
      const needsTransform = isJsonObject(value) && !this.context.hasExtensions;
      if (needsTransform) this.report(path, `a function in a policy ${NEEDS_TRANSFORM}`);
      if (needsTransform) return 'Delete';
      const rule = `${JSON.stringify(value)} is not supported for this type; use ${allowed.join(', ')}`;
      this.report(path, `${rule}${likely}`);
    }
    return policy ?? 'Delete';
  }

  private checkResourceCircle(resources: readonly ResourceDeclaration[]): void {
    const needs = (resource: ResourceDeclaration): string[] => [
      ...resource.dependsOn,
      ...resource.properties.references(() => true),
      ...resource.properties.references(() => false),
    ];
    const dependencies = new Map(resources.map((resource) => [resource.logicalId, needs(resource)]));
    reportCircle('Resources', dependencies, this.context.report);
  }

  private checkConditionCircle(): void {
    const needs = this.entries('Conditions').map(([name, value]) => [name, conditionsIn(value)] as const);
    reportCircle('Conditions', new Map(needs), this.context.report);
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
      else if (!known.has(key)) this.report([...path, key], `there is no such ${kind}${didYouMean(key, known)}`);
    }
  }

  private resources(): readonly Entry[] {
    return this.entries('Resources').filter(([, resource]) => !isLeftOut(resource));
  }

  private section(name: string): JsonObject {
    const section = this.#root[name];
    return isJsonObject(section) ? section : {};
  }

  private entries(name: string): readonly Entry[] {
    const section = this.#root[name];
    if (section !== undefined && !isJsonObject(section)) this.report([name], 'must be an object');
    return Object.entries(this.section(name)).flatMap(([key, value]) => {
      const path = [name, key];
      if (!isLoopKey(key)) return [[key, value, path] as const];
      const { hasExtensions } = this.context;
      this.report(path, hasExtensions ? `Fn::ForEach is not allowed in ${name}` : `Fn::ForEach ${NEEDS_TRANSFORM}`);
      return [];
    });
  }

  private report(path: Path, message: string): void {
    this.context.report(path, message);
  }
}

/** "Conditions can only be boolean operations on parameters and other conditions": CloudFormation's message for others. */
const NO_CONDITION = 'must be Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition';
const CONDITION_FUNCTIONS: ReadonlySet<string> = new Set(['Fn::Equals', 'Fn::And', 'Fn::Or', 'Fn::Not', 'Condition']);

/** Whether a value can be a condition. Its functions report what is wrong inside. */
function isConditionFunction(value: Json): boolean {
  return isJsonObject(value) && Object.keys(value).some((key) => CONDITION_FUNCTIONS.has(key));
}

/** The names of the conditions that a condition refers to. */
function conditionsIn(value: Json): string[] {
  if (isJsonList(value)) return value.flatMap(conditionsIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (key === 'Condition' && typeof item === 'string') return [item];
    const condition = key === 'Fn::If' && isJsonList(item) ? item[0] : undefined;
    return [...(typeof condition === 'string' ? [condition] : []), ...conditionsIn(item)];
  });
}
