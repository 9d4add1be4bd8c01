import fc from 'fast-check';
import type { Properties } from '../support/stage';
import type { EcsAccount } from './ecs-scene';
import { changeOf, maybe, mistakes, NAMES, one, TAGS_AND_TIMEOUTS, tagsChange } from './wishes';

/** What a template may say of any image of ECS, in addition to its name, which comes first of the texts, and what is the type's own. */
export const TEXTS = {
  Description: maybe(fc.constantFrom('a copy', 'another copy')),
  ImageFamily: maybe(fc.constantFrom('family-1', 'family-2')),
};
export const GROUP = { ResourceGroupId: maybe(fc.constantFrom('rg-acfmimages', 'rg-acfmarchive')) };
export const TAGS_AND_OPTIONS = {
  Tags: TAGS_AND_TIMEOUTS.Tags,
  Force: maybe(fc.constant(true)),
  DeleteAutoSnapshot: maybe(fc.constant(true)),
  Timeouts: TAGS_AND_TIMEOUTS.Timeouts,
};

/** Mistakes that any template may have. */
export const ecsMistakes = (...own: Properties[]): fc.Arbitrary<Properties> =>
  mistakes({ ImageName: 'aliyun-like' }, { Tags: [{ Key: 'aws:x', Value: '' }] }, ...own);

/** Properties that every type's images have, and that a template can change in place and take away. */
export const IN_PLACE = [
  'ImageName',
  'Description',
  'ImageFamily',
  'ResourceGroupId',
  'Tags',
  'Force',
  'DeleteAutoSnapshot',
];

/** A change of a template; what can be changed in place is in two parts: between them is what is the type's own. */
export const ecsChange = ({
  inPlace = [],
  mistakes: own = [],
  ...type
}: Omit<Parameters<typeof changeOf>[0], 'inPlace' | 'mistakes'> & {
  readonly inPlace?: readonly fc.Arbitrary<Properties>[];
  readonly mistakes?: readonly Properties[];
}) =>
  changeOf({
    ...type,
    inPlace: [
      one('ImageName', ...NAMES, undefined),
      one('Description', 'a copy', 'changed', undefined),
      one('ImageFamily', 'family-1', 'family-2', undefined),
      ...inPlace,
      one('ResourceGroupId', 'rg-acfmimages', 'rg-acfmarchive', undefined),
      tagsChange,
      one('Force', true, undefined),
      one('DeleteAutoSnapshot', true, undefined),
    ],
    mistakes: [{ Description: 'x' }, { Name: 'differs' }, ...own],
  });

/** Whether a wish breaks a rule that the schemas of all types of ECS state. */
export function isInvalidForEcs({ ImageName = '', Name = ImageName, Description = 'no text' }: Properties): boolean {
  return (
    (ImageName !== '' && Name !== ImageName) || String(ImageName).startsWith('aliyun') || String(Description).length < 2
  );
}

/**
 * How ECS knows a repeated start again. Not both: a service that looks at the name before the token, and does not show the image
 * yet, leaves no way to find an image whose answer was lost.
 */
const recognition = fc.constantFrom<
  Pick<EcsAccount, 'visibilityDelaySeconds' | 'invisibleTo' | 'clientTokenCheckedBeforeName'>[]
>(
  { visibilityDelaySeconds: 0, invisibleTo: 'describeImages', clientTokenCheckedBeforeName: true },
  { visibilityDelaySeconds: 45, invisibleTo: 'describeImages', clientTokenCheckedBeforeName: true },
  { visibilityDelaySeconds: 45, invisibleTo: 'everyAction', clientTokenCheckedBeforeName: true },
  { visibilityDelaySeconds: 0, invisibleTo: 'describeImages', clientTokenCheckedBeforeName: false },
);

/** What differs from cloud to cloud in what is decided for a run: how a repeated start is known again, and what is the cloud's own. */
export interface Decided {
  readonly recognition: fc.Arbitrary<EcsAccount>;
  readonly more: fc.Arbitrary<EcsAccount>;
}

/** The public cloud, of which everything is said elsewhere. */
export const ON_ALIBABA: Decided = { recognition, more: fc.constant({}) };

/** What ECS shows of the making of any image. */
export const SHOWING = {
  usableDelaySeconds: fc.constantFrom(0, 0, 90),
  progress: fc.constantFrom('linear', 'stalling', 'jumpy', 'absent', 'unreadable'),
} satisfies { [Name in keyof EcsAccount]: fc.Arbitrary<EcsAccount[Name]> };

/** How ECS changes and deletes any image. */
export const CHANGING = {
  deleteTakesSeconds: fc.constantFrom(0, 30),
  deleteMissingImage: fc.constantFrom('error', 'ignored'),
  deleteMissingSnapshot: fc.constantFrom('ignored', 'error'),
  emptyDescription: fc.constantFrom('kept', 'cleared', 'refused'),
} satisfies { [Name in keyof EcsAccount]: fc.Arbitrary<EcsAccount[Name]> };
