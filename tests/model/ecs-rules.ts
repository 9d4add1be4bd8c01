import { type EcsAccount, type EcsImage, ecsScene } from './ecs-scene';
import { AS_BEFORE, type FieldRules, type StartedOnce, type TypeRules, type Weather } from './rules';

export type EcsRules = TypeRules<EcsImage, EcsAccount>;

/** Whether ECS clears a text that it is asked to clear is undocumented; a name and a group cannot be cleared. */
const CLEARED_PERHAPS: readonly (undefined | typeof AS_BEFORE)[] = [undefined, AS_BEFORE];

/** How the properties of any image of ECS show. */
export const ECS_FIELDS: Pick<FieldRules, 'name' | 'cleared' | 'sameKey' | 'hiddenKeys'> = {
  name: 'ImageName',
  cleared: { Description: CLEARED_PERHAPS, ImageFamily: CLEARED_PERHAPS },
  sameKey: (key) => key.toLowerCase(),
  hiddenKeys: /^(aws:|acs:|tfcfn:)/,
};

const FAILED = 'GeneralServiceException';

/** What is the same of all images of ECS. */
export const ECS_RULES = {
  createByDefault: '2h',
  begunStatus: 'Creating',
  refusesName: () => true,
  isNamesake: () => false,
  saysOfRepeated(image, { clientTokenCheckedBeforeName }) {
    const found = image?.listed === true && image.tags['tfcfn:request'] !== undefined;
    return clientTokenCheckedBeforeName || found ? [] : ['AlreadyExists'];
  },
  codes: {
    failed: [FAILED],
    taken: [FAILED],
    spoilt: FAILED,
    busy: ['ResourceConflict'],
    nameTakenLater: 'ResourceConflict',
  },
  weathers: ['well', 'CreateFailed', 'UnAvailable', 'stalled'],
  // Instances use it and Force is not set, or it is shared.
  isKept: ({ usedByInstance, isShared }, { Force }) => (usedByInstance && Force !== true) || isShared,
  makeWay(scene, images) {
    const { world } = ecsScene({ scene });
    for (const { regionId, imageId } of images) world.share(regionId, imageId, false);
  },
  removingAll: { Force: true, DeleteAutoSnapshot: true },
} satisfies Partial<EcsRules>;

/** The snapshots of images of ECS, in a model and as a template asks for their removal. */
export const ECS_REMAINS = {
  inModel: ({ SnapshotIds }) => (Array.isArray(SnapshotIds) ? SnapshotIds : []),
  option: 'DeleteAutoSnapshot',
} satisfies Partial<EcsRules['snapshots']>;

/** A start under the name of its request, which one call makes and no token tells. */
export function startedByName(): {
  readonly startedOnce: StartedOnce;
  readonly codes: EcsRules['codes'];
} {
  const { nameTakenLater: _, ...codes } = ECS_RULES.codes;
  return {
    startedOnce: {
      lostSeconds: 1_500,
      // Without a tag nothing but its name leads to an image (guides/apsara-stack.md).
      isLedToBy: (text, { tags, imageName }) =>
        text === 'name' && tags['tfcfn:request'] === undefined && imageName.startsWith('tfcfn-request-'),
    },
    codes,
  };
}

/** How the making of an image ends in a weather. */
export const outcomeIn = (weather: Weather) =>
  weather === 'CreateFailed' || weather === 'UnAvailable'
    ? ({ failAtPercent: 50, status: weather } as const)
    : 'available';

/** What a deletion of ECS may be asked for. */
export const ECS_OPTIONS = [{}, { Force: true }, { DeleteAutoSnapshot: true }] as const;
