import { type JavaPattern, readJavaPattern } from '../java-pattern/pattern';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json';
import { didYouMean } from '../suggestion';
import { type Constraints, checkValue, foreignConstraints, itemsOf, toNumber } from './constraints';
import type { Value } from './expression';
import { noSuchType, type ParameterType, readType, remarksOnTypes, STRING } from './parameter-types';
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
  else if (type === undefined) report([...path, 'Type'], noSuchType(body.Type));
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
  if (allowed !== undefined && !isPlainList(allowed)) {
    report([...path, 'AllowedValues'], 'must be a list of at least one text or number');
  }
  if (body.NoEcho !== undefined && !/^(?:true|false)$/i.test(String(body.NoEcho))) {
    report([...path, 'NoEcho'], 'must be true or false');
  }
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

function isPlainList(value: Json): boolean {
  return isJsonList(value) && value.length > 0 && value.every((item) => PRIMITIVES.has(typeof item));
}

/** AllowedPattern has Java's regular expressions, each for the whole value. */
function readPattern(
  text: string | undefined,
  path: Path,
  report: (path: Path, message: string) => void,
): JavaPattern | undefined {
  if (text === undefined) return undefined;
  const read = readJavaPattern(text);
  if ('pattern' in read) return read.pattern;
  report(path, `is not a regular expression of Java: ${read.problem}`);
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
  const remarks: string[] = [];
  for (const parameter of parameters) {
    const { name, type, defaultValue } = parameter;
    const own = given[name] ?? previous[name];
    const isMissing = own === undefined && defaultValue === undefined;
    const value = type.isStored ? (own === defaultValue ? undefined : own) : (own ?? defaultValue);
    const { problem, doubt } = value === undefined ? {} : checkValue(parameter, value);
    const message = isMissing ? needsValue(parameter) : problem;
    if (message !== undefined) problems.push({ path: ['Parameters', name], message });
    if (doubt !== undefined) remarks.push(doubtRemark(name, doubt));
    remarks.push(...remarksOn(parameter, value));
    if (value !== undefined) values[name] = value;
  }
  const filled = parameters.filter(({ name }) => values[name] !== undefined);
  return { values, problems, remarks: [...remarksOnTypes(filled), ...remarks] };
}

/** What CloudFormation may refuse of a declaration, whatever the value is, a sentence each. */
function remarksOn(parameter: Parameter, value: string | undefined): string[] {
  const { name, type, defaultValue } = parameter;
  // A default that names a parameter of AWS Systems Manager is not of the type of the value.
  if (type.isStored) return [];
  const foreign = foreignConstraints(parameter);
  const { problem } = defaultValue === undefined || defaultValue === value ? {} : checkValue(parameter, defaultValue);
  return [
    ...(foreign.length === 0
      ? []
      : [
          `${foreign.join(', ')} of ${name} is not documented for the type ${type.name}: CloudFormation may refuse it.`,
        ]),
    ...(problem === undefined
      ? []
      : [`The default of ${name} breaks its own constraints, ${problem}: CloudFormation may refuse the template.`]),
  ];
}

function doubtRemark(name: string, doubt: string): string {
  return `AllowedPattern of ${name} cannot be checked here, ${doubt}: the value is taken, CloudFormation may refuse it.`;
}

function needsValue({ name, type }: Parameter): string {
  const itself = type.isStored ? ' (the value itself: AWS Systems Manager is not asked here)' : '';
  return `needs a value: --parameters ${name}=…${itself}`;
}

/** The value of a parameter as `Ref` gives it: a list for the types of lists, text for the others. */
export function parameterValue({ type }: Parameter, text: string): Value {
  return type.isList ? itemsOf(text) : text;
}
