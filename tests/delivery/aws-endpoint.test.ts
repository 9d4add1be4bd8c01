import { endpointProblem } from '../../src/calling/endpoint';
import { configuredEndpoint } from '../../src/cloudformation/aws-endpoint';

const endpoint = (environment: Record<string, string>) => configuredEndpoint(environment, endpointProblem);

describe('the endpoints of AWS', () => {
  it('are the public ones of the region where nothing is set', () => {
    const nothing: Record<string, string>[] = [
      {},
      { AWS_ENDPOINT_URL_STS: '' },
      { AWS_ENDPOINT_URL: 'http://x.example' },
    ];
    for (const environment of nothing) {
      expect(endpoint(environment)('sts', 'eu-central-1')).toBe('https://sts.eu-central-1.amazonaws.com');
    }
  });

  it.each([
    ['AWS_ENDPOINT_URL_STS', 'sts'],
    ['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', 'logs'],
    ['AWS_ENDPOINT_URL_CLOUDWATCH', 'monitoring'],
  ] as const)('are what %s says, for its service alone', (setting, service) => {
    const configured = endpoint({ [setting]: 'http://127.0.0.1:4566' });
    for (const one of ['sts', 'logs', 'monitoring'] as const) {
      const expected = one === service ? 'http://127.0.0.1:4566' : `https://${one}.us-east-1.amazonaws.com`;
      expect(configured(one, 'us-east-1')).toBe(expected);
    }
  });

  it.each([
    ['http://sts.example.com', 'must begin with https://'],
    ['https://user:secret@example.com', 'must not contain a user name or password'],
    ['https://example.com/path', 'must not contain a path'],
    ['https://sts.{region}.example.com', 'must not contain a path or {region}'],
    ['https://example.com?x', 'must not contain a query'],
    ['nonsense', 'is not a URL'],
  ])('are refused with the name of the setting and without its value: %s', (url, problem) => {
    const configured = endpoint({ AWS_ENDPOINT_URL_STS: url });
    expect(() => configured('sts', 'us-east-1')).toThrow(`AWS_ENDPOINT_URL_STS ${problem}`);
    expect(() => configured('sts', 'us-east-1')).not.toThrow(url);
    expect(configured('logs', 'us-east-1')).toBe('https://logs.us-east-1.amazonaws.com');
  });
});
