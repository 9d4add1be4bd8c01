import { didYouMean, noSuch } from '../../tools/suggestion';
import { isJsonList, isJsonObject, type Json } from '../json';
import { equals, join, length, select, split, toJsonString } from './computations';
import type { FunctionContext, FunctionPlace } from './context';
import { dynamicReferenceIn, MAKE_PARAMETER, makesText, NOT_RESOLVED } from './dynamic-references';
import { derived, describe, type Expression, isValueList, listOf, toText, type Value } from './expression';
import { EvaluationError, type Path } from './problems';
import { compileGetAtt, compileRef, compileSub, NOTHING } from './references';

interface FunctionDefinition {
  readonly places: readonly FunctionPlace[];
  /** Whether it needs the transform `AWS::LanguageExtensions`. */
  readonly isExtension?: boolean;
  compile(argument: Json, path: Path, context: FunctionContext): Expression;
}

const EVERYWHERE: readonly FunctionPlace[] = ['Conditions', 'Resources', 'Outputs'];
const IN_CONDITIONS: readonly FunctionPlace[] = ['Conditions'];

/** All functions of templates, with the sections that allow them. */
export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = new Map<string, FunctionDefinition>([
  ['Ref', { places: EVERYWHERE, compile: compileRef }],
  ['Fn::GetAtt', { places: ['Resources', 'Outputs'], compile: compileGetAtt }],
  ['Fn::Sub', { places: EVERYWHERE, compile: compileSub }],
  ['Fn::Join', { places: EVERYWHERE, compile: withArguments(['a delimiter', 'a list'], join, makesJoin) }],
  ['Fn::Select', { places: EVERYWHERE, compile: withArguments(['an index', 'a list'], select) }],
  ['Fn::Split', { places: EVERYWHERE, compile: withArguments(['a delimiter', 'a text'], split) }],
  ['Fn::FindInMap', { places: EVERYWHERE, compile: compileFindInMap }],
  ['Fn::If', { places: EVERYWHERE, compile: compileIf }],
  ['Fn::Equals', { places: IN_CONDITIONS, compile: withArguments(['a value', 'a value'], equals) }],
  ['Fn::Not', { places: IN_CONDITIONS, compile: withConditions(1, 1, ([first]) => first !== true) }],
  ['Fn::And', { places: IN_CONDITIONS, compile: withConditions(2, 10, (values) => values.every(Boolean)) }],
  ['Fn::Or', { places: IN_CONDITIONS, compile: withConditions(2, 10, (values) => values.some(Boolean)) }],
  ['Condition', { places: IN_CONDITIONS, compile: compileConditionName }],
  ['Fn::Length', { places: EVERYWHERE, isExtension: true, compile: compileLength }],
  ['Fn::ToJsonString', { places: EVERYWHERE, isExtension: true, compile: withOne(toJsonString) }],
]);

type Compute = (values: readonly Value[], path: Path) => Value;

type Combine = (args: readonly Expression[], path: Path, compute: (values: readonly Value[]) => Value) => Expression;

function makesJoin(...[args, path, compute]: Parameters<Combine>): Expression {
  return makesText('Fn::Join', args, path, compute);
}

/** A function with a fixed list of arguments, each of which may be a function. */
function withArguments(
  names: readonly string[],
  compute: Compute,
  combine: Combine = (args, _path, work) => derived(args, work),
): FunctionDefinition['compile'] {
  return (argument, path, context) => {
    if (!isJsonList(argument) || argument.length !== names.length) {
      context.report(path, `needs a list of ${names.join(' and ')}`);
      return NOTHING;
    }
    const items = argument.map((item, index) => context.part(item, [...path, index]));
    return combine(items, path, (values) => compute(values, path));
  };
}

/** A function of one argument. */
function withOne(compute: (value: Value | undefined, path: Path) => Value): FunctionDefinition['compile'] {
  return (argument, path, context) => derived([context.part(argument, path)], ([value]) => compute(value, path));
}

/** "Fn::Length will not work with lists that are dynamically generated at provisioning time" (RFC 0070, Limitation). */
function compileLength(argument: Json, path: Path, context: FunctionContext): Expression {
  const counted = withOne(length)(argument, path, context);
  if ([true, false].some((choice) => counted.references(() => choice).length > 0)) {
    context.report(path, 'CloudFormation cannot count a list that is known only when a resource exists');
  }
  return counted;
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
        if (odd >= 0) throw new EvaluationError([...path, odd], `needs a condition, but got ${describe(values[odd])}`);
        return compute(values);
      },
    );
  };
}

function compileFindInMap(argument: Json, path: Path, context: FunctionContext): Expression {
  const [name, , , options] = isJsonList(argument) ? argument : [];
  if (!isJsonList(argument) || argument.length < 3 || argument.length > 4) {
    context.report(path, 'needs a list of a mapping, a top-level key and a second-level key');
    return NOTHING;
  }
  if (typeof name === 'string' && !context.declarations.mappings.has(name)) {
    context.report(path, noSuch('mapping', name, context.declarations.mappings));
  }
  const keys = listOf(argument.slice(0, 3).map((item, index) => context.part(item, [...path, index])));
  const otherwise = options === undefined ? undefined : compileDefault(options, [...path, 3], context);
  return {
    evaluate(scope) {
      const values = keys.evaluate(scope);
      const [map = '', top = '', second = ''] = isValueList(values) ? values.map((value) => toText(value, path)) : [];
      const found = scope.mapping(map, top, second) ?? otherwise?.evaluate(scope);
      if (found === undefined) {
        const tops = scope.mappingKeys(map);
        const likely = tops.includes(top) ? didYouMean(second, scope.mappingKeys(map, top)) : didYouMean(top, tops);
        throw new EvaluationError(path, `the mapping ${map} has no value for ${top}, ${second}${likely}`);
      }
      const reference = dynamicReferenceIn(found);
      if (reference === undefined) return found;
      return scope.refuse(path, `the mapping ${map} has ${reference}, ${NOT_RESOLVED}: ${MAKE_PARAMETER}`);
    },
    references: (isTrue) => [...keys.references(isTrue), ...(otherwise?.references(isTrue) ?? [])],
  };
}

/**
 * The value of Fn::FindInMap if the mapping has none: `{"DefaultValue": …}`. "You can use DefaultValue in any CloudFormation template"
 * (Template Reference, "Fn::FindInMap enhancements"); until 2026 it needed the language extensions.
 */
function compileDefault(options: Json, path: Path, context: FunctionContext): Expression {
  const value = isJsonObject(options) && Object.keys(options).length === 1 ? options.DefaultValue : undefined;
  if (value === undefined) {
    context.report(path, 'needs an object with only DefaultValue');
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
  const { conditions } = context.declarations;
  if (!conditions.has(name)) context.report(path, noSuch('condition', name, conditions));
}
