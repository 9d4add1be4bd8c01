import { isJsonList, isJsonObject, type Json } from '../json';
import type { FunctionContext } from './compiler';
import {
  derived,
  describe,
  type Expression,
  isValueList,
  isValueObject,
  listOf,
  literal,
  NO_VALUE,
  toJson,
  toText,
  type Value,
} from './expression';
import { NEEDS_TRANSFORM } from './loops';
import { EvaluationError, type Path } from './problems';

/** The sections of a template in which functions stand. */
export type FunctionPlace = 'Conditions' | 'Resources' | 'Outputs';

interface FunctionDefinition {
  readonly places: readonly FunctionPlace[];
  /** Whether it needs the transform `AWS::LanguageExtensions`. */
  readonly isExtension?: boolean;
  compile(argument: Json, path: Path, context: FunctionContext): Expression;
}

/** The pseudo parameters that have a value here; AWS::NotificationARNs has none. */
const PSEUDO_PARAMETERS = [
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
] as const;

const EVERYWHERE: readonly FunctionPlace[] = ['Conditions', 'Resources', 'Outputs'];
const IN_CONDITIONS: readonly FunctionPlace[] = ['Conditions'];
const NOTHING = literal(null);

/** Every function of a template, with the sections it is allowed in. */
export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = new Map<string, FunctionDefinition>([
  ['Ref', { places: EVERYWHERE, compile: compileRef }],
  ['Fn::GetAtt', { places: ['Resources', 'Outputs'], compile: compileGetAtt }],
  ['Fn::Sub', { places: EVERYWHERE, compile: compileSub }],
  ['Fn::Join', { places: EVERYWHERE, compile: withArguments(['a delimiter', 'a list'], join) }],
  ['Fn::Select', { places: EVERYWHERE, compile: withArguments(['an index', 'a list'], select) }],
  ['Fn::Split', { places: EVERYWHERE, compile: withArguments(['a delimiter', 'a text'], split) }],
  ['Fn::FindInMap', { places: EVERYWHERE, compile: compileFindInMap }],
  ['Fn::If', { places: EVERYWHERE, compile: compileIf }],
  ['Fn::Equals', { places: IN_CONDITIONS, compile: withArguments(['a value', 'a value'], equals) }],
  ['Fn::Not', { places: IN_CONDITIONS, compile: withConditions(1, 1, ([first]) => first !== true) }],
  ['Fn::And', { places: IN_CONDITIONS, compile: withConditions(2, 10, (values) => values.every(Boolean)) }],
  ['Fn::Or', { places: IN_CONDITIONS, compile: withConditions(2, 10, (values) => values.some(Boolean)) }],
  ['Condition', { places: IN_CONDITIONS, compile: compileConditionName }],
  ['Fn::Length', { places: EVERYWHERE, isExtension: true, compile: withOne(length) }],
  ['Fn::ToJsonString', { places: EVERYWHERE, isExtension: true, compile: withOne(toJsonString) }],
]);

type Compute = (values: readonly Value[], path: Path) => Value;

/** A function of a fixed list of arguments, each of which may be a function itself. */
function withArguments(names: readonly string[], compute: Compute): FunctionDefinition['compile'] {
  return (argument, path, context) => {
    if (!isJsonList(argument) || argument.length !== names.length) {
      context.report(path, `needs a list of ${names.join(' and ')}`);
      return NOTHING;
    }
    const items = argument.map((item, index) => context.part(item, [...path, index]));
    return derived(items, (values) => compute(values, path));
  };
}

/** A function of one argument. */
function withOne(compute: (value: Value | undefined, path: Path) => Value): FunctionDefinition['compile'] {
  return (argument, path, context) => derived([context.part(argument, path)], ([value]) => compute(value, path));
}

function withConditions(
  least: number,
  most: number,
  compute: (values: readonly Value[]) => Value,
): FunctionDefinition['compile'] {
  return (argument, path, context) => {
    if (!isJsonList(argument) || argument.length < least || argument.length > most) {
      context.report(path, `needs a list of ${least === most ? least : `${least} to ${most}`} condition(s)`);
      return NOTHING;
    }
    return derived(
      argument.map((item, index) => context.part(item, [...path, index])),
      (values) => {
        const odd = values.findIndex((value) => typeof value !== 'boolean');
        if (odd >= 0) throw new EvaluationError([...path, odd], `needs a condition and got ${describe(values[odd])}`);
        return compute(values);
      },
    );
  };
}

