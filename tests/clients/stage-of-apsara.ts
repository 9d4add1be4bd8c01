import {
  type ApsaraStack,
  builtInImages,
  builtInInstances,
  builtInKeys,
  builtInSnapshots,
  createClock,
  type GatewayForm,
  startApsaraStack,
} from '../../simulator/index';
import { preparedLife, type Served, type Stage } from './stage';

/** The regions of the life as those of a private cloud, which does all that the public one does. */
export const stageOfApsara =
  (form: GatewayForm) =>
  async ({ https }: { readonly https: boolean }): Promise<Stage<ApsaraStack & Served>> => {
    const groups = ['rg-acfmdefaultgroup', 'rg-acfmimages'];
    const resourceSets = groups.map((resourceGroupId, index) => ({ resourceSetId: String(index), resourceGroupId }));
    const stack = await startApsaraStack({
      clock: createClock({ speed: 0 }),
      https,
      regions: ['cn-hangzhou', 'cn-shanghai', 'ap-southeast-1', 'eu-central-1'],
      organizations: [{ organizationId: '26', resourceSets }],
      ...{ images: builtInImages, keys: builtInKeys, instances: builtInInstances, snapshots: builtInSnapshots },
      behaviour: { clientTokenHonoured: true, tagsAtStart: 'kept', usable: 'onceAvailable', encryptedShown: true },
    });
    return {
      cloud: { ...stack, url: stack.endpoint({ form }) },
      urlOf: (service) => stack.endpoint({ form, product: service === 'sts' ? 'sts' : 'ecs' }),
      servesAll: form === 'ASAPI',
      ...preparedLife(stack),
    };
  };
