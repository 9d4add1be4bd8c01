import { leftovers, NOTHING_LEFT, useStage } from '../support/copies';
import { type ErrorCase, raise, rollBack } from '../support/ecs-errors';
import { Sample } from '../support/sample';
import { type Action, openStage } from '../support/stage';
import { TYPES } from '../types/index';

/** Where we mean something else than the table that the errors come from, and why. */
const DEVIATIONS: readonly { action: string; code: string; operation: Action; instead: string; because: string }[] = [
  {
    action: 'DescribeImages',
    code: 'InvalidParamter',
    operation: 'CREATE',
    instead: 'InvalidRequest',
    because: 'it is the same call with the same ID as in READ, UPDATE and DELETE, and one table row says what it means',
  },
];

const NEXT_STEP = /\(request id [0-9A-F-]{36}\)\.(?: RAM action: ecs:\w+\.)? [A-Z][^()]{9,}\./;

const instead = ({ action, code, operation }: ErrorCase) =>
  DEVIATIONS.find((one) => one.action === action && one.code === code && one.operation === operation)?.instead;

const nameOf = (one: ErrorCase): string => `${one.operation}: ${one.code} of ${one.action}`;
/** So many errors are one in `npm test`, with each action of an operation and each code that it is to end with. */
const ONE_IN = 6;
const named = (cases: readonly ErrorCase[]) =>
  new Sample(ONE_IN)
    .of(cases, nameOf, (one) => [`${one.operation}: ${one.action}`, one.expected])
    .map((one) => [nameOf(one), one] as const);

describe.each(TYPES.map((type) => [type.name, type] as const))('errors of ECS that %s meets', (_name, type) => {
  const { cases, callOf, runInto } = type.errors;
  const failing = cases.filter(({ expected }) => expected !== 'handled');
  const stage = useStage(() => openStage({ type }));

  it('are walked in full', () => {
    expect(cases.length).toBeGreaterThan(400);
    expect(failing.length).toBeGreaterThan(370);
    for (const { action, code, operation, because } of DEVIATIONS) {
      expect(failing).toContainEqual(expect.objectContaining({ action, code, operation }));
      expect(because).not.toBe('');
    }
  });

  it.each(named(failing))('%s ends the operation with the code of the table', async (_, error) => {
    const operation = await runInto(stage(), error, () => raise(type, stage(), error, Number.POSITIVE_INFINITY));
    const { status, errorCode, message } = operation.final;

    expect({ status, errorCode }).toEqual({ status: 'FAILED', errorCode: instead(error) ?? error.expected });
    expect(message).toContain(`${callOf(error)} in `);
    expect(message).toContain(` ${error.code}: `);
    expect(message).toMatch(NEXT_STEP);
    const requestIds = stage().simulator.calls.map(({ requestId }) => requestId);
    expect(requestIds).toContain(/request id ([0-9A-F-]{36})/.exec(message)?.[1]);

    if (error.operation !== 'CREATE') return;
    await rollBack(stage(), operation);
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it.each(named(cases.filter(({ repeat, expected }) => repeat && expected !== 'handled')))(
    '%s is repeated within the invocation and not surfaced',
    async (_, error) => {
      const before = () => stage().simulator.calls.length;
      let start = 0;
      const { final } = await runInto(stage(), error, () => {
        start = before();
        raise(type, stage(), error, 1);
      });
      expect(final.status).toBe('SUCCESS');
      const calls = stage()
        .simulator.calls.slice(start)
        .filter(({ action }) => action === callOf(error));
      expect(calls[0]?.code).toBe(error.code);
      expect(calls.length).toBeGreaterThanOrEqual(2);
      expect(new Set(calls.map(({ parameters }) => parameters.ClientToken)).size).toBe(1);
      expect(calls.slice(0, 2).map(({ parameters }) => parameters)).toEqual([
        calls[0]?.parameters,
        calls[0]?.parameters,
      ]);
    },
  );

  describe('without an entry of their own', () => {
    const scenario = { action: 'ModifyImageAttribute', operation: 'UPDATE' } as const;
    const message = 'Something that nobody has documented.';

    it.each([
      // An update comes back to what is throttled, eight times within its ten minutes.
      [400, 'Throttling.Zone', 'Throttling', 32],
      [503, 'Rejected.Throttling', 'Throttling', 32],
      [429, 'FlowLimit', 'Throttling', 32],
      [403, 'Forbbbidden.New', 'AccessDenied', 1],
      [403, 'Forbiden', 'AccessDenied', 1],
      [403, 'NoPermission.Image', 'AccessDenied', 1],
      [400, 'MissingImageName', 'InternalFailure', 1],
      [400, 'InvalidImageFamily', 'InvalidRequest', 1],
      [400, 'InvalidImageFamily.Whatever', 'GeneralServiceException', 1],
      [402, 'Billing.Unpaid', 'GeneralServiceException', 1],
      [404, 'Nothing.Here', 'GeneralServiceException', 1],
      [500, 'Broken', 'ServiceInternalError', 4],
      [599, 'constructor', 'ServiceInternalError', 4],
      [400, '__proto__', 'GeneralServiceException', 1],
    ])('status %i, code %s comes out as %s after %i calls', async (status, code, expected, times) => {
      const { simulator } = stage();
      const { final } = await runInto(stage(), scenario, () =>
        simulator.inject({
          action: scenario.action,
          error: { status, code, message },
          times: Number.POSITIVE_INFINITY,
        }),
      );
      expect(final).toMatchObject({ status: 'FAILED', errorCode: expected });
      expect(final.message).toContain(`${code}: ${message.slice(0, -1)} (request id `);
      expect(final.message).toMatch(NEXT_STEP);
      expect(simulator.ledger().calls.ModifyImageAttribute).toBe(times);
    });
  });

  it('names the RAM action that ECS says is missing, else the call itself', async () => {
    const denied = (detail?: object) => ({
      action: 'ModifyImageAttribute',
      error: { code: 'Forbidden.RAM', ...(detail && { body: { AccessDeniedDetail: detail } }) },
    });
    const scenario = { action: 'ModifyImageAttribute', operation: 'UPDATE' } as const;
    const { final } = await runInto(stage(), scenario, () =>
      stage().simulator.inject(denied({ AuthAction: 'ecs:ModifyImageSomething', PolicyType: 'AccountLevel' })),
    );
    expect(final.message).toContain('RAM action: ecs:ModifyImageSomething.');
    expect(final.message).toContain('Grant the action to the RAM user or role');

    stage().simulator.inject({ action: 'DescribeImages', error: { code: 'Forbidden.RAM' } });
    expect((await stage().invoke('READ', { tfcfnid: 'm-1' })).message).toContain('RAM action: ecs:DescribeImages.');
  });

  it('have their message kept in one line of bearable length', async () => {
    const message = `first\nsecond ${'long '.repeat(1_000)}`;
    stage().simulator.inject({ action: 'DescribeImages', error: { status: 400, code: 'Some.Code', message } });
    const answer = await stage().invoke('READ', { tfcfnid: 'm-1' });
    expect(answer.message).toContain('Some.Code: first second long');
    expect(answer.message).toMatch(NEXT_STEP);
    expect(answer.message.length).toBeLessThanOrEqual(1_000);
  });
});