function compileRef(argument: Json, path: Path, context: FunctionContext): Expression {
  if (typeof argument !== 'string') {
    context.report(path, 'needs the name of a parameter or resource');
    return NOTHING;
  }
  return reference(argument, path, context);
}

/** The parameter, pseudo parameter or resource of a name. */
function reference(name: string, path: Path, context: FunctionContext): Expression {
  const { declarations } = context;
  if (name === 'AWS::NoValue') return { evaluate: () => NO_VALUE, references: () => [] };
  if (PSEUDO_PARAMETERS.some((pseudo) => pseudo === name)) {
    return { evaluate: (scope) => scope.pseudoParameter(name), references: () => [] };
  }
  if (declarations.stored.has(name)) {
    const instead = 'make it a String, and give the value itself';
    context.report(path, `the value of ${name} is in AWS Systems Manager, which is not asked here; ${instead}`);
    return NOTHING;
  }
  if (declarations.parameters.has(name)) return { evaluate: (scope) => scope.parameter(name), references: () => [] };
  if (declarations.resources.has(name)) {
    if (context.place === 'Conditions') context.report(path, `a condition cannot refer to the resource ${name}`);
    return { evaluate: (scope) => scope.identifier(name), references: () => [name] };
  }
  const kind = name.startsWith('AWS::') ? 'pseudo parameter' : 'parameter or resource';
  context.report(path, `there is no ${kind} ${name}`);
  return NOTHING;
}

function compileGetAtt(argument: Json, path: Path, context: FunctionContext): Expression {
  const parts = typeof argument === 'string' ? splitOnce(argument, '.') : argument;
  if (!isJsonList(parts) || parts.length !== 2) {
    context.report(path, 'needs a resource and an attribute, "Resource.Attribute" or a list of both');
    return NOTHING;
  }
  const [logicalId, attribute] = parts;
  if (typeof logicalId !== 'string' || typeof attribute !== 'string') {
    context.report(path, 'needs the resource and the attribute as plain text');
    return NOTHING;
  }
  return attributeOf(logicalId, attribute, path, context);
}

function attributeOf(logicalId: string, attribute: string, path: Path, context: FunctionContext): Expression {
  const { resources } = context.declarations;
  const type = resources.get(logicalId);
  if (!resources.has(logicalId)) context.report(path, `there is no resource ${logicalId}`);
  else if (context.place === 'Conditions')
    context.report(path, `a condition cannot refer to the resource ${logicalId}`);
  else if (type !== undefined && !type.readOnly.includes(attribute)) {
    context.report(path, `${type.name} has no attribute ${attribute}; it has ${type.readOnly.join(', ')}`);
  }
  return {
    evaluate(scope) {
      const value = scope.attribute(logicalId, attribute);
      if (value === undefined) throw new EvaluationError(path, `${logicalId} has no value for ${attribute}`);
      return value;
    },
    references: () => [logicalId],
  };
}

/** A variable of Fn::Sub, or a literal `${!…}`. */
const VARIABLE = /\$\{(!?)([^}]*)\}/g;

function compileSub(argument: Json, path: Path, context: FunctionContext): Expression {
  const [text, variables] = isJsonList(argument) ? argument : [argument, {}];
  if (typeof text !== 'string' || !isJsonObject(variables) || (isJsonList(argument) && argument.length !== 2)) {
    context.report(path, 'needs a text, or a list of a text and an object of variables');
    return NOTHING;
  }
  const own = new Map(
    Object.entries(variables).map(([name, value]) => [name, context.part(value, [...path, 1, name])]),
  );
  const parts: Expression[] = [];
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    const [whole, mark, inside = ''] = match;
    const name = inside.trim();
    parts.push(literal(text.slice(end, match.index)));
    parts.push(mark === '!' ? literal(`\${${inside}}`) : (own.get(name) ?? variable(name, path, context)));
    end = match.index + whole.length;
  }
  parts.push(literal(text.slice(end)));
  return derived(parts, (values) => values.map((value) => toText(value, path)).join(''));
}

function variable(name: string, path: Path, context: FunctionContext): Expression {
  const [logicalId, attribute] = splitOnce(name, '.');
  if (logicalId === undefined || attribute === undefined) return reference(name, path, context);
  return attributeOf(logicalId, attribute, path, context);
}

