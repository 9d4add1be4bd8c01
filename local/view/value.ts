import { visibleJson } from '../../untrusted/visible';
import type { Json } from '../json';
import { isValueList, isValueObject, NO_VALUE, UNKNOWN, type Value } from '../template/expression';

/** CloudFormation's text in a change set for a value that is known only after deployment. */
const KNOWN_AFTER_APPLY = '{{changeSet:KNOWN_AFTER_APPLY}}';

/** A value for people, on one line; texts are quoted. */
export function valueText(value: Value): string {
  return visibleJson(JSON.stringify(valueJson(value))).replaceAll(
    JSON.stringify(KNOWN_AFTER_APPLY),
    'known after apply',
  );
}

/** A value for programs. */
export function valueJson(value: Value): Json {
  if (value === UNKNOWN) return KNOWN_AFTER_APPLY;
  if (value === NO_VALUE) return null;
  if (isValueList(value)) return value.map(valueJson);
  if (isValueObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, valueJson(item)]));
  }
  return value;
}
