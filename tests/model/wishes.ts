import fc from 'fast-check';
import { HOME, SOURCE } from '../support/copies';
import type { Properties } from '../support/stage';
import { answeredFields, type Wish } from './fields';
import type { Account } from './stack';

/** Another region that copies go to. */
export const ABROAD = 'ap-southeast-1';
export const PLAIN = SOURCE.SourceImageId;
/** Two disks, so two snapshots. */
export const TWO_DISKS = 'm-bp1windows2022base';
/** Cannot be copied to a plain image. */
export const ENCRYPTED = 'm-bp1encrypted0image';

/** Few names, so that they meet. */
const NAMES = ['golden', 'silver'] as const;
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
const maybe = <T>(values: fc.Arbitrary<T>, freq = 2) => fc.option(values, { nil: undefined, freq });

const encryption = fc.oneof(
  { weight: 16, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: fc.constant({ Encrypted: true }) },
  { weight: 3, arbitrary: fc.constant({ Encrypted: true, KmsKeyId: 'key-1' }) },
  { weight: 1, arbitrary: fc.constant({ Encrypted: false }) },
  { weight: 1, arbitrary: fc.constant({ KmsKeyId: 'key-1' }) },
);
const mistake = fc.oneof(
  { weight: 30, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { Status: 'Available' },
      { ImageName: 'aliyun-like' },
      { Tags: [{ Key: 'aws:x', Value: '' }] },
    ),
  },
);

/** A template's properties, from the smallest to everything set. */
export const newWish: fc.Arbitrary<Wish> = fc
  .record({
    basic: fc.record({
      SourceImageId: fc.constantFrom(PLAIN, PLAIN, TWO_DISKS, ENCRYPTED),
      SourceRegionId: fc.constant(SOURCE.SourceRegionId),
      DestinationRegionId: maybe(fc.constantFrom(HOME, ABROAD, ABROAD)),
      ImageName: maybe(fc.constantFrom(...NAMES), 3),
      Description: maybe(fc.constantFrom('a copy', 'another copy')),
      ImageFamily: maybe(fc.constantFrom('family-1', 'family-2')),
      NvmeSupport: maybe(fc.constantFrom('supported', 'unsupported')),
      ResourceGroupId: maybe(fc.constantFrom('rg-acfmimages', 'rg-acfmarchive')),
      Tags: maybe(tags),
      Force: maybe(fc.constant(true)),
      DeleteAutoSnapshot: maybe(fc.constant(true)),
      Timeouts: maybe(
        fc.constantFrom({ Create: '10m' }, { Create: '3h' }, { Delete: '1m' }, { Create: '10m', Delete: '1m' }),
      ),
    }),
    encryption,
    mistake,
    stackTags,
  })
  .map(({ basic, encryption: encrypted, mistake: wrong, stackTags: ofStack }) => ({
    properties: without({ ...basic, ...encrypted, ...wrong }),
    stackTags: ofStack,
  }));

/** What a template changes; `undefined` takes a property away. */
export interface Change {
  readonly properties: Properties;
  readonly stackTags?: Readonly<Record<string, string>>;
}

const one = (name: string, ...values: unknown[]) => fc.constantFrom(...values).map((value) => ({ [name]: value }));
const inPlace = fc.oneof(
  one('ImageName', ...NAMES, undefined),
  one('Description', 'a copy', 'changed', undefined),
  one('ImageFamily', 'family-1', 'family-2', undefined),
  one('NvmeSupport', 'supported', 'unsupported', undefined),
  one('ResourceGroupId', 'rg-acfmimages', 'rg-acfmarchive', undefined),
  maybe(tags).map((list): Properties => ({ Tags: list })),
  one('Force', true, undefined),
  one('DeleteAutoSnapshot', true, undefined),
);
const createOnly = fc.oneof(
  one('SourceImageId', TWO_DISKS, PLAIN),
  one('SourceRegionId', 'eu-central-1'),
  one('DestinationRegionId', HOME, ABROAD),
  one('Encrypted', true, false),
  fc.constant({ Encrypted: true, KmsKeyId: 'key-2' }),
);
const parts = fc.oneof(
  { weight: 6, arbitrary: fc.array(inPlace, { minLength: 1, maxLength: 3 }) },
  { weight: 2, arbitrary: createOnly.map((part): Properties[] => [part]) },
  { weight: 1, arbitrary: fc.constantFrom<Properties[]>([{ Description: 'x' }], [{ Name: 'differs' }]) },
);

