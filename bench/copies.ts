import { openStage } from '../tests/support/stage';
import type { Figure } from './figure';
import { longestLag, mostCalls, type SimulatedCopy, watchAsTerraform } from './polling';

const MINUTES = [1, 10, 60, 600];
const SOURCE = { regionId: 'cn-hangzhou', imageId: 'm-bp1bench' };

/** How one copy went with the built handlers. */
interface Followed {
  readonly calls: number;
  readonly lagSeconds: number;
}

/** Copies an image with the built handlers against the simulator, on a clock that jumps from one answer to the next. */
async function follow(seconds: number, remainTime: boolean): Promise<Followed> {
  const stage = await openStage({ images: [SOURCE], behaviour: { copySeconds: seconds, remainTime } });
  try {
    const startedAt = stage.simulator.clock.now();
    const { final } = await stage.run('CREATE', {
      SourceRegionId: SOURCE.regionId,
      SourceImageId: SOURCE.imageId,
      DestinationRegionId: 'cn-shanghai',
      Timeouts: { Create: '11h' },
    });
    if (final.status !== 'SUCCESS') throw new Error(`a copy of ${seconds} s: ${final.message}`);
    const lagSeconds = (stage.simulator.clock.now() - startedAt) / 1000 - seconds;
    return { calls: stage.simulator.calls.length, lagSeconds };
  } finally {
    await stage.close();
  }
}

/** API calls and lag of copies of a minute to ten hours, the worse of with and without RemainTime, beside Terraform's waiter. */
export async function copyFigures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const minutes of MINUTES) {
    const seconds = minutes * 60;
    const copy: SimulatedCopy = { family: 'linear', seconds, queuedSeconds: 0, show: () => ({}) };
    const terraform = watchAsTerraform(copy);
    const followed = [await follow(seconds, true), await follow(seconds, false)];
    const name = minutes < 60 ? `${minutes} min` : `${minutes / 60} h`;
    const calls = Math.floor(mostCalls(seconds));
    const lag = longestLag(seconds);
    figures.push(
      {
        name: `Copy of ${name}: API calls`,
        unit: 'calls',
        ours: [Math.max(...followed.map((one) => one.calls))],
        baseline: [terraform.calls],
        against: "Terraform's waiter",
        bar: { kind: 'most', value: calls, text: `≤ ${calls}` },
      },
      {
        name: `Copy of ${name}: noticed after`,
        unit: 's',
        ours: [Math.max(...followed.map((one) => one.lagSeconds))],
        bar: { kind: 'most', value: lag, text: `≤ ${Math.round(lag)} s` },
      },
    );
  }
  return figures;
}
