import { type AddressInfo, createServer } from 'node:net';
import { type ApsaraStage, openApsaraStage } from '../../support/apsara';
import type { Properties } from '../../support/stage';
import { EACH_SUBJECT } from './subjects';

/** What is wrong in a type configuration, in addition to what is right, and what is said of it. */
const CONFIGURATIONS: readonly (readonly [what: string, wrong: Properties, said: string])[] = [
  ['an endpoint without a scheme', { Endpoints: { Ecs: 'ecs.cloud.example.com' } }, 'Endpoints.Ecs is not a URL'],
  ['plain HTTP', { Endpoints: { Ecs: 'http://ecs.cloud.example.com' } }, 'http:// needs AllowHttp: true'],
  ['no endpoint', { Endpoints: undefined }, 'Endpoints.Ecs is missing'],
  ['no endpoint of ECS', { Endpoints: { Sts: 'https://sts.cloud.example.com' } }, 'Endpoints.Ecs is missing'],
  ['no region', { RegionId: undefined }, 'RegionId is missing'],
  ['no key', { Credentials: undefined }, 'Credentials is missing'],
  ['an endpoint of no region', { RegionEndpoints: [{ Ecs: 'https://x.example.com' }] }, 'RegionEndpoints[0].RegionId'],
  [
    'a region with two endpoints',
    { RegionEndpoints: [1, 2].map((one) => ({ RegionId: 'cn-x', Ecs: `https://ecs${one}.example.com` })) },
    'RegionEndpoints[1].RegionId is the same as in an earlier entry',
  ],
  ['a certificate that is none', { CaCertificate: 'not PEM' }, 'CaCertificate must be one or more certificates in PEM'],
  ['an organization that is no number', { Organization: 'research' }, 'Organization must be a number'],
  ['a resource set without its organization', { ResourceSet: '38' }, 'Organization is missing'],
  ['another gateway', { Gateway: 'pop' }, 'Gateway must be POP or ASAPI'],
  ['another place for parameters', { Parameters: 'HEADER' }, 'Parameters must be BODY or QUERY'],
  ['another signature', { SignatureMethod: 'HMAC-SM3' }, 'SignatureMethod must be HMAC-SHA1 or HMAC-SHA256'],
  ['a proxy that is no URL', { Proxy: 'proxy.example.com:3128' }, 'Proxy must have the form'],
  [
    'a role without an endpoint to assume it',
    { AssumeRole: { RoleArn: 'acs:ram::1234567890123456:role/images' } },
    'Endpoints.Sts is missing',
  ],
];

/** The same of a template. */
const PROPERTIES: readonly (readonly [what: string, wrong: Properties, said: string])[] = [
  ['a name that begins with a digit', { ImageName: '1st' }, 'ImageName must begin with a letter'],
  ['a description that is a URL', { Description: 'https://example.com' }, 'Description must not begin with https://'],
  ['a tag of the cloud', { Tags: [{ Key: 'acs:x', Value: 'y' }] }, 'Tags[0].Key must not begin with acs:'],
  ['a time-out of 12 h', { Timeouts: { Create: '12h' } }, 'Timeouts.Create must be at most 11 h'],
  ['a read-only property', { Status: 'Available' }, 'Status is read-only'],
];

describe.each(EACH_SUBJECT)('%s refuses before any call', (_, { type, wish }) => {
  let stage: ApsaraStage;
  beforeAll(async () => {
    stage = await openApsaraStage(type);
  });
  afterAll(() => stage.close());

  it.each(CONFIGURATIONS)('a type configuration with %s', async (_what, wrong, said) => {
    const typeConfiguration = { ...stage.typeConfiguration, ...wrong };
    const { final } = await stage.run('CREATE', wish, { typeConfiguration });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidTypeConfiguration' });
    expect(final.message).toContain(said);
    expect(stage.cloud.calls).toEqual([]);
  });

  it('no type configuration at all', async () => {
    const { final } = await stage.run('CREATE', wish, { typeConfiguration: null });
    expect(final).toMatchObject({ errorCode: 'InvalidTypeConfiguration', message: expect.stringContaining('Ecs') });
  });

  it.each(PROPERTIES)('%s', async (_what, wrong, said) => {
    const { final } = await stage.run('CREATE', { ...wish, ...wrong });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(final.message).toContain(said);
    expect(stage.cloud.calls).toEqual([]);
  });
});

describe.each(EACH_SUBJECT)('%s', (_, { type, start, wish }) => {
  let stage: ApsaraStage;
  beforeEach(async () => {
    stage = await openApsaraStage(type);
  });
  afterEach(() => stage.close());

  it.each([
    ['an organization that there is not', { Organization: '99' }, '99'],
    ['a resource set of another organization', { Organization: '26', ResourceSet: '51' }, '51'],
  ])('says so of %s', async (_what, wrong, said) => {
    const typeConfiguration = { ...stage.typeConfiguration, ...wrong };
    const { final } = await stage.run('CREATE', wish, { typeConfiguration });
    expect(final.status).toBe('FAILED');
    expect(final.message).toContain(said);
  });

  it.each(['accesskeyid', 'organizationid', 'resourcegroupid'])(
    'ends at once where the ASAPI gateway refuses a start for its %s, though it says so with HTTP 500',
    async (parameter) => {
      const code = `asapi.server.request.parameter.${parameter}.error`;
      stage.cloud.inject({ action: start.action, error: { code, status: 500 } });
      const answer = await stage.invoke('CREATE', wish);
      expect(answer).toMatchObject({ status: 'FAILED', message: expect.stringContaining(code) });
      expect(answer.message).toContain('the type configuration');
      expect(answer.resourceModel).toBeUndefined();
    },
  );

  it('says that a key is wrong where the ASAPI gateway knows it by its own code', async () => {
    const typeConfiguration = {
      ...stage.typeConfiguration,
      Gateway: 'ASAPI',
      Endpoints: { Ecs: stage.cloud.endpoint({ form: 'ASAPI' }) },
      Credentials: { AccessKeyId: 'LTAInobody', AccessKeySecret: 'nothing' },
    };
    const { final } = await stage.run('CREATE', wish, { typeConfiguration });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidCredentials' });
    expect(stage.cloud.calls).toHaveLength(1);
  });

  it('takes a region whatever its deployment calls it', async () => {
    const { message } = await stage.invoke('READ', { tfcfnid: 'DC_1/m-1' });
    expect(message).not.toContain('tfcfnid must be');
    expect(stage.cloud.calls.map(({ regionId }) => regionId)).toContain('DC_1');
    expect((await stage.invoke('READ', { tfcfnid: '-dc/m-1' })).message).toContain('tfcfnid must be');
  });

  it('says what to set where a gateway does not read the body', async () => {
    stage.cloud.behave({ bodyParameters: 'ignored' });
    const { final } = await stage.run('CREATE', wish);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidTypeConfiguration' });
    expect(final.message).toContain('Set Parameters: QUERY in the type configuration');
  });

  it('says that a proxy refuses, and never its password', async () => {
    const proxy = createServer((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n'));
      socket.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const password = 'a-password-of-a-proxy';
    const typeConfiguration = { ...stage.typeConfiguration, Proxy: `http://user:${password}@127.0.0.1:${port}` };
    try {
      const { final } = await stage.run('CREATE', wish, { typeConfiguration });
      expect(final.status).toBe('FAILED');
      expect(final.message).toMatch(/proxy.*407/i);
      expect(final.message + stage.log.join('\n')).not.toContain(password);
      expect(stage.cloud.calls).toEqual([]);
    } finally {
      await new Promise((resolve) => proxy.close(resolve));
    }
  });
});
