import fc from 'fast-check';
import {
  ENTERPRISE_PROJECT,
  KEY_NORTH,
  OTHER_KEY_NORTH,
  VAULT_EAST,
  WHOLE_AGENCY,
} from '../../simulator/huaweicloud/account/built-in';
import { CROSS_AGENCY, EAST, GOLDEN, NORTH } from '../support/huawei';
import type { Properties } from '../support/stage';
import type { Wish } from './fields';
import { type Change, changeOf, maybe, mistakes, NAMES, one, TAGS_AND_TIMEOUTS, tagsChange, wishOf } from './wishes';

/**
 * What is copied: images of disks, plain and encrypted, of a whole server, one that cannot be, and one that is being made as a run begins.
 */
export const SOURCES = {
  plain: GOLDEN,
  encrypted: '00000000-0000-4000-8000-000000000001',
  whole: '00000000-0000-4000-8000-000000000002',
  iso: '00000000-0000-4000-8000-000000000003',
  arriving: '00000000-0000-4000-8000-000000000004',
} as const;

const SOURCE = fc.oneof(
  { weight: 12, arbitrary: fc.constant(SOURCES.plain) },
  { weight: 4, arbitrary: fc.constantFrom(SOURCES.encrypted, SOURCES.whole, SOURCES.arriving) },
  { weight: 1, arbitrary: fc.constant(SOURCES.iso) },
);

/** A copy within its region, and one to another: each has properties that the other one has not. */
const ROUTE = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      SourceImageId: SOURCE,
      Region: maybe(fc.constant(NORTH)),
      TargetRegion: maybe(fc.constant(NORTH)),
      KmsKeyId: fc.option(fc.constantFrom(KEY_NORTH, OTHER_KEY_NORTH), { nil: undefined, freq: 3 }),
      EnterpriseProjectId: maybe(fc.constantFrom(ENTERPRISE_PROJECT, '0')),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.oneof(
      fc.record({
        SourceImageId: SOURCE,
        Region: maybe(fc.constant(NORTH)),
        TargetRegion: fc.constant(EAST),
        AgencyName: fc.constant(WHOLE_AGENCY),
      }),
      fc.constant({ SourceImageId: SOURCES.whole, TargetRegion: EAST, AgencyName: WHOLE_AGENCY, VaultId: VAULT_EAST }),
    ),
  },
);

const MISTAKES: readonly Properties[] = [
  { Description: '<b>' },
  { Tags: [{ Key: 'tfcfn-request', Value: 'x' }] },
  { MinRam: 4096, MaxRam: 1024 },
  { AgencyName: CROSS_AGENCY, VaultId: VAULT_EAST, KmsKeyId: KEY_NORTH },
];

export const newWish: fc.Arbitrary<Wish> = wishOf({
  route: ROUTE,
  basic: fc.record({
    Name: fc.constantFrom(...NAMES),
    Description: maybe(fc.constantFrom('a copy', 'another copy')),
    MinRam: maybe(fc.constantFrom(0, 1024)),
    MaxRam: maybe(fc.constantFrom(0, 4096)),
    DeleteBackup: maybe(fc.constant(true)),
    ...TAGS_AND_TIMEOUTS,
  }),
  mistakes: mistakes(...MISTAKES),
});

const IN_REGION_ONLY = { KmsKeyId: undefined, EnterpriseProjectId: undefined };
const ACROSS_ONLY = { AgencyName: undefined, VaultId: undefined };

export const change: fc.Arbitrary<Change> = changeOf({
  inPlace: [
    one('Name', ...NAMES),
    one('Description', 'a copy', 'changed', undefined),
    one('MinRam', 0, 1024, 2048, undefined),
    one('MaxRam', 0, 4096, 8192, undefined),
    tagsChange,
    one('DeleteBackup', true, undefined),
    one('EnterpriseProjectId', ENTERPRISE_PROJECT, '0', undefined),
  ],
  fixed: fc.oneof(
    one('SourceImageId', SOURCES.plain, SOURCES.encrypted),
    fc.constant({ ...IN_REGION_ONLY, TargetRegion: EAST, AgencyName: CROSS_AGENCY }),
    fc.constant({ ...ACROSS_ONLY, TargetRegion: NORTH }),
    fc.constant({ ...IN_REGION_ONLY, Region: 'cn-south-1', TargetRegion: EAST, AgencyName: CROSS_AGENCY }),
    fc.constant({ ...ACROSS_ONLY, TargetRegion: NORTH, KmsKeyId: OTHER_KEY_NORTH }),
  ),
  mistakes: MISTAKES,
});

/** From which region a copy goes and to which one. */
export const routeOf = ({ Region = NORTH, TargetRegion = Region }: Properties) => ({ from: Region, to: TargetRegion });

/** Whether properties are of the other route than theirs: within a region, or to another one. */
function areOfOtherRoute(properties: Properties): boolean {
  const { from, to } = routeOf(properties);
  const { KmsKeyId, EnterpriseProjectId = '0', AgencyName, VaultId } = properties;
  if (from === to) return (AgencyName ?? VaultId) !== undefined;
  return KmsKeyId !== undefined || EnterpriseProjectId !== '0';
}

/** Whether properties break a rule of the schema. Without Region, the default region may have been another one when a copy was made. */
export function isInvalid(properties: Properties): boolean {
  const { Description = '', MinRam = 0, MaxRam = 0 } = properties;
  const tags: readonly unknown[] = Array.isArray(properties.Tags) ? properties.Tags : [];
  return (
    (properties.Region !== undefined && areOfOtherRoute(properties)) ||
    String(Description).includes('<') ||
    tags.some((tag) => String(Reflect.get(Object(tag), 'Key')).startsWith('tfcfn-')) ||
    (Number(MaxRam) !== 0 && Number(MaxRam) < Number(MinRam))
  );
}

/** Whether a new copy cannot be made with properties. One that exists needs no agency, and may have come from another default region. */
export function isIncomplete(properties: Properties): boolean {
  const { from, to } = routeOf(properties);
  return areOfOtherRoute(properties) || (from !== to && properties.AgencyName === undefined);
}
