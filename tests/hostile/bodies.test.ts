import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { defaultBehaviour } from '../../simulator/alibaba/account/behaviour';
import { wireImage } from '../../simulator/alibaba/api/ecs/wire-image';
import { type SeedImage, startSimulator } from '../../simulator/index';
import { LONGEST_ANSWER } from '../../src/alibaba/openapi';
import type { Answer, Properties } from '../support/stage';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';
import { Flood, type Flooded, type FloodOptions } from './flood';

const MEGABYTE = 1_000_000;
/** What the handlers' Lambda has, see template.yml. */
const LAMBDA_BYTES = 256 * 1024 * 1024;
const FLOOD = 200 * MEGABYTE;
const KEY = { AccessKeyId: 'made-up', AccessKeySecret: 'made-up-key-secret' };
const AWS_KEY = { accessKeyId: 'ASIA', secretAccessKey: 'made-up-aws-secret', sessionToken: 'made-up-token' };

/** What an invocation came to. */
interface Told {
  readonly answer: Answer;
  readonly log: readonly string[];
  /** The most memory that the process has had so far. */
  readonly peakBytes: number;
}

/** A Lambda with the built handlers. */
class Lambda {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(awsUrl: string) {
    const services = ['STS', 'CLOUDWATCH', 'CLOUDWATCH_LOGS'];
    const { built, maker } = ALICLOUD_IMAGE_COPY.handlers;
    this.#process = spawn(process.execPath, [path.join(__dirname, 'child.js'), built, maker], {
      env: Object.fromEntries(services.map((service) => [`AWS_ENDPOINT_URL_${service}`, awsUrl])),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const { stdout } = this.#process;
    if (!stdout) throw new Error('no output');
    this.#lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  }

  async invoke(event: Properties): Promise<Told> {
    this.#process.stdin?.write(`${JSON.stringify(event)}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('the process is dead');
    return JSON.parse(value);
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }
}

/** An event; `url` is where all services of Alibaba Cloud are. */
function eventOf(action: string, url: string, access: Properties = {}, data: Properties = {}): Properties {
  return {
    action,
    region: 'us-east-1',
    bearerToken: 'made-up-bearer-token',
    requestData: {
      logicalResourceId: 'MyCopy',
      resourceProperties:
        action === 'CREATE'
          ? { SourceImageId: 'm-1', SourceRegionId: 'cn-hangzhou' }
          : { ...(action !== 'LIST' && { tfcfnid: 'cn-shanghai/m-1' }) },
      callerCredentials: AWS_KEY,
      typeConfiguration: { RegionId: 'cn-shanghai', Credentials: KEY, Endpoints: { Ecs: url, Sts: url }, ...access },
      ...data,
    },
  };
}

describe('an answer that is too long', () => {
  let flood: Flood;
  let lambda: Lambda;
  let url: string;
  let usualBytes: number;

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

  beforeEach(async () => {
    flood = new Flood();
    url = await flood.start();
    lambda = new Lambda(url);
    const { answer, peakBytes } = await flooded(eventOf('LIST', url), { bytes: 10 });
    expect(answer.status).toBe('SUCCESS');
    usualBytes = peakBytes;
  });
  afterEach(async () => {
    lambda.kill();
    await flood.close();
  });

  it.each([
    ['in chunks', {}],
    ['with its length before it', { framing: 'content-length' }],
    ['as an error', { status: 400 }],
    ['as an error of the server', { status: 503 }],
    ['as a redirection', { status: 302 }],
  ] as const)('from ECS, %s, is not read to its end, and nobody knows what it says', async (_, options) => {
    for (const action of ['LIST', 'CREATE', 'DELETE']) {
      const told = await flooded(eventOf(action, url), options);
      expect(told.answer).toMatchObject({ status: 'FAILED', errorCode: 'ServiceInternalError' });
      expect(told.answer.message).toContain('failed: the answer could not be read (request id unknown)');
      expectCut(told);
    }
  });

  it('from ECS is not unpacked', async () => {
    const { answer, peakBytes } = await flooded(eventOf('LIST', url), { framing: 'gzip', bytes: FLOOD / 4 });
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'ServiceInternalError' });
    expect(answer.message).toContain('the answer could not be read');
    expect(peakBytes - usualBytes).toBeLessThan(FLOOD / 2);
  });

