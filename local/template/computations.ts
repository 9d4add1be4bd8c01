import { describe, isValueList, isValueObject, toJson, toText, type Value } from './expression';
import { EvaluationError, type Path } from './problems';

/** `Fn::Join` of values. @throws EvaluationError if they have the wrong kind. */
export function join([delimiter, list]: readonly Value[], path: Path): Value {
  if (!isValueList(list)) throw new EvaluationError(path, `needs a list to join, but got ${describe(list)}`);
  return list.map((item) => toText(item, path)).join(toText(delimiter, path));
}

/** `Fn::Select` of values. @throws EvaluationError if they have the wrong kind. */
export function select([index, list]: readonly Value[], path: Path): Value {
  if (!isValueList(list)) throw new EvaluationError(path, `needs a list to select from, but got ${describe(list)}`);
  const position = toText(index, path);
  const item = /^\d+$/.test(position) ? list[Number(position)] : undefined;
  if (item === undefined) {
    throw new EvaluationError(path, `there is no item ${describe(index)} in a list of ${list.length}`);
  }
  return item;
}

/** `Fn::Split` of values. @throws EvaluationError if they have the wrong kind. */
export function split([delimiter, text]: readonly Value[], path: Path): Value {
  const separator = toText(delimiter, path);
  if (separator === '') throw new EvaluationError(path, 'needs a delimiter that is not empty');
  return toText(text, path).split(separator);
}

/** `Fn::Equals` of values. @throws EvaluationError if they have the wrong kind. */
export function equals([left, right]: readonly Value[], path: Path): Value {
  return toText(left, path) === toText(right, path);
}

/** `Fn::Length` of values. @throws EvaluationError if they have the wrong kind. */
export function length(list: Value | undefined, path: Path): Value {
  if (!isValueList(list)) throw new EvaluationError(path, `needs a list to count, but got ${describe(list)}`);
  return list.length;
}

/** `Fn::ToJsonString` of values. @throws EvaluationError if they have the wrong kind. */
export function toJsonString(value: Value | undefined, path: Path): Value {
  if (!isValueList(value) && !isValueObject(value)) {
    throw new EvaluationError(path, `needs an object or a list, but got ${describe(value)}`);
  }
  return JSON.stringify(toJson(value, path));
}
