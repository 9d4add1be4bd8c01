import { useStage } from '../support/copies';
import { type ErrorCase, raise, rollBack } from '../support/error-subject';
import { Sample } from '../support/sample';
import { openStage } from '../support/stage';
import { EACH_ERRORS } from '../types/index';

/** The request id, the right that is missing, if one is, and what to do. */
const NEXT_STEP =
  /\(request id ([\w-]{16,})\)\.(?: [\w ]+: [\w-]+:\w+\.)? [A-Z](?:[^()]|\((?!request id)[^()]*\)){9,}\./;

const nameOf = (one: ErrorCase): string => `${one.operation}: ${one.code} of ${one.action}`;
/** So many errors are one in `npm test`, with each action of an operation and each code that it is to end with. */
const ONE_IN = 80;
const named = (cases: readonly ErrorCase[]) =>
  new Sample(ONE_IN)
    .of(cases, nameOf, (one) => [`${one.operation}: ${one.action}`, one.expected])
    .map((one) => [nameOf(one), one] as const);

describe.each(EACH_ERRORS)('errors that %s meets', (_name, type) => {
  const { cases, callOf, unlisted, absent } = type.errors;
  const runInto: typeof type.errors.runInto = (...given) => type.errors.runInto(...given);
  const { denial } = type.privileges;
  const failing = cases.filter(({ expected }) => expected !== 'handled');
  const stage = useStage(() => openStage({ type, imageSeconds: 60 }));
  /** What an update and a read are mainly there to call. */
  const UPDATE = { action: callOf({ action: '*', operation: 'UPDATE' }), operation: 'UPDATE' } as const;
  const READ_CALL = callOf({ action: '*', operation: 'READ' });

  it('are walked in full', () => {
    expect(failing.length).toBeGreaterThan(type.errors.failures);
    expect(cases.length).toBeGreaterThan(failing.length);
  });

  it.each(named(failing))('%s ends the operation with the code of the table', async (_, error) => {
    const operation = await runInto(stage(), error, () => raise(type, stage(), error, Number.POSITIVE_INFINITY));
    const { status, errorCode, message } = operation.final;

    expect({ status, errorCode }).toEqual({ status: 'FAILED', errorCode: error.expected });
    expect(message).toContain(`${callOf(error)} in `);
    expect(message).toContain(` ${error.code}: `);
    expect(message).toMatch(NEXT_STEP);
    const requestIds = stage().simulator.calls.map(({ requestId }) => requestId);
    expect(requestIds).toContain(NEXT_STEP.exec(message)?.[1]);

    if (error.operation !== 'CREATE') return;
    await rollBack(type, stage(), operation);
    expect(type.errors.left(stage())).toEqual(type.errors.nothing);
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
    const message = 'Something that nobody has documented.';

    it.each(unlisted)('status %i, code %s comes out as %s after %i calls', async (status, code, expected, times) => {
      let start = 0;
      const { final } = await runInto(stage(), UPDATE, () => {
        start = stage().simulator.calls.length;
        stage().simulator.inject({
          action: UPDATE.action,
          error: { status, code, message },
          times: Number.POSITIVE_INFINITY,
        });
      });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: expected });
      expect(final.message).toContain(`${code}: ${message.slice(0, -1)} (request id `);
      expect(final.message).toMatch(NEXT_STEP);
      const calls = stage().simulator.calls.slice(start);
      expect(calls.filter(({ action }) => action === UPDATE.action)).toHaveLength(times);
    });
  });

  it('names the right that the cloud says is missing, else that to the call itself', async () => {
    const { code, rightTo, told } = denial;
    const named = rightTo(`${UPDATE.action}Something`);
    const { final } = await runInto(stage(), UPDATE, () =>
      stage().simulator.inject({ action: UPDATE.action, error: { code, body: denial.naming(named) } }),
    );
    expect(final.message).toContain(told(named));
    expect(final.message).toContain(denial.cure);

    stage().simulator.inject({ action: READ_CALL, error: { code } });
    expect((await stage().invoke('READ', { tfcfnid: absent })).message).toContain(told(rightTo(READ_CALL)));
  });

  it('have their message kept in one line of bearable length', async () => {
    const message = `first\nsecond ${'long '.repeat(1_000)}`;
    stage().simulator.inject({ action: READ_CALL, error: { status: 400, code: 'Some.Code', message } });
    const answer = await stage().invoke('READ', { tfcfnid: absent });
    expect(answer.message).toContain('Some.Code: first second long');
    expect(answer.message).toMatch(NEXT_STEP);
    expect(answer.message.length).toBeLessThanOrEqual(1_000);
  });
});
