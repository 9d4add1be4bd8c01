import { startAlibabaSimulator, startApsaraStack, startHuaweiSimulator } from '../../../simulator/index';
import type { StagedCloud, StagedType } from './staged-type';

/** The behaviour of ECS in which every image takes so many seconds. */
export const takingOnEcs = (seconds: number) => ({ copySeconds: seconds, createSeconds: seconds });

/** How a stage opens a cloud, and what leads handlers to it, by the names that the list of types gives the clouds. */
export const CLOUDS: Readonly<
  Record<string, Pick<StagedType<StagedCloud>, 'defaultRegion' | 'start' | 'taking' | 'typeConfiguration'>>
> = {
  alibaba: {
    defaultRegion: 'RegionId',
    start: startAlibabaSimulator,
    taking: takingOnEcs,
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
    taking: takingOnEcs,
    typeConfiguration: ({ accessKey, url }, through = url) => ({
      RegionId: 'cn-x-env30-d01',
      Credentials: accessKey,
      Endpoints: { Ecs: through },
    }),
  },
  huaweicloud: {
    defaultRegion: 'Region',
    start: ({ clock, behaviour, onCall }) =>
      startHuaweiSimulator({ clock, behaviour, onCall: (call) => onCall?.({ ...call, urlParameters: [] }) }),
    taking: (copySeconds) => ({ copySeconds }),
    typeConfiguration: ({ accessKey, url }, through = url) => ({
      Region: 'cn-north-4',
      Credentials: accessKey,
      Endpoints: { Ims: through, Iam: through },
    }),
  },
};
