import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json';
import { didYouMean } from '../suggestion';
import type { Value } from './expression';
import type { Path, Problem } from './problems';

/** The types of parameters that are known here. */
const TYPES = ['String', 'Number', 'CommaDelimitedList'] as const;
type ParameterType = (typeof TYPES)[number];

/** The types whose value is the name of a parameter of AWS Systems Manager. */
const STORED = /^AWS::SSM::Parameter::Value<.+>$/;

/** The names of the parameters whose values are in AWS Systems Manager; the template has only their names there. */
export function storedParameters(section: JsonObject): ReadonlySet<string> {
  const names = Object.keys(section).filter((name) => {
    const declaration = section[name];
    return isJsonObject(declaration) && isStored(declaration.Type);
  });
  return new Set(names);
}

function isStored(type: Json | undefined): boolean {
  return typeof type === 'string' && STORED.test(type);
}

/** A parameter as a template declares it. */
export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly defaultValue?: string;
  readonly noEcho: boolean;
  readonly constraints: Constraints;
}

interface Constraints {
  readonly allowedValues?: readonly string[];
  readonly allowedPattern?: RegExp;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly description?: string;
}

const NAME = /^[A-Za-z0-9]{1,255}$/;

const KEYS = new Set([
  ...['Type', 'Default', 'NoEcho', 'Description', 'ConstraintDescription'],
  ...['AllowedValues', 'AllowedPattern', 'MinLength', 'MaxLength', 'MinValue', 'MaxValue'],
]);

const PRIMITIVES = new Set(['string', 'number', 'boolean']);

