import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json';
import { compile } from './compiler';
import type { CompileContext, Declarations } from './context';
import {
  describe,
  type Expression,
  hasUnknown,
  isValueList,
  NO_VALUE,
  type Scope,
  toJson,
  toText,
  type Value,
} from './expression';
import { checkLoops, isLoopKey, LOOP_SECTIONS, type Loop, readLoop } from './loops';
import type { Parameter } from './parameters';
import { fillIn, hasPlaceholder, type LoopValues, placeholdersIn } from './placeholders';
import { EvaluationError, formatPath, type Path, type Problem, type Report, reporter, TemplateError } from './problems';
import { createScope, type Inputs } from './scope';
import type { TemplateSource } from './source';

/** How many copies all loops of a template may produce: far more than fit into CloudFormation's megabyte. */
const MOST_COPIES = 10_000;

/** github.com/aws-cloudformation/cfn-language-discussion, issue 154: one copy for one type, none for another. */
const RUNS_BLANK =
  'runs for an empty string, as in a blank list; it is reported that CloudFormation does not do so for every type';

const NAME = /^[A-Za-z0-9]+$/;

/** The parts of a resource whose functions have to be evaluated before the template is read. */
const EARLY: ReadonlySet<string> = new Set(['Condition', 'DependsOn', 'DeletionPolicy', 'UpdateReplacePolicy']);

/**
 * The template after `AWS::LanguageExtensions`: loops are repeated, and functions in place of a name are evaluated. Places in the result
 * lead to the lines of the source. Its warnings are those of the loops.
 *
 * @throws TemplateError with every loop that CloudFormation does not accept, and every name that is not known before a resource exists.
 */
export function expand(source: TemplateSource, parameters: readonly Parameter[], inputs: Inputs): TemplateSource {
  const root = isJsonObject(source.value) ? source.value : {};
  const problems: Problem[] = [];
  const report = reporter(problems);
  checkLoops(root, report);
  if (problems.length > 0) throw new TemplateError(source.file, problems, source.locate);

  const warnings: Problem[] = [];
  const warn = (path: Path, message: string): void => void warnings.push({ path, message });
  const expander = new Expander(root, parameters, inputs, report, warn);
  const value = expander.expand();
  if (problems.length > 0) throw new TemplateError(source.file, problems, source.locate);
  return { ...source, value, warnings, locate: (path) => source.locate(expander.originOf(path)) };
}

/** A part of the template during the expansion: its path in the result and in the source, and the loops around it. */
interface Here {
  readonly path: Path;
  readonly origin: Path;
  readonly values: LoopValues;
}

/** A part of the result; `undefined` if it is `AWS::NoValue`. */
type Part = Json | undefined;

type Parts = Map<string, Json>;

class Expander {
  /** The source paths of those parts of the result whose path differs from the one in the source. */
  readonly #origins = new Map<string, Path>();
  readonly #secrets: ReadonlySet<string>;
  readonly #declarations: Declarations;
  #scope: Scope;
  #copies = 0;

