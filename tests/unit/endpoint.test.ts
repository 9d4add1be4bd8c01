import fc from 'fast-check';
import { endpointFor, endpointProblem } from '../../src/ecs/endpoint';

describe('an endpoint', () => {
  it.each([
    [undefined, 'cn-hangzhou', { protocol: 'https', host: 'ecs.cn-hangzhou.aliyuncs.com' }],
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
    if (template !== undefined) expect(endpointProblem(template)).toBeUndefined();
    expect(endpointFor(regionId, template)).toEqual(endpoint);
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
      { numRuns: 1_000 },
    );
  });

  it('is one or has a problem that can be said, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const problem = endpointProblem(text);
        expect(problem === undefined || problem.length > 5).toBe(true);
      }),
    );
  });
});