/** Reads the declaration of a parameter; what is wrong with it is reported, and the rest is used. */
export function readParameter(
  name: string,
  declaration: Json,
  path: Path,
  report: (path: Path, message: string) => void,
): Parameter {
  if (!NAME.test(name)) report(path, 'the name of a parameter has letters and digits only');
  const body: JsonObject = isJsonObject(declaration) ? declaration : {};
  if (!isJsonObject(declaration)) report(path, 'must be an object');
  for (const key of Object.keys(body)) {
    if (!KEYS.has(key)) report([...path, key], `there is no such key of a parameter${didYouMean(key, KEYS)}`);
  }
  const type = TYPES.find((known) => known === body.Type);
  if (body.Type === undefined) report(path, 'Type is required');
  else if (type === undefined && !isStored(body.Type)) {
    report([...path, 'Type'], `${JSON.stringify(body.Type)} is not supported here; use ${TYPES.join(', ')}`);
  }
  const text = (key: string): string | undefined => {
    const value = body[key];
    if (value === undefined) return undefined;
    if (PRIMITIVES.has(typeof value)) return String(value);
    report([...path, key], 'must be a string or a number');
    return undefined;
  };
  const number = (key: string): number | undefined => {
    const value = text(key);
    if (value === undefined) return undefined;
    if (value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
    report([...path, key], 'must be a number');
    return undefined;
  };
  const { AllowedValues: allowed } = body;
  if (allowed !== undefined && !isJsonList(allowed)) report([...path, 'AllowedValues'], 'must be a list');
  return {
    name,
    type: type ?? 'String',
    defaultValue: text('Default'),
    noEcho: text('NoEcho')?.toLowerCase() === 'true',
    constraints: {
      allowedValues: isJsonList(allowed) ? allowed.map(String) : undefined,
      allowedPattern: readPattern(text('AllowedPattern'), [...path, 'AllowedPattern'], report),
      minLength: number('MinLength'),
      maxLength: number('MaxLength'),
      minValue: number('MinValue'),
      maxValue: number('MaxValue'),
      description: text('ConstraintDescription'),
    },
  };
}

/**
 * A pattern matches the whole value, as in CloudFormation. Its expressions are Java's: where the two differ that a template is
 * likely to have, such as `[\w-.]`, JavaScript takes them without the flag that makes it strict.
 */
function readPattern(
  pattern: string | undefined,
  path: Path,
  report: (path: Path, message: string) => void,
): RegExp | undefined {
  if (pattern === undefined) return undefined;
  for (const flags of ['u', '']) {
    try {
      return new RegExp(`^(?:${pattern})$`, flags);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  report(path, 'is no regular expression that can be used here');
  return undefined;
}

/** The values of parameters, as text; and what is wrong with them. */
export interface ParameterValues {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

/**
 * The value of each parameter: the given one, else the one of the last deployment, else the default. A parameter with
 * none of them, a given one that is not declared, and a value that breaks a constraint are problems.
 */
export function chooseValues(
  parameters: readonly Parameter[],
  given: Readonly<Record<string, string>>,
  previous: Readonly<Record<string, string>> = {},
): ParameterValues {
  const problems: Problem[] = [];
  const declared = new Set(parameters.map(({ name }) => name));
  for (const name of Object.keys(given)) {
    if (!declared.has(name)) {
      problems.push({
        path: ['Parameters', name],
        message: 'a value is given, but the template has no such parameter',
      });
    }
  }
  const values: Record<string, string> = {};
  for (const parameter of parameters) {
    const { name } = parameter;
    const value = given[name] ?? previous[name] ?? parameter.defaultValue;
    if (value === undefined) {
      problems.push({ path: ['Parameters', name], message: `needs a value: --parameters ${name}=…` });
      continue;
    }
    const broken = findBrokenConstraint(parameter, value);
    if (broken !== undefined) problems.push({ path: ['Parameters', name], message: broken });
    values[name] = value;
  }
  return { values, problems };
}

/**
 * The value of a parameter as `Ref` gives it: a list for CommaDelimitedList, text for the others. A blank list has one item,
 * the empty text: `Fn::Length` of it is 1 (github.com/aws-cloudformation/cfn-language-discussion, issue 102).
 */
export function parameterValue(parameter: Parameter, text: string): Value {
  if (parameter.type !== 'CommaDelimitedList') return text;
  return text.split(',').map((item) => item.trim());
}

function findBrokenConstraint(parameter: Parameter, value: string): string | undefined {
  const { constraints, noEcho, type } = parameter;
  const shown = noEcho ? 'the value' : JSON.stringify(value);
  const items = type === 'CommaDelimitedList' ? value.split(',').map((item) => item.trim()) : [value];
  const number = Number(value);
  const { allowedValues = [] } = constraints;
  const other = items.find((item) => !allowedValues.includes(item)) ?? '';
  const likely = noEcho ? '' : didYouMean(other, allowedValues);
  const rules: readonly (readonly [broken: boolean, message: string])[] = [
    [type === 'Number' && (value.trim() === '' || !Number.isFinite(number)), `${shown} is no number`],
    [
      items.some((item) => constraints.allowedValues?.includes(item) === false),
      `${shown} is not one of ${allowedValues.join(', ')}${likely}`,
    ],
    [
      items.some((item) => constraints.allowedPattern?.test(item) === false),
      `${shown} does not match ${constraints.allowedPattern?.source.slice(4, -2)}`,
    ],
    [value.length < (constraints.minLength ?? 0), `${shown} is shorter than ${constraints.minLength}`],
    [
      value.length > (constraints.maxLength ?? Number.POSITIVE_INFINITY),
      `${shown} is longer than ${constraints.maxLength}`,
    ],
    [number < (constraints.minValue ?? Number.NEGATIVE_INFINITY), `${shown} is less than ${constraints.minValue}`],
    [number > (constraints.maxValue ?? Number.POSITIVE_INFINITY), `${shown} is more than ${constraints.maxValue}`],
  ];
  const message = rules.find(([broken]) => broken)?.[1];
  if (message === undefined) return undefined;
  return constraints.description === undefined ? message : `${message} (${constraints.description})`;
}
