import type { AlibabaSimulator } from '../../simulator/index';
import type { Answer, Step } from './step';

export type AlibabaStep = Step<AlibabaSimulator, Answer>;

export const SOURCE = { RegionId: 'cn-hangzhou', ImageId: 'm-bp1golden1ubuntu24' };
export const SOURCE_NAME = 'golden-ubuntu-24.04-v42';
export const HERE = { RegionId: 'cn-shanghai' };
export const EVERY_STATUS = 'Creating,Waiting,Available,UnAvailable,CreateFailed,Deprecated';
export const image = (shown: object) => ({ TotalCount: 1, Images: { Image: [shown] } });
/** A list without items: some clients leave it out. */
export const empty = (list: string) =>
  expect.not.objectContaining({ [list]: expect.arrayContaining([expect.anything()]) });
export const tag = (TagKey: string, TagValue: string) => expect.objectContaining({ TagKey, TagValue });
export const anHour = (simulator: AlibabaSimulator): void => simulator.clock.advance(3_600_000);
