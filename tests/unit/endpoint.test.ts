import { PUBLIC_ENDPOINT } from '../../src/alibaba/ecs-client';
import { endpointFor, endpointProblem } from '../../src/calling/endpoint';
import fc, { anyText, runs } from '../support/fast-check';

/** Templates that are not endpoints, and why. */
const REFUSED: readonly (readonly [template: string, says: string])[] = [
  ['ftp://ecs.example.com', 'must begin with https://'],
  ['http://ecs.example.com', 'must begin with https://'],
  ['http://localhost.example.com', 'must begin with https://'],
  ['http://127.0.0.1.example.com', 'must begin with https://'],
  ['http://localhost{region}', 'must begin with https://'],
  ['http://{region}', 'must begin with https://'],
  ['http://0.0.0.0', 'must begin with https://'],
  ['http://[::]', 'must begin with https://'],
  ['http://[::ffff:127.0.0.1]', 'must begin with https://'],
  ['http://169.254.169.254', 'must begin with https://'],
  ['javascript:alert(1)', 'must begin with https://'],
  ['https://user@ecs.example.com', 'must not contain a user name'],
  ['https://user:password@ecs.example.com', 'must not contain a user name'],
  ['https://ecs.example.com@{region}.evil.example', 'must not contain a user name'],
  ['https://{region}@evil.example', 'must not contain a user name'],
  ['http://127.0.0.1:8080@evil.example', 'must begin with https://'],
  ['https://ecs.example.com?x', 'must not contain a query'],
  ['https://ecs.example.com/?', 'must not contain a query'],
  ['https://ecs.example.com/#', 'must not contain a query'],
  ['https://ecs.example.com/..', 'contains characters'],
  ['https://ecs.example.com/a/../b', 'contains characters'],
  ['https://ecs.example.com/%2e%2e/b', 'contains characters'],
  ['https://ecs.example.com/a//b', 'path with characters that are not allowed'],
  ['https://ecs.example.com/a;b', 'path with characters that are not allowed'],
  ['https://ecs.example.com/a b', 'path with characters that are not allowed'],
  ['https://ecs.example.com\\@evil.example', 'path with characters that are not allowed'],
  ['https:\\\\ecs.example.com', 'contains characters'],
  ['https:/ecs.example.com', 'contains characters'],
  ['https:ecs.example.com', 'contains characters'],
  [' https://ecs.example.com', 'contains characters'],
  ['https://ecs.example.com\n', 'contains characters'],
  ['ht\ttps://ecs.example.com', 'contains characters'],
  ['\u0000https://ecs.example.com', 'contains characters'],
  ['https://ecs%2eexample.com', 'contains characters'],
  ['https://ecs\u3002example\uff0ecom', 'contains characters'],
  ['https://\u0435cs.example.com', 'contains characters'],
  ['https://ecs.{regio}.example.com', 'contains characters'],
  ['https://ecs.example.com/{other}', 'has a path with characters that are not allowed'],
  ['http://2130706433', 'must have a host name in ASCII'],
  ['http://0x7f000001', 'must have a host name in ASCII'],
  ['http://0177.0.0.1', 'must have a host name in ASCII'],
  ['http://127.1', 'must have a host name in ASCII'],
  ['http://[0:0:0:0:0:0:0:1]', 'must have a host name in ASCII'],
  ['https://ecs.example.com:{region}', 'is not a URL'],
  ['https://{region}', 'must have {region} in front of a domain'],
  ['https://{region}.com', 'must have {region} in front of a domain'],
  ['https://ecs.{region}.com', 'must have {region} in front of a domain'],
  ['https://ecs.example.{region}', 'must have {region} in front of a domain'],
  ['https://ecs-{region}.com', 'must have {region} in front of a domain'],
  ['{region}://ecs.example.com', 'must begin with https://'],
  ['', 'is not a URL'],
  ['{region}', 'is not a URL'],
  ['https://', 'is not a URL'],
  [
    `https://${'a'.repeat(1_000_000)}.example.com/${'/a'.repeat(1_000_000)}!`,
    'path with characters that are not allowed',
  ],
];

