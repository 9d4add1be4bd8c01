import { Sessions } from '../../../src/keys/session';
import { failureOf } from '../../support/failure-of';
import { Gateway } from '../../support/gateway';
import { IMAGE, listOf, openImages, REGION, SECRET } from './stage';

const AT = { regionId: REGION, id: 'm-1' };
const ROLE = 'acs:ram::1:role/images';
const sessionOf = (number: number, seconds = 3600) => ({
  body: {
    RequestId: `r-sts-${number}`,
    Credentials: {
      AccessKeyId: `STS.${number}`,
      AccessKeySecret: `canary-of-session-${number}`,
      SecurityToken: `canary-of-token-${number}`,
      Expiration: new Date(Date.now() + seconds * 1000).toISOString(),
    },
  },
});

let ecs: Gateway;
let sts: Gateway;
beforeEach(async () => {
  [ecs, sts] = await Promise.all([Gateway.open(), Gateway.open()]);
  ecs.reply({ body: listOf(IMAGE) });
});
afterEach(() => {
  ecs.close();
  sts.close();
});

const open = (change: Readonly<Record<string, unknown>> = {}, sessions?: Sessions) =>
  openImages(
    {
      endpoints: { ecs: `${ecs.url}/asapi/v3`, sts: `${sts.url}/asapi/v3` },
      assumeRole: { roleArn: ROLE, externalId: 'external' },
      ...change,
    },
    { sessions },
  );

describe('a role', () => {
  it('is assumed at the STS of the gateway once, and its key signs what follows', async () => {
    sts.reply(sessionOf(1));
    const { images, hidden } = open({ organization: '37', gateway: 'ASAPI' });
    await images.find(AT);
    await images.find(AT);
    expect(sts.got).toHaveLength(1);
    const [asked] = sts.got;
    expect(asked?.isSignedWith(SECRET)).toBe(true);
    expect(asked?.path).toBe('/asapi/v3/');
    expect(asked?.parameters).toMatchObject({
      Action: 'AssumeRole',
      Version: '2015-04-01',
      Product: 'sts',
      RegionId: REGION,
      AccessKeyId: 'testid',
      RoleArn: ROLE,
      ExternalId: 'external',
      RoleSessionName: 'a-test',
      DurationSeconds: '3600',
    });
    expect(asked?.headers).toMatchObject({ 'x-acs-asapi-product': 'sts', 'x-acs-organizationid': '37' });
    expect(ecs.got.map((got) => got.isSignedWith('canary-of-session-1'))).toEqual([true, true]);
    expect(ecs.got[0]?.parameters).toMatchObject({ AccessKeyId: 'STS.1', SecurityToken: 'canary-of-token-1' });
    expect(hidden).toEqual(expect.arrayContaining(['canary-of-session-1', 'canary-of-token-1']));
  });

  it('has its key renewed before it ends, or once it is refused', async () => {
    sts.reply(sessionOf(1, 60), sessionOf(2), sessionOf(3));
    ecs.reply(
      { status: 400, body: { errorCode: 'InvalidSecurityToken.Expired', RequestId: 'r-1' } },
      { body: listOf(IMAGE) },
    );
    const { images } = open();
    await images.find(AT);
    await expect(images.find(AT)).resolves.toMatchObject({ ref: AT });
    expect(ecs.got.map(({ parameters }) => parameters.AccessKeyId)).toEqual(['STS.1', 'STS.2', 'STS.3']);
  });

  it.each([
    [
      'its code',
      { status: 500, body: { errorCode: 'asapi.server.request.parameter.accesskeyid.error', RequestId: 'r' } },
    ],
    ['HTTP 401', { status: 401, body: { RequestId: 'r' } }],
  ])('has its key renewed also if the gateway itself refuses it, with %s', async (_, refusal) => {
    sts.reply(sessionOf(1), sessionOf(2));
    ecs.reply(refusal, { body: listOf(IMAGE) });
    const { images } = open();
    await images.find(AT);
    await expect(images.find(AT)).resolves.toMatchObject({ ref: AT });
    expect(ecs.got.map(({ parameters }) => parameters.AccessKeyId)).toEqual(['STS.1', 'STS.1', 'STS.2']);
  });

  it('has a session of its own for each organization', async () => {
    sts.reply(sessionOf(1), sessionOf(2));
    const sessions = new Sessions(Date.now);
    await open({ organization: '37' }, sessions).images.find(AT);
    await open({ organization: '37' }, sessions).images.find(AT);
    await open({ organization: '38' }, sessions).images.find(AT);
    expect(ecs.got.map(({ parameters }) => parameters.AccessKeyId)).toEqual(['STS.1', 'STS.1', 'STS.2']);
  });

  it('may have the STS of its region alone', async () => {
    sts.reply(sessionOf(1));
    const own = { regionId: REGION, ecs: `${ecs.url}/x`, sts: `${sts.url}/y` };
    await open({ endpoints: { ecs: 'https://elsewhere.example' }, regionEndpoints: [own] }).images.find(AT);
    expect([sts.got[0]?.path, ecs.got[0]?.path]).toEqual(['/y/', '/x/']);
  });

  it.each([
    [{ errorCode: 'EntityNotExist.Role' }, 'InvalidTypeConfiguration', `The role ${ROLE} does not exist`],
    [{ Code: 'NoPermission' }, 'AccessDenied', `the trust policy of ${ROLE}`],
    [{ code: '404' }, 'InvalidTypeConfiguration', 'Compare host, port and path in Endpoints and Gateway'],
  ])('that cannot be assumed is told of: %j', async (body, code, cure) => {
    sts.reply({ body: { RequestId: 'r-1', eagleEyeTraceId: 't-1', ...body } });
    const failure = await failureOf(open().images.find(AT));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(cure);
    expect(failure.message).toContain(`AssumeRole at ${new URL(sts.url).host}/asapi/v3 failed`);
    expect(failure.answer.requestId).toBe('r-1, eagleEyeTraceId t-1');
    expect(ecs.got).toEqual([]);
  });
});

describe('a key', () => {
  it('that is refused is not renewed where it stands in the type configuration', async () => {
    const temporary = { credentials: { accessKeyId: 'id', accessKeySecret: SECRET, securityToken: 'a-token' } };
    ecs.reply({ status: 400, body: { Code: 'InvalidSecurityToken.Expired', RequestId: 'r-1' } });
    const { images } = open({ ...temporary, assumeRole: undefined });
    await images.find(AT);
    const failure = await failureOf(images.find(AT));
    expect(failure.code).toBe('InvalidCredentials');
    expect(failure.message).toContain('set a new one in the type configuration');
    expect(ecs.got.map(({ parameters }) => parameters.SecurityToken)).toEqual(['a-token', 'a-token']);
    expect(sts.got).toEqual([]);
  });
});
