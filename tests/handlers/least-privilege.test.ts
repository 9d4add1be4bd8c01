import type { PolicyDocument } from '../../simulator/index';
import { assumeRolePolicy, NEEDS, needsOf, OPERATIONS, type Operation, ramPolicy } from '../../src/ecs/ram-policy';
import { BEHAVIOURS, type Behaviour } from '../support/behaviours';
import { callsOf, HOME, leftovers, makeCopy, NOTHING_LEFT, remove, SOURCE, update, useStage } from '../support/copies';
import { openKeylessStage, openRoleStage, ROLE, type SessionStage } from '../support/sessions';
import { openStage, type Operation as Run, type Stage } from '../support/stage';

const callsInTable = (operation: Operation) => needsOf({ operations: [operation] }).map(({ call }) => call);
const ROWS = BEHAVIOURS.map((behaviour) => [behaviour.operation, behaviour.situation, behaviour] as const);

/** Runs a behaviour, the operation itself under a policy; undefined: it may do everything. */
async function play({ prepare }: Behaviour, policy?: PolicyDocument) {
  const stage = await openStage();
  try {
    const run = await prepare(stage);
    stage.simulator.ram.setUserPolicy(policy);
    let result: Run | undefined;
    const calls = await callsOf(stage, async () => {
      result = await run();
    });
    if (!result) throw new Error('the operation did not end');
    return { final: result.final, actions: calls.map(({ action }) => action), left: leftovers(stage), calls };
  } finally {
    await stage.close();
  }
}

type Outcome = Awaited<ReturnType<typeof play>>;
const free = new Map<Behaviour, Promise<Outcome>>();

/** A behaviour where everything is allowed, played once. */
function playFreely(behaviour: Behaviour): Promise<Outcome> {
  const outcome = free.get(behaviour) ?? play(behaviour);
  free.set(behaviour, outcome);
  return outcome;
}

const isDenied = ({ code }: { readonly code?: string }): boolean => code === 'Forbidden.RAM';

describe('the calls of each operation', () => {
  it.each(ROWS)('%s %s: every one is in the table, and its policy is enough', async (operation, _, behaviour) => {
    const { final, actions, left } = await playFreely(behaviour);
    expect(callsInTable(operation)).toEqual(expect.arrayContaining([...new Set(actions)]));

    const bound = await play(behaviour, ramPolicy({ operations: [operation] }));
    expect(bound.calls.filter(isDenied)).toEqual([]);
    expect(bound).toMatchObject({ final: { status: final.status }, actions, left });
    expect(bound.final.errorCode).toBe(final.errorCode);
  });

  it.each(OPERATIONS)('%s: none in the table is superfluous', async (operation) => {
    const behaviours = BEHAVIOURS.filter((behaviour) => behaviour.operation === operation);
    const seen = new Set((await Promise.all(behaviours.map(playFreely))).flatMap(({ actions }) => actions));
    expect([...seen].sort()).toEqual(callsInTable(operation).sort());
  });
});

describe('a policy that lacks one action', () => {
  const CASES = NEEDS.map(({ operation, call }) => [operation, call] as const);

  it.each(CASES)('%s without ecs:%s: who needs it is denied and told', async (operation, call) => {
    const { Version, Statement } = ramPolicy({ operations: [operation] });
    const policy: PolicyDocument = {
      Version,
      Statement: [...Statement, { Effect: 'Deny', Action: `ecs:${call}`, Resource: '*' }],
    };
    let told = 0;
    for (const behaviour of BEHAVIOURS.filter((one) => one.operation === operation)) {
      if (!(await playFreely(behaviour)).actions.includes(call)) continue;
      const { final, calls } = await play(behaviour, policy);
      expect(calls.filter((one) => isDenied(one) && one.action !== call)).toEqual([]);
      if (!final.message.includes(`RAM action: ecs:${call}.`)) continue;
      told += 1;
      // A clean-up that is denied keeps the reason that made it necessary, with what is denied beside it.
      if (final.errorCode !== 'AccessDenied') expect(final.message).toContain('Cleaning up failed too');
    }
    expect(told).toBeGreaterThan(0);
  });
});

/** Made, read, listed, changed in every property and deleted with its snapshots. */
async function live(on: Stage, properties: object = {}): Promise<void> {
  const copy = await makeCopy(on, { Tags: [{ Key: 'a', Value: '1' }], DeleteAutoSnapshot: true, ...properties });
  expect((await on.invoke('READ', copy.identifier)).status).toBe('SUCCESS');
  expect((await on.invoke('LIST', {})).status).toBe('SUCCESS');
  const changes = {
    ImageName: 'another',
    Description: 'other',
    ImageFamily: 'family',
    Tags: [{ Key: 'b', Value: '2' }],
  };
  expect((await update(on, copy, changes)).final.status).toBe('SUCCESS');
  expect((await remove(on, copy, changes)).final.status).toBe('SUCCESS');
  expect(leftovers(on)).toEqual(NOTHING_LEFT);
}

const NOTHING: PolicyDocument = {
  Version: '1',
  Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
};

