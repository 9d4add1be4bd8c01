import { publicEndpoint } from '../../src/cloudformation/aws-call';
import { ACTING } from '../support/characters';
import { CLOSED_URL } from '../support/closed-port';
import type { Properties } from '../support/stage';
import type { Trouble } from './aws-stand-in';
import { PROVIDER, useDeliveryStage } from './delivery-stage';

/** The longest that CloudFormation may be kept waiting for a log. */
const CAP_MS = 2_000;
/** The longest answer that is read, in bytes: 1 MiB. */
const LONGEST_ANSWER = 1024 * 1024;

const TROUBLES: readonly (readonly [string, Trouble, outcome: RegExp])[] = [
  ['silent', { delay: Number.POSITIVE_INFINITY }, /^TimedOut$/],
  ['slow, 10 s', { delay: 10_000 }, /^TimedOut$/],
  ['cutting the connection', { cut: 'at once' }, /^ECONNRESET$/],
  ['cutting its answer', { status: 200, body: '{', cut: 'in the body' }, /^ECONNRESET$/],
  ['erroring', { status: 500, body: '<html>' }, /^HTTP 500$/],
  ['throttling', { status: 400, body: '{"__type":"ThrottlingException"}' }, /^ThrottlingException$/],
  ['refusing', { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }, /^AccessDenied$/],
  ['sending a byte more than is read', { status: 200, body: 'x'.repeat(LONGEST_ANSWER + 1) }, /^BodyTooLong$/],
  ['telling the terminal what to do', { status: 400, body: `{"message":"${ACTING}"}` }, /^HTTP 400$/],
  ['redirecting', { status: 302, body: '' }, /^HTTP 302$/],
];
type Request = readonly [name: string, action: 'CREATE' | 'DELETE' | 'LIST', Properties];
const LIST: Request = ['success', 'LIST', {}];
const REQUESTS: readonly Request[] = [
  [
    'in progress',
    'CREATE',
    { SourceImageId: 'm-bp1golden0ubuntu24', SourceRegionId: 'cn-hangzhou', ImageName: 'golden' },
  ],
  LIST,
  ['failure', 'DELETE', { tfcfnid: 'cn-shanghai/m-1' }],
];

describe('while AWS is in trouble', () => {
  const stage = useDeliveryStage();

  /** Invokes twice, without and with a logging configuration, and returns how much longer the second took. */
  async function compare([, action, properties]: Request, at?: string | null): Promise<number> {
    const { now } = stage().clock;
    const began = now();
    const plain = await stage().send(stage().event(action, properties, { logging: {} }));
    stage().console.length = 0;
    const started = now();
    expect(await stage().send(stage().event(action, properties), at)).toEqual(plain);
    expect(stage().limits()).toBe(0);
    return now() - started - (started - began);
  }
  const failures = () =>
    stage()
      .console.map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ delivery }) => delivery !== undefined);

  describe.each(TROUBLES)('%s', (_, trouble, outcome) => {
    it.each(REQUESTS)('the answer is the same and in time: %s', async (...request) => {
      stage().aws.trouble = () => trouble;
      expect(await compare(request)).toBeLessThanOrEqual(CAP_MS);
      expect(
        failures()
          .map(({ delivery }) => delivery)
          .sort(),
      ).toEqual(['log', 'metrics']);
      for (const failure of failures()) expect(failure.outcome).toMatch(outcome);
    });
  });

  it('an answer that is as long as can be read is no trouble', async () => {
    stage().aws.trouble = () => ({ status: 200, body: 'x'.repeat(LONGEST_ANSWER) });
    await compare(LIST);
    expect(failures()).toEqual([]);
  });

  it.each(REQUESTS)('as nobody listens, the answer is the same and at once: %s', async (...request) => {
    expect(await compare(request, CLOSED_URL)).toBe(0);
    expect(failures().map(({ outcome }) => outcome)).toEqual(['ECONNREFUSED', 'ECONNREFUSED']);
  });

  it('nothing is sent in the clear to an https endpoint that speaks no TLS', async () => {
    expect(await compare(LIST, stage().url.replace('http:', 'https:'))).toBe(0);
    expect(failures().map(({ outcome }) => outcome)).toEqual(['EPROTO', 'EPROTO']);
    expect(stage().aws.calls).toEqual([]);
  });

  it('what takes a while is delivered', async () => {
    stage().aws.trouble = () => ({ delay: 1_900 });
    await stage().invoke('LIST');
    expect(stage().aws.events()).toHaveLength(2);
    expect(failures()).toEqual([]);
  });

  it('the time limit is one for all calls together', async () => {
    stage().aws.trouble = ({ action, service }) => {
      if (service === 'monitoring') return undefined;
      return action === 'PutLogEvents' && stage().aws.calls.length < 3
        ? { delay: 900, status: 400, body: '{"__type":"ResourceNotFoundException"}' }
        : { delay: 900 };
    };
    const started = stage().clock.now();
    await stage().invoke('LIST');
    expect(stage().clock.now() - started).toBe(CAP_MS);
    expect(failures()).toEqual([
      expect.objectContaining({ delivery: 'log', outcome: 'TimedOut', milliseconds: CAP_MS }),
    ]);
  });

  it('one of the two is delivered without the other', async () => {
    stage().aws.trouble = ({ service }) => (service === 'monitoring' ? { status: 500, body: '' } : undefined);
    await stage().invoke('LIST');
    expect(stage().aws.events()).toHaveLength(2);
    expect(failures()).toEqual([expect.objectContaining({ delivery: 'metrics', outcome: 'HTTP 500' })]);
  });

  it('what AWS echoes is redacted and short', async () => {
    const secrets = Object.values(PROVIDER);
    const echo = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
    // A secret on the edge of what is quoted must not stay in part.
    stage().aws.trouble = () => ({ status: 403, body: `${'x'.repeat(490)}${echo.join(' ')}` });
    await stage().invoke('LIST');
    stage().aws.trouble = () => ({ status: 403, body: echo.join(' ').padEnd(10_000, 'x') });
    await stage().invoke('LIST');
    const all = stage().console.join('\n');
    expect(all).toContain('<REDACTED>');
    for (const form of echo) expect(all).not.toContain(form.slice(0, 9));
    for (const line of stage().console) expect(line.length).toBeLessThan(800);
  });
});

