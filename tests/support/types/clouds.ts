import { startApsaraStack, startSimulator } from '../../../simulator/index';
import type { StagedType } from './staged-type';

/** How a stage opens a cloud, and what leads handlers to it, by the names that the list of types gives the clouds. */
export const CLOUDS: Readonly<Record<string, Pick<StagedType, 'start' | 'typeConfiguration'>>> = {
  alibaba: {
    start: startSimulator,
    typeConfiguration: ({ accessKey, url }, through = url) => ({
      RegionId: 'cn-shanghai',
      Credentials: accessKey,
      Endpoints: { Ecs: through },
    }),
  },
  apsarastack: {
    start: async (options) => {
      const cloud = await startApsaraStack(options);
      return { ...cloud, url: cloud.endpoint() };
    },
    typeConfiguration: ({ accessKey, url }, through = url) => ({
      RegionId: 'cn-x-env30-d01',
      Credentials: accessKey,
      Endpoints: { Ecs: through },
    }),
  },
};
