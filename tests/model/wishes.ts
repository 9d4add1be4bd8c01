import fc from 'fast-check';
import type { Properties } from '../support/stage';
import type { TypeSchema } from '../support/types/staged-type';
import { tagFields, type Wish } from './fields';
import type { Account, TypeRules } from './rules';

/** Few names, so that they meet. */
export const NAMES = ['golden', 'silver'] as const;
/** Seconds. */
const DURATIONS: ReadonlyMap<unknown, number> = new Map([
  ['1m', 60],
  ['10m', 600],
  ['2h', 7_200],
  ['3h', 10_800],
]);
export const secondsOf = (duration: unknown): number => DURATIONS.get(duration) ?? Number.NaN;
/** An operation gives up by itself 15 minutes before CloudFormation would end it; seconds. */
export const LAST_WORD_SECONDS = 42_300;
export const CREATE_BY_DEFAULT = '2h';
export const DELETE_BY_DEFAULT = '10m';

const tag = fc.record({ Key: fc.constantFrom('team', 'Team', 'stage', 'owner'), Value: fc.constantFrom('a', 'b', '') });
const tags = fc.uniqueArray(tag, { minLength: 1, maxLength: 3, selector: ({ Key }) => Key.toLowerCase() });
const stackTags = fc.constantFrom<Record<string, string>>({}, { stack: 'one' }, { stack: 'two', team: 'ours' });
/** Absent once in `freq` times. */
export const maybe = <T>(values: fc.Arbitrary<T>, freq = 2) => fc.option(values, { nil: undefined, freq });

/** What a template may say of any image, in addition to its name, which comes first of the texts, and what is the type's own. */
export const TEXTS = {
  Description: maybe(fc.constantFrom('a copy', 'another copy')),
  ImageFamily: maybe(fc.constantFrom('family-1', 'family-2')),
};
export const GROUP = { ResourceGroupId: maybe(fc.constantFrom('rg-acfmimages', 'rg-acfmarchive')) };
export const TAGS_AND_OPTIONS = {
  Tags: maybe(tags),
  Force: maybe(fc.constant(true)),
  DeleteAutoSnapshot: maybe(fc.constant(true)),
  Timeouts: maybe(
    fc.constantFrom({ Create: '10m' }, { Create: '3h' }, { Delete: '1m' }, { Create: '10m', Delete: '1m' }),
  ),
};

/** Nothing, and once in a while a mistake that any template may have, or one of a type's own. */
export const mistakes = (...own: Properties[]): fc.Arbitrary<Properties> =>
  fc.oneof(
    { weight: 30, arbitrary: fc.constant<Properties>({}) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Properties[]>(
        { Status: 'Available' },
        { ImageName: 'aliyun-like' },
        { Tags: [{ Key: 'aws:x', Value: '' }] },
        ...own,
      ),
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

/** What can be changed in place of any image, in two parts: between them is what is the type's own. */
const inPlace = (own: readonly fc.Arbitrary<Properties>[]): fc.Arbitrary<Properties> =>
  fc.oneof(
    one('ImageName', ...NAMES, undefined),
    one('Description', 'a copy', 'changed', undefined),
    one('ImageFamily', 'family-1', 'family-2', undefined),
    ...own,
    one('ResourceGroupId', 'rg-acfmimages', 'rg-acfmarchive', undefined),
    maybe(tags).map((list): Properties => ({ Tags: list })),
    one('Force', true, undefined),
    one('DeleteAutoSnapshot', true, undefined),
  );

/** A change of a template: some properties in place, one that is fixed, or a mistake. */
export function changeOf(type: {
  readonly inPlace?: readonly fc.Arbitrary<Properties>[];
  readonly fixed: fc.Arbitrary<Properties>;
  /** How often, where a change in place has the weight 6. */
  readonly weightOfFixed?: number;
  readonly mistakes?: readonly Properties[];
}): fc.Arbitrary<Change> {
  const parts = fc.oneof(
    { weight: 6, arbitrary: fc.array(inPlace(type.inPlace ?? []), { minLength: 1, maxLength: 3 }) },
    { weight: type.weightOfFixed ?? 2, arbitrary: type.fixed.map((part) => [part]) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom<Properties[]>({ Description: 'x' }, { Name: 'differs' }, ...(type.mistakes ?? []))
        .map((part) => [part]),
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
export function isInvalid(rules: TypeRules, { properties }: Wish): boolean {
  const { ImageName = '', Name = ImageName, Description = 'no text', Status } = properties;
  return (
    (ImageName !== '' && Name !== ImageName) ||
    String(ImageName).startsWith('aliyun') ||
    String(Description).length < 2 ||
    Status !== undefined ||
    tagFields(properties).some(([name]) => name.startsWith('tag:aws:')) ||
    rules.isInvalid(properties)
  );
}

/**
 * How ECS knows a repeated start again. Not both: a service that looks at the name before the token, and does not show the image
 * yet, leaves no way to find an image whose answer was lost.
 */
const recognition = fc.constantFrom<
  Pick<Account, 'visibilityDelaySeconds' | 'invisibleTo' | 'clientTokenCheckedBeforeName'>[]
>(
  { visibilityDelaySeconds: 0, invisibleTo: 'describeImages', clientTokenCheckedBeforeName: true },
  { visibilityDelaySeconds: 45, invisibleTo: 'describeImages', clientTokenCheckedBeforeName: true },
  { visibilityDelaySeconds: 45, invisibleTo: 'everyAction', clientTokenCheckedBeforeName: true },
  { visibilityDelaySeconds: 0, invisibleTo: 'describeImages', clientTokenCheckedBeforeName: false },
);

/** What differs from cloud to cloud in what is decided for a run: how a repeated start is known again, and what is the cloud's own. */
export interface Decided {
  readonly recognition: fc.Arbitrary<Account>;
  readonly more: fc.Arbitrary<Account>;
}

/** The public cloud, of which everything is said elsewhere. */
export const ON_ALIBABA: Decided = { recognition, more: fc.constant({}) };

/** What ECS shows of the making of any image. */
export const SHOWING = {
  usableDelaySeconds: fc.constantFrom(0, 0, 90),
  progress: fc.constantFrom('linear', 'stalling', 'jumpy', 'absent', 'unreadable'),
} satisfies { [Name in keyof Account]: fc.Arbitrary<Account[Name]> };

/** How ECS changes and deletes any image. */
export const CHANGING = {
  deleteTakesSeconds: fc.constantFrom(0, 30),
  deleteMissingImage: fc.constantFrom('error', 'ignored'),
  deleteMissingSnapshot: fc.constantFrom('ignored', 'error'),
  emptyDescription: fc.constantFrom('kept', 'cleared', 'refused'),
} satisfies { [Name in keyof Account]: fc.Arbitrary<Account[Name]> };

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
