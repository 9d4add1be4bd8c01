import { copyFigures } from '../../../bench/copies';
import { judge } from '../../../bench/figure';
import { subjectOf } from '../../../bench/subjects';
import type { HuaweiBehaviour } from '../../../simulator/index';
import { IN_REGION, openHuaweiStage } from '../../support/huawei';

/** The scales on which a job may count, and those that show a 1 before its end or soon after its start. */
const SCALES = ['share', 'hundredths', 'percent'] as const;
/** In minutes: those of the bench are ends of what is usual. */
const BETWEEN = [0.2, 2.3, 7.9, 31, 95, 333, 480];

/** The messages of a creation that takes an hour. */
async function messagesWith(jobProgress: HuaweiBehaviour['jobProgress'], copySeconds = 3_600): Promise<string[]> {
  const stage = await openHuaweiStage({ behaviour: { copySeconds, jobProgress } });
  try {
    const { final, answers } = await stage.run('CREATE', { ...IN_REGION, Timeouts: { Create: '11h' } });
    expect(final.status).toBe('SUCCESS');
    return answers.map(({ message }) => message);
  } finally {
    await stage.close();
  }
}

const percentagesIn = (messages: readonly string[]): number[] =>
  messages.flatMap((message) => /: (\d+) %/.exec(message)?.[1] ?? []).map(Number);

describe('a copy whose job counts on a scale that no page names', () => {
  it('keeps the bars of calls and lag on each, however long it takes', async () => {
    const figures = (await copyFigures(subjectOf('TF::HuaweiCloud::ImagesImageCopy'), BETWEEN)).map(judge);
    expect(figures).toHaveLength(2 * BETWEEN.length);
    expect(figures.filter(({ holds }) => holds !== true)).toEqual([]);
  });

  it.each(SCALES)('shows the same progress with a %s', async (scale) => {
    const percentages = percentagesIn(await messagesWith(scale));
    expect(percentages.length).toBeGreaterThan(8);
    expect(percentages).toEqual([...percentages].sort((a, b) => a - b));
  });

  it('takes a 1 for all of it once more than 1 % was seen', async () => {
    const copySeconds = 3_000;
    const stage = await openHuaweiStage({ behaviour: { copySeconds, jobProgress: 'hundredths' } });
    try {
      const asked = stage.simulator.clock.now();
      let { callbackContext, resourceModel, message } = await stage.invoke('CREATE', IN_REGION);
      const lookAt = async (share: number) => {
        stage.simulator.clock.advance(asked + share * copySeconds * 1000 - stage.simulator.clock.now());
        ({ callbackContext, resourceModel, message } = await stage.invoke('CREATE', resourceModel ?? {}, {
          callbackContext,
        }));
        return message;
      };
      expect(percentagesIn([await lookAt(0.6)])).toEqual([60]);
      expect(percentagesIn([await lookAt(0.998)])).toEqual([100]);
    } finally {
      await stage.close();
    }
  });

  it('does not take 1 % for all of it', async () => {
    const percentages = percentagesIn(await messagesWith('percent', 36_000));
    expect(percentages.filter((percent) => percent > 99)).toEqual([]);
  });
});