describe('a whole life under the documented policy', () => {
  const stage = useStage(() => openStage());
  const denied = () => stage().simulator.calls.filter(({ status }) => status === 403);

  it.each<[string, Parameters<typeof ramPolicy>[0], object]>([
    ['for everything', {}, { ResourceGroupId: 'rg-acfmimages' }],
    ['for an account', { accountId: '1234567890123456' }, { ResourceGroupId: 'rg-acfmimages' }],
    ['for one way', { sourceRegions: ['cn-hangzhou'], destinationRegions: ['cn-shanghai'] }, {}],
    ['without resource groups', { properties: ['DeleteAutoSnapshot'] }, {}],
  ])('%s', async (_, scope, properties) => {
    stage().simulator.ram.setUserPolicy(ramPolicy(scope));
    await live(stage(), properties);
    expect(denied()).toEqual([]);
  });

  it.each([{}, { Force: true }])('lets a copy in use be deleted with ForceDelete, and %j', async (changes) => {
    const typeConfiguration = { ...stage().typeConfiguration, ForceDelete: true };
    const { wish, identifier, imageId } = await makeCopy(stage());
    stage().simulator.world.useByInstance(HOME, imageId);
    stage().simulator.ram.setUserPolicy(ramPolicy({ operations: ['DELETE'], properties: [] }));
    const { final } = await stage().run('DELETE', { ...wish, ...changes, ...identifier }, { typeConfiguration });
    expect(final.status).toBe('SUCCESS');
    expect(denied()).toEqual([]);
  });

  it('ends at the regions that the policy names', async () => {
    const scope = { sourceRegions: ['cn-hangzhou'], destinationRegions: ['cn-shanghai'] };
    stage().simulator.ram.setUserPolicy(ramPolicy(scope));
    const { final } = await stage().run('READ', { tfcfnid: 'eu-central-1/m-gw80123456789abcdef0' });
    expect(final).toMatchObject({ errorCode: 'AccessDenied', message: expect.stringContaining('ecs:DescribeImages') });
    const elsewhere = { ...SOURCE, SourceRegionId: 'cn-beijing' };
    expect((await stage().run('CREATE', elsewhere)).final.errorCode).toBe('AccessDenied');
  });

  it('for READ and LIST lets a copy be read and listed, and nothing else', async () => {
    const copy = await makeCopy(stage());
    stage().simulator.ram.setUserPolicy(ramPolicy({ operations: ['READ', 'LIST'] }));
    expect((await stage().invoke('READ', copy.identifier)).status).toBe('SUCCESS');
    expect((await stage().invoke('LIST', {})).resourceModels).toHaveLength(1);
    const refused = [
      await update(stage(), copy, { ImageName: 'another' }),
      await remove(stage(), copy),
      await stage().run('CREATE', { ...SOURCE, ImageName: 'second' }),
    ];
    expect(refused.map(({ final }) => final.errorCode)).toEqual(['AccessDenied', 'AccessDenied', 'AccessDenied']);
    expect(leftovers(stage()).images).toEqual([copy.identifier.tfcfnid]);
  });
});

describe('a whole life of a role that has the documented policy', () => {
  const opened: Stage[] = [];
  afterEach(() => Promise.all(opened.splice(0).map((stage) => stage.close())));
  const withPolicy = async <S extends SessionStage>(open: () => Promise<S>): Promise<S> => {
    const stage = await open();
    opened.push(stage);
    stage.simulator.ram.updateRole(ROLE, { policy: ramPolicy() });
    return stage;
  };

  it('AssumeRole: its user may assume the role and nothing else', async () => {
    const stage = await withPolicy(openRoleStage);
    stage.simulator.ram.setUserPolicy(assumeRolePolicy(stage.roleArn));
    await live(stage);
    expect(stage.simulator.calls.filter(({ status }) => status === 403)).toEqual([]);
  });

  it('AssumeRole: a user who may not is told', async () => {
    const stage = await withPolicy(openRoleStage);
    stage.simulator.ram.setUserPolicy(assumeRolePolicy(`${stage.roleArn}-of-others`));
    const { errorCode, message } = await stage.invoke('READ', { tfcfnid: 'cn-shanghai/m-uf60123456789abcdef0' });
    expect(errorCode).toBe('AccessDenied');
    expect(message).toContain('RAM action: sts:AssumeRole.');
    expect(stage.simulator.ledger().calls).toEqual({ AssumeRole: 1 });
  });

  it('AssumeRoleWithOIDC: nobody else has any right', async () => {
    const stage = await withPolicy(openKeylessStage);
    stage.simulator.ram.setUserPolicy(NOTHING);
    await live(stage);
    const kinds = stage.simulator.calls.map(({ accessKeyId }) => accessKeyId.slice(0, 4));
    expect(new Set(kinds)).toEqual(new Set(['', 'STS.']));
  });
});

describe('an empty list in place of a refusal, as ECS used to answer those who may not list images', () => {
  const stage = useStage(() => openStage({ behaviour: { describeImagesDenied: 'emptyList' } }));

  it('is not taken for the absence of a copy that shall be deleted', async () => {
    const copy = await makeCopy(stage());
    const { Version, Statement } = ramPolicy();
    const denial = { Effect: 'Deny', Action: 'ecs:DescribeImages', Resource: '*' } as const;
    stage().simulator.ram.setUserPolicy({ Version, Statement: [...Statement, denial] });
    const { final } = await remove(stage(), copy);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(leftovers(stage()).images).toEqual([copy.identifier.tfcfnid]);
  });
});
