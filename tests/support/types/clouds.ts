import { startApsaraStack, startHuaweiSimulator, startSimulator } from '../../../simulator/index';
import type { StagedCloud, StagedType } from './staged-type';

/** How a stage opens a cloud, and what leads handlers to it, by the names that the list of types gives the clouds. */
export const CLOUDS: Readonly<
  Record<string, Pick<StagedType<StagedCloud>, 'defaultRegion' | 'start' | 'typeConfiguration'>>
> = {
  alibaba: {
    defaultRegion: 'RegionId',
    start: startSimulator,
    typeConfiguration: ({ accessKey, url }, through = url) => ({
      RegionId: 'cn-shanghai',
      Credentials: accessKey,
      Endpoints: { Ecs: through },
    }),
  },
  apsarastack: {
    defaultRegion: 'RegionId',
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
  huaweicloud: {
    defaultRegion: 'Region',
    start: ({ clock, onCall }) =>
      startHuaweiSimulator({ clock, onCall: (call) => onCall?.({ ...call, urlParameters: [] }) }),
    typeConfiguration: ({ accessKey, url }, through = url) => ({
      Region: 'cn-north-4',
      Credentials: accessKey,
      Endpoints: { Ims: through, Iam: through },
    }),
  },
};