describe('where AWS is', () => {
  const stage = useDeliveryStage();

  it.each([
    ['us-east-1', 'logs.us-east-1.amazonaws.com'],
    ['ap-southeast-2', 'logs.ap-southeast-2.amazonaws.com'],
    ['us-gov-west-1', 'logs.us-gov-west-1.amazonaws.com'],
    ['cn-northwest-1', 'logs.cn-northwest-1.amazonaws.com.cn'],
    ['eusc-de-east-1', 'logs.eusc-de-east-1.amazonaws.eu'],
    ['us-iso-east-1', 'logs.us-iso-east-1.c2s.ic.gov'],
    ['us-isob-east-1', 'logs.us-isob-east-1.sc2s.sgov.gov'],
    ['us-isof-south-1', 'logs.us-isof-south-1.csp.hci.ic.gov'],
    ['eu-isoe-west-1', 'logs.eu-isoe-west-1.cloud.adc-e.uk'],
  ])('follows from the region: %s', (region, host) => {
    expect(publicEndpoint('logs', region)).toBe(`https://${host}`);
    expect(publicEndpoint('monitoring', region)).toBe(`https://${host.replace('logs', 'monitoring')}`);
  });

  it.each([
    'evil.example/',
    'us-east-1.evil.example',
    'us-east-1@evil',
    'x',
    '',
    '127.0.0.1:80/',
    'us-east-1\n',
    5,
    null,
  ])('cannot be said by an event: region %j', async (region) => {
    const answer = await stage().send(stage().event('READ', { tfcfnid: 'm-1' }, { envelope: { region } }), null);
    expect(answer.status).toBe('FAILED');
    const failures = stage()
      .console.slice(-2)
      .map((line) => JSON.parse(line));
    expect(failures).toEqual([
      expect.objectContaining({ outcome: 'RangeError', message: expect.stringContaining('is not an AWS region') }),
      expect.objectContaining({ outcome: 'RangeError' }),
    ]);
    expect(stage().aws.calls).toEqual([]);
  });

  it('is no matter of the region alone: one that cannot be is refused at a set endpoint too', async () => {
    await stage().send(stage().event('LIST', {}, { envelope: { region: 'us-east-1\r\nx: y' } }));
    const failures = stage()
      .console.slice(-2)
      .map((line) => JSON.parse(line).outcome);
    expect(failures).toEqual(['RangeError', 'RangeError']);
    expect(stage().aws.calls).toEqual([]);
  });
});
