import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json';
import { didYouMean } from '../suggestion';
import { type Constraints, findBrokenConstraint, itemsOf, toNumber } from './constraints';
import type { Value } from './expression';
import { KNOWN_TYPES, type ParameterType, readType, remarksOnTypes, STRING } from './parameter-types';
import type { Path, Problem } from './problems';

/** A parameter as a template declares it. */
export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly defaultValue?: string;
  readonly noEcho: boolean;
  readonly constraints: Constraints;
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
  const type = typeof body.Type === 'string' ? readType(body.Type) : undefined;
  if (body.Type === undefined) report(path, 'Type is required');
  else if (type === undefined) {
    report([...path, 'Type'], `there is no type of parameter ${JSON.stringify(body.Type)}; there are ${KNOWN_TYPES}`);
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
    const read = toNumber(value);
    if (read === undefined) report([...path, key], 'must be a number');
    return read;
  };
  const { AllowedValues: allowed } = body;
  if (allowed !== undefined && !isJsonList(allowed)) report([...path, 'AllowedValues'], 'must be a list');
  return {
    name,
    type: type ?? STRING,
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

/** The values of parameters, as text; what is wrong with them, and what is not as in CloudFormation, a sentence each. */
export interface ParameterValues {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  readonly remarks: readonly string[];
}

/**
 * The value of each parameter: the given one, else the one of the last deployment, else the default. A parameter with
 * none of them, a given one that is not declared, and a value that breaks a constraint are problems.
 *
 * Where CloudFormation takes a value for the name of a parameter of AWS Systems Manager, the default is such a name, and
 * a given one is the value itself. It has no value if none is given: that is a problem where the template uses it.
 */
export function chooseValues(
  parameters: readonly Parameter[],
  given: Readonly<Record<string, string>>,
  previous: Readonly<Record<string, string>> = {},
): ParameterValues {
  const declared = new Set(parameters.map(({ name }) => name));
  const unknown = Object.keys(given).filter((name) => !declared.has(name));
  const problems: Problem[] = unknown.map((name) => ({
    path: ['Parameters', name],
    message: 'a value is given, but the template has no such parameter',
  }));
  const values: Record<string, string> = {};
  for (const parameter of parameters) {
    const { name, type, defaultValue } = parameter;
    const own = given[name] ?? previous[name];
    const isMissing = own === undefined && defaultValue === undefined;
    const value = type.isStored ? (own === defaultValue ? undefined : own) : (own ?? defaultValue);
    const broken = value === undefined ? undefined : findBrokenConstraint(parameter, value);
    const message = isMissing ? needsValue(parameter) : broken;
    if (message !== undefined) problems.push({ path: ['Parameters', name], message });
    if (value !== undefined) values[name] = value;
  }
  const filled = parameters.filter(({ name }) => values[name] !== undefined);
  return { values, problems, remarks: remarksOnTypes(filled) };
}

function needsValue({ name, type }: Parameter): string {
  const itself = type.isStored ? ' (the value itself: AWS Systems Manager is not asked here)' : '';
  return `needs a value: --parameters ${name}=…${itself}`;
}

/** The value of a parameter as `Ref` gives it: a list for the types of lists, text for the others. */
export function parameterValue({ type }: Parameter, text: string): Value {
  return type.isList ? itemsOf(text) : text;
}
