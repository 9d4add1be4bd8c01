import type { Behaviour } from '../../simulator/index';
import { imageOf, startCopy, useStage } from '../support/copies';
import { openStage, type Properties } from '../support/stage';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** A copy that can be removed only after a while, and whose removal then takes its time. */
interface Late {
  readonly name: string;
  readonly behaviour: Partial<Behaviour>;
  readonly slow: 'cancelTakesSeconds' | 'deleteTakesSeconds';
  /** What the first answer says of a copy that can be removed: the time-out counts from there. */
  readonly begins: RegExp;
  readonly properties: Properties;
  readonly seconds: number;
}

const LATE: readonly Late[] = [
  {
    name: 'becomes visible late',
    behaviour: { visibilityDelaySeconds: 60, invisibleTo: 'everyAction' },
    slow: 'cancelTakesSeconds',
    begins: /^(about to delete|cancelling the copy)/,
    properties: { Timeouts: { Delete: '90s' } },
    seconds: 90,
  },
  {
    name: 'cannot be cancelled and ends late',
    behaviour: { cancel: 'refused', copySeconds: 90 * MINUTE },
    slow: 'deleteTakesSeconds',
    begins: /^deleting image/,
    properties: {},
    seconds: 600,
  },
  {
    name: 'cannot be cancelled in the queue and runs late',
    behaviour: { copiesPerRegion: 1, copySeconds: 5 * HOUR, cancelWhileWaiting: 'refused' },
    slow: 'cancelTakesSeconds',
    begins: /^(about to delete|cancelling the copy)/,
    properties: {},
    seconds: 600,
  },
];

describe('DELETE of a copy that', () => {
  const stage = useStage(() => openStage());

  /** Deletes it; how that ended, and how many seconds after it could be removed. */
  const remove = async ({ behaviour, slow, begins, properties }: Late, takes: number) => {
    const { simulator } = stage();
    simulator.behave({ ...behaviour, [slow]: takes });
    if (behaviour.copiesPerRegion !== undefined) await startCopy(stage(), { ImageName: 'first' });
    const { model } = await startCopy(stage());
    let began = Number.NaN;
    const { final } = await stage().run(
      'DELETE',
      { ...model, ...properties },
      {
        meanwhile: ({ message }) => {
          if (Number.isNaN(began) && begins.test(message)) began = simulator.clock.now();
        },
      },
    );
    return { ending: final.errorCode ?? final.status, seconds: (simulator.clock.now() - began) / 1000 };
  };

  it.each(LATE.map((late) => [late.name, late] as const))('%s has its whole time-out from then on', async (_, late) => {
    const takes = late.seconds - 20;
    const { ending, seconds } = await remove(late, takes);
    expect(ending).toBe('SUCCESS');
    expect(seconds).toBeGreaterThanOrEqual(takes);
  });

  it.each(LATE.map((late) => [late.name, late] as const))('%s has it once, and no more', async (_, late) => {
    const { ending, seconds } = await remove(late, late.seconds + 1_000);
    expect([ending, seconds]).toEqual(['NotStabilized', late.seconds]);
  });

  it.each([
    ['cannot be cancelled', { cancel: 'refused', copySeconds: 5 * HOUR }],
    ['cannot be cancelled in the queue', { copiesPerRegion: 1, copySeconds: 5 * HOUR, cancelWhileWaiting: 'refused' }],
  ] as const)('%s is waited for although looks at it fail', async (_, behaviour) => {
    const { simulator } = stage();
    simulator.behave(behaviour);
    if ('copiesPerRegion' in behaviour) await startCopy(stage(), { ImageName: 'first' });
    const copy = await startCopy(stage());
    let failing = 0;
    const { final } = await stage().run('DELETE', copy.model, {
      meanwhile: ({ callbackDelaySeconds = 0 }) => {
        if (callbackDelaySeconds < 5 * MINUTE) return;
        failing += 1;
        simulator.inject({ action: 'DescribeImages', error: { code: 'Throttling' }, times: 4 });
      },
    });
    expect(failing).toBeGreaterThan(3);
    expect(final.status).toBe('SUCCESS');
    expect(imageOf(stage(), copy)).toBeUndefined();
  });
});
