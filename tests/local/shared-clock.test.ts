import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Cloud, openCloud } from '../../local/cloud';
import {
  type AlibabaSimulator,
  type AwsSts,
  apsaraConfigurationOf,
  createClock,
  type HuaweiSimulator,
  startAlibabaSimulator,
  startApsaraStack,
  startAwsSts,
  startHuaweiSimulator,
} from '../../simulator/index';
import { TYPE_NAME, templateOf, temporaryFolder, until } from './helpers';
import { endPrograms, run } from './program';

// Commands keep the time of simulators that run in another program, and of nothing else.

const HUAWEI = 'TF::HuaweiCloud::ImagesImageCopy';
const START = Date.parse('2040-01-01');
const inTheYear = (milliseconds: number): number => new Date(milliseconds).getUTCFullYear();

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await endPrograms();
  await Promise.all(closing.splice(0).map((close) => close()));
});

function closed<Service extends { close(): Promise<void> }>(service: Service): Service {
  closing.push(() => service.close());
  return service;
}

const clockOf = (speed: number) => createClock({ speed, startAt: START });
const alibaba = async (speed = 100, clock = clockOf(speed)): Promise<AlibabaSimulator> =>
  closed(await startAlibabaSimulator({ clock, behaviour: { copySeconds: 60 } }));
const huaweicloud = async (clock = clockOf(100)): Promise<HuaweiSimulator> =>
  closed(await startHuaweiSimulator({ clock }));
const awsSts = async (clock = clockOf(100)): Promise<AwsSts> => closed(await startAwsSts({ clock }));

/** Something else that listens on this machine, such as a tunnel to a cloud. */
async function another(answer: string, isEndless = false, status = 200): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(status, { location: '/elsewhere' });
    if (!isEndless) return void response.end(answer);
    const again = setInterval(() => response.write(answer), 10);
    response.once('close', () => clearInterval(again));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  closed({ close });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What a simulator would tell of its clock, apart from `other`. */
const tellingOf = (other: object): string => `${JSON.stringify({ id: 'a', now: START, speed: 100, ...other })}\n`;

function fileOf(contents: object): string {
  const file = join(temporaryFolder(), 'type-configuration.json');
  writeFileSync(file, JSON.stringify(contents));
  return file;
}

const ecs = (Endpoints: object, rest: object = {}) => ({
  RegionId: 'cn-shanghai',
  Credentials: { AccessKeyId: 'a', AccessKeySecret: 'b' },
  Endpoints,
  ...rest,
});
const ims = (Endpoints: object) => ({
  Region: 'cn-north-4',
  Credentials: { AccessKey: 'a', SecretKey: 'b' },
  Endpoints,
});
const ROLE = { AssumeRole: { RoleArn: 'acs:ram::1:role/x' } };
const KEYLESS = {
  AssumeRoleWithOIDC: { ProviderArn: 'acs:ram::1:oidc-provider/x', ...ROLE.AssumeRole, Audience: 'a' },
};

