import { isJsonObject, type Json } from '../json';
import type { Path, Report } from './problems';

/** A name of letters and digits. */
const NAME = /^[A-Za-z0-9]{1,255}$/;

/** "Mappings element name '10.93.0.0/16' must be non-empty and can contain only alphanumerics, '-' or '.'" (cfn-lint, issue 2004). */
const TOP_LEVEL_KEY = /^[A-Za-z0-9.-]{1,255}$/;

/** CloudFormation's quota of the keys of a mapping. */
const MOST_KEYS = 200;

/** Reports errors in the names, the keys and the form of a mapping. */
export function checkMapping(name: string, map: Json, path: Path, report: Report): void {
  if (!NAME.test(name)) report(path, 'the name of a mapping can have only letters and digits');
  const tops = isJsonObject(map) ? Object.entries(map) : [];
  if (!isJsonObject(map) || tops.some(([, keys]) => !isSecondLevel(keys))) {
    report(path, 'must map top-level keys to second-level keys to plain values or lists');
    return;
  }
  if (tops.length > MOST_KEYS) report(path, `has ${tops.length} keys; CloudFormation accepts at most ${MOST_KEYS}`);
  if (tops.length === 0) report(path, 'needs at least one top-level key');
  for (const [top, keys] of tops) checkKeys(top, keys, [...path, top], report);
}

function checkKeys(top: string, keys: Json, path: Path, report: Report): void {
  if (!TOP_LEVEL_KEY.test(top)) report(path, "a top-level key of a mapping can have only letters, digits, '-' and '.'");
  const names = isJsonObject(keys) ? Object.keys(keys) : [];
  if (names.length === 0) report(path, 'needs at least one second-level key');
  for (const key of names) {
    // "Mappings attribute name 'v1.1.2' must contain only alphanumeric characters" (troposphere, issue 426).
    if (!NAME.test(key)) report([...path, key], 'a second-level key of a mapping can have only letters and digits');
  }
}

/** Whether the value of a top-level key is valid: texts, numbers, booleans and lists, without functions. */
function isSecondLevel(keys: Json): boolean {
  if (!isJsonObject(keys)) return false;
  const entries = Object.entries(keys);
  return !entries.some(
    ([key, value]) => value === null || isJsonObject(value) || key === 'Ref' || key.startsWith('Fn::'),
  );
}
