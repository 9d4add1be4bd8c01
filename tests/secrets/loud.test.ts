import { spawn } from 'node:child_process';
import { expectNoCanary } from '../support/canaries';
import type { StagedCloud, StagedType } from '../support/types/staged-type';
import { EACH_HOSTILE } from '../types/index';

/** Lambda's part: reads events, a line each, and prints the answers. */
const lambdaOf = ({ handlers }: Pick<StagedType, 'handlers'>): string => `
  const { entrypoint } = require(${JSON.stringify(handlers.built)});
  require('node:readline').createInterface({ input: process.stdin }).on('line', async (line) =>
    console.log(JSON.stringify({ answer: await entrypoint(JSON.parse(line)) })));
`;

/** Everything that the deployable of a type prints about events while every switch that makes libraries talk is on. */
async function printed(type: Pick<StagedType, 'handlers'>, events: readonly object[]): Promise<string> {
  const loud = { ...process.env, DEBUG: '*', LOG_LEVEL: 'debug', DEBUG_DEPTH: '10' };
  const lambda = spawn(process.execPath, ['--trace-warnings', '-e', lambdaOf(type)], { env: loud });
  let output = '';
  for (const stream of [lambda.stdout, lambda.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  const closed = new Promise((resolve) => lambda.on('close', resolve));
  lambda.stdin.end(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  await closed;
  return output;
}

describe.each(EACH_HOSTILE)('the deployable of %s at its loudest', (_, type) => {
  let simulator: StagedCloud;
  beforeEach(async () => {
    simulator = await type.start({});
  });
  afterEach(() => simulator.close());

  it('prints its own lines and no secret', async () => {
    const { absent, wire } = type.hostile;
    const key: Record<string, unknown> = { ...simulator.temporaryKey() };
    const { secret, token } = wire.key;
    const event = (properties: object, accessKey = key): object => ({
      action: 'READ',
      region: 'us-east-1',
      requestData: {
        resourceProperties: properties,
        typeConfiguration: type.typeConfiguration({ url: simulator.url, accessKey }),
      },
    });
    const output = await printed(type, [
      event({ tfcfnid: absent }),
      event({ tfcfnid: absent }, { ...key, [secret]: `${key[secret]}-wrong` }),
      event({ tfcfnid: absent }, { ...key, [token]: `${key[token]}\n` }),
    ]);
    expectNoCanary('the output', output);
    expect(output.match(/^{"answer":/gm)).toHaveLength(3);
    expect(output).toContain(`does not show an image ${absent}`);
    expect(output).toContain(`${wire.signature.codes[0]}: ${wire.signature.told}`);
    expect(output).toContain(`"action":"${wire.readCall}"`);
  });
});
