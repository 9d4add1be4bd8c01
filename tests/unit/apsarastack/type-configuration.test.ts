import { makeCertificate } from '../../../simulator/common/http/certificate';
import {
  type ApsaraConfiguration,
  readApsaraConfiguration,
} from '../../../src/apsarastack/properties/type-configuration';
import { problemOfReading } from '../problem-of';

type Given = Readonly<Record<string, unknown>>;

const REGION = 'cn-x-env30-d01';
const ECS = 'https://ecs.cloud.example/asapi/v3';
const STS = 'https://sts.cloud.example';
const CANARY = 'canary-of-the-configuration';
const KEY: Given = { accessKeyId: 'id', accessKeySecret: CANARY };
const ROLE: Given = { roleArn: 'acs:ram::1:role/images' };
const GOOD: Given = { regionId: REGION, credentials: KEY, endpoints: { ecs: ECS } };

/** Of the form of a generated model, whatever is in it. */
const read = (given: Given | null) => readApsaraConfiguration(given as unknown as ApsaraConfiguration | null);
const problemOf = (given: Given | null): string => problemOfReading(() => read(given));
const withChange = (change: Given): Given => ({ ...GOOD, ...change });
const withEndpoints = (ecs: unknown, more: Given = {}): Given => withChange({ endpoints: { ecs }, ...more });
const ofRegions = (...regionEndpoints: unknown[]): Given => withChange({ regionEndpoints });

const HTTPS = 'must begin with https:// (http:// needs AllowHttp: true, or a loopback address)';
const PEM = 'CaCertificate must be one or more certificates in PEM';
const PROXY = 'Proxy must have the form http://host:port or https://host:port, with user:password@';
const NUMBER = 'must be a number: the ID that ASCM shows';
const FORM_OF_PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';

