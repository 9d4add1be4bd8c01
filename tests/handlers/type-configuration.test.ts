import { SOURCE, useStage } from '../support/copies';
import { openStage, type Properties } from '../support/stage';

const CANARY = 'canary-value-of-the-configuration';
const KEY = { AccessKeyId: `id-${CANARY}`, AccessKeySecret: `secret-${CANARY}` };
const ROLE = { RoleArn: `acs:ram::1:role/${CANARY}`, ExternalId: CANARY };
const OIDC = {
  ProviderArn: `acs:ram::1:oidc-provider/${CANARY}`,
  RoleArn: `acs:ram::1:role/${CANARY}`,
  Audience: CANARY,
};
const REGION = { RegionId: 'cn-shanghai' };
const withKey = (change: Properties) => ({ ...REGION, Credentials: { ...KEY, ...change } });
const withRole = (change: Properties) => ({ ...REGION, Credentials: KEY, AssumeRole: { ...ROLE, ...change } });
const withOidc = (change: Properties) => ({ ...REGION, AssumeRoleWithOIDC: { ...OIDC, ...change } });
const withEndpoint = (Ecs: unknown) => ({ ...REGION, Credentials: KEY, Endpoints: { Ecs } });

const PLAIN = 'must begin with https:// (http:// is accepted only for loopback addresses)';

