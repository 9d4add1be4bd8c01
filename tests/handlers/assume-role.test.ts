import { CLOSED_URL } from '../support/closed-port';
import { leftovers, makeCopy, NOTHING_LEFT, remove, useStage } from '../support/copies';
import { changed, openings, openRoleStage, ROLE, type SessionStage, trustAccount } from '../support/sessions';

const READ = { tfcfnid: 'cn-shanghai/m-none' };
const EXTERNAL_ID = 'canary-external-id';

describe('AssumeRole', () => {
  const stage = useStage(() => openRoleStage()) as () => SessionStage;
  const read = (change: object = {}) => stage().invoke('READ', READ, changed(stage(), 'AssumeRole', { ...change }));

  it('makes and removes a copy with the rights of the role alone', async () => {
    const ecs = { Effect: 'Allow', Action: 'ecs:*', Resource: '*' } as const;
    const sts = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: stage().roleArn } as const;
    stage().simulator.ram.setUserPolicy({ Version: '1', Statement: [sts] });
    stage().simulator.ram.updateRole(ROLE, { policy: { Version: '1', Statement: [ecs] } });
    const copy = await makeCopy(stage());
    expect((await remove(stage(), copy, { DeleteAutoSnapshot: true })).final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('is called with what the type configuration says, and with defaults for what it does not', async () => {
    const Policy = JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: 'ecs:*', Resource: '*' }] });
    await read();
    await read({ SessionName: 'me', ExternalId: EXTERNAL_ID, Policy, DurationSeconds: 900 });
    const { roleArn: RoleArn } = stage();
    expect(openings(stage()).map(({ parameters }) => parameters)).toEqual([
      { RoleArn, RoleSessionName: 'TF-Alicloud-ImageCopy@123456789012.us-east-1', DurationSeconds: '3600' },
      { RoleArn, RoleSessionName: 'me', ExternalId: EXTERNAL_ID, Policy, DurationSeconds: '900' },
    ]);
  });

  it('takes the STS endpoint of the default region where {region} stands in it', async () => {
    const { url } = stage().simulator;
    const Endpoints = { Ecs: url, Sts: `${url}/{region}` };
    await stage().invoke('READ', READ, { typeConfiguration: { ...stage().typeConfiguration, Endpoints } });
    const [line = '{}'] = stage().log;
    expect(JSON.parse(line)).toMatchObject({ action: 'AssumeRole', host: `${new URL(url).host}/cn-shanghai` });
  });

  it('names the address of an STS on this machine that is not there', async () => {
    const Endpoints = { Ecs: stage().simulator.url, Sts: CLOSED_URL };
    const answer = await stage().invoke('READ', READ, {
      typeConfiguration: { ...stage().typeConfiguration, Endpoints },
    });
    expect(answer.errorCode).toBe('NetworkFailure');
    expect(answer.message).toContain(`Check that the simulator runs at ${CLOSED_URL}, or correct Endpoints`);
  });

  it('has the rights that its session policy leaves', async () => {
    const Policy = JSON.stringify({ Version: '1', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] });
    const { errorCode, message } = await read({ Policy });
    expect(errorCode).toBe('AccessDenied');
    expect(message).toContain('RAM action: ecs:DescribeImages.');
  });

  it('tells the external ID that the role asks for, and nobody else', async () => {
    const { ram } = stage().simulator;
    ram.updateRole(ROLE, { trust: trustAccount(ram.accountId, EXTERNAL_ID) });
    expect((await read({ ExternalId: EXTERNAL_ID })).errorCode).toBe('NotFound');
    for (const change of [{}, { ExternalId: 'another-external-id' }]) {
      const { errorCode, message } = await read(change);
      expect(errorCode).toBe('AccessDenied');
      expect(message).toContain('the trust policy of acs:ram::');
      expect(message).toContain('sts:ExternalId');
      expect(message).not.toContain('another-external-id');
    }
    expect(stage().log.join('\n')).not.toContain(EXTERNAL_ID);
  });

  it('says what is missing if the user may not assume the role', async () => {
    const nothing = { Effect: 'Deny', Action: '*', Resource: '*' } as const;
    stage().simulator.ram.setUserPolicy({ Version: '1', Statement: [nothing] });
    const { errorCode, message } = await read();
    expect(errorCode).toBe('AccessDenied');
    expect(message).toMatch(/^AssumeRole at 127\.0\.0\.1:\d+ failed with NoPermission: You are not authorized/);
    expect(message).toContain('RAM action: sts:AssumeRole. Two policies must allow it: a policy of the RAM user');
  });

  it.each([
    ['EntityNotExist.Role', 'correct AssumeRole.RoleArn', { RoleArn: 'acs:ram::1234567890123456:role/nobody' }],
    ['InvalidParameter.DurationSeconds', 'raise MaxSessionDuration', { DurationSeconds: 7200 }],
    ['InvalidParameter.PolicyGrammar', 'Correct AssumeRole.Policy', { Policy: '{"Version":"1"}' }],
  ])('is an invalid type configuration: %s', async (code, hint, change) => {
    const { errorCode, message } = await read(change);
    expect(errorCode).toBe('InvalidTypeConfiguration');
    expect(message).toContain(code);
    expect(message).toContain(hint);
  });

  it.each([
    ['InvalidAccessKeyId.NotFound', 'Correct AccessKeyId', { AccessKeyId: 'nobody' }],
    ['SignatureDoesNotMatch', 'Correct AccessKeySecret', { AccessKeySecret: 'wrong-secret' }],
    ['InvalidSecurityToken.Malformed', 'Correct SecurityToken', { SecurityToken: 'none-of-ours' }],
  ])('fails with InvalidCredentials if the key is not right: %s', async (code, hint, change) => {
    const Credentials = { ...Object(stage().typeConfiguration.Credentials), ...change };
    const { errorCode, message } = await stage().invoke('READ', READ, {
      typeConfiguration: { ...stage().typeConfiguration, Credentials },
    });
    expect(errorCode).toBe('InvalidCredentials');
    expect(message).toContain(`AssumeRole at 127.0.0.1`);
    expect(message).toContain(code);
    expect(message).toContain(hint);
    expect(openings(stage())).toHaveLength(1);
  });
});
