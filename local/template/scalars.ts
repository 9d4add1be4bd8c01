/** The types of bare scalars in YAML 1.1 that are not text. */
export type ScalarKind = 'a boolean' | 'a date' | 'a number' | 'a time' | 'null';

/** A bare scalar as CloudFormation reads it. */
export interface ScalarReading {
  /** `undefined` if it is text. */
  readonly kind?: ScalarKind;
  readonly value: null | boolean | number | string;
  /** The text that CloudFormation uses if it needs text. */
  readonly text: string;
  /** Why it is uncertain that CloudFormation reads it like this. */
  readonly doubt?: string;
}

// CloudFormation supports "YAML Version 1.1 with a few exceptions", among them the timestamp tag (docs.aws.amazon.com, "Template formats").
// Public reports show how it reads numbers: 012345678901 became 1.2345678901E10, 000000000001 1, 011 9, 0300 192, 5e+08 5.0E8. These are
// the integers and floats of SnakeYAML's resolver, written by Java's Double.toString. The expressions below are SnakeYAML's, each with at
// least one digit.

const BOOLEANS: Readonly<Record<string, boolean>> = {
  yes: true,
  on: true,
  true: true,
  no: false,
  off: false,
  false: false,
};

const NULL = /^(?:|~|null|Null|NULL)$/;
const BOOLEAN = /^(?:[yY]es|YES|[nN]o|NO|[tT]rue|TRUE|[fF]alse|FALSE|[oO]n|ON|[oO]ff|OFF)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?$/;
const FLOAT = /^[-+]?(?:\.\d+|\d[\d_]*(?:\.[\d_]*)?)(?:[eE][-+]?\d+)?$/;
const FLOAT_BASE_60 = /^[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*$/;
const INFINITE = /^[-+]?\.(?:inf|Inf|INF)$/;
const NO_NUMBER = /^\.(?:nan|NaN|NAN)$/;

/** The whole numbers of YAML 1.1, each with its base and the digits that follow the sign. */
const INTEGERS: readonly (readonly [form: RegExp, prefix: string])[] = [
  [/^[-+]?0b(_*[01][01_]*)$/, '0b'],
  [/^[-+]?0x(_*[\dA-Fa-f][\dA-Fa-f_]*)$/, '0x'],
  [/^[-+]?0([0-7_]*[0-7][0-7_]*)$/, '0o'],
  [/^[-+]?(0|[1-9][\d_]*)$/, ''],
];
const INTEGER_BASE_60 = /^[-+]?[1-9][\d_]*(?::[0-5]?\d)+$/;

const SINGLE_LETTER = 'in YAML 1.1 it is a boolean, but CloudFormation is believed to read it as text';
const TIME_OF_DAY = 'in YAML 1.1 it is a time, and it is not known how CloudFormation reads it';
const VALUE_MARK = 'YAML 1.1 gives it a special meaning, and it is not known how CloudFormation reads it';
const MANY_DIGITS = 'it is not known whether CloudFormation keeps all digits of a number beyond 2^53';
const JSON_FRACTION = 'it is not known whether CloudFormation keeps a number of JSON as it is written';

/** Reads a bare scalar as YAML 1.1 does, and as CloudFormation does where it is known to differ. */
export function readScalar(source: string): ScalarReading {
  if (NULL.test(source)) return { kind: 'null', value: null, text: 'null' };
  if (BOOLEAN.test(source)) {
    const value = BOOLEANS[source.toLowerCase()] === true;
    return { kind: 'a boolean', value, text: String(value) };
  }
  const text = numberText(source);
  if (text !== undefined) return readNumber(source, text);
  const asText = { value: source, text: source };
  // AWSTemplateFormatVersion: 2010-09-09 and Version: 2012-10-17 are usually written without quotes and do not change.
  if (DATE.test(source)) return { ...asText, kind: 'a date' };
  if (TIME.test(source)) return { ...asText, kind: 'a time', doubt: TIME_OF_DAY };
  if (/^[yYnN]$/.test(source)) return { ...asText, doubt: SINGLE_LETTER };
  return source === '=' ? { ...asText, doubt: VALUE_MARK } : asText;
}

/** Reads a scalar of JSON that is not a string: a number, true, false or null. */
export function readJsonScalar(source: string): ScalarReading {
  const reading = readScalar(source);
  // Everything that is known about fractions comes from YAML.
  const isRewritten = reading.kind === 'a number' && reading.text === source && String(Number(source)) !== source;
  return isRewritten ? { doubt: JSON_FRACTION, ...reading } : reading;
}

function readNumber(source: string, text: string): ScalarReading {
  const number = Number(source);
  const value = text === source && String(number) === source ? number : source;
  const isLong = text === source && /^-?\d+$/.test(text) && !Number.isSafeInteger(number);
  return { kind: 'a number', value, text, ...(isLong ? { doubt: MANY_DIGITS } : {}) };
}

/** The text that CloudFormation uses for a number if it needs text; `undefined` if the scalar is not a number. */
function numberText(source: string): string | undefined {
  const sign = source.startsWith('-') ? -1 : 1;
  for (const [form, prefix] of INTEGERS) {
    const digits = form.exec(source)?.[1]?.replaceAll('_', '');
    if (digits !== undefined) return String(BigInt(sign) * BigInt(`${prefix}${digits}`));
  }
  const plain = source.replace(/^[-+]/, '').replaceAll('_', '');
  if (INTEGER_BASE_60.test(source)) {
    return String(plain.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n) * BigInt(sign));
  }
  if (FLOAT_BASE_60.test(source))
    return javaText(sign * plain.split(':').reduce((sum, part) => sum * 60 + Number(part), 0));
  if (INFINITE.test(source)) return javaText(sign * Number.POSITIVE_INFINITY);
  if (NO_NUMBER.test(source)) return javaText(Number.NaN);
  return FLOAT.test(source) ? javaText(sign * Number(plain)) : undefined;
}

/** A number as Java's Double.toString writes it: 1.0, 0.001, 1.2345678901E10. */
function javaText(number: number): string {
  if (!Number.isFinite(number)) return String(number);
  const size = Math.abs(number);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [digits = '', exponent = ''] = number.toExponential().split('e');
    return `${withFraction(digits)}E${Number(exponent)}`;
  }
  return `${Object.is(number, -0) ? '-' : ''}${withFraction(String(number))}`;
}

function withFraction(digits: string): string {
  return digits.includes('.') ? digits : `${digits}.0`;
}
