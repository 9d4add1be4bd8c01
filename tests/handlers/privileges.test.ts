import requests from '../fixtures/requests.json';
import type { Behaviour } from '../support/behaviours';
import { callsOf } from '../support/copies';
import type { ErrorSubject } from '../support/error-subject';
import type { PrivilegeSubject } from '../support/privileges';
import { Sample } from '../support/sample';
import { type Action, type Operation, openStage, type Stage } from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import { EACH_ERRORS } from '../types/index';

/** So many rights that are missing are one in `npm test`, with each operation. */
const ONE_IN = 16;
const OPERATIONS: readonly Action[] = ['CREATE', 'READ', 'UPDATE', 'DELETE', 'LIST'];

/** A request as the cloud reads it: signature, time and nonce are not among its parameters. */
function wordsOf({ action, regionId, parameters }: Stage<StagedCloud>['simulator']['calls'][number]): string {
  const sent = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return [action, regionId, ...sent.sort()].join(' ');
}

/** Runs a behaviour of a type, the operation itself bound; undefined: it may do everything. */
async function play(
  type: PrivilegeSubject & ErrorSubject,
  behaviour: Behaviour,
  bind?: (stage: Stage<StagedCloud>) => void,
) {
  const stage = await openStage({ type, imageSeconds: 60 });
  try {
    const run = await behaviour.prepare(stage);
    bind?.(stage);
    let result: Operation | undefined;
    const calls = await callsOf(stage, async () => {
      result = await run();
    });
    if (!result) throw new Error('the operation did not end');
    return { final: result.final, actions: calls.map(({ action }) => action), left: type.errors.left(stage), calls };
  } finally {
    await stage.close();
  }
}

describe.each(EACH_ERRORS)('%s', (_name, type) => {
  const { privileges } = type;
  const { behaviours, callsOf: callsInTable, rightsTo, policies, denial } = privileges;
  const isDenied = ({ code }: { readonly code?: string }): boolean =>
    code !== undefined && [denial.code, denial.codeElsewhere].includes(code);
  const free = new Map<Behaviour, ReturnType<typeof play>>();

  /** A behaviour where everything is allowed, played once. */
  function playFreely(behaviour: Behaviour): ReturnType<typeof play> {
    const outcome = free.get(behaviour) ?? play(type, behaviour);
    free.set(behaviour, outcome);
    return outcome;
  }

  describe('the calls of each operation', () => {
    const rows = behaviours.map((behaviour) => [behaviour.operation, behaviour.situation, behaviour] as const);

    it.each(rows)(
      '%s %s: each is in the table, whose policy, if one is known, is enough',
      async (operation, _, behaviour) => {
        const { final, actions, left } = await playFreely(behaviour);
        expect(callsInTable(operation)).toEqual(expect.arrayContaining([...new Set(actions)]));

        const bound = policies
          ? await play(type, behaviour, (stage) => policies.bindTo(stage, [operation]))
          : await playFreely(behaviour);
        expect(bound.calls.filter(isDenied)).toEqual([]);
        expect(bound).toMatchObject({ final: { status: final.status }, actions, left });
        expect(bound.final.errorCode).toBe(final.errorCode);
      },
    );

    it.each(OPERATIONS)('%s: none in the table is superfluous', async (operation) => {
      const own = behaviours.filter((behaviour) => behaviour.operation === operation);
      const seen = new Set((await Promise.all(own.map(playFreely))).flatMap(({ actions }) => actions));
      expect([...seen].sort()).toEqual([...callsInTable(operation)].sort());
    });

    it('are sent word for word as the fixture has them, each different one once', async () => {
      const calls = (await Promise.all(behaviours.map(playFreely))).flatMap((played) => played.calls);
      expect([...new Set(calls.map(wordsOf))].sort()).toEqual(Object(requests)[type.name]);
    });
  });

  describe('rights that lack one', () => {
    const rightsOf = (operation: Action) => [...new Set(callsInTable(operation).flatMap(rightsTo))];
    const all = OPERATIONS.flatMap((operation) => rightsOf(operation).map((right) => [operation, right] as const));
    const cases = new Sample(ONE_IN).of(
      all,
      (row) => row.join(' without '),
      ([operation]) => [operation],
    );

    it.each(cases)('%s without %s: who needs it is denied and told', async (operation, right) => {
      const needing = callsInTable(operation).filter((call) => rightsTo(call).includes(right));
      let told = 0;
      for (const behaviour of behaviours.filter((one) => one.operation === operation)) {
        if (!(await playFreely(behaviour)).actions.some((action) => needing.includes(action))) continue;
        const { final, calls } = await play(type, behaviour, (stage) => privileges.forbid(stage, operation, right));
        expect(calls.filter((one) => isDenied(one) && !needing.includes(one.action))).toEqual([]);
        if (!needing.some((call) => final.message.includes(denial.told(denial.rightTo(call))))) continue;
        told += 1;
        // A clean-up that is denied keeps the reason that made it necessary, together with what is denied.
        if (final.errorCode !== 'AccessDenied') expect(final.message).toContain('The clean-up failed too');
      }
      expect(told).toBeGreaterThan(0);
    });
  });
});