describe('a type configuration that cannot be used', () => {
  const stage = useStage(() => openStage());

  it.each<readonly [says: string, configuration: unknown]>([
    ['The type configuration is missing', null],
    ['RegionId is missing', {}],
    ['Credentials is missing', {}],
    ['Credentials is missing', REGION],
    ['RegionId is missing', { Credentials: KEY }],
    ['RegionId must be a region ID', { RegionId: `Region/${CANARY}`, Credentials: KEY }],
    ['Credentials.AccessKeyId is missing', withKey({ AccessKeyId: undefined })],
    ['Credentials.AccessKeyId is missing', withKey({ AccessKeyId: '' })],
    ['Credentials.AccessKeySecret is missing', withKey({ AccessKeySecret: undefined })],
    ['Credentials.AccessKeyId must be a string', withKey({ AccessKeyId: 5 })],
    ['AssumeRole.ExternalId must be a string', withRole({ ExternalId: 5 })],
    ['Credentials.SecurityToken is empty: remove it or set it', withKey({ SecurityToken: '' })],
    ['Credentials.AccessKeyId contains a space, a line break', withKey({ AccessKeyId: `${CANARY}\nx` })],
    ['Credentials.AccessKeySecret contains a space', withKey({ AccessKeySecret: ` ${CANARY}` })],
    ['Credentials.AccessKeySecret contains a space', withKey({ AccessKeySecret: `\u5bc6${CANARY}` })],
    [
      'Credentials.AccessKeySecret is a dynamic reference that was not resolved',
      withKey({ AccessKeySecret: `{{resolve:secretsmanager:${CANARY}}}` }),
    ],
    ['Credentials.SecurityToken is a dynamic reference', withKey({ SecurityToken: `{{resolve:ssm:${CANARY}}}` })],
    ['Credentials is missing: AssumeRole assumes the role with it', { ...REGION, AssumeRole: ROLE }],
    [
      'AssumeRoleWithOIDC cannot be used with Credentials or AssumeRole',
      { ...REGION, AssumeRoleWithOIDC: OIDC, Credentials: KEY },
    ],
    [
      'AssumeRoleWithOIDC cannot be used with Credentials or AssumeRole',
      { ...REGION, AssumeRoleWithOIDC: OIDC, AssumeRole: ROLE },
    ],
    ['Credentials, Credentials with AssumeRole, or AssumeRoleWithOIDC', null],
    ['the authentication methods are Credentials, Credentials with AssumeRole, or AssumeRoleWithOIDC', REGION],
    ...['', false, 0, 5, CANARY, [], [{}], {}].flatMap((value): [string, unknown][] => [
      ['AssumeRole', { ...REGION, Credentials: KEY, AssumeRole: value }],
      ['AssumeRoleWithOIDC', { ...REGION, AssumeRoleWithOIDC: value }],
      ['AssumeRoleWithOIDC', { ...REGION, Credentials: KEY, AssumeRoleWithOIDC: value }],
      ['Credentials', { ...REGION, Credentials: value }],
    ]),
    ['AssumeRole.RoleArn is missing', withRole({ RoleArn: undefined })],
    ['AssumeRole.RoleArn must have the form acs:ram::<account>:role/<name>', withRole({ RoleArn: CANARY })],
    ['AssumeRole.RoleArn must have the form', withRole({ RoleArn: `arn:aws:iam::1:role/${CANARY}` })],
    ['AssumeRole.RoleArn must have the form', withRole({ RoleArn: `acs:ram::1:role/${CANARY}\n` })],
    ['AssumeRole.RoleArn must have the form', withRole({ RoleArn: `acs:ram::1:user/${CANARY}` })],
    ['AssumeRole.RoleArn is a dynamic reference', withRole({ RoleArn: `{{resolve:ssm:${CANARY}}}` })],
    ['AssumeRole.SessionName must be 2 to 64 letters', withRole({ SessionName: `${CANARY}/` })],
    ['AssumeRole.SessionName must be 2 to 64 letters', withRole({ SessionName: CANARY.repeat(3) })],
    ['AssumeRole.SessionName must be 2 to 64 letters', withRole({ SessionName: 'x' })],
    ['AssumeRole.ExternalId must be 2 to 1224 letters', withRole({ ExternalId: `${CANARY} ` })],
    ['AssumeRole.ExternalId is empty: remove it or set it', withRole({ ExternalId: '' })],
    ['AssumeRole.Policy must be a policy as JSON text', withRole({ Policy: CANARY })],
    ['AssumeRole.Policy must be a policy as JSON text', withRole({ Policy: `["${CANARY}"]` })],
    ['AssumeRole.Policy must have at most 2048 characters', withRole({ Policy: `{"${CANARY.repeat(70)}":1}` })],
    ['AssumeRole.DurationSeconds must be 900 to 43200 seconds', withRole({ DurationSeconds: 899 })],
    ['AssumeRole.DurationSeconds must be 900 to 43200 seconds', withRole({ DurationSeconds: '43201' })],
    ['AssumeRole.DurationSeconds must be 900 to 43200 seconds', withRole({ DurationSeconds: 0 })],
    ['Credentials.AccessKeyId is missing', { ...withRole({}), Credentials: { ...KEY, AccessKeyId: '' } }],
    ['AssumeRoleWithOIDC.ProviderArn is missing', withOidc({ ProviderArn: undefined })],
    ['AssumeRoleWithOIDC.ProviderArn must have the form', withOidc({ ProviderArn: OIDC.RoleArn })],
    ['AssumeRoleWithOIDC.RoleArn is missing', withOidc({ RoleArn: '' })],
    ['AssumeRoleWithOIDC.RoleArn must have the form', withOidc({ RoleArn: OIDC.ProviderArn })],
    ['AssumeRoleWithOIDC.Audience is missing', withOidc({ Audience: undefined })],
    ['AssumeRoleWithOIDC.Audience must have 1 to 1000 characters', withOidc({ Audience: CANARY.repeat(50) })],
    ['AssumeRoleWithOIDC.SessionName must be 2 to 64 letters', withOidc({ SessionName: `${CANARY}:` })],
    ['AssumeRoleWithOIDC.DurationSeconds must be 900 to 43200', withOidc({ DurationSeconds: 50_000 })],
    [
      'AssumeRoleWithOIDC cannot be used with Credentials or AssumeRole',
      { ...withOidc({}), Credentials: KEY, AssumeRole: ROLE },
    ],
    [`Endpoints.Sts ${PLAIN}`, { ...withOidc({}), Endpoints: { Sts: `http://${CANARY}.example.com` } }],
    [`Endpoints.Ecs ${PLAIN}`, withEndpoint(`http://${CANARY}.example.com`)],
    [`Endpoints.Ecs ${PLAIN}`, withEndpoint(`http://127.0.0.1.${CANARY}.example.com`)],
    [`Endpoints.Ecs ${PLAIN}`, withEndpoint(`ftp://127.0.0.1/${CANARY}`)],
    ['Endpoints.Ecs is not a URL', withEndpoint(`${CANARY}`)],
    ['Endpoints.Ecs is not a URL', withEndpoint('')],
    ['Endpoints.Ecs must be a string', withEndpoint({ url: CANARY })],
    ['Endpoints.Ecs must not contain a user name or password', withEndpoint(`https://user:${CANARY}@example.com`)],
    ['Endpoints.Ecs must not contain a query or fragment', withEndpoint(`https://example.com/?x=${CANARY}`)],
    ['Endpoints.Ecs must not contain a query or fragment', withEndpoint(`https://example.com/#${CANARY}`)],
    ['Endpoints.Ecs has a path with characters that are not allowed', withEndpoint(`https://example.com//${CANARY}`)],
    [
      'Endpoints.Ecs contains characters that are not allowed in an endpoint',
      withEndpoint(`https://example.com/a/../${CANARY}`),
    ],
    [
      'Endpoints.Ecs contains characters that are not allowed in an endpoint',
      withEndpoint(`https://example.com\\${CANARY}`),
    ],
    ['Endpoints.Sts is not a URL', { ...REGION, Credentials: KEY, Endpoints: { Sts: CANARY } }],
    ...[0, 1, 5, [], [true], ['true'], {}, { ForceDelete: CANARY }].map((value): [string, unknown] => [
      'ForceDelete must be true or false',
      { ...withKey({}), ForceDelete: value },
    ]),
    ...[CANARY, 'yes', '1', ' true', [CANARY]].map((value): [string, unknown] => [
      'a value does not have the type that the schema requires, in ForceDelete. Set it with',
      { ...withKey({}), ForceDelete: value },
    ]),
    ['RegionId is missing; ForceDelete must be true or false', { Credentials: KEY, ForceDelete: 5 }],
    [
      "for type 'TF::Alicloud::ImageCopy'. Reason: a value does not have the type that the schema requires. Set it with",
      `${CANARY}`,
    ],
    ['a value does not have the type that the schema requires', [CANARY]],
    [
      'a value does not have the type that the schema requires, in AssumeRole. Set it with',
      { ...REGION, Credentials: KEY, AssumeRole: { ...ROLE, DurationSeconds: CANARY } },
    ],
  ])('%s', async (says, typeConfiguration) => {
    for (const action of ['CREATE', 'READ', 'UPDATE', 'DELETE', 'LIST'] as const) {
      const properties =
        action === 'LIST' ? {} : { ...SOURCE, ...(action !== 'CREATE' && { tfcfnid: 'cn-shanghai/m-1' }) };
      const { errorCode, message } = await stage().invoke(action, properties, { typeConfiguration });
      expect(errorCode).toBe('InvalidTypeConfiguration');
      expect(message).toContain(says);
      expect(message).not.toContain(CANARY);
    }
    expect(stage().log.join('\n')).not.toContain(CANARY);
    expect(stage().simulator.calls).toEqual([]);
  });

  it('has all of its problems named, and how to set it', async () => {
    const typeConfiguration = { Credentials: { AccessKeyId: '' }, Endpoints: { Ecs: 'x', Sts: 'y' } };
    const { message } = await stage().invoke('READ', { tfcfnid: 'm-1' }, { typeConfiguration });
    for (const name of [
      'RegionId',
      'Credentials.AccessKeyId',
      'Credentials.AccessKeySecret',
      'Endpoints.Ecs',
      'Endpoints.Sts',
    ])
      expect(message).toContain(`${name} is `);
    expect(message).toContain('aws cloudformation set-type-configuration');
  });

  it('is looked at before the identifier and the properties', async () => {
    const { errorCode } = await stage().invoke('DELETE', {}, { typeConfiguration: {} });
    expect(errorCode).toBe('InvalidTypeConfiguration');
  });
});

