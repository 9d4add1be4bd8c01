import type { PolicyDocument } from '../../simulator/index';
import type { Behaviour } from '../support/behaviours';
import { callsOf, leftovers } from '../support/copies';
import type { PrivilegeSubject } from '../support/privileges';
import { type Action, type Operation, openStage } from '../support/stage';
import { TYPES } from '../types/index';

const OPERATIONS: readonly Action[] = ['CREATE', 'READ', 'UPDATE', 'DELETE', 'LIST'];

/** Runs a behaviour of a type, the operation itself under a policy; undefined: it may do everything. */
async function play(type: PrivilegeSubject, { prepare }: Behaviour, policy?: PolicyDocument) {
  const stage = await openStage({ type });
  try {
    const run = await prepare(stage);
    stage.simulator.ram.setUserPolicy(policy);
    let result: Operation | undefined;
    const calls = await callsOf(stage, async () => {
      result = await run();
    });
    if (!result) throw new Error('the operation did not end');
    return { final: result.final, actions: calls.map(({ action }) => action), left: leftovers(stage), calls };
  } finally {
    await stage.close();
  }
}

const isDenied = ({ code }: { readonly code?: string }): boolean => code === 'Forbidden.RAM';

describe.each(TYPES.map((type) => [type.name, type] as const))('%s', (_name, type) => {
  const { behaviours, callsOf: callsInTable, policyFor, rightTo } = type.privileges;
  const free = new Map<Behaviour, ReturnType<typeof play>>();

  /** A behaviour where everything is allowed, played once. */
  function playFreely(behaviour: Behaviour): ReturnType<typeof play> {
    const outcome = free.get(behaviour) ?? play(type, behaviour);
    free.set(behaviour, outcome);
    return outcome;
  }

  describe('the calls of each operation', () => {
    const rows = behaviours.map((behaviour) => [behaviour.operation, behaviour.situation, behaviour] as const);

    it.each(rows)('%s %s: every one is in the table, and its policy is enough', async (operation, _, behaviour) => {
      const { final, actions, left } = await playFreely(behaviour);
      expect(callsInTable(operation)).toEqual(expect.arrayContaining([...new Set(actions)]));

      const bound = await play(type, behaviour, policyFor([operation]));
      expect(bound.calls.filter(isDenied)).toEqual([]);
      expect(bound).toMatchObject({ final: { status: final.status }, actions, left });
      expect(bound.final.errorCode).toBe(final.errorCode);
    });

    it.each(OPERATIONS)('%s: none in the table is superfluous', async (operation) => {
      const own = behaviours.filter((behaviour) => behaviour.operation === operation);
      const seen = new Set((await Promise.all(own.map(playFreely))).flatMap(({ actions }) => actions));
      expect([...seen].sort()).toEqual([...callsInTable(operation)].sort());
    });
  });

  describe('a policy that lacks one action', () => {
    const cases = OPERATIONS.flatMap((operation) => callsInTable(operation).map((call) => [operation, call] as const));

    it.each(cases)('%s without %s: who needs it is denied and told', async (operation, call) => {
      const { Version, Statement } = policyFor([operation]);
      const policy: PolicyDocument = {
        Version,
        Statement: [...Statement, { Effect: 'Deny', Action: rightTo(call), Resource: '*' }],
      };
      let told = 0;
      for (const behaviour of behaviours.filter((one) => one.operation === operation)) {
        if (!(await playFreely(behaviour)).actions.includes(call)) continue;
        const { final, calls } = await play(type, behaviour, policy);
        expect(calls.filter((one) => isDenied(one) && one.action !== call)).toEqual([]);
        if (!final.message.includes(`RAM action: ${rightTo(call)}.`)) continue;
        told += 1;
        // A clean-up that is denied keeps the reason that made it necessary, with what is denied beside it.
        if (final.errorCode !== 'AccessDenied') expect(final.message).toContain('Cleaning up failed too');
      }
      expect(told).toBeGreaterThan(0);
    });
  });
});
