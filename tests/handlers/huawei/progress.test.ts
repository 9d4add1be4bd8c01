import { copyFigures } from '../../../bench/copies';
import { judge } from '../../../bench/figure';
import { subjectOf } from '../../../bench/subjects';
import type { HuaweiBehaviour } from '../../../simulator/index';
import { IN_REGION, leftIn, NOTHING_LEFT, openHuaweiStage } from '../../support/huawei';

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

describe.each([
  ['SUCCESS, without the ID of its image', { status: 'SUCCESS', entities: {} }],
  ['SUCCESS, with nothing else', { status: 'SUCCESS' }],
])('a job that is answered with %s', (_, body) => {
  it('has ended: its image is found by its mark, and deleted', async () => {
    const stage = await openHuaweiStage();
    try {
      const respond = { status: 200, body: JSON.stringify(body) };
      const first = await stage.invoke('CREATE', IN_REGION, { token: 'r' });
      stage.simulator.clock.advance(300_000);
      for (const action of ['ShowJobProgress', 'ShowJob'])
        stage.simulator.inject({ action, respond, times: Number.POSITIVE_INFINITY });
      const started = stage.simulator.clock.now();
      const { resourceModel = {}, callbackContext } = first;
      const { final } = await stage.run('CREATE', resourceModel, { token: 'r', callbackContext });
      expect(final.status).toBe('SUCCESS');
      expect(stage.simulator.clock.now() - started).toBeLessThan(600_000);
      expect((await stage.run('DELETE', final.resourceModel ?? {})).final.status).toBe('SUCCESS');
      expect(leftIn(stage)).toEqual(NOTHING_LEFT);
    } finally {
      await stage.close();
    }
  });
});

it('a job that has ended in small letters has ended', async () => {
  const stage = await openHuaweiStage();
  try {
    const first = await stage.invoke('CREATE', IN_REGION, { token: 'r' });
    stage.simulator.clock.advance(300_000);
    const [job] = stage.simulator.world.jobs();
    const body = JSON.stringify({ status: 'success', entities: { image_id: job?.imageId } });
    stage.simulator.inject({
      action: 'ShowJobProgress',
      respond: { status: 200, body },
      times: Number.POSITIVE_INFINITY,
    });
    const { resourceModel = {}, callbackContext } = first;
    expect((await stage.run('CREATE', resourceModel, { token: 'r', callbackContext })).final.status).toBe('SUCCESS');
    const failed = JSON.stringify({ status: 'fail', error_code: 'IMG.0014', fail_reason: 'x' });
    stage.simulator.clearFaults();
    const second = await stage.invoke('CREATE', { ...IN_REGION, Name: 'second' });
    stage.simulator.inject({
      action: 'ShowJobProgress',
      respond: { status: 200, body: failed },
      times: Number.POSITIVE_INFINITY,
    });
    const after = { callbackContext: second.callbackContext };
    const { final } = await stage.run('CREATE', second.resourceModel ?? {}, after);
    expect(final.message).toContain('IMG.0014');
  } finally {
    await stage.close();
  }
});
