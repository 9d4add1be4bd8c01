import { CLOSED_URL } from '../support/closed-port';
import { leftovers, NOTHING_LEFT, SOURCE, useStage } from '../support/copies';
import { type Action, openStage } from '../support/stage';

/** CloudFormation's time limits for the first answer, in milliseconds. */
const LIMIT: Readonly<Record<Action, number>> = {
  CREATE: 60_000,
  READ: 30_000,
  UPDATE: 60_000,
  DELETE: 60_000,
  LIST: 30_000,
};
const ALWAYS = Number.POSITIVE_INFINITY;

describe('the network', () => {
  const stage = useStage(() => openStage());
  const read = () => stage().invoke('LIST', {});
  const calls = () => stage().simulator.calls.length;
  const timed = async <T>(work: () => Promise<T>): Promise<{ result: T; milliseconds: number }> => {
    const started = stage().simulator.clock.now();
    const result = await work();
    return { result, milliseconds: stage().simulator.clock.now() - started };
  };

  it.each([
    ['throttling', { error: { code: 'Throttling.User' } }],
    ['an internal error', { error: { code: 'InternalError' } }],
    ['a maintained region', { error: { code: 'ServiceUnavailable.RegionMaintaining' } }],
    ['a reset connection', { reset: 'before' as const }],
    ['half an answer', { truncate: true as const }],
    ['a page of a proxy', { respond: { status: 502, body: '<html>', contentType: 'text/html' } }],
    ['an empty answer', { respond: { status: 200, body: '' } }],
    ['an answer without a request ID', { respond: { status: 200, body: '{}' } }],
    ['silence', { silent: true as const }],
  ])('survives %s twice, and gives up when it lasts, within the time of the invocation', async (_, effect) => {
    stage().simulator.inject({ ...effect, times: 2 });
    expect((await read()).status).toBe('SUCCESS');
    expect(calls()).toBe(3);

    stage().simulator.inject({ ...effect, times: ALWAYS });
    const { result, milliseconds } = await timed(read);
    expect(result.status).toBe('FAILED');
    expect(['Throttling', 'ServiceInternalError', 'NetworkFailure']).toContain(result.errorCode);
    expect(result.message).toMatch(/request id|connection/);
    expect(calls()).toBeLessThanOrEqual(3 + 4);
    expect(milliseconds).toBeLessThan(LIMIT.LIST);
  });

  it.each(['CREATE', 'READ', 'UPDATE', 'DELETE', 'LIST'] as const)(
    '%s answers in time though ECS is silent',
    async (action) => {
      stage().simulator.inject({ silent: true, times: ALWAYS });
      const properties = { ...SOURCE, ...(action !== 'CREATE' && { tfcfnid: 'cn-shanghai/m-1' }) };
      const { result, milliseconds } = await timed(() => stage().invoke(action, properties));
      expect(result).toMatchObject({ status: 'FAILED', errorCode: 'NetworkFailure' });
      expect(result.message).toContain('no answer came in time');
      expect(milliseconds).toBeLessThan(LIMIT[action] - 5_000);
    },
  );

  it('waits for the answer of CopyImage longer than for others: what it started has no ID without it', async () => {
    stage().simulator.inject({ action: 'CopyImage', silent: true });
    const { result, milliseconds } = await timed(() => stage().invoke('CREATE', SOURCE));
    expect(result.status).toBe('IN_PROGRESS');
    expect(milliseconds).toBeGreaterThanOrEqual(25_000);
  });

  it('keeps to the time of the invocation over several calls, each of which has to be repeated', async () => {
    const { final } = await stage().run('CREATE', { ...SOURCE, ImageName: 'golden' });
    const { tfcfnid } = final.resourceModel ?? {};
    const change = { ...SOURCE, tfcfnid, ImageName: 'renamed', Tags: [{ Key: 'a', Value: '' }] };
    const actions = ['DescribeImages', 'ModifyImageAttribute', 'TagResources'];
    for (const action of actions) stage().simulator.inject({ action, silent: true });
    const slow = await timed(() => stage().invoke('UPDATE', change));
    expect(slow.result.status).toBe('SUCCESS');
    expect(slow.milliseconds).toBeGreaterThan(30_000);
    expect(slow.milliseconds).toBeLessThan(LIMIT.UPDATE);

    for (const action of actions) stage().simulator.inject({ action, silent: true, times: 3 });
    const tooSlow = await timed(() => stage().invoke('UPDATE', { ...change, ImageName: 'other', Tags: [] }));
    expect(tooSlow.result.errorCode).toBe('NetworkFailure');
    expect(tooSlow.milliseconds).toBeLessThan(LIMIT.UPDATE);
  });

  it('waits as long as ECS asks, if there is time for it', async () => {
    stage().simulator.inject({ error: { code: 'Throttling', retryAfterMs: 7_000 } });
    const { result, milliseconds } = await timed(read);
    expect(result.status).toBe('SUCCESS');
    expect(milliseconds).toBeGreaterThanOrEqual(7_000);
    expect(milliseconds).toBeLessThan(7_100);
  });

  it('gives up at once if ECS asks for more time than there is', async () => {
    stage().simulator.inject({ error: { code: 'Throttling', retryAfterMs: 600_000 } });
    const { result, milliseconds } = await timed(read);
    expect(result.errorCode).toBe('Throttling');
    expect(milliseconds).toBeLessThan(1_000);
    expect(calls()).toBe(1);
  });

  it('pauses longer after each attempt', async () => {
    stage().simulator.inject({ error: { code: 'Throttling' }, times: ALWAYS });
    await read();
    const times = stage().simulator.calls.map(({ at }) => at);
    const pauses = times.slice(1).map((at, n) => at - (times[n] ?? 0));
    expect(pauses).toEqual([200, 400, 800]);
  });

  it('fails with NetworkFailure where nobody listens', async () => {
    const typeConfiguration = { ...stage().typeConfiguration, Endpoints: { Ecs: CLOSED_URL } };
    const answer = await stage().invoke('READ', { tfcfnid: 'm-1' }, { typeConfiguration });
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'NetworkFailure' });
    expect(answer.message).toContain('the connection failed (ECONNREFUSED) (request id unknown)');
    expect(answer.message).toContain(`Check that the simulator runs at ${CLOSED_URL}, or correct Endpoints`);
    expect(answer.message).not.toContain('AWS region');
  });

  it('does not repeat where the certificate cannot be trusted or the protocol is another', async () => {
    const { url } = stage().simulator;
    const typeConfiguration = { ...stage().typeConfiguration, Endpoints: { Ecs: url.replace('http:', 'https:') } };
    const { result, milliseconds } = await timed(() =>
      stage().invoke('READ', { tfcfnid: 'm-1' }, { typeConfiguration }),
    );
    expect(result).toMatchObject({ status: 'FAILED', errorCode: 'NetworkFailure' });
    expect(milliseconds).toBe(0);
  });

  it('leaves nothing behind where CopyImage never got through', async () => {
    stage().simulator.inject({ action: 'CopyImage', reset: 'before', times: ALWAYS });
    expect((await stage().run('CREATE', SOURCE)).final.errorCode).toBe('NetworkFailure');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });
});
