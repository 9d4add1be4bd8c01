import type { Properties } from '../support/stage';
import { EACH_HOSTILE } from '../types/index';
import { Flood, type Flooded, type FloodOptions } from './flood';
import { LAMBDA_BYTES, Lambda, type Told } from './lambda';

const MEGABYTE = 1_000_000;
const FLOOD = 200 * MEGABYTE;
const AWS_KEY = { accessKeyId: 'ASIA', secretAccessKey: 'made-up-aws-secret', sessionToken: 'made-up-token' };

describe.each(EACH_HOSTILE)('an answer to %s that is too long', (_, type) => {
  const { templates, sessions, wire, absent } = type.hostile;
  const accessKey = { [wire.key.id]: 'made-up', [wire.key.secret]: 'made-up-key-secret' };
  let flood: Flood;
  let lambda: Lambda;
  let url: string;
  let usualBytes: number;

  /** A type configuration with a key; all services of the cloud are at `url`. */
  const keyed = (): Properties => wire.straight(type.typeConfiguration({ accessKey, url }));
  const eventOf = (action: string, typeConfiguration = keyed(), data: Properties = {}): Properties => ({
    action,
    region: 'us-east-1',
    bearerToken: 'made-up-bearer-token',
    requestData: {
      logicalResourceId: 'MyImage',
      resourceProperties:
        action === 'CREATE'
          ? templates.made
          : { ...(action !== 'LIST' && { tfcfnid: `${keyed()[type.defaultRegion]}/${absent}` }) },
      callerCredentials: AWS_KEY,
      typeConfiguration,
      ...data,
    },
  });
  const flooded = async (event: Properties, options: Partial<FloodOptions>): Promise<Told & { floods: Flooded[] }> => {
    flood.begin({ status: 200, framing: 'chunked', bytes: FLOOD, ...options });
    const told = await lambda.invoke(event);
    return { ...told, floods: await flood.over() };
  };
  const expectCut = ({ peakBytes, floods }: { peakBytes: number; floods: readonly Flooded[] }): void => {
    expect(peakBytes).toBeLessThan(LAMBDA_BYTES);
    // Each of the attempts alone would have taken more.
    expect(peakBytes - usualBytes).toBeLessThan(FLOOD / 2);
    expect(floods).not.toEqual([]);
    for (const { cut, sentBytes } of floods) {
      expect(cut).toBe(true);
      // The buffers of the system take some megabytes beyond what is read.
      expect(sentBytes).toBeLessThan(FLOOD / 4);
    }
  };

  // One process for all of them: it says what it took at most so far, which none of them may raise.
  beforeAll(async () => {
    flood = new Flood(wire);
    url = await flood.start();
    lambda = new Lambda(type, url);
    const { answer, peakBytes } = await flooded(eventOf('LIST'), { bytes: 10 });
    expect(answer.status).toBe('SUCCESS');
    usualBytes = peakBytes;
  });
  afterAll(async () => {
    lambda.kill();
    await flood.close();
  });

  it.each([
    ['in chunks', {}],
    ['with its length before it', { framing: 'content-length' }],
    ['as an error', { status: 400 }],
    ['as an error of the server', { status: 503 }],
    ['as a redirection', { status: 302 }],
  ] as const)('from its service, %s, is not read to its end, and nobody knows what it says', async (_, options) => {
    for (const action of ['LIST', 'CREATE', 'DELETE']) {
      const told = await flooded(eventOf(action), options);
      expect(told.answer).toMatchObject({ status: 'FAILED', errorCode: 'ServiceInternalError' });
      expect(told.answer.message).toContain('failed: the answer could not be read (request id unknown)');
      expectCut(told);
    }
  });

  it('from its service is not unpacked', async () => {
    const { answer, peakBytes } = await flooded(eventOf('LIST'), { framing: 'gzip', bytes: FLOOD / 4 });
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'ServiceInternalError' });
    expect(answer.message).toContain('the answer could not be read');
    expect(peakBytes - usualBytes).toBeLessThan(FLOOD / 2);
  });

  it.each(sessions.map((method) => [method.firstCall, method] as const))(
    'to %s, which begins a session, is not read to its end',
    async (action, { configured }) => {
      for (const status of [200, 400, 503]) {
        const told = await flooded(eventOf('LIST', configured(keyed(), url)), { status });
        expect(told.answer).toMatchObject({ status: 'FAILED', errorCode: 'ServiceInternalError' });
        expect(told.answer.message).toMatch(new RegExp(`^${action} .* failed: the answer could not be read`));
        expectCut(told);
      }
    },
  );

  it('from CloudWatch is not read to its end', async () => {
    const logging = { providerCredentials: AWS_KEY, providerLogGroupName: 'made-up' };
    for (const status of [200, 400]) {
      const told = await flooded(eventOf('LIST', keyed(), logging), { status });
      expectCut(told);
      const deliveries = told.log.map((line) => JSON.parse(line)).filter(({ delivery }) => delivery);
      expect(deliveries.map(({ outcome }) => outcome)).toEqual(['BodyTooLong', 'BodyTooLong']);
    }
  });
});
