import { type HuaweiOptions, type HuaweiSimulator, startHuaweiSimulator } from '../../simulator/index';
import { type Answer, type Operation, openStage, type Properties, type Stage, type StageOptions } from './stage';
import { stagedType } from './types/staged';
import type { StagedType } from './types/staged-type';

/** The regions of the built-in images: that of the type configuration, and another one of the same site. */
export const [NORTH, EAST] = ['cn-north-4', 'cn-east-3'] as const;
/** A 40 GB image of the built-in ones, in NORTH. */
export const GOLDEN = '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c';
/** An agency of the built-in ones, for copies across regions. */
export const CROSS_AGENCY = 'ims_copy_agency';

/** What a type copies within a region, and to another one. */
export const IN_REGION = { SourceImageId: GOLDEN, Name: 'golden' } as const;
export const ACROSS = { ...IN_REGION, TargetRegion: EAST, AgencyName: CROSS_AGENCY } as const;

/** Both, for `describe.each`: what differs is the start, and the region of the copy. */
export const EACH_COPY = [
  ['within a region', { wish: IN_REGION, start: 'CopyImageInRegion', home: NORTH }],
  ['to another region', { wish: ACROSS, start: 'CopyImageCrossRegion', home: EAST }],
] as const;

export type HuaweiStage = Stage<HuaweiSimulator>;

/** TF::HuaweiCloud::ImagesImageCopy on a cloud that is opened in another way than by default. */
export function huaweiTypeWith({ onCall: heard, ...ofCloud }: HuaweiOptions = {}): StagedType<HuaweiSimulator> {
  return {
    ...stagedType<HuaweiSimulator>('TF::HuaweiCloud::ImagesImageCopy'),
    start: ({ clock, behaviour, onCall }) =>
      startHuaweiSimulator({
        ...ofCloud,
        behaviour: { ...behaviour, ...ofCloud.behaviour },
        clock,
        onCall: (call) => {
          heard?.(call);
          onCall?.({ ...call, urlParameters: [] });
        },
      }),
  };
}

/** A stage on which its handlers play. */
export function openHuaweiStage(
  options: HuaweiOptions & Pick<StageOptions, 'silence' | 'elsewhere' | 'runtime' | 'aws' | 'imageSeconds'> = {},
): Promise<HuaweiStage> {
  const { silence, elsewhere, runtime, aws, imageSeconds, ...ofCloud } = options;
  const ofStage = { silence, elsewhere, runtime, aws, imageSeconds };
  return openStage<HuaweiSimulator>({ ...ofStage, type: huaweiTypeWith(ofCloud) });
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

/** How many copies IMS was asked for. */
export function startsOf(stage: HuaweiStage): number {
  return actionsOf(stage).filter((action) => action.startsWith('CopyImage')).length;
}

/** The last model that an operation has answered. */
export function lastModelOf({ answers }: Pick<Operation, 'answers'>): Properties {
  return answers.findLast(({ resourceModel }) => resourceModel)?.resourceModel ?? {};
}

/** The image of a model as it is in the cloud. */
export function imageOf({ simulator }: HuaweiStage, { TargetRegion, Id }: Properties = {}) {
  return simulator.world.image(String(TargetRegion), String(Id));
}

/**
 * Creates a copy; `dies`: an answer that CloudFormation does not get, since the process died, whereupon it sends the same request again.
 * `before`: what happens before each invocation.
 */
export async function createOver(
  stage: HuaweiStage,
  wish: Properties,
  { dies, before = () => undefined }: { readonly dies: () => boolean; readonly before?: () => void },
): Promise<Operation> {
  const answers: Answer[] = [];
  let [properties, callbackContext]: [Properties, Properties | undefined] = [wish, undefined];
  for (;;) {
    before();
    const request = { token: 'request-1', ...(callbackContext && { callbackContext }) };
    const answer = await stage.invoke('CREATE', properties, request);
    if (dies()) continue;
    answers.push(answer);
    if (answer.status !== 'IN_PROGRESS') return { final: answer, answers };
    stage.simulator.clock.advance((answer.callbackDelaySeconds ?? 0) * 1000);
    properties = answer.resourceModel ?? {};
    callbackContext = answer.callbackContext;
  }
}