/** What a command uses whose type configurations are those, by type or one. */
const open = (
  contents: object,
  environment: NodeJS.ProcessEnv = {},
  used: readonly string[] = [TYPE_NAME],
): Promise<Cloud> =>
  openCloud(fileOf(contents), { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', ...environment }, used);

describe('the time of a simulator', () => {
  it('is that of its stack and of the handlers, for whom it passes no faster than in production', async () => {
    const simulator = await alibaba();
    const { clock, functionClock } = await open(ecs({ Ecs: simulator.url }));
    expect(inTheYear(clock.now())).toBe(2040);
    simulator.clock.advance(3_600_000);
    const held = await functionClock?.hold();
    expect(held?.now).toBeGreaterThanOrEqual(START + 3_600_000);
    // What was asked for the handlers is known to the stack as well.
    expect(clock.now()).toBeGreaterThanOrEqual(START + 3_600_000);
    const [real, there, here] = [performance.now(), simulator.clock.now(), clock.now()];
    await until(() => performance.now() - real >= 50);
    const limit = 2 * (performance.now() - real);
    expect([simulator.clock.now() - there, clock.now() - here].filter((passed) => passed > limit)).toEqual([]);
    held?.release();
    const released = simulator.clock.now();
    await until(() => simulator.clock.now() - released > 20_000);
  });

  it('is asked of every address that the handlers call: those of a role, a region and AWS STS too', async () => {
    const clock = clockOf(100);
    const [{ url: Ecs }, { url: Ims }, { url: sts }] = [
      await alibaba(100, clock),
      await huaweicloud(clock),
      await awsSts(clock),
    ];
    const clouds = [
      await open(ecs({ Ecs, Sts: Ecs }, ROLE)),
      await open(ecs({ Ecs, Sts: Ecs }, { Credentials: undefined, ...KEYLESS }), { AWS_ENDPOINT_URL_STS: sts }),
      await open({ [TYPE_NAME]: ecs({ Ecs }), [HUAWEI]: ims({ Ims, Iam: Ims }) }, {}, [TYPE_NAME, HUAWEI]),
    ];
    expect(clouds.map((cloud) => inTheYear(cloud.clock.now()))).toEqual([2040, 2040, 2040]);
  });

  it.each<[string, () => Promise<Cloud>]>([
    [
      'Alibaba Cloud',
      async () => open(ecs({ Ecs: closed(await startAlibabaSimulator({ clock: clockOf(100), https: true })).url })),
    ],
    [
      'Huawei Cloud',
      async () => {
        const { url } = closed(await startHuaweiSimulator({ clock: clockOf(100), https: true }));
        return open(ims({ Ims: url, Iam: url }), {}, [HUAWEI]);
      },
    ],
    [
      'Apsara Stack, whose certificate is in the type configuration',
      async () => {
        const stack = closed(await startApsaraStack({ clock: clockOf(100), https: true }));
        return open(apsaraConfigurationOf(stack), {}, ['TF::ApsaraStack::ImageCopy']);
      },
    ],
  ])('is told over HTTPS by %s, and held', async (_, start) => {
    const { clock, functionClock } = await start();
    expect(inTheYear(clock.now())).toBe(2040);
    const held = await functionClock?.hold();
    expect(inTheYear(held?.now ?? 0)).toBe(2040);
    held?.release();
  });

  it('is not taken from another simulator that has got its place', async () => {
    const simulator = await startAlibabaSimulator({ clock: clockOf(100) });
    const { functionClock } = await open(ecs({ Ecs: simulator.url }));
    await simulator.close();
    const later = createClock({ speed: 100, startAt: Date.parse('2050-01-01') });
    closed(await startAlibabaSimulator({ clock: later, port: Number(new URL(simulator.url).port) }));
    const held = await functionClock?.hold();
    expect(inTheYear(held?.now ?? 0)).toBe(2040);
    held?.release();
  });

  it('goes on in a program whose simulator has ended, and the handlers tell what is wrong', async () => {
    const simulator = await startAlibabaSimulator({ clock: clockOf(100) });
    const { functionClock } = await open(ecs({ Ecs: simulator.url }));
    await simulator.close();
    const held = await functionClock?.hold();
    expect(inTheYear(held?.now ?? 0)).toBe(2040);
    held?.release();
  });

  it('makes a deployment wait as long as its callbacks are apart there, and its events and handlers tell that time', async () => {
    const simulator = await alibaba();
    const folder = temporaryFolder();
    const template = join(folder, 'copy.json');
    const Properties = { SourceImageId: 'm-bp1golden0ubuntu24', DeleteAutoSnapshot: true };
    writeFileSync(template, JSON.stringify(templateOf({ Copy: { Properties } })));
    const file = fileOf(ecs({ Ecs: simulator.url }, { Credentials: simulator.accessKey }));
    const options = ['--type-configuration', file, '--state', join(folder, 'stacks'), '--json'];
    const program = run('deploy', template, ...options);
    expect({ code: await program.code, err: program.err() }).toMatchObject({ code: 0 });
    const times = program
      .out()
      .split('\n')
      .flatMap((line): number[] => (line.includes('"timestamp"') ? [Date.parse(JSON.parse(line).timestamp)] : []));
    expect(times.map(inTheYear)).toEqual(times.map(() => 2040));
    // In real time, the first callback after ten seconds would come after a thousand of the simulator's.
    const asked = simulator.calls.map(({ at }) => at);
    expect(Math.max(...asked) - Math.min(...asked)).toBeGreaterThanOrEqual(60_000);
    expect(Math.max(...asked) - Math.min(...asked)).toBeLessThan(900_000);
  });
});

describe('time is real', () => {
  it.each<[string, () => Promise<Cloud>]>([
    ['if an address is no simulator', async () => open(ecs({ Ecs: await another('<html>') }))],
    ['if it answers like none', async () => open(ecs({ Ecs: await another('{"id":1,"now":2,"speed":3}\n') }))],
    ['if it answers that there is nothing', async () => open(ecs({ Ecs: await another(tellingOf({}), false, 404) }))],
    ['if it leads elsewhere', async () => open(ecs({ Ecs: await another(tellingOf({}), false, 302) }))],
    ['if its time is before 1970', async () => open(ecs({ Ecs: await another(tellingOf({ now: -1 })) }))],
    ['if its time is later than any date', async () => open(ecs({ Ecs: await another(tellingOf({ now: 8.65e15 })) }))],
    [
      'if its time is no number of JSON',
      async () => open(ecs({ Ecs: await another('{"id":"a","now":1e999,"speed":9}\n') })),
    ],
    ['if its speed is less than nothing', async () => open(ecs({ Ecs: await another(tellingOf({ speed: -1 })) }))],
    [
      'if it speaks HTTP where HTTPS is expected',
      async () => open(ecs({ Ecs: (await another(tellingOf({}))).replace('http:', 'https:') })),
    ],
    ['if it answers without an end', async () => open(ecs({ Ecs: await another(' '.repeat(100), true) }))],
    ['if its clock stands still', async () => open(ecs({ Ecs: (await alibaba(0)).url }))],
    ['if its clock is too fast to be followed', async () => open(ecs({ Ecs: (await alibaba(10_001)).url }))],
    ['if STS is not that of a simulator', async () => open(ecs({ Ecs: (await alibaba()).url }, ROLE))],
    [
      'if AWS STS is not that of a simulator',
      async () => {
        const { url } = await alibaba();
        return open(ecs({ Ecs: url, Sts: url }, { Credentials: undefined, ...KEYLESS }));
      },
    ],
    ['if IAM is not that of a simulator', async () => open(ims({ Ims: (await huaweicloud()).url }), {}, [HUAWEI])],
    [
      'if one of several addresses has another clock',
      async () => open(ecs({ Ecs: (await alibaba()).url, Sts: (await alibaba()).url }, ROLE)),
    ],
    [
      'if a region has an endpoint elsewhere',
      async () => {
        const { url: Ecs } = await alibaba();
        const RegionEndpoints = [{ RegionId: 'cn-other', Ecs: 'https://ecs.example.com' }];
        return open(ecs({ Ecs }, { RegionEndpoints }), {}, ['TF::ApsaraStack::ImageCopy']);
      },
    ],
    ['if nobody knows which addresses will be called', async () => open(ecs({ Ecs: (await alibaba()).url }), {}, [])],
  ])('%s', async (_, start) => {
    const { clock, functionClock } = await start();
    expect(functionClock).toBeUndefined();
    expect(inTheYear(clock.now())).toBe(new Date().getUTCFullYear());
  });
});
