import { isObject } from '../json';
import { POLICIES } from '../template/template';
import type { Committed, OperationState, ResourceRecord, StackEvent, StackState } from './state';

/** What is wrong with a value, and where in it. */
interface Problem {
  readonly path: readonly string[];
  readonly expected: string;
  readonly found: unknown;
}

type Check = (value: unknown) => Problem | undefined;

const simple =
  (expected: string, isFine: (value: unknown) => boolean): Check =>
  (found) =>
    isFine(found) ? undefined : { path: [], expected, found };

const anyText: Check = simple('a text', (value) => typeof value === 'string');
const text: Check = simple('a text that is not empty', (value) => typeof value === 'string' && value !== '');
const number: Check = simple('a number', (value) => typeof value === 'number');
const object: Check = simple('an object', isObject);
const objectOrNull: Check = simple('an object or null', (value) => value === null || isObject(value));
const oneOf = (values: readonly string[]): Check =>
  simple(`one of ${values.join(', ')}`, (value) => typeof value === 'string' && values.includes(value));
const form = (expected: string, pattern: RegExp): Check =>
  simple(expected, (value) => typeof value === 'string' && pattern.test(value));
const status = form('a status such as CREATE_COMPLETE', /^[A-Z]+(_[A-Z]+)+$/);

const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined ? undefined : check(value);

/** The first problem among the named parts of a value. */
function firstOf(parts: Iterable<readonly [name: string, value: unknown, check: Check]>): Problem | undefined {
  for (const [name, value, check] of parts) {
    const problem = check(value);
    if (problem !== undefined) return { ...problem, path: [name, ...problem.path] };
  }
  return undefined;
}

const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value)
      ? firstOf(value.map((item, index) => [String(index), item, check] as const))
      : { path: [], expected: 'a list', found: value };

const mapOf =
  (check: (key: string) => Check): Check =>
  (value) =>
    object(value) ?? firstOf(entriesOf(value).map(([key, item]) => [key, item, check(key)] as const));

const withFields =
  <Fields>(fields: Readonly<Record<keyof Fields & string, Check>>): Check =>
  (value) => {
    if (!isObject(value)) return object(value);
    return firstOf(Object.entries<Check>(fields).map(([name, check]) => [name, value[name], check] as const));
  };

function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

const texts = mapOf(() => anyText);

const operation = withFields<OperationState>({
  action: oneOf(['CREATE', 'UPDATE', 'DELETE']),
  bearerToken: text,
  startedAt: number,
  callbackContext: objectOrNull,
  resourceProperties: object,
  previousProperties: optional(object),
  stackTags: texts,
  previousStackTags: texts,
});

const record = withFields<ResourceRecord>({
  logicalId: text,
  typeName: text,
  identifier: optional(text),
  status,
  reason: optional(anyText),
  properties: object,
  attributes: object,
  stackTags: texts,
  needs: listOf(text),
  deletionPolicy: oneOf(POLICIES),
  updateReplacePolicy: oneOf(POLICIES),
  operation: optional(operation),
});

const records = mapOf((key) => (value) => record(value) ?? firstOf([['logicalId', named(value), oneOf([key])]]));

function named(value: unknown): unknown {
  return isObject(value) ? value.logicalId : undefined;
}

const outputs = listOf(
  withFields<StackState['outputs'][number]>({ name: text, value: anyText, description: optional(anyText) }),
);

const event = withFields<StackEvent>({
  kind: oneOf(['stack', 'resource', 'progress']),
  timestamp: text,
  stackName: text,
  logicalId: text,
  type: text,
  identifier: optional(anyText),
  status,
  reason: optional(anyText),
});

const stack = withFields<StackState>({
  version: simple('1, the version that is read here', (value) => value === 1),
  name: text,
  id: text,
  status,
  reason: optional(anyText),
  parameters: texts,
  noEcho: optional(listOf(text)),
  tags: texts,
  outputs,
  resources: records,
  obsolete: listOf(record),
  committed: optional(withFields<Committed>({ parameters: texts, tags: texts, resources: records, outputs })),
  events: optional(listOf(event)),
  typeConfigurationFile: optional(text),
  templateFile: optional(text),
});

/** Whether a value is the state of a stack. States of earlier versions may lack `noEcho` and `events`. */
export function isState(value: unknown): value is StackState {
  return stack(value) === undefined;
}

/**
 * What is wrong in the state of a stack (the record and the field) and what to do; `undefined` if nothing is wrong or the value was never
 * such a state. No value is quoted, since it may be a secret.
 */
export function stateProblem(value: unknown): string | undefined {
  const isMeant = isObject(value) && 'version' in value && 'resources' in value;
  const problem = isMeant ? stack(value) : undefined;
  if (problem === undefined) return undefined;
  const { path, expected, found } = problem;
  return (
    `is the state of a stack, but ${path.join('.')} is broken: expected ${expected}, found ${kindOf(found)}. Nothing was ` +
    'changed. Correct the file, or restore an earlier copy of it'
  );
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (value === '') return 'an empty text';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}
