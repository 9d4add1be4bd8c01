import { meant, suggestions } from '../../tools/suggestion';
import { isJsonList, isJsonObject, type Json } from '../json';
import type { CompileContext, Declarations } from './context';
import { resolvedLiteral } from './dynamic-references';
import { type Expression, listOf, literal, objectOf } from './expression';
import { FUNCTIONS } from './functions';
import { isLoopKey, LOOP, NEEDS_TRANSFORM } from './loops';
import type { Path } from './problems';

const NO_OTHER_STACKS = 'other stacks are not read; make the value a parameter';

/** CloudFormation's functions that are not supported here, with an alternative if there is one. */
export const NOT_HERE: ReadonlyMap<string, string | undefined> = new Map([
  ['Fn::Base64', undefined],
  ['Fn::Cidr', undefined],
  ['Fn::GetAZs', undefined],
  ['Fn::GetStackOutput', NO_OTHER_STACKS],
  ['Fn::ImportValue', NO_OTHER_STACKS],
  ['Fn::Transform', undefined],
]);

/**
 * Compiles a part of a template into an expression. Functions that do not exist, are not allowed here or refer to something undeclared are
 * reported.
 */
export function compile(value: Json, path: Path, context: CompileContext): Expression {
  if (isJsonList(value)) return listOf(value.map((item, index) => compile(item, [...path, index], context)));
  if (value === null) context.report(path, 'null is not allowed in a template');
  if (!isJsonObject(value)) return resolvedLiteral(value, path);
  const name = Object.keys(value).find((key) => isFunctionName(key, context));
  if (name === undefined) {
    return objectOf(Object.entries(value).map(([key, item]) => [key, compile(item, [...path, key], context)]));
  }
  const below = [...path, name];
  if (Object.keys(value).length > 1) {
    context.report(below, `${name} must be the only key of its object`);
    return literal(null);
  }
  const definition = FUNCTIONS.get(name);
  if (definition === undefined) {
    context.report(below, unknownFunction(name, context.declarations));
    return literal(null);
  }
  if (definition.isExtension === true && !context.declarations.hasExtensions) {
    context.report(below, `${name} ${NEEDS_TRANSFORM}`);
    return literal(null);
  }
  if (!definition.places.includes(context.place)) {
    context.report(below, `${name} is not allowed in ${context.place}`);
    return literal(null);
  }
  const part = (inner: Json, at: Path): Expression => compile(inner, at, context);
  return definition.compile(value[name] ?? null, below, { ...context, part });
}

function unknownFunction(name: string, { hasExtensions }: Declarations): string {
  if (isLoopKey(name)) return hasExtensions ? `${name} is not allowed here` : `Fn::ForEach ${NEEDS_TRANSFORM}`;
  if (!NOT_HERE.has(name)) return `there is no function ${name}${likelyFunction(name)}`;
  const instead = NOT_HERE.get(name);
  return `${name} is not supported here${instead === undefined ? '' : `: ${instead}`}`;
}

/** All functions, by the distinctive part of their names. */
const byShortName = (): ReadonlyMap<string, string> =>
  new Map([...FUNCTIONS.keys(), ...NOT_HERE.keys(), LOOP].map((name) => [shortName(name), name]));

function likelyFunction(name: string): string {
  const known = byShortName();
  const short = shortName(name);
  const names = known.has(short) ? [short] : suggestions(short, known.keys());
  return meant(names.map((one) => known.get(one) ?? one));
}

function shortName(name: string): string {
  return name.replace(/^fn:+/i, '');
}

/** What counts as a function, even if it is misspelt, which CloudFormation would treat as a plain key. */
const LIKE_A_FUNCTION = /^fn:(:|[a-z])/i;

/** `Condition` is a function only in the conditions of a template; elsewhere it is an ordinary name. */
function isFunctionName(key: string, context: CompileContext): boolean {
  return key === 'Ref' || LIKE_A_FUNCTION.test(key) || (key === 'Condition' && context.place === 'Conditions');
}
