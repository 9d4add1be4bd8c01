import fc from 'fast-check';
import type { Properties } from '../support/stage';
import type { TypeSchema } from '../support/types/staged-type';
import { tagFields, type Wish } from './fields';
import type { TypeRules } from './rules';

/** Few names, so that they meet. */
export const NAMES = ['golden', 'silver'] as const;
/** Seconds. */
const DURATIONS: ReadonlyMap<unknown, number> = new Map([
  ['1m', 60],
  ['10m', 600],
  ['1h', 3_600],
  ['2h', 7_200],
  ['3h', 10_800],
]);
export const secondsOf = (duration: unknown): number => DURATIONS.get(duration) ?? Number.NaN;
/** An operation gives up by itself 15 minutes before CloudFormation would end it; seconds. */
export const LAST_WORD_SECONDS = 42_300;
export const DELETE_BY_DEFAULT = '10m';

const tag = fc.record({ Key: fc.constantFrom('team', 'Team', 'stage', 'owner'), Value: fc.constantFrom('a', 'b', '') });
const tags = fc.uniqueArray(tag, { minLength: 1, maxLength: 3, selector: ({ Key }) => Key.toLowerCase() });
const stackTags = fc.constantFrom<Record<string, string>>({}, { stack: 'one' }, { stack: 'two', team: 'ours' });
/** Absent once in `freq` times. */
export const maybe = <T>(values: fc.Arbitrary<T>, freq = 2) => fc.option(values, { nil: undefined, freq });

/** What a template may say of any image, in addition to its name and what is the type's own. */
export const TAGS_AND_TIMEOUTS = {
  Tags: maybe(tags),
  Timeouts: maybe(
    fc.constantFrom({ Create: '10m' }, { Create: '3h' }, { Delete: '1m' }, { Create: '10m', Delete: '1m' }),
  ),
};
export const tagsChange = maybe(tags).map((list): Properties => ({ Tags: list }));

/** Nothing, and once in a while a mistake that any template may have, or one of a type's own. */
export const mistakes = (...own: Properties[]): fc.Arbitrary<Properties> =>
  fc.oneof(
    { weight: 30, arbitrary: fc.constant<Properties>({}) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Properties[]>({ Status: 'Available' }, ...own),
    },
  );

/** A template's properties, from the smallest to everything set: those of all parts, the later ones over the earlier. */
export function wishOf(parts: Readonly<Record<string, fc.Arbitrary<Properties>>>): fc.Arbitrary<Wish> {
  return fc.record({ ...parts, stackTags }).map(({ stackTags: ofStack, ...list }) => ({
    properties: without(Object.assign({}, ...Object.values(list))),
    stackTags: ofStack,
  }));
}

/** What a template changes; `undefined` takes a property away. */
export interface Change {
  readonly properties: Properties;
  readonly stackTags?: Readonly<Record<string, string>>;
}

/** Those of some properties that a type has. */
export const inSchema = ({ properties }: TypeSchema, names: readonly string[]): readonly string[] =>
  names.filter((name) => Object.hasOwn(properties, name));

/** Wishes, or changes of one, with nothing that the type does not have. */
export function ofSchema<T extends { readonly properties: Properties }>(
  schema: TypeSchema,
  said: fc.Arbitrary<T>,
): fc.Arbitrary<T> {
  const own = (properties: Properties): Properties =>
    Object.fromEntries(inSchema(schema, Object.keys(properties)).map((name) => [name, properties[name]]));
  return said.map((one) => ({ ...one, properties: own(one.properties) }));
}

/** A property with one of these values. */
export const one = (name: string, ...values: unknown[]): fc.Arbitrary<Properties> =>
  fc.constantFrom(...values).map((value) => ({ [name]: value }));

/** A change of a template: some properties in place, one that is fixed, or a mistake. */
export function changeOf(type: {
  readonly inPlace: readonly fc.Arbitrary<Properties>[];
  readonly fixed: fc.Arbitrary<Properties>;
  /** How often, where a change in place has the weight 6. */
  readonly weightOfFixed?: number;
  readonly mistakes: readonly Properties[];
}): fc.Arbitrary<Change> {
  const parts = fc.oneof(
    { weight: 6, arbitrary: fc.array(fc.oneof(...type.inPlace), { minLength: 1, maxLength: 3 }) },
    { weight: type.weightOfFixed ?? 2, arbitrary: type.fixed.map((part) => [part]) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...type.mistakes).map((part) => [part]),
    },
  );
  return fc
    .record({ parts, stackTags: maybe(stackTags) })
    .map(({ parts: list, stackTags: ofStack }) => ({ properties: Object.assign({}, ...list), stackTags: ofStack }));
}

/** A wish after a change. */
export function changed(
  { properties, stackTags: before }: Wish,
  { properties: news, stackTags: ofStack }: Change,
): Wish {
  return { properties: without({ ...properties, ...news }), stackTags: ofStack ?? before };
}

/** Whether a wish breaks a rule that its description in the schema states. */
export function isInvalid({ fields, isInvalid: breaksRule }: TypeRules, { properties }: Wish): boolean {
  return (
    properties.Status !== undefined ||
    tagFields(fields, properties).some(([name]) => name.startsWith('tag:aws:')) ||
    breaksRule(properties)
  );
}

/** Properties without those that are undefined. */
function without(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

/** A wish or a change in few words. */
export function say(properties: Properties, ofStack: Readonly<Record<string, string>> = {}): string {
  const words = Object.entries(properties).map(([name, value]) =>
    value === undefined ? `no ${name}` : `${name}=${JSON.stringify(value)}`,
  );
  const stack = Object.entries(ofStack).map(([key, value]) => `stack tag ${key}=${value}`);
  return [...words, ...stack].join(' ') || 'nothing';
}