  /** @param report receives problems by their place in the source, as `warn` receives warnings. */
  constructor(
    private readonly root: JsonObject,
    parameters: readonly Parameter[],
    private readonly inputs: Inputs,
    private readonly report: Report,
    private readonly warn: Report,
  ) {
    const names = (section: string): string[] => Object.keys(this.section(section));
    this.#secrets = new Set(parameters.flatMap(({ name, noEcho }) => (noEcho ? [name] : [])));
    this.#declarations = {
      parameters: new Set(names('Parameters')),
      conditions: new Set(names('Conditions')),
      mappings: new Set(names('Mappings')),
      resources: new Map(names('Resources').map((name) => [name, undefined])),
      hasExtensions: true,
    };
    this.#scope = createScope(inputs, this.section('Mappings'), new Map());
  }

  expand(): JsonObject {
    const expanded: Parts = new Map();
    for (const name of LOOP_SECTIONS) {
      const section = this.root[name];
      if (!isJsonObject(section)) continue;
      const parts = this.object(section, { path: [name], origin: [name], values: new Map() });
      expanded.set(name, parts);
      // The conditions come first: loops and names in the other sections may depend on them.
      if (name === 'Conditions') this.#scope = this.scopeWith(parts);
    }
    return Object.fromEntries(Object.entries(this.root).map(([name, value]) => [name, expanded.get(name) ?? value]));
  }

  /** The path in the source for a path in the result. */
  originOf(path: Path): Path {
    for (let length = path.length; length > 0; length -= 1) {
      const origin = this.#origins.get(JSON.stringify(path.slice(0, length)));
      if (origin !== undefined) return [...origin, ...path.slice(length)];
    }
    return path;
  }

  private value(value: Json, here: Here): Part {
    if (typeof value === 'string') return fillIn(value, here.values);
    if (isJsonList(value)) return eachItem(value, here, (item, at) => this.value(item, at));
    if (!isJsonObject(value)) return value;
    const { Ref: name, 'Fn::GetAtt': attribute, 'Fn::Sub': text } = value;
    if (name !== undefined) return this.reference(name, inside(here, 'Ref'));
    if (attribute !== undefined) return { 'Fn::GetAtt': this.names(attribute, inside(here, 'Fn::GetAtt')) };
    if (text !== undefined) return this.substitution(text, inside(here, 'Fn::Sub'));
    return this.object(value, here);
  }

  private object(value: JsonObject, here: Here): JsonObject {
    const parts: Parts = new Map();
    this.addAll(value, here, parts);
    return Object.fromEntries(parts);
  }

  /** Adds the parts of an object, or of the fragment of a loop, to the existing ones. */
  private addAll(value: JsonObject, here: Here, parts: Parts): void {
    for (const [key, item] of Object.entries(value)) {
      if (isLoopKey(key)) this.repeat(item, { ...here, origin: [...here.origin, key] }, parts);
      else this.add(key, item, here, parts);
    }
  }

  private add(key: string, item: Json, here: Here, parts: Parts): void {
    const { values } = here;
    const filled = fillIn(key, values);
    const origin = [...here.origin, key];
    const path = [...here.path, filled];
    if (parts.has(filled)) {
      this.report(origin, `there is a ${filled} already in ${formatPath(here.path)}`);
      return;
    }
    if (filled !== key || here.path.length !== here.origin.length) this.#origins.set(JSON.stringify(path), origin);
    const [section, , attribute] = path;
    const isAttribute = path.length === 3 && (section === 'Resources' || section === 'Outputs');
    const below = { path, origin, values };
    // Metadata has no loops.
    const part = isAttribute && attribute === 'Metadata' ? item : this.value(item, below);
    const known = isAttribute && part !== undefined && EARLY.has(filled) ? this.early(part, below) : part;
    if (known !== undefined) parts.set(filled, known);
  }

  /** Adds the fragment of a loop once for each value to the parts around the loop. */
  private repeat(value: Json, here: Here, parts: Parts): void {
    const loop = readLoop(value, here.origin, this.report);
    if (loop === undefined) return;
    const { identifier, fragment } = loop;
    for (const item of this.collection(loop, { ...here, origin: [...here.origin, 1] })) {
      this.#copies += 1;
      if (item === '') this.warn(here.origin, RUNS_BLANK);
      if (this.#copies > MOST_COPIES) {
        this.report(here.origin, `the loops of the template make more than ${MOST_COPIES} copies`);
        return;
      }
      const copy = { ...here, origin: [...here.origin, 2], values: new Map([...here.values, [identifier, item]]) };
      const isGood = Object.keys(fragment).every((key) => isLoopKey(key) || this.isGoodKey(key, identifier, copy));
      if (!isGood) return;
      this.addAll(fragment, copy, parts);
    }
  }

  private isGoodKey(key: string, identifier: string, { path, origin, values }: Here): boolean {
    const where = [...origin, key];
    if (!hasPlaceholder(key, [identifier])) {
      this.report(where, `needs \${${identifier}} in it, or every copy has the same name`);
      return false;
    }
    const filled = fillIn(key, values);
    if (path.length > 1 || NAME.test(filled)) return true;
    const hint = 'let the loop run over names of letters and digits, and take such values from a mapping';
    this.report(where, `makes ${JSON.stringify(filled)}, which is not a name in ${formatPath(path)}; ${hint}`);
    return false;
  }

  /** The values of a loop, as text. */
  private collection({ collection }: Loop, here: Here): readonly string[] {
    const name = isJsonObject(collection) ? collection.Ref : undefined;
    if (typeof name === 'string' && this.#secrets.has(name)) {
      this.report(here.origin, `the parameter ${name} is NoEcho: no loop can run over it`);
      return [];
    }
    const value = this.evaluate(this.value(collection, here) ?? null, here);
    if (value === undefined) return [];
    if (isValueList(value)) return this.attempt(here, () => value.map((item) => toText(item, here.origin))) ?? [];
    this.report(here.origin, `needs a list to repeat over, but got ${describe(value)}`);
    return [];
  }

  private reference(name: Json, here: Here): Part {
    const known = this.names(name, here);
    return (typeof known === 'string' ? here.values.get(known) : undefined) ?? { Ref: known };
  }

  /** A name, or a list of names, that a function refers to. A function in place of a name is evaluated. */
  private names(value: Json, here: Here): Json {
    if (isJsonList(value)) return value.map((item, index) => this.names(item, inside(here, index)));
    if (typeof value !== 'string') return this.early(this.value(value, here) ?? null, here) ?? null;
    if (hasPlaceholder(value, here.values.keys())) {
      // Users report that `&{}` is not replaced in Fn::Sub.
      const isCertain = placeholdersIn(value, here.values.keys()).every((placeholder) => placeholder.startsWith('$'));
      const hint = isCertain ? '' : 'let the loop run over names of letters and digits, and ';
      const instead = `${hint}write {"Fn::Sub": ${JSON.stringify(value.replaceAll('&{', '${'))}} instead`;
      this.report(here.origin, `CloudFormation looks for ${value} before it repeats loops; ${instead}`);
    }
    return value;
  }

  private substitution(argument: Json, here: Here): Part {
    const [text, ...rest] = isJsonList(argument) ? argument : [argument];
    if (typeof text !== 'string') return { 'Fn::Sub': argument };
    const filled = fillIn(text, here.values);
    if (!isJsonList(argument)) return filled.includes('${') ? { 'Fn::Sub': filled } : filled;
    const others = rest.map((item, index) => this.value(item, inside(here, index + 1)) ?? null);
    return { 'Fn::Sub': [filled, ...others] };
  }

  /** A part with every function evaluated. */
  private early(part: Json, here: Here): Part {
    if (isJsonList(part)) return eachItem(part, here, (item, at) => this.early(item, at));
    if (!isJsonObject(part)) return part;
    const value = this.evaluate(part, here);
    return value === undefined || value === NO_VALUE ? undefined : this.attempt(here, () => toJson(value, here.origin));
  }

  /** The value of a part; `undefined` if it has none before a resource exists, which is reported. */
  private evaluate(part: Json, here: Here): Value | undefined {
    const place = LOOP_SECTIONS.find((section) => section === here.path[0]) ?? 'Resources';
    const context: CompileContext = { place, declarations: this.#declarations, report: this.report };
    const value = this.attempt(here, () => compile(part, here.origin, context).evaluate(this.#scope));
    if (value === undefined || !hasUnknown(value)) return value;
    this.report(here.origin, 'must be known before any resource exists');
    return undefined;
  }

  private attempt<Result>({ origin }: Here, work: () => Result): Result | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      this.report(error.path.length > 0 ? error.path : origin, error.reason);
      return undefined;
    }
  }

  private scopeWith(conditions: JsonObject): Scope {
    // Problems in conditions are reported when the template is read.
    const context = { place: 'Conditions', declarations: this.#declarations, report: () => undefined } as const;
    const compiled = Object.entries(conditions).map(([name, condition]): [string, Expression] => [
      name,
      compile(condition, ['Conditions', name], context),
    ]);
    return createScope(this.inputs, this.section('Mappings'), new Map(compiled));
  }

  private section(name: string): JsonObject {
    const section = this.root[name];
    return isJsonObject(section) ? section : {};
  }
}

/** The converted items of a list, without those that became nothing. */
function eachItem(list: readonly Json[], here: Here, change: (item: Json, at: Here) => Part): Json[] {
  return list.map((item, index) => change(item, inside(here, index))).filter((item) => item !== undefined);
}

function inside(here: Here, key: string | number): Here {
  return { ...here, path: [...here.path, key], origin: [...here.origin, key] };
}
