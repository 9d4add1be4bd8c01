import { type HuaweiOptions, type HuaweiSimulator, startHuaweiSimulator } from '../../simulator/index';
import { openStage, type Stage, type StageOptions } from './stage';
import { stagedType } from './types/staged';

/** The regions of the built-in images: that of the type configuration, and another one of the same site. */
export const [NORTH, EAST] = ['cn-north-4', 'cn-east-3'] as const;
/** A 40 GB image of the built-in ones, in NORTH. */
export const GOLDEN = '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c';
/** An agency of the built-in ones, for copies across regions. */
export const CROSS_AGENCY = 'ims_copy_agency';

/** What a type copies within a region, and to another one. */
export const IN_REGION = { SourceImageId: GOLDEN, Name: 'golden' } as const;
export const ACROSS = { ...IN_REGION, TargetRegion: EAST, AgencyName: CROSS_AGENCY } as const;

export type HuaweiStage = Stage<HuaweiSimulator>;

/** A stage on which the handlers of TF::HuaweiCloud::ImagesImageCopy play. */
export function openHuaweiStage(
  options: HuaweiOptions & Pick<StageOptions, 'silence' | 'elsewhere' | 'runtime' | 'aws'> = {},
): Promise<HuaweiStage> {
  const { onCall: heard, silence, elsewhere, runtime, aws, ...ofCloud } = options;
  const type = stagedType<HuaweiSimulator>('TF::HuaweiCloud::ImagesImageCopy');
  return openStage<HuaweiSimulator>({
    ...{ silence, elsewhere, runtime, aws },
    type: {
      ...type,
      start: ({ clock, onCall }) =>
        startHuaweiSimulator({
          ...ofCloud,
          clock,
          onCall: (call) => {
            heard?.(call);
            onCall?.({ ...call, urlParameters: [] });
          },
        }),
    },
  });
}

/** What copies have left. */
export function leftIn({ simulator }: HuaweiStage) {
  const { runningCopies, images, backups } = simulator.ledger();
  return { runningCopies, images, backups };
}
export const NOTHING_LEFT = { runningCopies: 0, images: [], backups: [] };

/** The requests that reached IMS, by action and in order. */
export function actionsOf({ simulator }: HuaweiStage): string[] {
  return simulator.calls.map(({ action }) => action).filter((action) => action !== 'KeystoneListProjects');
}
