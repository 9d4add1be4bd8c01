import { oneLine, visible } from '../../untrusted/visible';
import { isValueList, isValueObject, type Value } from './expression';

/** The value of a NoEcho parameter. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** What CloudFormation shows instead of the value of a `NoEcho` parameter. */
export const HIDDEN = '****';

/** Shorter values occur in too many unrelated texts. */
const SHORTEST_PART = 4;

/** Removes secrets from a text. */
export type Hide = (text: string) => string;

/**
 * Removes the values of secrets from a text, and the items of those that are lists, also in the form in which handlers show them, and in
 * that of a number or a boolean.
 */
export function hider(secrets: readonly Secret[]): Hide {
  const whole = secrets.flatMap(({ value }) => [value, ...value.split(',').map((item) => item.trim())]);
  const values = [...new Set(whole.flatMap((value) => [value, visible(value), oneLine(value), converted(value)]))];
  const parts = values.filter(({ length }) => length >= SHORTEST_PART);
  return (text) => {
    if (text !== '' && values.includes(text)) return HIDDEN;
    return parts.reduce((shown, part) => shown.replaceAll(part, HIDDEN), text);
  };
}

/** A text as it is shown if a property is a number or a boolean: 4096 for 04096, true for TRUE. */
function converted(text: string): string {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase();
  return text.trim() === '' || Number.isNaN(Number(text)) ? text : String(Number(text));
}

/** A value with the secrets removed from all its texts. A number or a boolean is hidden if it is a secret. */
export function hideIn(value: Value, hide: Hide): Value {
  if (typeof value === 'string') return hide(value);
  if (typeof value === 'number' || typeof value === 'boolean') return hide(String(value)) === HIDDEN ? HIDDEN : value;
  if (isValueList(value)) return value.map((item) => hideIn(item, hide));
  if (!isValueObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hideIn(item, hide)]));
}
