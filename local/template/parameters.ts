import { didYouMean } from '../../tools/suggestion';
import { type JavaPattern, readJavaPattern } from '../java-pattern/pattern';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json';
import { type Constraints, checkValue, foreignConstraints, itemsOf, toNumber } from './constraints';
import type { Value } from './expression';
import { checkDescription, OF_A_PARAMETER } from './outputs';
import { noSuchType, type ParameterType, readType, remarksOnTypes, STRING } from './parameter-types';
import type { Path, Problem, Report } from './problems';

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

/** Reads the declaration of a parameter. Errors are reported, and the rest is used. */
export function readParameter(name: string, declaration: Json, path: Path, report: Report): Parameter {
  if (!NAME.test(name)) report(path, 'the name of a parameter can have only letters and digits');
  if (!isJsonObject(declaration)) report(path, 'must be an object');
  return new Declaration(isJsonObject(declaration) ? declaration : {}, path, report).read(name);
}

/** The declaration of a parameter, key by key. */
class Declaration {
  constructor(
    private readonly body: JsonObject,
    private readonly path: Path,
    private readonly report: Report,
  ) {}

  read(name: string): Parameter {
    this.checkKeys();
    const type = this.type();
    const allowedValues = this.allowedValues();
    this.checkNoEcho();
    checkDescription(this.body.Description, [...this.path, 'Description'], this.report, OF_A_PARAMETER);
    return {
      name,
      type,
      defaultValue: this.text('Default'),
      noEcho: this.text('NoEcho')?.toLowerCase() === 'true',
      constraints: {
        allowedValues,
        allowedPattern: this.pattern('AllowedPattern'),
        minLength: this.number('MinLength'),
        maxLength: this.number('MaxLength'),
        minValue: this.number('MinValue'),
        maxValue: this.number('MaxValue'),
        description: this.text('ConstraintDescription'),
      },
    };
  }

  private checkKeys(): void {
    for (const key of Object.keys(this.body)) {
      if (!KEYS.has(key)) this.refuse(key, `there is no such key of a parameter${didYouMean(key, KEYS)}`);
    }
  }

  private type(): ParameterType {
    const { Type: name } = this.body;
    const type = typeof name === 'string' ? readType(name) : undefined;
    if (name === undefined) this.report(this.path, 'Type is required');
    else if (type === undefined) this.refuse('Type', noSuchType(name));
    return type ?? STRING;
  }

  private allowedValues(): readonly string[] | undefined {
    const { AllowedValues: allowed } = this.body;
    if (allowed !== undefined && !isPlainList(allowed)) {
      this.refuse('AllowedValues', 'must be a list of at least one text or number');
    }
    return isJsonList(allowed) ? allowed.map(String) : undefined;
  }

  private checkNoEcho(): void {
    const { NoEcho: noEcho } = this.body;
    if (noEcho !== undefined && !/^(?:true|false)$/i.test(String(noEcho))) {
      this.refuse('NoEcho', 'must be true or false');
    }
  }

  private text(key: string): string | undefined {
    const value = this.body[key];
    if (value === undefined) return undefined;
    if (PRIMITIVES.has(typeof value)) return String(value);
    this.refuse(key, 'must be a string or a number');
    return undefined;
  }

  private number(key: string): number | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const number = toNumber(text);
    if (number === undefined) this.refuse(key, 'must be a number');
    return number;
  }

  /** AllowedPattern is a Java regular expression that must match the whole value. */
  private pattern(key: string): JavaPattern | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const read = readJavaPattern(text);
    if ('pattern' in read) return read.pattern;
    this.refuse(key, `is not a valid regular expression of Java: ${read.problem}`);
    return undefined;
  }

  private refuse(key: string, message: string): void {
    this.report([...this.path, key], message);
  }
}

function isPlainList(value: Json): boolean {
  return isJsonList(value) && value.length > 0 && value.every((item) => PRIMITIVES.has(typeof item));
}

/** The values of parameters as text, with the problems in them and the differences from CloudFormation, a sentence each. */
export interface ParameterValues {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  readonly remarks: readonly string[];
}

/**
 * The value of each parameter: the given one, else the one of the last deployment, else the default. Problems are: a parameter with none of
 * these, a given value that is not declared, and a value that breaks a constraint.
 *
 * If CloudFormation treats a value as the name of a parameter of AWS Systems Manager, the default is such a name, but a given value is the
 * value itself. If none is given, there is no value, which is a problem where the template uses it.
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

/** What CloudFormation may refuse in a declaration with any value, a sentence each. */
function remarksOn(parameter: Parameter, value: string | undefined): string[] {
  const { name, type, defaultValue } = parameter;
  // A default that names a parameter of AWS Systems Manager has another type than the value.
  if (type.isStored) return [];
  const foreign = foreignConstraints(parameter);
  const { problem } = defaultValue === undefined || defaultValue === value ? {} : checkValue(parameter, defaultValue);
  return [
    ...(foreign.length === 0
      ? []
      : [
          `${foreign.join(', ')} of ${name} is not documented for the type ${type.name}: CloudFormation may reject it.`,
        ]),
    ...(problem === undefined
      ? []
      : [`The default of ${name} breaks its own constraints, ${problem}: CloudFormation may reject the template.`]),
  ];
}

function doubtRemark(name: string, doubt: string): string {
  return `AllowedPattern of ${name} cannot be checked here, ${doubt}: the value is accepted here, but CloudFormation may reject it.`;
}

function needsValue({ name, type }: Parameter): string {
  const itself = type.isStored ? ' (the value itself: AWS Systems Manager is not called here)' : '';
  return `needs a value: --parameters ${name}=…${itself}`;
}

/** The value of a parameter as `Ref` returns it: a list for list types, otherwise text. */
export function parameterValue({ type }: Parameter, text: string): Value {
  return type.isList ? itemsOf(text) : text;
}
