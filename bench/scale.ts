import { type AlibabaCall, createClock, type SeedImage } from '../simulator/index';
import { type Answer, openStage, type Properties, type Stage } from '../tests/support/stage';
import { seeded } from './polling';
import { VirtualTime } from './virtual-time';

/** Many copies that are begun at about the same time. */
export interface Crowd {
  readonly regions: readonly string[];
  readonly copiesPerRegion: number;
  /** How long each runs, once it does. */
  readonly copySeconds: number;
  /** They are begun at random moments of this time. */
  readonly beginWithinSeconds: number;
  /** What ECS allows in a region and a minute, by action. */
  readonly callsPerMinute: Readonly<Record<string, number>>;
  readonly seed: number;
}

/** How one copy ended. */
export interface Ended {
  readonly status: Answer['status'];
  readonly message: string;
  /** API calls that named the image, and the one that started it. */
  readonly calls: number;
  /** From its request until it was Available; not a number if it never was. */
  readonly seconds: number;
  /** From then until the answer that says so. */
  readonly lagSeconds: number;
}

/** What became of a crowd. */
export interface CrowdResult {
  readonly copies: readonly Ended[];
  readonly calls: readonly Pick<AlibabaCall, 'action' | 'regionId' | 'at' | 'code'>[];
}

const HOME = 'cn-hangzhou';
const MINUTE_MS = 60_000;
/** The beginning of a minute, as ECS counts them. */
const START = Date.parse('2026-06-01T00:00:00Z');

/** Lets the handlers make the copies of a crowd, all from one region, on simulated time. */
export async function watchCrowd(crowd: Crowd): Promise<CrowdResult> {
  const { copySeconds, callsPerMinute, copiesPerRegion, regions } = crowd;
  const clock = createClock({ now: () => 0, startAt: START });
  const time = new VirtualTime(clock);
  const random = seeded(crowd.seed);
  const images: SeedImage[] = Array.from({ length: copiesPerRegion }, (_, index) => ({
    regionId: HOME,
    imageId: `m-bp1crowd${index}`,
  }));
  const stage = await openStage({
    imageSeconds: 'usual',
    clock,
    images,
    behaviour: { copySeconds, callsPerMinute },
    runtime: { sleep: (milliseconds) => time.sleep(milliseconds), random },
  });
  const finals: Final[] = [];
  try {
    for (const { imageId } of images) {
      for (const regionId of regions) {
        const order = { imageId, regionId, ended: (final: Final) => finals.push(final) };
        time.after(random() * crowd.beginWithinSeconds * 1000, () => begin(stage, time, order));
      }
    }
    await time.pass();
    return endsOf(stage, finals);
  } finally {
    await stage.close();
  }
}

/** A copy that was asked for. */
interface CopyOrder {
  readonly imageId: string;
  readonly regionId: string;
  readonly ended: (final: Final) => void;
}

/** The last answer about a copy, and when it was asked for and given. */
interface Final {
  readonly answer: Answer;
  readonly regionId: string;
  readonly begunAt: number;
  readonly toldAt: number;
}

/** Begins one copy and follows it as CloudFormation does, each callback after the delay that the handlers asked for. */
async function begin(stage: Stage, time: VirtualTime, { imageId, regionId, ended }: CopyOrder): Promise<void> {
  const { clock } = stage.simulator;
  const begunAt = clock.now();
  const token = `${regionId}/${imageId}`;
  const step = async (properties: Properties, callbackContext?: Properties): Promise<void> => {
    const answer = await stage.invoke('CREATE', properties, { token, callbackContext });
    const { status, resourceModel = {}, callbackDelaySeconds = 0 } = answer;
    if (status !== 'IN_PROGRESS') ended({ answer, regionId, begunAt, toldAt: clock.now() });
    else time.after(callbackDelaySeconds * 1000, () => step(resourceModel, answer.callbackContext));
  };
  const source = { SourceRegionId: HOME, SourceImageId: imageId };
  await step({ ...source, DestinationRegionId: regionId, Timeouts: { Create: '11h' } });
}

function endsOf({ simulator }: Stage, finals: readonly Final[]): CrowdResult {
  const callsOf = new Map<string, number>();
  for (const { action, parameters } of simulator.calls) {
    const { ImageId = '' } = parameters;
    if (action !== 'CopyImage') callsOf.set(ImageId, (callsOf.get(ImageId) ?? 0) + 1);
  }
  const copies = finals.map(({ answer, regionId, begunAt, toldAt }): Ended => {
    const id = String(answer.resourceModel?.Id);
    const endedAt = simulator.world.endOfCopy(regionId, id) ?? Number.NaN;
    return {
      status: answer.status,
      message: answer.message,
      calls: 1 + (callsOf.get(id) ?? 0),
      seconds: (endedAt - begunAt) / 1000,
      lagSeconds: (toldAt - endedAt) / 1000,
    };
  });
  return { copies, calls: simulator.calls };
}

/** How many calls were refused for their number. */
export function throttledCalls({ calls }: Pick<CrowdResult, 'calls'>): number {
  return calls.filter(({ code }) => code?.startsWith('Throttling')).length;
}

/** The most calls of an action that one region got within any minute, whenever that begins. */
export function busiestMinute({ calls }: Pick<CrowdResult, 'calls'>, action: string): number {
  const moments = new Map<string, number[]>();
  for (const call of calls) {
    if (call.action !== action) continue;
    const ofRegion = moments.get(call.regionId) ?? [];
    ofRegion.push(call.at);
    moments.set(call.regionId, ofRegion);
  }
  return Math.max(0, ...[...moments.values()].map(mostWithinMinute));
}

/** `moments`: in milliseconds, in order. */
function mostWithinMinute(moments: readonly number[]): number {
  let [first, most] = [0, 0];
  for (const [last, at] of moments.entries()) {
    while (at - (moments[first] ?? at) >= MINUTE_MS) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