/** A change of a template: some properties in place, one that is fixed, or a mistake. */
export const change: fc.Arbitrary<Change> = fc
  .record({ parts, stackTags: maybe(stackTags) })
  .map(({ parts: list, stackTags: ofStack }) => ({ properties: Object.assign({}, ...list), stackTags: ofStack }));

/** A wish after a change. */
export function changed(
  { properties, stackTags: before }: Wish,
  { properties: news, stackTags: ofStack }: Change,
): Wish {
  return { properties: without({ ...properties, ...news }), stackTags: ofStack ?? before };
}

/** Whether a wish breaks a rule that its description in the schema states. */
export function isInvalid({ properties }: Wish): boolean {
  const { KmsKeyId, Encrypted, ImageName = '', Name = ImageName, Description = 'no text', Status } = properties;
  return (
    (KmsKeyId !== undefined && Encrypted !== true) ||
    (ImageName !== '' && Name !== ImageName) ||
    String(ImageName).startsWith('aliyun') ||
    String(Description).length < 2 ||
    Status !== undefined ||
    [...answeredFields(properties).keys()].some((name) => name.startsWith('tag:aws:'))
  );
}

/**
 * How ECS knows a repeated CopyImage again. Not both: a service that looks at the name before the token, and does not show the copy
 * yet, leaves no way to find a copy whose answer was lost.
 */
const recognition = fc.constantFrom<
  Pick<Account, 'visibilityDelaySeconds' | 'invisibleTo' | 'clientTokenCheckedBeforeName'>[]
>(
  { visibilityDelaySeconds: 0, invisibleTo: 'describeImages', clientTokenCheckedBeforeName: true },
  { visibilityDelaySeconds: 45, invisibleTo: 'describeImages', clientTokenCheckedBeforeName: true },
  { visibilityDelaySeconds: 45, invisibleTo: 'everyAction', clientTokenCheckedBeforeName: true },
  { visibilityDelaySeconds: 0, invisibleTo: 'describeImages', clientTokenCheckedBeforeName: false },
);

/** What is undocumented about ECS, or left to chance, decided for a run; shrinks to what the simulator does by default. */
export const account: fc.Arbitrary<Account> = fc
  .record({
    recognition,
    rest: fc.record({
      copySeconds: fc.constantFrom(60, 60, 600, 1_500),
      copiesPerRegion: fc.constantFrom(5, 2),
      usableDelaySeconds: fc.constantFrom(0, 0, 90),
      progress: fc.constantFrom('linear', 'stalling', 'jumpy', 'absent', 'unreadable'),
      cancel: fc.constantFrom('accepted', 'accepted', 'refused'),
      cancelWhileWaiting: fc.constantFrom('accepted', 'refused'),
      cancelTakesSeconds: fc.constantFrom(0, 40),
      cancelledCopyKeepsSnapshots: fc.constantFrom(false, true),
      deleteTakesSeconds: fc.constantFrom(0, 30),
      deleteMissingImage: fc.constantFrom('error', 'ignored'),
      deleteMissingSnapshot: fc.constantFrom('ignored', 'error'),
      emptyDescription: fc.constantFrom('kept', 'cleared', 'refused'),
    }),
  })
  .map(({ recognition: known, rest }) => ({ ...known, ...rest }));

/** Properties without those that are undefined. */
function without(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

/** A wish or a change in few words: what everybody has is left out. */
export function say(properties: Properties, ofStack: Readonly<Record<string, string>> = {}): string {
  const said = Object.entries(properties).filter(([name, value]) => name !== 'SourceRegionId' && value !== PLAIN);
  const words = said.map(([name, value]) => (value === undefined ? `no ${name}` : `${name}=${JSON.stringify(value)}`));
  const stack = Object.entries(ofStack).map(([key, value]) => `stack tag ${key}=${value}`);
  return [...words, ...stack].join(' ') || 'nothing but the source';
}
