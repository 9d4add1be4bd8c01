import { oneLine, visible } from '../../untrusted/visible';
import { isValueList, isValueObject, type Value } from './expression';

/** The value of a NoEcho parameter. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** CloudFormation's stand-in for the value of a `NoEcho` parameter. */
export const HIDDEN = '****';

/** A value shorter than this is in too many texts that have nothing to do with it. */
const SHORTEST_PART = 4;

/** Takes secrets out of a text. */
export type Hide = (text: string) => string;

/** Leaves no value of the secrets in a text, nor an item of one that is a list, also as handlers show it. */
export function hider(secrets: readonly Secret[]): Hide {
  const whole = secrets.flatMap(({ value }) => [value, ...value.split(',').map((item) => item.trim())]);
  const values = [...new Set(whole.flatMap((value) => [value, visible(value), oneLine(value)]))];
  const parts = values.filter(({ length }) => length >= SHORTEST_PART);
  return (text) => {
    if (text !== '' && values.includes(text)) return HIDDEN;
    return parts.reduce((shown, part) => shown.replaceAll(part, HIDDEN), text);
  };
}

/** A value with the secrets taken out of every text in it. */
export function hideIn(value: Value, hide: Hide): Value {
  if (typeof value === 'string') return hide(value);
  if (isValueList(value)) return value.map((item) => hideIn(item, hide));
  if (!isValueObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hideIn(item, hide)]));
}
