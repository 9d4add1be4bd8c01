import { spawn } from 'node:child_process';
import type { Simulator } from '../../simulator/index';
import { expectNoCanary } from '../support/canaries';
import type { StagedType } from '../support/types/staged-type';
import { EACH_TYPE } from '../types/index';

/** Lambda's part: reads events, a line each, and prints the answers. */
const lambdaOf = ({ handlers }: StagedType): string => `
  const { entrypoint } = require(${JSON.stringify(handlers.built)});
  require('node:readline').createInterface({ input: process.stdin }).on('line', async (line) =>
    console.log(JSON.stringify({ answer: await entrypoint(JSON.parse(line)) })));
`;

/** Everything that the deployable of a type prints about events while every switch that makes libraries talk is on. */
async function printed(type: StagedType, events: readonly object[]): Promise<string> {
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

describe.each(EACH_TYPE)('the deployable of %s at its loudest', (_, type) => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await type.start({});
  });
  afterEach(() => simulator.close());

  it('prints its own lines and no secret', async () => {
    const key = simulator.temporaryKey();
    const event = (properties: object, accessKey = key): object => ({
      action: 'READ',
      region: 'us-east-1',
      requestData: {
        resourceProperties: properties,
        typeConfiguration: type.typeConfiguration({ url: simulator.url, accessKey }),
      },
    });
    const { readCall, signatureCodes } = type.hostile.wire;
    const output = await printed(type, [
      event({ tfcfnid: 'm-1' }),
      event({ tfcfnid: 'm-2' }, { ...key, AccessKeySecret: `${key.AccessKeySecret}-wrong` }),
      event({ tfcfnid: 'm-3' }, { ...key, SecurityToken: `${key.SecurityToken}\n` }),
    ]);
    expectNoCanary('the output', output);
    expect(output.match(/^{"answer":/gm)).toHaveLength(3);
    expect(output).toContain('does not show an image m-1');
    expect(output).toContain(`${signatureCodes[0]}: the signature is not right`);
    expect(output).toContain(`"action":"${readCall}"`);
  });
});
