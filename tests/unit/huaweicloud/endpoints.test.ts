import { endpointProblem } from '../../../src/calling/endpoint';
import { endpointOf, endpointsOf } from '../../../src/huaweicloud/endpoints';
import { LIST_IMAGES } from '../../../src/huaweicloud/ims';
import { CLOSED_URL } from '../../support/closed-port';
import { failureOf } from '../../support/failure-of';
import { clientOf, EAST, NORTH, start, stopSimulators } from './stage';

const hosts = (endpoints: ReturnType<typeof endpointsOf>, region: string): (string | undefined)[] =>
  (['ims', 'iam', 'sts'] as const).map((service) =>
    endpoints[service] === undefined ? undefined : endpointOf(endpoints, service, region).host,
  );

describe('the endpoints', () => {
  it('of Huawei Cloud are those of the region', () => {
    expect(hosts(endpointsOf(NORTH), EAST)).toEqual([
      'ims.cn-east-3.myhuaweicloud.com',
      'iam.cn-east-3.myhuaweicloud.com',
      'sts.cn-north-4.myhuaweicloud.com',
    ]);
  });

  // huaweicloudsdksts 3.1.219, sts_region.py: all regions that have an STS.
  it.each([
    ...[
      'cn-north-4',
      'cn-south-1',
      'cn-east-3',
      'cn-southwest-2',
      'sa-brazil-1',
      'la-south-2',
      'af-south-1',
      'tr-west-1',
    ],
    ...[1, 2, 3, 4].map((number) => `ap-southeast-${number}`),
  ])('of STS are those that are known: %s', (region) => {
    expect(hosts(endpointsOf(region), region)[2]).toBe(`sts.${region}.myhuaweicloud.com`);
  });

  it.each(['cn-east-2', 'ap-southeast-5', 'tr-west-2'])(
    'of STS are those of cn-north-4 for %s, which has none',
    (region) => {
      expect(hosts(endpointsOf(region), region)[2]).toBe('sts.cn-north-4.myhuaweicloud.com');
    },
  );

  it('of another cloud of the family are in its domain, without STS, of which nothing is known', () => {
    const endpoints = endpointsOf('eu-de', 'otc.t-systems.com');
    expect(hosts(endpoints, 'eu-nl')).toEqual([
      'ims.eu-nl.otc.t-systems.com',
      'iam.eu-nl.otc.t-systems.com',
      undefined,
    ]);
    expect(() => endpointOf(endpoints, 'sts', 'eu-de')).toThrow('no endpoint of sts');
  });

  it('may each be given, with {region} where that belongs', () => {
    const given = {
      ims: 'https://ims.{region}.myhuaweicloud.eu',
      iam: 'https://iam.example.com/api',
      sts: 'https://sts.example.com',
    };
    expect(hosts(endpointsOf('eu-west-101', undefined, given), 'eu-west-101')).toEqual([
      'ims.eu-west-101.myhuaweicloud.eu',
      'iam.example.com/api',
      'sts.example.com',
    ]);
    expect(hosts(endpointsOf('eu-de', 'otc.t-systems.com', { sts: given.sts }), 'eu-de')[2]).toBe('sts.example.com');
  });

  it('can all be ones', () => {
    const all = [endpointsOf(NORTH), endpointsOf('eu-de', 'otc.t-systems.com')].flatMap((one) => Object.values(one));
    expect(all.map((template) => endpointProblem(template))).toEqual(all.map(() => undefined));
  });

  it('are no place for a region that cannot be one', () => {
    expect(() => endpointOf(endpointsOf(NORTH), 'ims', 'evil.example/')).toThrow(RangeError);
  });
});

describe('a client', () => {
  afterEach(stopSimulators);

  it.each([
    ['in its path', (url: string) => `${url}/{region}`],
    ['not at all, where one endpoint serves all', (url: string) => url],
  ])('reaches each region by an endpoint that names it %s', async (_, templateOf) => {
    const simulator = await start();
    const { url } = simulator;
    const endpoints = endpointsOf(NORTH, undefined, { ims: templateOf(url), iam: url });
    const { client } = clientOf(simulator, { endpoints });
    for (const region of [NORTH, EAST]) await client.call(LIST_IMAGES, region);
    const lists = simulator.calls.filter(({ action }) => action === 'ListImages');
    expect(lists.map(({ regionId, status }) => [regionId, status])).toEqual([
      [NORTH, 200],
      [EAST, 200],
    ]);
  });

  it('says that no simulator runs where an endpoint on this machine does not answer', async () => {
    const simulator = await start();
    const endpoints = endpointsOf(NORTH, undefined, { ims: CLOSED_URL, iam: CLOSED_URL });
    const failure = await failureOf(clientOf(simulator, { endpoints }).client.call(LIST_IMAGES, NORTH));
    expect([failure.code, failure.answer.maybeDone]).toEqual(['NetworkFailure', undefined]);
    expect(failure.message).toContain(`Check that the simulator runs at ${CLOSED_URL}`);
  });
});
