import type { PolicyDocument } from '../../simulator/index';
import { assumeRolePolicy } from '../../src/alibaba/ram-policy';
import { ramPolicy } from '../../src/properties/ram-policy';
import { HOME, leftovers, makeCopy, NOTHING_LEFT, remove, SOURCE, update, useStage } from '../support/copies';
import { openKeylessStage, openRoleStage, ROLE, type SessionStage } from '../support/sessions';
import { openStage, type Stage } from '../support/stage';

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
