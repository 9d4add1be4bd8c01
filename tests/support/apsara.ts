import { type ApsaraStack, type ApsaraStackOptions, leftOf, startApsaraStack } from '../../simulator/index';
import { openStage, type Properties, type Stage, type StageOptions } from './stage';
import type { StagedType } from './types/staged-type';

/** The two regions of the simulated Apsara Stack; the first is that of the type configuration. */
export const [HOME, OTHER] = ['cn-x-env30-d01', 'cn-qingdao-env17-d01'] as const;

/** A stage with the private cloud in it, whose gateways differ from those of the public one. */
export interface ApsaraStage extends Stage {
  readonly cloud: ApsaraStack;
}

/** What an Apsara Stack is opened with, and a stage with it. */
export type ApsaraStageOptions = ApsaraStackOptions &
  Pick<StageOptions, 'silence' | 'elsewhere' | 'runtime' | 'imageSeconds'>;

/** A stage on which the handlers of a type of Apsara Stack play. */
export async function openApsaraStage(type: StagedType, options: ApsaraStageOptions = {}): Promise<ApsaraStage> {
  const { onCall: _, silence, elsewhere, runtime, imageSeconds, ...ofCloud } = options;
  let cloud: ApsaraStack | undefined;
  const stage = await openStage({
    ...{ silence, elsewhere, runtime, imageSeconds },
    type: {
      ...type,
      async start(given) {
        const behaviour = { ...given.behaviour, ...ofCloud.behaviour };
        const started = await startApsaraStack({ ...given, ...ofCloud, behaviour, clock: given.clock });
        cloud = started;
        return { ...started, url: started.endpoint() };
      },
    },
  });
  if (!cloud) throw new Error('the stage has started no cloud');
  return { ...stage, cloud };
}

/** What is left of a type's images and snapshots in the cloud. */
export function leftIn({ cloud }: ApsaraStage) {
  return leftOf(cloud.ledger());
}
export const NOTHING_LEFT = { unfinished: 0, images: [], snapshots: [] };

/** The tags that an image really has. */
export function tagsOf({ cloud }: ApsaraStage, { tfcfnid, Id }: Properties): Record<string, string> {
  const image = cloud.world.image(String(tfcfnid).split('/')[0] ?? '', String(Id));
  return Object.fromEntries(Object.entries(image?.tags ?? {}));
}
