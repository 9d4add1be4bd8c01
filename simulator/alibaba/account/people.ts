import type { Switches } from '../../common/people';
import type { World } from './world';

/** The manual changes to images of ECS. */
export function switchesOf(cloud: string, world: World): Switches {
  return {
    cloud,
    has: (regionId, imageId) => world.image(regionId, imageId) !== undefined,
    byWord: {
      'in-use': {
        means: 'in use by an instance',
        set: (regionId, imageId, on) => world.useByInstance(regionId, imageId, on),
      },
      shared: {
        means: 'shared with another account',
        set: (regionId, imageId, on) => world.share(regionId, imageId, on),
      },
      public: {
        means: 'a community image',
        set: (regionId, imageId, on) => world.publish(regionId, imageId, on),
      },
      deprecated: {
        means: 'deprecated',
        set(regionId, imageId, on) {
          const from = on ? 'Available' : 'Deprecated';
          const status = world.image(regionId, imageId)?.status;
          if (status !== from) throw new Error(`${imageId} in ${regionId} is ${status}, and must be ${from} for that`);
          world.deprecate(regionId, imageId, on);
        },
      },
    },
  };
}