function compileFindInMap(argument: Json, path: Path, context: FunctionContext): Expression {
  const [name, , , options] = isJsonList(argument) ? argument : [];
  if (!isJsonList(argument) || argument.length < 3 || argument.length > 4) {
    context.report(path, 'needs a list of a mapping, a top-level key and a second-level key');
    return NOTHING;
  }
  if (typeof name === 'string' && !context.declarations.mappings.has(name)) {
    context.report(path, `there is no mapping ${name}`);
  }
  const keys = listOf(argument.slice(0, 3).map((item, index) => context.part(item, [...path, index])));
  const otherwise = options === undefined ? undefined : compileDefault(options, [...path, 3], context);
  return {
    evaluate(scope) {
      const values = keys.evaluate(scope);
      const [map = '', top = '', second = ''] = isValueList(values) ? values.map((value) => toText(value, path)) : [];
      const found = scope.mapping(map, top, second) ?? otherwise?.evaluate(scope);
      if (found === undefined) throw new EvaluationError(path, `the mapping ${map} has nothing for ${top}, ${second}`);
      return found;
    },
    references: (isTrue) => [...keys.references(isTrue), ...(otherwise?.references(isTrue) ?? [])],
  };
}

/** What Fn::FindInMap gives where a mapping has nothing: `{"DefaultValue": …}`. */
function compileDefault(options: Json, path: Path, context: FunctionContext): Expression {
  if (!context.declarations.hasExtensions) context.report(path, `DefaultValue ${NEEDS_TRANSFORM}`);
  const value = isJsonObject(options) && Object.keys(options).length === 1 ? options.DefaultValue : undefined;
  if (value === undefined) {
    context.report(path, 'needs an object with DefaultValue alone');
    return NOTHING;
  }
  return context.part(value, [...path, 'DefaultValue']);
}

function compileIf(argument: Json, path: Path, context: FunctionContext): Expression {
  const [condition] = isJsonList(argument) ? argument : [];
  if (!isJsonList(argument) || argument.length !== 3 || typeof condition !== 'string') {
    context.report(path, 'needs a list of the name of a condition and two values');
    return NOTHING;
  }
  checkCondition(condition, path, context);
  const [whenTrue, whenFalse] = [1, 2].map((index) => context.part(argument[index] ?? null, [...path, index]));
  const choose = (isTrue: boolean): Expression => (isTrue ? whenTrue : whenFalse) ?? NOTHING;
  return {
    evaluate: (scope) => choose(scope.condition(condition)).evaluate(scope),
    references: (isTrue) => choose(isTrue(condition)).references(isTrue),
  };
}

function compileConditionName(argument: Json, path: Path, context: FunctionContext): Expression {
  if (typeof argument !== 'string') {
    context.report(path, 'needs the name of a condition');
    return NOTHING;
  }
  checkCondition(argument, path, context);
  return { evaluate: (scope) => scope.condition(argument), references: () => [] };
}

function checkCondition(name: string, path: Path, context: FunctionContext): void {
  if (!context.declarations.conditions.has(name)) context.report(path, `there is no condition ${name}`);
}

function join([delimiter, list]: readonly Value[], path: Path): Value {
  if (!isValueList(list)) throw new EvaluationError(path, `needs a list to join and got ${describe(list)}`);
  return list.map((item) => toText(item, path)).join(toText(delimiter, path));
}

function select([index, list]: readonly Value[], path: Path): Value {
  if (!isValueList(list)) throw new EvaluationError(path, `needs a list to select from and got ${describe(list)}`);
  const position = Number(toText(index, path));
  const item = Number.isInteger(position) && position >= 0 ? list[position] : undefined;
  if (item === undefined) {
    throw new EvaluationError(path, `there is no item ${describe(index)} in a list of ${list.length}`);
  }
  return item;
}

function split([delimiter, text]: readonly Value[], path: Path): Value {
  const separator = toText(delimiter, path);
  if (separator === '') throw new EvaluationError(path, 'needs a delimiter that is not empty');
  return toText(text, path).split(separator);
}

function equals([left, right]: readonly Value[], path: Path): Value {
  return toText(left, path) === toText(right, path);
}

function length(list: Value | undefined, path: Path): Value {
  if (!isValueList(list)) throw new EvaluationError(path, `needs a list to count and got ${describe(list)}`);
  return list.length;
}

function toJsonString(value: Value | undefined, path: Path): Value {
  if (!isValueList(value) && !isValueObject(value)) {
    throw new EvaluationError(path, `needs an object or a list and got ${describe(value)}`);
  }
  return JSON.stringify(toJson(value, path));
}

function splitOnce(text: string, separator: string): readonly [string, string] | readonly [string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