describe('a type configuration of Apsara Stack', () => {
  it('needs no more than a region, a key and an endpoint', () => {
    expect(read(GOOD)).toEqual({
      defaultRegionId: REGION,
      authentication: { kind: 'key', accessKey: KEY },
      endpoints: { everywhere: { ecs: ECS }, ofRegion: new Map() },
      gateway: { kind: 'POP', parameters: 'BODY', signatureMethod: 'HMAC-SHA1' },
      connecting: { skipVerify: false },
      forceDelete: false,
    });
  });

  it('holds everything that it says', async () => {
    const { ca } = await makeCertificate();
    const bundle = `# the authority\n${ca}\n${ca}`;
    const access = read({
      regionId: 'Region_7',
      credentials: { ...KEY, securityToken: 'token' },
      assumeRole: ROLE,
      endpoints: { ecs: 'http://ecs.{region}.cloud.example:8080', sts: null },
      regionEndpoints: [{ regionId: 'Region_7', ecs: ECS, sts: STS }],
      allowHttp: true,
      organization: '37',
      resourceSet: '412',
      gateway: 'ASAPI',
      parameters: 'QUERY',
      signatureMethod: 'HMAC-SHA256',
      caCertificate: bundle,
      insecureSkipVerify: false,
      proxy: `https://user:p%40ss@proxy.example:3128`,
      forceDelete: true,
    });
    expect(access).toEqual({
      defaultRegionId: 'Region_7',
      authentication: {
        kind: 'assumed',
        accessKey: { ...KEY, securityToken: 'token' },
        assumed: { name: ROLE.roleArn, durationSeconds: 3600 },
      },
      endpoints: {
        everywhere: { ecs: 'http://ecs.{region}.cloud.example:8080' },
        ofRegion: new Map([['Region_7', { ecs: ECS, sts: STS }]]),
      },
      gateway: {
        kind: 'ASAPI',
        parameters: 'QUERY',
        signatureMethod: 'HMAC-SHA256',
        organization: '37',
        resourceSet: '412',
      },
      connecting: { skipVerify: false, ca: bundle, proxy: 'https://user:p%40ss@proxy.example:3128' },
      forceDelete: true,
    });
  });

  it.each<readonly [says: string, given: Given | null]>([
    [
      'The type configuration is missing. Set it with aws cloudformation set-type-configuration; it needs RegionId, Endpoints.Ecs',
      null,
    ],
    ['RegionId is missing', withChange({ regionId: undefined })],
    ['RegionId is missing', withChange({ regionId: '' })],
    ...['a b', 'a/b', 'a.b', '-a', 'a@b', 'é', 'a'.repeat(65)].map((regionId): [string, Given] => [
      'RegionId must be a region ID: letters',
      withChange({ regionId }),
    ]),
    ['Credentials is missing: the authentication methods are Credentials, or', withChange({ credentials: null })],
    ['Endpoints.Sts is missing: AssumeRole needs it', withChange({ assumeRole: ROLE })],
    [
      'Endpoints.Sts is missing: AssumeRole needs it',
      { ...ofRegions({ regionId: 'b', ecs: ECS, sts: STS }), assumeRole: ROLE },
    ],
    ['Endpoints.Ecs is missing: there is no public endpoint', withChange({ endpoints: undefined })],
    ['Endpoints.Ecs is missing', withChange({ endpoints: {} })],
    ['Endpoints.Ecs is missing', withEndpoints('')],
    ['Endpoints.Ecs is missing', withChange({ endpoints: { sts: STS } })],
    ['Endpoints must be an object', withChange({ endpoints: ECS })],
    ['Endpoints.Ecs must be a string', withEndpoints(5)],
    ['Endpoints.Ecs is not a URL such as https://host/path', withEndpoints('ecs.cloud.example')],
    ['Endpoints.Ecs is not a URL such as https://host/path', withEndpoints('ecs.cloud.example/asapi/v3')],
    [`Endpoints.Ecs ${HTTPS}`, withEndpoints('ecs.cloud.example:8080/asapi/v3')],
    [`Endpoints.Ecs ${HTTPS}`, withEndpoints('http://ecs.cloud.example')],
    [`Endpoints.Ecs ${HTTPS}`, withEndpoints('http://ecs.cloud.example', { allowHttp: false })],
    [`Endpoints.Ecs ${HTTPS}`, withEndpoints('ftp://ecs.cloud.example', { allowHttp: true })],
    [`Endpoints.Sts ${HTTPS}`, withChange({ endpoints: { ecs: ECS, sts: 'http://sts.cloud.example' } })],
    ['RegionEndpoints must be a list', withChange({ regionEndpoints: {} })],
    ['RegionEndpoints[0] must be an object', ofRegions('b')],
    ['RegionEndpoints[0].RegionId is missing', ofRegions({ ecs: ECS })],
    ['RegionEndpoints[0].RegionId is missing', ofRegions(null)],
    ['RegionEndpoints[1].Ecs is missing', ofRegions({ regionId: 'b', ecs: ECS }, { regionId: 'c' })],
    [
      'RegionEndpoints[1].RegionId is the same as in an earlier',
      ofRegions({ regionId: 'b', ecs: ECS }, { regionId: 'b', ecs: ECS }),
    ],
    [`RegionEndpoints[0].Ecs ${HTTPS}`, ofRegions({ regionId: 'b', ecs: 'http://b.cloud.example' })],
    [`RegionEndpoints[0].Sts ${HTTPS}`, ofRegions({ regionId: 'b', ecs: ECS, sts: 'http://b.cloud.example' })],
    ['AllowHttp must be true or false', withChange({ allowHttp: 'yes' })],
    ['InsecureSkipVerify must be true or false', withChange({ insecureSkipVerify: 1 })],
    ['ForceDelete must be true or false', withChange({ forceDelete: 'no' })],
    ...['a-name', '-1', '0', '1.5', '1e3', ' 37', '9'.repeat(20)].map((organization): [string, Given] => [
      `Organization ${NUMBER}`,
      withChange({ organization }),
    ]),
    ['Organization must be a string', withChange({ organization: 37 })],
    [`ResourceSet ${NUMBER}`, withChange({ organization: '1', resourceSet: 'ResourceSet(default)' })],
    ['Organization is missing: a ResourceSet belongs to an organization', withChange({ resourceSet: '412' })],
    [
      'not valid: Organization is empty: remove it or set it. Set it with aws',
      withChange({ organization: '', resourceSet: '412' }),
    ],
    ['Gateway must be POP or ASAPI', withChange({ gateway: 'asapi' })],
    ['Parameters must be BODY or QUERY', withChange({ parameters: 'FORM' })],
    ['SignatureMethod must be HMAC-SHA1 or HMAC-SHA256', withChange({ signatureMethod: 'HMAC-SM3' })],
    [PEM, withChange({ caCertificate: CANARY })],
    [PEM, withChange({ caCertificate: FORM_OF_PEM })],
    [PEM, withChange({ caCertificate: '-----BEGIN CERTIFICATE-----' })],
    ['CaCertificate contains a private key', withChange({ caCertificate: `-----BEGIN PRIVATE KEY-----${CANARY}` })],
    [
      'InsecureSkipVerify cannot be used with CaCertificate',
      withChange({ caCertificate: CANARY, insecureSkipVerify: true }),
    ],
    ...[
      CANARY,
      `proxy.example:3128`,
      `socks5://${CANARY}`,
      `http://user:${CANARY}/x@proxy.example`,
      `http://proxy.example/${CANARY}`,
      `http://proxy.example?${CANARY}`,
      `http://proxy.example#${CANARY}`,
      `http://user:%zz${CANARY}@proxy.example`,
      `http://user:%0d%0a${CANARY}@proxy.example`,
      `http:\\\\${CANARY}`,
      ` http://${CANARY}`,
    ].map((proxy): [string, Given] => [PROXY, withChange({ proxy })]),
  ])('is refused: %s', (says, given) => {
    const problem = problemOf(given);
    expect(problem).toContain(says);
    expect(problem).not.toContain(CANARY);
  });

  it.each([
    ['plain HTTP, where that is allowed', withEndpoints('http://ecs.cloud.example/asapi/v3', { allowHttp: true })],
    ['plain HTTP to this machine', withEndpoints('http://127.0.0.1:8080')],
    ['a role with the STS of its region', { ...ofRegions({ regionId: REGION, ecs: ECS, sts: STS }), assumeRole: ROLE }],
    ['an organization without a resource set', withChange({ organization: '1' })],
    ['a proxy of plain HTTP', withChange({ proxy: 'http://proxy.example' })],
  ])('may have %s', (_, given) => {
    expect(problemOf(given)).toBe('none');
  });

  it('may have the certificates of one authority or of several, each of which is one', async () => {
    const { ca } = await makeCertificate();
    for (const [caCertificate, says] of [
      [ca, 'none'],
      [`${ca}\n# the other one\n${ca}`, 'none'],
      [`${ca}\n${FORM_OF_PEM}`, PEM],
    ] as const) {
      expect(problemOf(withChange({ caCertificate }))).toContain(says);
    }
  });

  it('has all of its problems named', () => {
    const problem = problemOf({ credentials: {}, proxy: 'x', organization: 'x', gateway: 'x' });
    for (const name of ['RegionId', 'Credentials.AccessKeyId', 'Endpoints.Ecs', 'Proxy', 'Organization', 'Gateway']) {
      expect(problem).toMatch(new RegExp(`\\b${name} (is missing|must (be|have))`));
    }
  });
});
