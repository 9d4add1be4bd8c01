import { quotable } from '../support/canaries';
import fc, { anyText } from '../support/fast-check';
import type { Answer, Properties, Stage } from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import type { Egress } from './egress';
import type { HostileSubject } from './subject';

/** Names that every object answers to, and those that a careless assignment would make its prototype of. */
export const PROTOTYPE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'toJSON',
  'then',
];

/** An object with own properties of those names, as JSON.parse makes it. */
export function withPrototypeKeys(value: unknown): unknown {
  return JSON.parse(`{${PROTOTYPE_KEYS.map((key) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`);
}

/** A list within a list within a list … */
export function nested(levels: number): unknown {
  return JSON.parse('['.repeat(levels) + ']'.repeat(levels));
}

/** Region IDs that would be another host, another path or no region if somebody took them for one. */
export const REGION_TRICKS: readonly string[] = [
  'cn-shanghai.evil.example/',
  'cn-shanghai.evil.example',
  'evil.example#',
  'evil.example?',
  'user@evil.example',
  'evil.example:443/',
  '..',
  '../..',
  'cn-shanghai/..',
  'cn-shanghai%2f',
  'cn-shanghai\u3002evil\uff0eexample',
  'cn-shanghai\u0000',
  'cn-shanghai\r\nHost: evil.example',
  'cn\u2010shanghai',
  'CN-SHANGHAI',
  '-cn-shanghai',
  'cn-shanghai-',
  'cn--shanghai',
  '127.0.0.1',
  '[::1]',
  '{region}',
  '',
  ' ',
  'cn',
];

/** Those of them that are not regions of a type's cloud. */
export const regionTricksOf = ({ hostile }: HostileSubject): readonly string[] =>
  REGION_TRICKS.filter((trick) => !hostile.region.test(trick));

/** What stands where something else is expected. None of it is deep or long enough to be refused for that alone. */
export const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  -0,
  '',
  ' ',
  'x',
  'true',
  'NaN',
  'Infinity',
  '9007199254740993',
  `${'9'.repeat(400)}n`,
  '\u0000\u0001\u001b[31m\u007f\r\n',
  '\ud800',
  'a\udfffb',
  'x'.repeat(60_000),
  ...PROTOTYPE_KEYS,
  [],
  [null],
  [[]],
  ['x', 5],
  {},
  { Ref: 'X' },
  { toString: 5, valueOf: null },
  nested(20),
  withPrototypeKeys(null),
  withPrototypeKeys({ polluted: true }),
  withPrototypeKeys('x'),
];

const hostileText = fc.oneof(
  anyText(),
  fc.constantFrom(...PROTOTYPE_KEYS, ...REGION_TRICKS),
  fc.constantFrom('\ud800', '\u0000', '\u202e', '%s%n', '{{resolve:x}}'),
);

/** Anything that JSON can hold, with a liking for what breaks things. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: fc.constantFrom(...VALUES), weight: 4 },
  { arbitrary: hostileText, weight: 2 },
  { arbitrary: fc.double(), weight: 1 },
  {
    arbitrary: fc.object({
      key: hostileText,
      values: [hostileText, fc.double(), fc.boolean(), fc.constant(null)],
      maxDepth: 4,
    }),
    weight: 2,
  },
);

export type Place = readonly string[];

/** Every place within a value, its own (no names) first. */
export function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...at, name]))];
}

/** A copy of a value with something else at a place; `undefined` takes the place out. */
export function replaced(value: unknown, [name, ...rest]: Place, by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === name ? replaced(item, rest, by) : item));
  return { ...Object(value), [name]: replaced(Object(value)[name], rest, by) };
}

/** An answer of the handlers to an event, with the requests that it cost and the hosts that could not be reached. */
export interface Reaction {
  readonly answer: Answer;
  readonly calls: StagedCloud['calls'];
  readonly hosts: readonly string[];
}

/** Sends an event; an answer that breaks the protocol ends here in the stage's error. */
export async function react(
  stage: Stage<StagedCloud>,
  egress: Egress,
  event: unknown,
  entrypoint: 'send' | 'sendTest' = 'send',
): Promise<Reaction> {
  const before = { calls: stage.simulator.calls.length, hosts: egress.refused.length };
  const answer = await stage[entrypoint](event);
  return {
    answer,
    calls: stage.simulator.calls.slice(before.calls),
    hosts: egress.refused.slice(before.hosts),
  };
}

/**
 * What holds whatever was sent: no failure of the handlers' own; a request that they call invalid cost no request to the cloud; and none
 * went to a region or host that neither the event nor its type configuration names.
 */
export function expectDecency({ hostile }: HostileSubject, { answer, calls, hosts }: Reaction, event: unknown): void {
  const text = JSON.stringify(event) ?? '';
  if (answer.errorCode === 'InternalFailure') throw new Error(`${answer.message}\n${quotable(text)}`);
  const invalid =
    /^Invalid(Request|TypeConfiguration)$/.test(answer.errorCode ?? '') && !hostile.afterACall.test(answer.message);
  if (invalid && calls.length + hosts.length > 0)
    throw new Error(`called although ${answer.message}\n${quotable(text)}`);
  // DeleteSnapshot contains no region.
  const regions = calls.map(({ regionId }) => regionId).filter((regionId) => regionId !== '');
  for (const region of [...regions, ...hosts.flatMap((host) => hostile.regionOf(host) ?? [])]) {
    expect(region).toMatch(hostile.region);
    expect(quotable(text)).toContain(region);
  }
}

/** The form of an event for `testEntrypoint` with the same contents. */
export function asTestEvent(event: Properties): Properties {
  const data = Object(event.requestData) as Properties;
  return {
    action: event.action,
    credentials: data.callerCredentials,
    region: event.region,
    callbackContext: event.callbackContext,
    typeConfiguration: data.typeConfiguration,
    request: {
      clientRequestToken: event.bearerToken,
      awsAccountId: event.awsAccountId,
      nextToken: event.nextToken,
      logicalResourceIdentifier: data.logicalResourceId,
      desiredResourceState: data.resourceProperties,
      previousResourceState: data.previousResourceProperties,
      desiredResourceTags: data.stackTags,
      previousResourceTags: data.previousStackTags,
      systemTags: data.systemTags,
    },
  };
}

/** The names of what every object, list, text and function inherits. */
export function prototypes(): readonly (readonly PropertyKey[])[] {
  return [Object, Array, String, Number, Boolean, Function, Promise, Map, Error].map(({ prototype }) =>
    Reflect.ownKeys(prototype),
  );
}
