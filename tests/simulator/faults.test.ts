import { CopyImageRequest, DescribeImagesRequest } from '@alicloud/ecs20140526';
import {
  type AlibabaCall,
  type AlibabaSimulator,
  allErrorEntries,
  createClock,
  errorEntry,
  type Fault,
} from '../../simulator/index';
import { sdk } from './sdk';
import { copyGolden, GOLDEN, HANGZHOU, outcome, raw, SHANGHAI, seconds, start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

const describeIn = (regionId: string) => raw(simulator, 'DescribeImages', { RegionId: regionId });
const copyWithSdk = () =>
  sdk(simulator).copyImage(
    new CopyImageRequest({ regionId: HANGZHOU, imageId: GOLDEN, destinationRegionId: SHANGHAI }),
  );

describe('which requests a fault meets', () => {
  const error = { code: 'ServiceUnavailable' };
  const outcomes = async (count: number, regionId = HANGZHOU) => {
    const seen: number[] = [];
    for (let number = 0; number < count; number += 1) seen.push((await describeIn(regionId)).status);
    return seen;
  };

  test('by default the next one of any kind', async () => {
    simulator.inject({ error });
    expect(await outcomes(2)).toEqual([503, 200]);
  });

  test('so many after so many', async () => {
    simulator.inject({ error, skip: 1, times: 2 });
    expect(await outcomes(4)).toEqual([200, 503, 503, 200]);
  });

  test('all of them until faults are cleared', async () => {
    simulator.inject({ error, times: Number.POSITIVE_INFINITY });
    expect(await outcomes(3)).toEqual([503, 503, 503]);
    simulator.clearFaults();
    expect(await outcomes(1)).toEqual([200]);
  });

  test('those of an action in a region', async () => {
    simulator.inject({ error, action: 'DescribeImages', regionId: SHANGHAI });
    expect(await outcomes(1, HANGZHOU)).toEqual([200]);
    expect(outcome(await raw(simulator, 'CancelCopyImage', { RegionId: SHANGHAI }))).toBe('400 MissingImageId');
    expect(await outcomes(2, SHANGHAI)).toEqual([503, 200]);
  });

  test('in the order of injection, one fault a request', async () => {
    simulator.inject({ error: { code: 'InternalError' } });
    simulator.inject({ error, times: 2 });
    expect(await outcomes(4)).toEqual([500, 503, 503, 200]);
  });
});

describe('errors', () => {
  test('every one in the table comes over the wire as it is written there', async () => {
    for (const { action, status, code, message } of allErrorEntries()) {
      // A code that an action has with two statuses means, by itself, the first.
      const isFirst = errorEntry(action, code).status === status;
      simulator.inject({ error: isFirst ? { code } : { code, status, message } });
      const answer = await raw(simulator, action === '*' ? 'DescribeRegions' : action);
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({ Code: code, Message: message });
    }
  });

  test('an entry of the table can be injected as it is', async () => {
    simulator.inject({ action: 'CopyImage', error: errorEntry('CopyImage', 'Forbbiden') });
    await expect(copyWithSdk()).rejects.toMatchObject({ code: 'Forbbiden', statusCode: 403 });
  });

  test('throttling tells how long to wait', async () => {
    simulator.inject({ error: { code: 'Throttling.User', retryAfterMs: 1500 } });
    await expect(copyWithSdk()).rejects.toMatchObject({ name: 'ThrottlingError', statusCode: 400, retryAfter: 1500 });
  });

  test('an error may say more than its code', async () => {
    const AccessDeniedDetail = { AuthAction: 'ecs:CopyImage' };
    const error = { code: 'Forbidden.RAM', status: 499, message: 'Not you.', body: { AccessDeniedDetail } };
    simulator.inject({ error });
    const answer = await describeIn(HANGZHOU);
    expect(answer.status).toBe(499);
    expect(answer.body).toMatchObject({ Code: 'Forbidden.RAM', Message: 'Not you.', AccessDeniedDetail });
  });

  test('a code that nobody knows is a bad request', async () => {
    simulator.inject({ error: { code: 'Never.Seen' } });
    const answer = await describeIn(HANGZHOU);
    expect(outcome(answer)).toBe('400 Never.Seen');
    expect(answer.body.Message).toBe('Never.Seen');
  });

  test('the server may have acted all the same', async () => {
    simulator.inject({ error: { code: 'InternalError' }, acts: true });
    await expect(copyWithSdk()).rejects.toMatchObject({ name: 'ServerError', statusCode: 500 });
    expect(simulator.ledger().images).toHaveLength(1);
  });
});

describe('a limit of calls in a minute', () => {
  beforeEach(async () => {
    const clock = createClock({ speed: 0, startAt: Date.parse('2026-06-01T00:00:30Z') });
    simulator = await start({ clock, behaviour: { callsPerMinute: 2 } });
  });

  test('throttles what is beyond it until the next full minute begins', async () => {
    const outcomes = async () => [
      outcome(await describeIn(HANGZHOU)),
      outcome(await describeIn(HANGZHOU)),
      outcome(await describeIn(HANGZHOU)),
    ];
    expect(await outcomes()).toEqual(['200', '200', '400 Throttling.User']);
    simulator.clock.advance(seconds(30) - 1);
    expect(outcome(await describeIn(HANGZHOU))).toBe('400 Throttling.User');
    simulator.clock.advance(1);
    expect(await outcomes()).toEqual(['200', '200', '400 Throttling.User']);
  });

  test('is that of an action where each has its own, and none where it has none', async () => {
    simulator.behave({ callsPerMinute: { DescribeImages: 1 } });
    const deleted = { RegionId: HANGZHOU, ImageId: 'm-none' };
    expect(outcome(await describeIn(HANGZHOU))).toBe('200');
    expect(outcome(await describeIn(HANGZHOU))).toBe('400 Throttling.User');
    expect(outcome(await raw(simulator, 'DeleteImage', deleted))).toBe('404 InvalidImageId.NotFound');
    expect(outcome(await raw(simulator, 'DeleteImage', deleted))).toBe('404 InvalidImageId.NotFound');
  });

  test('counts each action and each region for itself, and nothing that is not signed', async () => {
    await describeIn(HANGZHOU);
    await raw(simulator, 'DescribeImages', { RegionId: HANGZHOU }, { afterSigning: { authorization: 'x' } });
    expect(outcome(await describeIn(HANGZHOU))).toBe('200');
    expect(outcome(await describeIn(SHANGHAI))).toBe('200');
    expect(outcome(await raw(simulator, 'DeleteImage', { RegionId: HANGZHOU, ImageId: 'm-none' }))).toBe(
      '404 InvalidImageId.NotFound',
    );
    expect(outcome(await describeIn(HANGZHOU))).toBe('400 Throttling.User');
  });

  test('lets nothing be done that is throttled', async () => {
    await copyWithSdk();
    await copyWithSdk();
    await expect(copyWithSdk()).rejects.toMatchObject({ name: 'ThrottlingError' });
    expect(simulator.ledger().images).toHaveLength(2);
  });
});

describe('what the SDK makes of a broken answer to CopyImage, and whether there is a copy', () => {
  const html = '<html><body>502 Bad Gateway</body></html>';

  test.each<[string, Fault, object, number]>([
    ['reset before', { reset: 'before' }, { code: 'ECONNRESET' }, 0],
    ['reset after', { reset: 'after' }, { code: 'ECONNRESET' }, 1],
    ['truncated', { truncate: true }, { message: expect.stringMatching(/aborted|JSON/) }, 1],
    ['a proxy', { respond: { status: 502, body: html, contentType: 'text/html' } }, { name: 'SyntaxError' }, 0],
    [
      'a late proxy',
      { respond: { status: 504, body: html, contentType: 'text/html' }, acts: true },
      { name: 'SyntaxError' },
      1,
    ],
    ['empty', { respond: { status: 200, body: '' } }, { name: 'SyntaxError' }, 0],
    ['an empty object', { respond: { status: 400, body: '{}' } }, { name: 'ClientError', code: 'undefined' }, 0],
    ['null', { respond: { status: 400, body: 'null' } }, { name: 'TypeError' }, 0],
  ])('%s', async (_, fault, expected, copies) => {
    simulator.inject(fault);
    await expect(copyWithSdk()).rejects.toMatchObject(expected);
    expect(simulator.ledger().images).toHaveLength(copies);
    await expect(copyWithSdk()).resolves.toMatchObject({ statusCode: 200 });
  });

  test('a redirection, which the SDK takes for success', async () => {
    simulator.inject({ respond: { status: 302, body: '{}', headers: { location: 'http://127.0.0.1/' } } });
    const { statusCode, body } = await copyWithSdk();
    expect({ statusCode, imageId: body?.imageId }).toEqual({ statusCode: 302, imageId: undefined });
  });
});

describe('time', () => {
  const DELAY_MS = 50;
  /** Timers may be early by a fraction of a millisecond. */
  const AT_LEAST_MS = DELAY_MS - 2;

  /** Sends a CopyImage and notes when it was sent, when the server had acted, and when the answer was there. */
  async function times(fault: Fault) {
    let acted = 0;
    simulator = await start({
      onCall() {
        acted = performance.now();
      },
    });
    simulator.inject(fault);
    const sent = performance.now();
    await copyGolden(simulator);
    return { sent, acted, answered: performance.now() };
  }

  test('a delay comes before acting', async () => {
    const { sent, acted } = await times({ delayMs: DELAY_MS });
    expect(acted - sent).toBeGreaterThanOrEqual(AT_LEAST_MS);
  });

  test('or between acting and answering', async () => {
    const { acted, answered } = await times({ delayMs: DELAY_MS, when: 'after' });
    expect(answered - acted).toBeGreaterThanOrEqual(AT_LEAST_MS);
  });

  test('or always, as latency', async () => {
    simulator.behave({ latencyMs: DELAY_MS });
    const sent = performance.now();
    expect(outcome(await describeIn(HANGZHOU))).toBe('200');
    expect(performance.now() - sent).toBeGreaterThanOrEqual(AT_LEAST_MS);
  });

  test.each<[Fault, number, number]>([
    [{ silent: true }, 0, 0],
    [{ silent: true, acts: true }, 1, 0],
    [{ delayMs: 600_000, when: 'after' }, 1, 200],
  ])('a request without an answer (%j) ends when the server closes', async (fault, copies, status) => {
    let report: (call: AlibabaCall) => void = () => undefined;
    const arrived = new Promise<AlibabaCall>((resolve) => {
      report = resolve;
    });
    simulator = await start({ onCall: (call) => report(call) });
    simulator.inject(fault);
    const pending = copyGolden(simulator).catch(() => 'cut');
    expect(await arrived).toMatchObject({ action: 'CopyImage', status });
    expect(simulator.ledger().images).toHaveLength(copies);
    await simulator.close();
    expect(await pending).toBe('cut');
  });
});

describe('the record of calls', () => {
  test('has each request with what it asked and how it ended', async () => {
    await describeIn(HANGZHOU);
    const { body } = await raw(simulator, 'CopyImage', { RegionId: HANGZHOU, ImageId: 'm-none' });
    expect(simulator.calls).toEqual([
      expect.objectContaining({ action: 'DescribeImages', regionId: HANGZHOU, status: 200, code: undefined }),
      {
        action: 'CopyImage',
        regionId: HANGZHOU,
        parameters: { RegionId: HANGZHOU, ImageId: 'm-none' },
        urlParameters: ['RegionId', 'ImageId'],
        accessKeyId: simulator.accessKey.AccessKeyId,
        status: 404,
        code: 'InvalidImageId.NotFound',
        requestId: body.RequestId,
        at: simulator.clock.now(),
      },
    ]);
    expect(simulator.ledger().calls).toEqual({ DescribeImages: 1, CopyImage: 1 });
  });

  test('has what the SDK sent, decoded', async () => {
    const request = new DescribeImagesRequest({
      regionId: HANGZHOU,
      imageName: 'a b+c/é中',
      tag: [{ key: '*', value: '' }],
    });
    await sdk(simulator).describeImages(request);
    expect(simulator.calls.at(-1)?.parameters).toEqual({
      RegionId: HANGZHOU,
      ImageName: 'a b+c/é中',
      'Tag.1.Key': '*',
      'Tag.1.Value': '',
    });
  });
});

test('a mistake in a test shows as what it is', async () => {
  simulator.behave({
    copySeconds: () => {
      throw new Error('no idea');
    },
  });
  await expect(copyGolden(simulator)).rejects.toThrow('The simulator failed: Error: no idea');
});