  it.each([
    ['AssumeRole', { AssumeRole: { RoleArn: 'acs:ram::1:role/x' } }],
    [
      'GetWebIdentityToken',
      {
        Credentials: undefined,
        AssumeRoleWithOIDC: { ProviderArn: 'acs:ram::1:oidc-provider/x', RoleArn: 'acs:ram::1:role/x', Audience: 'x' },
      },
    ],
  ])('from STS, to %s, is not read to its end', async (action, access) => {
    for (const status of [200, 400, 503]) {
      const told = await flooded(eventOf('LIST', url, access), { status });
      expect(told.answer).toMatchObject({ status: 'FAILED', errorCode: 'ServiceInternalError' });
      expect(told.answer.message).toMatch(new RegExp(`^${action} .* failed: the answer could not be read`));
      expectCut(told);
    }
  });

  it('from CloudWatch is not read to its end', async () => {
    const logging = { providerCredentials: AWS_KEY, providerLogGroupName: 'made-up' };
    for (const status of [200, 400]) {
      const told = await flooded(eventOf('LIST', url, {}, logging), { status });
      expectCut(told);
      const deliveries = told.log.map((line) => JSON.parse(line)).filter(({ delivery }) => delivery);
      expect(deliveries.map(({ outcome }) => outcome)).toEqual(['BodyTooLong', 'BodyTooLong']);
    }
  });
});

/** Four bytes in UTF-8, twelve as an escape of JSON. */
const LONGEST_CHARACTER = '\u{1F5BC}';
const filled = (start: string, length: number): string => start + LONGEST_CHARACTER.repeat(length - start.length);

/** A page of DescribeImages with nothing in it that could be longer: 100 images with 17 disks and 20 tags each. */
const LARGEST: readonly SeedImage[] = Array.from({ length: 100 }, (_, index) => ({
  regionId: 'cn-shanghai',
  imageId: `m-${String(index).padStart(20, '0')}`,
  imageName: filled(`n${index}`, 128),
  description: filled('', 256),
  imageFamily: filled('', 128),
  imageVersion: '1'.repeat(40),
  osName: filled('', 64),
  kmsKeyId: `key-${'x'.repeat(32)}`,
  isCopied: true,
  disks: Array.from({ length: 17 }, () => ({ sizeGiB: 32_768 })),
  tags: Object.fromEntries(Array.from({ length: 20 }, (_, tag) => [filled(`k${tag}`, 128), filled('', 128)])),
}));

describe('the longest answer that is legal', () => {
  it('is read, in the memory of the Lambda', async () => {
    const simulator = await startSimulator({ images: LARGEST });
    const lambda = new Lambda(simulator.url);
    try {
      const { answer, peakBytes } = await lambda.invoke(
        eventOf('LIST', simulator.url, { Credentials: simulator.accessKey }),
      );
      expect(answer.status).toBe('SUCCESS');
      expect(answer.resourceModels).toHaveLength(LARGEST.length);
      expect(answer.resourceModels?.[0]).toMatchObject({ ImageName: LARGEST[0]?.imageName });
      expect(peakBytes).toBeLessThan(LAMBDA_BYTES);

      const wire = LARGEST.flatMap(({ imageId }) => simulator.world.image('cn-shanghai', imageId) ?? []);
      const page = JSON.stringify(wire.map((image) => wireImage(image, defaultBehaviour)));
      expect(Buffer.byteLength(page) * 3).toBeLessThan(LONGEST_ANSWER);
      const escaped = page.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
      expect(escaped.length).toBeLessThan(LONGEST_ANSWER);
    } finally {
      lambda.kill();
      await simulator.close();
    }
  });
});