describe('a type configuration that is in order', () => {
  const stage = useStage(() => openStage());

  it.each(['/', '/{region}', '/some/path/'])('reaches the simulator below %s of its endpoint', async (path) => {
    const Endpoints = { Ecs: `${stage().simulator.url}${path}` };
    const typeConfiguration = { ...stage().typeConfiguration, Endpoints };
    const answer = await stage().invoke('LIST', {}, { typeConfiguration });
    expect(stage().simulator.calls).toHaveLength(1);
    expect(answer.status).toBe('SUCCESS');
  });

  it('works with a temporary key and its security token', async () => {
    const typeConfiguration = { ...stage().typeConfiguration, Credentials: stage().simulator.temporaryKey() };
    const { final } = await stage().run('CREATE', SOURCE, { typeConfiguration });
    expect(final.status).toBe('SUCCESS');
  });

  it.each([
    ['InvalidAccessKeyId.NotFound', 'Correct AccessKeyId', { AccessKeyId: 'nobody' }],
    ['SignatureDoesNotMatch', 'Correct AccessKeySecret', { AccessKeySecret: 'wrong-secret' }],
    ['InvalidSecurityToken.Malformed', 'Correct SecurityToken', { SecurityToken: 'none-of-ours' }],
  ])('fails with InvalidCredentials: %s', async (code, hint, change) => {
    const { Credentials } = stage().typeConfiguration;
    const typeConfiguration = { ...stage().typeConfiguration, Credentials: { ...(Credentials as object), ...change } };
    const { errorCode, message } = await stage().invoke('LIST', {}, { typeConfiguration });
    expect(errorCode).toBe('InvalidCredentials');
    expect(message).toContain(code);
    expect(message).toContain(hint);
  });

  it('fails with InvalidCredentials when a temporary key expires during a copy', async () => {
    stage().simulator.behave({ copySeconds: 1_200 });
    const Credentials = stage().simulator.temporaryKey({ durationSeconds: 300 });
    const { final } = await stage().run('CREATE', SOURCE, {
      typeConfiguration: { ...stage().typeConfiguration, Credentials },
    });
    expect(final.errorCode).toBe('InvalidCredentials');
    expect(final.message).toContain('The temporary AccessKey has expired');
  });
});
