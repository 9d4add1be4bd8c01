import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json';

/**
 * The values of the properties that a handler's message names, such as `SourceRegionId is cn-hangzhou`; empty if it names none. The service
 * says which parameter is wrong, but rarely its value, which may come from a parameter or a function.
 */
export function namedValues(message: string, properties: JsonObject): string {
  const named = leavesOf(properties).filter(([path]) => pattern(path).test(message));
  return named.map(([path, value]) => `${path} is ${value}`).join(', ');
}

/** The texts, numbers and booleans in a value, with their place in the handlers' notation: `Tags[0].Key`. */
function leavesOf(value: Json, place = ''): (readonly [path: string, value: string])[] {
  if (isJsonList(value)) return value.flatMap((item, index) => leavesOf(item, `${place}[${index}]`));
  if (!isJsonObject(value)) return value === null ? [] : [[place, String(value)]];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, place === '' ? key : `${place}.${key}`));
}

/** A path that is not a part of a longer one. A full stop may follow it. */
function pattern(path: string): RegExp {
  const text = path.replace(/[^\w]/g, '\\$&');
  return new RegExp(`(?<![\\w.\\]])${text}(?![\\w[]|\\.\\w)`);
}
