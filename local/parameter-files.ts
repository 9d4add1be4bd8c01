import { existsSync } from 'node:fs';
import { meantFiles } from '../tools/near-files';
import { UsageError } from './errors';
import { isJsonList, isJsonObject, type Json, type JsonObject, sameJson } from './json';
import { readPairs } from './options';
import { readJsonFile } from './read-file';
import type { TextMap } from './stack/state';

const OPTION = '--parameters';

/** The prefix of a file name that the AWS CLI accepts instead of a value. */
const FILE_SCHEME = 'file://';

/**
 * The values of parameters, from pairs `Key=Value` and from files in any form that `aws cloudformation deploy --parameter-overrides` and
 * `create-stack --parameters` accept (AWS CLI 2; aws/aws-cli pull request 5443). A pair has priority over a file.
 *
 * @throws UsageError if a word is neither a pair nor a file, if a file has another form, or if a key occurs twice in the same place.
 */
export function readParameters(words: readonly string[]): TextMap {
  const files = words.flatMap((word) => fileIn(word) ?? []);
  const pairs = readPairs(
    words.filter((word) => fileIn(word) === undefined),
    OPTION,
  );
  const read = new Map<string, string>();
  for (const file of files) {
    for (const [key, value] of Object.entries(readParameterFile(file))) {
      if (read.has(key)) throw new UsageError(`${OPTION}: ${file} sets ${key}, but an earlier file sets it too`);
      read.set(key, value);
    }
  }
  return { ...Object.fromEntries(read), ...pairs };
}

/** The files in the words of the option. */
export function parameterFiles(words: readonly string[] = []): readonly string[] {
  return words.flatMap((word) => fileIn(word) ?? []);
}

/** The file that a word names; `undefined` if the word is a pair. */
function fileIn(word: string): string | undefined {
  if (word.startsWith(FILE_SCHEME)) return word.slice(FILE_SCHEME.length);
  return word.includes('=') && !existsSync(word) ? undefined : word;
}

function readParameterFile(file: string): TextMap {
  if (!existsSync(file)) {
    throw new UsageError(
      `${OPTION}: "${file}" is not of the form Key=Value, and there is no file with that name${meantFiles(file)}`,
    );
  }
  const contents = readJsonFile(file, 'file with parameters');
  if (isJsonObject(contents) && isJsonObject(contents.Parameters)) return valuesIn(file, contents.Parameters);
  // A skeleton of the AWS CLI has the list under the same name.
  const list = isJsonObject(contents) ? contents.Parameters : contents;
  if (!isJsonList(list)) throw new UsageError(`${file}: ${FORMS}`);
  if (list.every((item) => typeof item === 'string')) return readPairs(list, file);
  return listedIn(file, list);
}

const FORMS =
  'this is not a file with parameters, for example [{"ParameterKey": "Stage", "ParameterValue": "test"}], ["Stage=test"] or ' +
  '{"Parameters": {"Stage": "test"}}';

/** The only other way to set a parameter: it keeps the value of the stack. */
const PREVIOUS: JsonObject = { UsePreviousValue: true };

function listedIn(file: string, list: readonly Json[]): TextMap {
  const values = new Map<string, string>();
  const seen = new Set<string>();
  for (const item of list) {
    const { ParameterKey: key, ParameterValue: value, ...rest } = isJsonObject(item) ? item : {};
    if (typeof key !== 'string') throw new UsageError(`${file}: ${FORMS}`);
    if (seen.has(key)) throw new UsageError(`${file}: ${key} is given twice`);
    seen.add(key);
    if (value === undefined && sameJson(rest, PREVIOUS)) continue;
    values.set(key, textOf(file, key, value));
  }
  return Object.fromEntries(values);
}

function valuesIn(file: string, parameters: JsonObject): TextMap {
  return Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, textOf(file, key, value)]));
}

/** @throws UsageError if CloudFormation does not accept the value. The message does not contain it, because it may be a secret. */
function textOf(file: string, key: string, value: Json | undefined): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isJsonList(value)) throw new UsageError(`${file}: ${key} is a list: write its items as one string, "a,b"`);
  throw new UsageError(`${file}: ${key} has no value: it must be a string, a number, true or false`);
}
