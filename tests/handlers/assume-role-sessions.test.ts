import { leftovers, makeCopy, NOTHING_LEFT, remove, SOURCE, startCopy, useStage } from '../support/copies';
import {
  asked,
  changed,
  openings,
  openKeylessStage,
  openRoleStage,
  ROLE,
  type SessionStage,
} from '../support/sessions';
import type { Stage } from '../support/stage';

const READ = { tfcfnid: 'cn-shanghai/m-none' };
const HOURS = 3600;
const MINUTE = 60_000;

const ways = [
  ['AssumeRoleWithOIDC', openKeylessStage],
  ['AssumeRole', () => openRoleStage()],
] as const;

describe.each(ways)('the session of %s', (wayIn, open) => {
  const stage = useStage(open as () => Promise<Stage>) as () => SessionStage;
  const read = (options: object = {}) => stage().invoke('READ', READ, options);
  const once = () => ({ alibaba: 1, aws: wayIn === 'AssumeRole' ? 0 : 1 });

  it('serves a warm process: another request asks nobody', async () => {
    await read();
    expect(asked(stage())).toEqual(once());
    const copy = await makeCopy(stage());
    await stage().invoke('LIST', {});
    await remove(stage(), copy);
    expect(asked(stage())).toEqual(once());
  });

  it('is opened once by requests that come together', async () => {
    const answers = await Promise.all([read(), read(), read(), stage().invoke('LIST', {})]);
    expect(answers.map(({ errorCode }) => errorCode)).toEqual(['NotFound', 'NotFound', 'NotFound', undefined]);
    expect(asked(stage())).toEqual(once());
  });

  it('is renewed some minutes before it ends', async () => {
    const { clock } = stage().simulator;
    await read();
    clock.advance(54 * MINUTE);
    await read();
    expect(asked(stage()).alibaba).toBe(1);
    clock.advance(1 * MINUTE);
    await read();
    expect(asked(stage()).alibaba).toBe(2);
  });

  it.each([
    ['an hour', {}, 6],
    // The last five minutes of a session are not used.
    ['a quarter of an hour', { DurationSeconds: 900 }, 30],
  ])('carries a copy of five hours through with sessions of %s', async (_, change, most) => {
    stage().simulator.behave({ copySeconds: 5 * HOURS });
    const wish = { ...SOURCE, ImageName: 'golden', Timeouts: { Create: '6h' } };
    const { final } = await stage().run('CREATE', wish, changed(stage(), wayIn, change));
    expect(final.status).toBe('SUCCESS');
    const { alibaba } = asked(stage());
    expect(alibaba).toBeGreaterThan(1);
    expect(alibaba).toBeLessThanOrEqual(most);
    expect(stage().simulator.calls.filter(({ code }) => code !== undefined)).toEqual([]);
  });

  it('that ends before its time is renewed once, and the call repeated', async () => {
    const copy = await startCopy(stage());
    const { calls, world } = stage().simulator;
    world.expireTokens();
    const before = calls.length;
    const answer = await stage().invoke('READ', copy.identifier);
    expect(answer.status).toBe('SUCCESS');
    expect(calls.slice(before).map(({ action, code }) => [action, code])).toEqual([
      ['DescribeImages', 'InvalidSecurityToken.Expired'],
      [wayIn, undefined],
      ['DescribeImages', undefined],
    ]);
  });

  it.each([
    'InvalidSecurityToken.Expired',
    'InvalidSecurityToken.Malformed',
    'InvalidSecurityToken.MismatchWithAccessKey',
    'InvalidAccessKeyId.NotFound',
    'InvalidAccessKeyId.Inactive',
  ])('that ECS will not take is renewed once and then given up: %s', async (code) => {
    stage().simulator.inject({ action: 'DescribeImages', error: { code }, times: Number.POSITIVE_INFINITY });
    const { errorCode, message } = await read();
    expect(errorCode).toBe('InvalidCredentials');
    expect(message).toContain(code);
    expect(message).toContain('The key came from STS: try again');
    expect(stage().simulator.calls.map(({ action }) => action)).toEqual([
      wayIn,
      'DescribeImages',
      wayIn,
      'DescribeImages',
    ]);
  });

  it.each(['SignatureDoesNotMatch', 'IncompleteSignature', 'MissingSecurityToken', 'Forbidden.AccessKeyDisabled'])(
    'is what %s of ECS speaks of, and no key of the type configuration',
    async (code) => {
      stage().simulator.inject({ action: 'DescribeImages', error: { code }, times: 1 });
      const { errorCode, message } = await read();
      expect(errorCode).toBe('InvalidCredentials');
      expect(message).toContain('The key came from STS: try again');
      expect(message).not.toContain('type configuration');
      expect(asked(stage())).toEqual(once());
    },
  );

  it('does not start a second copy when it is renewed', async () => {
    await read();
    stage().simulator.world.expireTokens();
    const copy = await makeCopy(stage());
    expect(stage().simulator.ledger().images).toHaveLength(1);
    await remove(stage(), copy, { DeleteAutoSnapshot: true });
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('that is refused after an answer was lost does not lose the copy that was started', async () => {
    const { simulator } = stage();
    simulator.inject({ action: 'CopyImage', reset: 'after', times: 1 });
    simulator.inject({
      action: 'CopyImage',
      error: { code: 'InvalidSecurityToken.Expired' },
      times: Number.POSITIVE_INFINITY,
    });
    const copy = await startCopy(stage());
    expect(simulator.ledger().runningCopies).toBe(1);
    await remove(stage(), copy, { DeleteAutoSnapshot: true });
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('belongs to one AWS account, one region and one type configuration', async () => {
    const { url } = stage().simulator;
    const requests = [
      {},
      { awsAccountId: '210987654321' },
      { region: 'eu-central-1' },
      changed(stage(), wayIn, { SessionName: 'another' }),
      changed(stage(), wayIn, { DurationSeconds: 1800 }),
      { typeConfiguration: { ...stage().typeConfiguration, Endpoints: { Ecs: url, Sts: `${url}/cn-beijing` } } },
    ];
    for (const options of requests) await read(options);
    expect(openings(stage())).toHaveLength(requests.length);
    for (const options of requests) await read(options);
    expect(openings(stage())).toHaveLength(requests.length);
  });

  it('is forgotten when many others were used since', async () => {
    const account = (number: number) => ({ awsAccountId: String(100_000_000_000 + number) });
    for (let number = 0; number < 9; number += 1) await read(account(number));
    await read(account(8));
    await read(account(1));
    expect(openings(stage())).toHaveLength(9);
    await read(account(0));
    expect(openings(stage())).toHaveLength(10);
  });

  it('goes on with the next one when the answer of STS cannot be used', async () => {
    stage().simulator.inject({ action: wayIn, error: { code: 'InternalError' }, times: 1 });
    stage().simulator.inject({ action: wayIn, reset: 'after', times: 1 });
    stage().simulator.inject({ action: wayIn, respond: { status: 200, body: '{"RequestId":"x"}' }, times: 1 });
    expect((await read()).errorCode).toBe('NotFound');
    expect(openings(stage())).toHaveLength(4);
  });

  it.each(['RequestId', 'AccessKeyId', 'AccessKeySecret', 'SecurityToken', 'Expiration'])(
    'is not opened by an answer whose %s says nothing',
    async (name) => {
      const { simulator } = stage();
      const Credentials = {
        AccessKeyId: 'STS.made-up',
        AccessKeySecret: 'made-up-secret',
        SecurityToken: 'made-up-token',
        Expiration: new Date(simulator.clock.now() + 60 * MINUTE).toISOString(),
      };
      for (const [account, value] of ['', null, 5, {}, undefined].entries()) {
        const before = simulator.calls.length;
        const change = { [name]: value };
        const answer = {
          RequestId: 'R',
          Credentials: { ...Credentials, ...change },
          ...(name === 'RequestId' && change),
        };
        simulator.inject({ action: wayIn, respond: { status: 200, body: JSON.stringify(answer) } });
        expect((await read({ awsAccountId: String(account) })).errorCode).toBe('NotFound');
        // Nothing is asked of ECS with such a key: it would be refused and renewed.
        const [first, second, third] = simulator.calls.slice(before).map(({ action }) => action);
        expect([first, second, third]).toEqual([wayIn, wayIn, 'DescribeImages']);
      }
    },
  );

  it.each([
    ['has no RequestId', { RequestId: '' }, 'it has no RequestId (request id unknown)'],
    ['has no key', { Credentials: {} }, 'it has no Expiration (request id R)'],
    [
      'does not say when the session ends',
      { Credentials: { Expiration: 'soon' } },
      'its Expiration is not a time (request id R)',
    ],
  ])('says what is wrong with an answer that %s', async (_, change, why) => {
    const body = JSON.stringify({ RequestId: 'R', ...change });
    stage().simulator.inject({ action: wayIn, respond: { status: 200, body }, times: Number.POSITIVE_INFINITY });
    expect((await read()).message).toContain(`failed: the answer could not be read: ${why}.`);
  });

  it.each([
    ['Throttling', { error: { code: 'Throttling.User' } }],
    ['ServiceInternalError', { error: { code: 'ServiceUnavailable' } }],
    ['ServiceInternalError', { respond: { status: 502, body: '<html>', contentType: 'text/html' } }],
    ['ServiceInternalError', { respond: { status: 200, body: '{}' } }],
    ['ServiceInternalError', { respond: { status: 200, body: 'null' } }],
    ['NetworkFailure', { reset: 'before' as const }],
    ['NetworkFailure', { silent: true as const }],
  ])('fails with %s where STS only answers %j, in time for the handler', async (expected, fault) => {
    stage().simulator.inject({ action: wayIn, ...fault, times: Number.POSITIVE_INFINITY });
    const started = stage().simulator.clock.now();
    const { errorCode, message } = await read();
    expect(errorCode).toBe(expected);
    expect(message).toContain(`${wayIn} at 127.0.0.1`);
    expect(stage().simulator.clock.now() - started).toBeLessThanOrEqual(13_000);
    stage().simulator.clearFaults();
    expect((await read()).errorCode).toBe('NotFound');
  });

  it.each([
    ['CREATE', SOURCE, 48_000],
    ['READ', READ, 24_000],
    ['UPDATE', { ...SOURCE, ...READ }, 48_000],
    ['DELETE', { ...SOURCE, ...READ }, 48_000],
    ['LIST', {}, 24_000],
  ] as const)('and the calls of ECS share the time of an invocation: %s', async (action, properties, most) => {
    const { simulator } = stage();
    simulator.inject({ action: wayIn, silent: true, times: 2 });
    for (const call of ['CopyImage', 'DescribeImages', 'CancelCopyImage']) {
      simulator.inject({ action: call, error: { code: 'InvalidSecurityToken.Expired' }, times: 1 });
      simulator.inject({ action: call, silent: true, times: Number.POSITIVE_INFINITY });
    }
    const started = simulator.clock.now();
    const { errorCode } = await stage().invoke(action, properties, { previous: properties });
    expect(errorCode).toBe('NetworkFailure');
    expect(asked(stage()).alibaba).toBeGreaterThanOrEqual(4);
    expect(simulator.clock.now() - started).toBeLessThanOrEqual(most);
  });

  it.each([
    ['CREATE', SOURCE, 48_000],
    ['READ', READ, 24_000],
  ] as const)(
    'takes no time that an invocation does not have when it is renewed: %s',
    async (action, properties, most) => {
      const { simulator } = stage();
      await read();
      simulator.inject({ action: wayIn, silent: true, times: Number.POSITIVE_INFINITY });
      for (const [call, times] of [
        ['CopyImage', 1],
        ['DescribeImages', 2],
      ] as const) {
        simulator.inject({ action: call, silent: true, times });
        simulator.inject({ action: call, error: { code: 'InvalidSecurityToken.Expired' }, times: 1 });
      }
      const started = simulator.clock.now();
      const { errorCode, message } = await stage().invoke(action, properties);
      expect([errorCode, message]).toEqual(['NetworkFailure', expect.stringContaining(`${wayIn} at 127.0.0.1`)]);
      expect(simulator.clock.now() - started).toBeLessThanOrEqual(most);
    },
  );

  it('that is lost for a while during a copy does not end it', async () => {
    const { simulator } = stage();
    simulator.behave({ copySeconds: 3 * HOURS });
    const wish = { ...SOURCE, ImageName: 'golden', Timeouts: { Create: '4h' } };
    let trouble = 0;
    const { final } = await stage().run('CREATE', wish, {
      meanwhile: (_, count) => {
        if (count % 3 !== 0) return;
        trouble += 1;
        simulator.world.expireTokens();
        simulator.inject({ action: wayIn, error: { code: 'InternalError' }, times: 4 });
      },
    });
    expect(trouble).toBeGreaterThan(2);
    expect(final.status).toBe('SUCCESS');
  });

  it('whose role loses its rights during a copy fails it, and leaves what CloudFormation can clean up', async () => {
    const { simulator } = stage();
    const mayAll = (Effect: 'Allow' | 'Deny') =>
      simulator.ram.updateRole(ROLE, { policy: { Version: '1', Statement: [{ Effect, Action: '*', Resource: '*' }] } });
    simulator.behave({ copySeconds: HOURS });
    const wish = { ...SOURCE, ImageName: 'golden' };
    const { final, answers } = await stage().run('CREATE', wish, {
      meanwhile: (_, count) => {
        if (count === 2) mayAll('Deny');
      },
    });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'AccessDenied' });
    expect(final.message).toContain('RAM action: ecs:DescribeImages.');
    mayAll('Allow');
    expect((await stage().run('DELETE', answers.at(-2)?.resourceModel ?? {})).final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });
});
