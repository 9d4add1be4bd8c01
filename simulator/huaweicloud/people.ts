import type { Switches } from '../common/people';
import type { World } from './account/world';

/** The manual changes to images of IMS that, according to the documentation, prevent a deletion (IMG.0028, IMG.0148). */
export function switchesOf(cloud: string, world: World): Switches {
  return {
    cloud,
    has: (regionId, imageId) => world.image(regionId, imageId) !== undefined,
    byWord: {
      protected: {
        means: 'protected from deletion',
        set: (regionId, imageId, on) => world.change(regionId, imageId, { protected: on }),
      },
      exporting: {
        means: 'being exported',
        set: (regionId, imageId, on) => world.change(regionId, imageId, { exporting: on }),
      },
    },
  };
}
