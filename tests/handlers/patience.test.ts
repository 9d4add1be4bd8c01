import { useStage } from '../support/copies';
import { ACROSS } from '../support/huawei';
import { openStage, type Properties } from '../support/stage';
import { EACH_ERRORS } from '../types/index';

/**
 * How long the answer to a call is waited for, in seconds, by the cloud of a type: to the start of an image, to a call that opens a
 * session, and to any other. Nobody knows the image of a start whose answer was not awaited. Gateways of a private cloud are slow in all
 * their answers, so that a start there has all the time that the search for its image leaves.
 */
const PATIENCE = {
  Alicloud: { start: 25, session: 4, other: 10 },
  ApsaraStack: { start: 38, session: 10, other: 20 },
  HuaweiCloud: { start: 25, session: 4, other: 10 },
} as const;
/** AWS's own STS is waited for as long, whatever the cloud. */
const OF_AWS = { GetWebIdentityToken: 4 } as const;

const cloudOf = (name: string) => name.split('::')[1] as keyof typeof PATIENCE;

/** The milliseconds from each call to the next. Chance makes a pause half as long as it may be. */
function pausesOf(calls: readonly { readonly at: number }[]): number[] {
  return calls.slice(1).map(({ at }, index) => at - Number(calls[index]?.at));
}

/** The seconds from the first call to the second. There may be a short pause in them. */
function secondsAfter(calls: readonly { readonly at: number }[]): number {
  return Number(pausesOf(calls)[0]) / 1000;
}

describe.each(EACH_ERRORS)('the handlers of %s', (name, type) => {
  const { template, callOf } = type.errors;
  const patience = PATIENCE[cloudOf(name)];
  const stage = useStage(() => openStage({ type, imageSeconds: 60 }));
  /** The calls from the first of an action on. */
  const callsFrom = (action: string) => {
    const { calls } = stage().simulator;
    return calls.slice(calls.findIndex((call) => call.action === action));
  };

  const starts: readonly (readonly [string, Properties])[] = [
    [callOf({ action: '*', operation: 'CREATE' }), template],
    ...(cloudOf(name) === 'HuaweiCloud' ? [['CopyImageCrossRegion', ACROSS] as const] : []),
  ];
  it.each(starts)('wait long for the answer of %s', async (action, wish) => {
    stage().simulator.inject({ action, silent: true, acts: true });
    await stage().invoke('CREATE', wish);
    expect(secondsAfter(callsFrom(action))).toBeCloseTo(patience.start, 0);
  });

  it('wait less long for other answers, because they can ask again', async () => {
    const action = callOf({ action: '*', operation: 'LIST' });
    stage().simulator.inject({ action, silent: true });
    await stage().invoke('LIST', {});
    expect(secondsAfter(callsFrom(action))).toBeCloseTo(patience.other, 0);
  });

  it('make a call four times, and pause longer after each', async () => {
    const action = callOf({ action: '*', operation: 'LIST' });
    stage().simulator.inject({ action, reset: 'before', times: Number.POSITIVE_INFINITY });
    await stage().invoke('LIST', {});
    expect(pausesOf(callsFrom(action))).toEqual([200, 400, 800]);
  });

  const opening = type.privileges.sessions.flatMap((method) =>
    [...new Set([method.firstCall, method.name])].map((action) => [action, method] as const),
  );
  it.each(opening)('leave the service its time when %s is not answered', async (action, method) => {
    const opened = await method.open(type);
    try {
      const { clock } = opened.simulator;
      const from = action in OF_AWS ? opened.aws : opened.simulator;
      from?.inject({ action, silent: true });
      const began = clock.now();
      expect((await opened.invoke('LIST', {})).status).toBe('SUCCESS');
      const seconds = action in OF_AWS ? OF_AWS.GetWebIdentityToken : patience.session;
      expect((clock.now() - began) / 1000).toBeCloseTo(seconds, 0);
    } finally {
      await opened.close();
    }
  });

  it.each(opening)('make %s four times, and pause longer after each', async (action, method) => {
    const opened = await method.open(type);
    try {
      const from = action in OF_AWS ? opened.aws : opened.simulator;
      from?.inject({ action, reset: 'before', times: Number.POSITIVE_INFINITY });
      await opened.invoke('LIST', {});
      expect(pausesOf((from?.calls ?? []).filter((call) => call.action === action))).toEqual([150, 300, 600]);
    } finally {
      await opened.close();
    }
  });
});