describe('an endpoint', () => {
  it.each([
    [PUBLIC_ENDPOINT, 'cn-hangzhou', { protocol: 'https', host: 'ecs.cn-hangzhou.aliyuncs.com' }],
    [
      'https://ecs-vpc.{region}.aliyuncs.com',
      'eu-west-1',
      { protocol: 'https', host: 'ecs-vpc.eu-west-1.aliyuncs.com' },
    ],
    [
      'https://proxy.example.com:8443/ecs/{region}/',
      'cn-beijing',
      { protocol: 'https', host: 'proxy.example.com:8443/ecs/cn-beijing' },
    ],
    ['http://127.0.0.1:8080', 'cn-beijing', { protocol: 'http', host: '127.0.0.1:8080' }],
    ['http://[::1]:8080/', 'cn-beijing', { protocol: 'http', host: '[::1]:8080' }],
    ['http://localhost', 'cn-beijing', { protocol: 'http', host: 'localhost' }],
  ])('%s is for %s %j', (template, regionId, endpoint) => {
    expect(endpointProblem(template)).toBeUndefined();
    expect(endpointFor(regionId, template)).toEqual(endpoint);
  });

  it.each(REFUSED.map(([template, says]) => [JSON.stringify(template).slice(0, 60), says, template] as const))(
    '%s is refused: it %s',
    (_, says, template) => {
      expect(endpointProblem(template)).toContain(says);
    },
  );

  it.each([
    ['http://ecs.example.com/asapi/v3', undefined],
    ['https://ecs.example.com', undefined],
    ['ftp://ecs.example.com', 'must begin with https:// (as said)'],
    ['http://user@ecs.example.com', 'must not contain a user name or password'],
  ])('%s has, where plain http is taken anywhere, the problem %s', (template, problem) => {
    expect(endpointProblem(template, { anywhere: true, rule: 'as said' })).toBe(problem);
  });

  it('is for regions of any name, as each private cloud gives them', () => {
    const endpoint = { protocol: 'https', host: 'x.region_7-b.example.com/Region_7-B' };
    expect(endpointFor('Region_7-B', 'https://x.{region}.example.com/{region}')).toEqual(endpoint);
  });

  it('is for region IDs alone, whatever the template', () => {
    for (const regionId of [
      '',
      'cn-shanghai.evil.example/',
      'evil.example',
      '..',
      'a@b',
      'a#',
      'a?',
      'a\\',
      'a:1',
      'cn\u3002x',
    ]) {
      expect(() => endpointFor(regionId, PUBLIC_ENDPOINT)).toThrow('is not a region ID');
    }
  });

  it('leads to the host and port of its template, whatever the region ID', () => {
    const template = fc
      .tuple(
        fc.constantFrom('', '{region}.', 'ecs.{region}.', 'ecs-{region}.'),
        fc.domain(),
        fc.constantFrom('', '/{region}', '/x/{region}/'),
      )
      .map(([before, domain, path]) => ({ domain, template: `https://${before}${domain}:8443${path}` }));
    const regionId = fc.stringMatching(/^[a-z]{2,3}(-[a-z0-9]{1,16}){1,5}$/);
    fc.assert(
      fc.property(template, regionId, (one, region) => {
        expect(endpointProblem(one.template)).toBeUndefined();
        const { hostname, port } = new URL(`https://${endpointFor(region, one.template).host}`);
        expect(hostname.endsWith(one.domain.toLowerCase())).toBe(true);
        expect(port).toBe('8443');
      }),
    );
  });

  it('that is taken never leads plain http away from this machine', () => {
    const host = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((ip) => `[${ip}]`),
      fc.constant('localhost'),
    );
    const rest = fc.oneof(fc.constant(''), fc.webPath(), fc.string());
    fc.assert(
      fc.property(fc.constantFrom('http', 'https', 'HTTP', 'ws'), host, rest, (scheme, name, path) => {
        const template = `${scheme}://${name}${path}`;
        fc.pre(endpointProblem(template) === undefined);
        const { protocol, host: target } = endpointFor('cn-hangzhou', template);
        expect(target).toMatch(/^[^\s\\@?#%]+$/);
        if (protocol === 'http') expect(target).toMatch(/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/);
      }),
      runs(1_000),
    );
  });

  it('is one or has a problem that can be said, whatever the text', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const problem = endpointProblem(text);
        expect(problem === undefined || problem.length > 5).toBe(true);
      }),
    );
  });
});
