import { isJsonList, isJsonObject, type Json } from '../json';
import { schemaAt } from '../schema/check';
import type { ResourceTypes } from '../schema/resource-type';
import { HIDDEN } from './no-echo';
import type { Path, Problem } from './problems';
import type { BareScalar, TemplateSource } from './source';

/** What CloudFormation refuses, changes or may change because of bare scalars in a template. */
export interface BareScalarJudgement {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * Judges the scalars without quotes that are not text in YAML 1.1. CloudFormation requires strings as keys ("map keys must be strings;
 * received numeric"). null is never allowed. A value whose text would change has to be quoted, but yes and no are accepted as booleans. In
 * metadata, which creates nothing, changed values are only reported.
 */
export function judgeBareScalars(source: TemplateSource, types: ResourceTypes): BareScalarJudgement {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  for (const scalar of source.bare) {
    const { path, isKey, reading } = scalar;
    const isRefused = isKey ? reading.kind !== undefined : reading.doubt === undefined && !isMetadata(path);
    const message = isKey && isRefused ? aboutKey(scalar) : aboutValue(scalar, source.value, types);
    if (message !== undefined) (isRefused ? problems : warnings).push({ path, message });
  }
  return { problems, warnings };
}

function aboutKey({ written, reading }: BareScalar): string {
  const key = written === '' ? 'an empty key' : `the key ${written}`;
  return `${key} is ${reading.kind} in YAML 1.1, and CloudFormation accepts only text: ${QUOTE}`;
}

/** The message about a scalar; `undefined` if there is none. */
function aboutValue(scalar: BareScalar, root: Json, types: ResourceTypes): string | undefined {
  const { path, written, reading } = scalar;
  const isHidden = isSecret(path, root);
  const shown = isHidden ? HIDDEN : written;
  if (reading.doubt !== undefined) return `${shown} has no quotes: ${reading.doubt}; ${QUOTE}`;
  if (reading.kind === 'null') return isMetadata(path) ? NULL_METADATA : 'null is not allowed in a template';
  if (reading.text === written || isBooleanPlace(scalar, root, types)) return undefined;
  const read = isHidden ? 'another text' : reading.text;
  return `${shown} has no quotes: CloudFormation reads it as ${reading.kind} and turns it into ${read}; ${QUOTE}`;
}

const NULL_METADATA = 'it is not known whether CloudFormation accepts null in metadata';

const QUOTE = 'put it in quotes';

function isMetadata(path: Path): boolean {
  const [section, , ...below] = path;
  if (section === 'Metadata') return true;
  return (
    section === 'Resources' &&
    below.includes('Metadata') &&
    !path.slice(0, path.indexOf('Metadata', 2)).includes('Properties')
  );
}

/** Whether this is the place of a boolean, so that yes means the same as true. */
function isBooleanPlace({ path, reading }: BareScalar, root: Json, types: ResourceTypes): boolean {
  if (reading.kind !== 'a boolean') return false;
  const [section, , key] = path;
  if (section === 'Parameters') return path.length === 3 && key === 'NoEcho';
  const at = path.indexOf('Properties', 2);
  if (section !== 'Resources' || at < 0) return false;
  const resource = partAt(root, path.slice(0, at));
  const name = isJsonObject(resource) ? resource.Type : undefined;
  const type = typeof name === 'string' ? types.get(name) : undefined;
  return type === undefined || schemaAt(type, withoutChoices(path.slice(at + 1)))?.type === 'boolean';
}

/** The path of the property that receives a value of `Fn::If`. */
function withoutChoices(path: Path): Path {
  return path.filter((key, index) => key !== 'Fn::If' && (path[index - 1] !== 'Fn::If' || key === 0));
}

/** Whether this is the default of a `NoEcho` parameter. */
function isSecret([section, name = '', ...below]: Path, root: Json): boolean {
  const declaration = section === 'Parameters' ? partAt(root, [section, name]) : undefined;
  const { NoEcho: noEcho } = isJsonObject(declaration) ? declaration : {};
  return below[0] === 'Default' && String(noEcho).toLowerCase() === 'true';
}

function partAt(value: Json, path: Path): Json | undefined {
  let part: Json | undefined = value;
  for (const key of path) {
    if (isJsonList(part)) part = typeof key === 'number' ? part[key] : undefined;
    else part = isJsonObject(part) && Object.hasOwn(part, key) ? part[key] : undefined;
  }
  return part;
}
