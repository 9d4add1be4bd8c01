import { ecsScene } from './ecs-scene';
import { DEEDS, type Deed, ENDS_BADLY, faultsWith, SPOILT } from './outside';

/** What somebody does to images of ECS. */
export const ECS_DEEDS: readonly Deed[] = [
  ...DEEDS,
  {
    kind: 'somebody deprecates, or brings back, the image of',
    act: ({ real, image: { regionId, imageId, shownAs } }) =>
      ecsScene(real).world.deprecate(regionId, imageId, shownAs.Status === 'Available'),
  },
  {
    kind: 'somebody shares, or no longer shares, the image of',
    act({ real, image: { regionId, imageId } }) {
      const { world } = ecsScene(real);
      world.share(regionId, imageId, world.image(regionId, imageId)?.isShared !== true);
    },
  },
  {
    kind: 'an instance is made from the image of',
    act: ({ real, image: { regionId, imageId } }) => ecsScene(real).world.useByInstance(regionId, imageId),
  },
  ENDS_BADLY,
  SPOILT,
];

export const ECS_FAULTS = faultsWith({
  throttled: { code: 'Throttling', retryAfterMs: 900 },
  failed: { code: 'InternalError' },
});
