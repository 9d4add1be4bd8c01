import { type CloudOptions, startClouds } from '../../simulator/clouds';
import { greeting, summary } from '../../simulator/huaweicloud/console';
import { CANARIES, cloudNamed, findCanaries, type HuaweiSimulator, startHuaweiSimulator } from '../../simulator/index';
import { begin, call, copy, GOLDEN, hours, MISSING, startHuawei, stopHuawei } from './huawei-support';

afterEach(stopHuawei);

/** What the clouds print of calls, and their greetings. */
async function started(options: Partial<CloudOptions> = {}) {
  const lines: string[] = [];
  const clouds = await startClouds({ port: 0, speed: 0, ...options }, (line) => void lines.push(line));
  return { clouds, lines, close: () => Promise.all(clouds.served.map((cloud) => cloud.close())) };
}

describe('npm run simulator', () => {
  it('says where Huawei Cloud is and how it is reached', async () => {
    const { clouds, close } = await started();
    const greeted = clouds.served.flatMap((cloud) => cloud.greeting).join('\n');
    const { huaweicloud } = clouds.typeConfigurations;
    expect(huaweicloud).toEqual({
      Region: 'cn-north-4',
      Credentials: { AccessKey: 'SIMULATORACCESSKEYID', SecretKey: expect.any(String) },
      Endpoints: { Ims: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), Iam: expect.stringMatching(/^http:/) },
    });
    expect(greeted).toContain(`Type configuration of Huawei Cloud:\n${JSON.stringify(huaweicloud, undefined, 2)}`);
    expect(greeted).toContain(`  cn-north-4  ${GOLDEN}  golden-ubuntu-24.04-v41`);
    await close();
  });

  it('prints its calls, and at the end what is left there; nothing if nobody called', async () => {
    const { clouds, lines, close } = await started();
    expect(clouds.served.flatMap((cloud) => cloud.summary()).join('\n')).not.toContain('Huawei');
    const Endpoints = clouds.typeConfigurations.huaweicloud?.Endpoints;
    const url = typeof Endpoints === 'object' && Endpoints && 'Ims' in Endpoints ? String(Endpoints.Ims) : '';
    const other = await startHuawei();
    const remote: HuaweiSimulator = { ...other, url };
    await copy(remote);
    await call(remote, `DELETE /v2/images/${MISSING}`);
    await call(remote, 'GET /v9/nothing');
    expect(lines.map((line) => line.replace(/^\S+ {2}/, ''))).toEqual([
      `CopyImageCrossRegion  cn-north-4 → cn-east-3  ${GOLDEN}  200`,
      `GlanceDeleteImage  cn-north-4  ${MISSING}  204`,
      'GET /v9/nothing  cn-north-4  404 APIGW.0101',
    ]);
    const left = clouds.served.flatMap((cloud) => cloud.summary()).join('\n');
    expect(left).toMatch(
      /Unfinished copies in Huawei Cloud: 1\nImages created there: 1\n {2}cn-east-3\/[0-9a-f-]{36}\n/,
    );
    expect(left).toMatch(
      /Calls of Huawei Cloud:\n {2}no action 1\n {2}CopyImageCrossRegion 1\n {2}GlanceDeleteImage 1$/,
    );
    await close();
  });

  it('has the port that it is given', async () => {
    const { clouds, close } = await started();
    const [port = ''] = /(?<=:)\d+/.exec(JSON.stringify(clouds.typeConfigurations.huaweicloud?.Endpoints)) ?? [];
    await close();
    const again = await started({ huaweicloudPort: Number(port) });
    expect(again.clouds.typeConfigurations.huaweicloud?.Endpoints).toMatchObject({ Ims: `http://127.0.0.1:${port}` });
    await again.close();
  });

  it('has a type configuration without a key with --keyless', async () => {
    const { clouds, close } = await started({ keyless: true });
    const { huaweicloud } = clouds.typeConfigurations;
    const [Ims, Iam, Sts] = Array(3).fill(expect.stringMatching(/^http:/));
    expect(huaweicloud).toEqual({
      Region: 'cn-north-4',
      AssumeAgencyWithOIDC: {
        ProviderUrn: expect.stringMatching(/^iam::[0-9a-f]{32}:oidcProvider:aws$/),
        AgencyUrn: expect.stringMatching(/^iam::[0-9a-f]{32}:agency:image-copy$/),
        Audience: 'huawei-cloud',
      },
      Endpoints: { Ims, Iam, Sts },
    });
    expect(findCanaries(JSON.stringify(huaweicloud))).toEqual([]);
    await close();
  });
});

it('shows no secret and no token in its lines, its summary and what it keeps of signed calls', async () => {
  const simulator = await startHuawei();
  const key = simulator.temporaryKey();
  await call(simulator, `GET /v2/cloudimages?id=${GOLDEN}`, { key });
  expect(findCanaries(JSON.stringify([simulator.calls, summary(simulator.ledger())]))).toEqual([]);
  expect(key.SecretKey).toContain(CANARIES['AccessKey secret']);
  // A greeting is for the one who started it: it has the key, which is made up.
  expect(greeting(simulator, []).join('\n')).toContain(simulator.accessKey.SecretKey);
});

describe('the cloud of a type', () => {
  it('is Huawei Cloud by its name, and says what is left', async () => {
    const cloud = await cloudNamed('huaweicloud').start();
    expect(cloud.typeConfiguration).toMatchObject({ Region: 'cn-north-4' });
    expect(cloud.left()).toEqual({ unfinished: 0, images: [], snapshots: [], backups: [] });
    await cloud.close();
    const fast = await cloudNamed('huaweicloud').startForContractTests();
    await fast.close();
  });
});

it('serves HTTPS with a certificate that clients have to trust', async () => {
  const simulator = await startHuaweiSimulator({ https: true });
  expect([simulator.url, simulator.ca]).toEqual([
    expect.stringMatching(/^https:/),
    expect.stringMatching(/^-----BEGIN CERTIFICATE-----/),
  ]);
  await simulator.close();
});

it('refuses a seed for a region in which the account has no project', async () => {
  const images = [{ regionId: 'eu-west-101', name: 'x' }];
  await expect(startHuaweiSimulator({ images })).rejects.toThrow('the account has no project in eu-west-101');
  const twins = [{ regionId: 'cn-north-4', name: 'x' }].flatMap((seed) => [seed, seed]);
  await expect(startHuaweiSimulator({ images: twins })).rejects.toThrow(/^there are two images /);
});

it('takes stock of running copies, their images and their backups', async () => {
  const simulator = await startHuawei();
  const jobId = await begin(simulator);
  expect(simulator.ledger()).toMatchObject({ runningCopies: 1, backups: [], calls: { CopyImageCrossRegion: 1 } });
  simulator.clock.advance(hours(1));
  const [job] = simulator.world.jobs();
  expect(job).toMatchObject({ jobId, status: 'SUCCESS', crossRegion: true, regionId: 'cn-north-4' });
  expect(simulator.ledger()).toMatchObject({ runningCopies: 0, images: [`cn-east-3/${job?.imageId}`] });
});
