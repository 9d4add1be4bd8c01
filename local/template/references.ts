import { didYouMean, noSuch } from '../../tools/suggestion';
import { isJsonList, isJsonObject, type Json } from '../json';
import { join } from './computations';
import type { FunctionContext } from './context';
import { dynamicReferenceIn, makesText, NOT_RESOLVED } from './dynamic-references';
import { type Expression, listOf, literal, NO_VALUE, type Scope, toText, type Value } from './expression';
import { listAttributeIn } from './outputs';
import { EvaluationError, type Path } from './problems';

/** The topics that receive the events of a stack. Here a stack has none. */
export const NOTIFICATION_ARNS = 'AWS::NotificationARNs';

/** All of CloudFormation's pseudo parameters. */
const PSEUDO_PARAMETERS = [
  'AWS::AccountId',
  NOTIFICATION_ARNS,
  'AWS::NoValue',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
] as const;

/** Replaces an expression that could not be compiled. */
export const NOTHING = literal(null);

/** `Ref`. */
export function compileRef(argument: Json, path: Path, context: FunctionContext): Expression {
  if (typeof argument !== 'string') {
    context.report(path, 'needs the name of a parameter or resource');
    return NOTHING;
  }
  return reference(argument, path, context);
}

/** The parameter, pseudo parameter or resource with this name. */
function reference(name: string, path: Path, context: FunctionContext): Expression {
  const { declarations } = context;
  if (name === 'AWS::NoValue') return { evaluate: () => NO_VALUE, references: () => [] };
  if (name === NOTIFICATION_ARNS) return literal([]);
  if (PSEUDO_PARAMETERS.some((pseudo) => pseudo === name)) {
    return { evaluate: (scope) => scope.pseudoParameter(name), references: () => [] };
  }
  if (declarations.parameters.has(name)) {
    return { evaluate: (scope) => parameterIn(scope, name, path), references: () => [] };
  }
  if (declarations.resources.has(name)) {
    if (context.place === 'Conditions') context.report(path, `a condition cannot refer to the resource ${name}`);
    return { evaluate: (scope) => scope.identifier(name), references: () => [name] };
  }
  if (name.startsWith('AWS::')) {
    const all = `choose from ${PSEUDO_PARAMETERS.join(', ')}`;
    context.report(path, `there is no pseudo parameter ${name}${didYouMean(name, PSEUDO_PARAMETERS, all)}`);
  } else {
    const known = [...declarations.parameters, ...declarations.resources.keys(), ...PSEUDO_PARAMETERS];
    context.report(path, noSuch('parameter or resource', name, known));
  }
  return NOTHING;
}

function parameterIn(scope: Scope, name: string, path: Path): Value {
  const value = scope.parameter(name);
  const give = `--parameters ${name}=…`;
  if (value === undefined) {
    return scope.refuse(
      ['Parameters', name],
      `needs the value itself, because AWS Systems Manager is not called here: ${give}`,
    );
  }
  const found = dynamicReferenceIn(value);
  if (found === undefined) return value;
  return scope.refuse(path, `the parameter ${name} has ${found}, ${NOT_RESOLVED}: give the value itself, ${give}`);
}

/** `Fn::GetAtt`. */
export function compileGetAtt(argument: Json, path: Path, context: FunctionContext): Expression {
  const parts = typeof argument === 'string' ? splitOnce(argument, '.') : argument;
  if (!isJsonList(parts) || parts.length !== 2) {
    context.report(path, 'needs a resource and an attribute, "Resource.Attribute" or a list of both');
    return NOTHING;
  }
  const [logicalId, attribute = null] = parts;
  if (typeof logicalId === 'string' && typeof attribute === 'string') {
    return attributeOf(logicalId, attribute, path, context);
  }
  const isRef = isJsonObject(attribute) && Object.keys(attribute).join() === 'Ref';
  if (typeof logicalId === 'string' && isRef) return chosenAttribute(logicalId, attribute, path, context);
  context.report(path, 'needs the resource as plain text, and the attribute as plain text or Ref to a parameter');
  return NOTHING;
}

/** An attribute whose name is the value of a parameter: "you can use the Ref function" (Template Reference, Fn::GetAtt). */
function chosenAttribute(logicalId: string, attribute: Json, path: Path, context: FunctionContext): Expression {
  const name = context.part(attribute, [...path, 1]);
  const problems: string[] = [];
  const report = (_path: Path, message: string): void => void problems.push(message);
  if (!context.declarations.resources.has(logicalId)) return attributeOf(logicalId, '', path, context);
  return {
    evaluate(scope) {
      const chosen = attributeOf(logicalId, toText(name.evaluate(scope), path), path, { ...context, report });
      const [problem] = problems.splice(0);
      if (problem !== undefined) throw new EvaluationError(path, problem);
      return chosen.evaluate(scope);
    },
    references: () => [logicalId],
  };
}

function attributeOf(logicalId: string, attribute: string, path: Path, context: FunctionContext): Expression {
  const { resources } = context.declarations;
  const type = resources.get(logicalId);
  if (!resources.has(logicalId)) context.report(path, noSuch('resource', logicalId, resources.keys()));
  else if (context.place === 'Conditions')
    context.report(path, `a condition cannot refer to the resource ${logicalId}`);
  else if (type !== undefined && !type.readOnly.includes(attribute)) {
    const all = `choose from ${type.readOnly.join(', ')}`;
    context.report(path, `${type.name} has no attribute ${attribute}${didYouMean(attribute, type.readOnly, all)}`);
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

/** `Fn::Sub`. */
export function compileSub(argument: Json, path: Path, context: FunctionContext): Expression {
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
  return makesText('Fn::Sub', [inOrder(parts)], path, (values) => join(['', ...values], path));
}

/** The parts of a text, including those that are `AWS::NoValue`. */
function inOrder(parts: readonly Expression[]): Expression {
  return { ...listOf(parts), evaluate: (scope) => parts.map((part) => part.evaluate(scope)) };
}

function variable(name: string, path: Path, context: FunctionContext): Expression {
  const [logicalId, attribute] = splitOnce(name, '.');
  if (logicalId === undefined || attribute === undefined) return reference(name, path, context);
  if (listAttributeIn({ 'Fn::GetAtt': [logicalId, attribute] }, context.declarations) !== undefined) {
    context.report(path, `${name} is a list, but Fn::Sub needs text: pass Fn::Join of the list as a variable`);
  }
  return attributeOf(logicalId, attribute, path, context);
}

function splitOnce(text: string, separator: string): readonly [string, string] | readonly [string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
