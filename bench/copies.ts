import { openStage } from '../tests/support/stage';
import { stagedType } from '../tests/support/types/staged';
import type { Figure } from './figure';
import { longestLag, mostCalls, type SimulatedCopy, watchAsTerraform } from './polling';
import type { BenchCloud, BenchSubject } from './subject';

const MINUTES = [1, 10, 60, 600];

/** How one image was made with the built handlers. */
interface Followed {
  readonly calls: number;
  readonly lagSeconds: number;
}

/** Makes an image with the built handlers against the simulator, on a clock that jumps from one answer to the next. */
async function follow(
  { typeName, making, bars }: BenchSubject,
  cloud: BenchSubject['making']['clouds'][number],
  seconds: number,
): Promise<Followed> {
  const type = { ...stagedType<BenchCloud>(typeName), start: cloud(seconds) };
  const stage = await openStage<BenchCloud>({ type, imageSeconds: 'usual' });
  try {
    const startedAt = stage.simulator.clock.now();
    const { final } = await stage.run('CREATE', { ...making.wish, Timeouts: { Create: '11h' } });
    if (final.status !== 'SUCCESS') throw new Error(`${typeName}, an image of ${seconds} s: ${final.message}`);
    const lagSeconds = (stage.simulator.clock.now() - startedAt) / 1000 - seconds;
    const counted = stage.simulator.calls.filter(({ action }) => !bars.uncounted.includes(action));
    return { calls: counted.length, lagSeconds };
  } finally {
    await stage.close();
  }
}

/** Terraform's waiter, compared with the type whose resource it has. */
function terraformsOf({ typeName }: BenchSubject, seconds: number): Pick<Figure, 'baseline' | 'against'> {
  if (typeName !== 'TF::Alicloud::ImageCopy') return {};
  const copy: SimulatedCopy = { family: 'linear', seconds, queuedSeconds: 0, show: () => ({}) };
  return { baseline: [watchAsTerraform(copy).calls], against: "Terraform's waiter" };
}

/**
 * API calls and lag of images that take a minute to ten hours, the worst of the ways in which the cloud may show progress. `durations`: in
 * minutes.
 */
export async function copyFigures(subject: BenchSubject, durations = MINUTES): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const minutes of durations) {
    const seconds = minutes * 60;
    const followed: Followed[] = [];
    for (const cloud of subject.making.clouds) followed.push(await follow(subject, cloud, seconds));
    const name = minutes < 60 ? `${minutes} min` : `${minutes / 60} h`;
    const calls = Math.floor(mostCalls(seconds)) + subject.bars.moreCalls(seconds);
    const lag = longestLag(seconds);
    figures.push(
      {
        ...{ name: `Image that takes ${name}: API calls`, unit: 'calls' },
        ours: [Math.max(...followed.map((one) => one.calls))],
        ...terraformsOf(subject, seconds),
        bar: { kind: 'most', value: calls, text: `≤ ${calls}` },
      },
      {
        ...{ name: `Image that takes ${name}: noticed after`, unit: 's' },
        ours: [Math.max(...followed.map((one) => one.lagSeconds))],
        bar: { kind: 'most', value: lag, text: `≤ ${Math.round(lag)} s` },
      },
    );
  }
  return figures;
}
