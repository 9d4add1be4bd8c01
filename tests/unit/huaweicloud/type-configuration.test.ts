import {
  type HuaweiConfiguration,
  readHuaweiConfiguration,
} from '../../../src/huaweicloud/properties/type-configuration';
import { problemOfReading } from '../problem-of';

type Given = Readonly<Record<string, unknown>>;

const REGION = 'cn-north-4';
const CANARY = 'canary-of-the-configuration';
const KEY: Given = { accessKey: 'id', secretKey: CANARY };
const TEMPORARY_KEY: Given = { ...KEY, securityToken: CANARY };
const AGENCY: Given = { agencyUrn: 'iam::0123456789abcdef0123456789abcdef:agency:image-copy' };
const OIDC: Given = {
  providerUrn: 'iam::0123456789abcdef0123456789abcdef:oidcProvider:aws',
  agencyUrn: AGENCY.agencyUrn,
  audience: 'huawei',
};
const GOOD: Given = { region: REGION, credentials: KEY };
const PROJECT = '0123456789abcdef0123456789abcdef';
const OTHER_PROJECT = 'f123456789abcdef0123456789abcdef';

/** Of the form of a generated model, whatever is in it. */
const read = (given: Given | null) => readHuaweiConfiguration(given as unknown as HuaweiConfiguration | null);
const problemOf = (given: Given | null): string => problemOfReading(() => read(given));
const withChange = (change: Given): Given => ({ ...GOOD, ...change });
const withAgency = (change: Given, credentials = KEY): Given =>
  withChange({ credentials, assumeAgency: { ...AGENCY, ...change } });
const withOidc = (change: Given): Given => ({ region: REGION, assumeAgencyWithOIDC: { ...OIDC, ...change } });
const ofProjects = (...projectIds: unknown[]): Given => withChange({ projectIds });

const HTTPS = 'must begin with https:// (http:// is accepted only for loopback addresses)';
const REGION_FORM = 'must be a region ID such as cn-north-4';
const URN = 'must have the form iam::<account ID>:';
const NO_STS = 'needs STS, and no STS endpoint of this Cloud is known: set Endpoints.Sts, or use only Credentials';
const OTC = 'otc.t-systems.com';

describe('a type configuration of Huawei Cloud', () => {
  it('needs no more than a region and a key', () => {
    expect(read(GOOD)).toEqual({
      ...{ defaultRegionId: REGION, forceDelete: false, projectIds: new Map() },
      authentication: { kind: 'key', accessKey: { accessKeyId: 'id', accessKeySecret: CANARY } },
      endpoints: {
        ims: 'https://ims.{region}.myhuaweicloud.com',
        iam: 'https://iam.{region}.myhuaweicloud.com',
        sts: 'https://sts.cn-north-4.myhuaweicloud.com',
      },
    });
  });

  it('holds everything that it says of an agency', () => {
    const agency = { sessionName: 'a+b', externalId: 'x:y', policy: '{"Version":"5.0"}', durationSeconds: 43_200 };
    const access = read({
      ...withAgency(agency),
      region: 'eu-de',
      projectIds: [
        { region: 'eu-de', projectId: PROJECT },
        { region: 'eu-nl', projectId: OTHER_PROJECT },
      ],
      cloud: OTC,
      endpoints: { sts: 'https://sts.example.com/v', ims: 'https://ims.{region}.example.com', iam: null },
    });
    expect(access).toEqual({
      ...{ defaultRegionId: 'eu-de', forceDelete: false },
      authentication: {
        kind: 'assumed',
        accessKey: { accessKeyId: 'id', accessKeySecret: CANARY },
        assumed: { name: AGENCY.agencyUrn, ...agency, durationSeconds: 43_200 },
      },
      endpoints: {
        ims: 'https://ims.{region}.example.com',
        iam: `https://iam.{region}.${OTC}`,
        sts: 'https://sts.example.com/v',
      },
      projectIds: new Map([
        ['eu-de', PROJECT],
        ['eu-nl', OTHER_PROJECT],
      ]),
    });
  });

  it('holds everything that it says of the way without a key', () => {
    const { authentication } = read(withOidc({ sessionName: 'ab', durationSeconds: 900 }));
    expect(authentication).toEqual({
      kind: 'web-identity',
      assumed: {
        ...{ provider: OIDC.providerUrn, name: OIDC.agencyUrn, audience: OIDC.audience },
        ...{ sessionName: 'ab', durationSeconds: 900 },
      },
    });
    expect(read(withOidc({})).authentication).toMatchObject({ assumed: { durationSeconds: 3600 } });
  });

  it('takes a temporary key, and a session of an hour with it', () => {
    const accessKey = { accessKeyId: 'id', accessKeySecret: CANARY, securityToken: CANARY };
    expect(read(withChange({ credentials: TEMPORARY_KEY })).authentication).toEqual({ kind: 'key', accessKey });
    expect(read(withAgency({ durationSeconds: 3600 }, TEMPORARY_KEY)).authentication).toMatchObject({
      ...{ kind: 'assumed', accessKey, assumed: { durationSeconds: 3600 } },
    });
    expect(read(withAgency({}, TEMPORARY_KEY)).authentication).toMatchObject({ assumed: { durationSeconds: 3600 } });
  });

  it.each<readonly [says: string, given: Given | null]>([
    [
      'The type configuration is missing. Set it with aws cloudformation set-type-configuration; it needs Region and an',
      null,
    ],
    ['Region is missing', withChange({ region: undefined })],
    ['Region is missing', withChange({ region: '' })],
    ...['CN-NORTH-4', 'cn/north', 'cn north', 'a.b', 'cn', '-cn-4', 'cn-'].map((region): [string, Given] => [
      `Region ${REGION_FORM}`,
      withChange({ region }),
    ]),
    [`Region ${REGION_FORM}, not the name of a sub-project`, withChange({ region: 'cn-north-4_team' })],
    ['Credentials is missing: the authentication methods are Credentials, Creden', withChange({ credentials: null })],
    ['Credentials is missing: AssumeAgency assumes', withChange({ credentials: undefined, assumeAgency: AGENCY })],
    ['Credentials must be an object', withChange({ credentials: CANARY })],
    ['Credentials.AccessKey is missing', withChange({ credentials: { secretKey: CANARY } })],
    ['Credentials.SecretKey is missing', withChange({ credentials: { accessKey: CANARY } })],
    ['Credentials.AccessKey contains a space', withChange({ credentials: { ...KEY, accessKey: 'a b' } })],
    ['Credentials.SecretKey contains a space', withChange({ credentials: { ...KEY, secretKey: 'a\nb' } })],
    ['Credentials.SecurityToken contains a space', withChange({ credentials: { ...KEY, securityToken: 'a b' } })],
    [
      'Credentials.SecretKey is a dynamic reference that was not resolved',
      withChange({ credentials: { ...KEY, secretKey: '{{resolve:secretsmanager:key}}' } }),
    ],
    ['AssumeAgencyWithOIDC cannot be used with Credentials or', withChange({ assumeAgencyWithOIDC: OIDC })],
    ['AssumeAgencyWithOIDC cannot be used with Credentials or', { ...withOidc({}), assumeAgency: AGENCY }],
    ['AssumeAgency must be an object', withChange({ assumeAgency: CANARY })],
    ['AssumeAgency.AgencyUrn is missing', withChange({ assumeAgency: {} })],
    ...['image-copy', 'iam:::agency:a', 'iam::a b:agency:c', 'acs:ram::1:role/a', 'iam::a:role:b'].map(
      (agencyUrn): [string, Given] => [`AssumeAgency.AgencyUrn ${URN}agency:<name>`, withAgency({ agencyUrn })],
    ),
    ...['a', 'a b', 'a'.repeat(129)].map((sessionName): [string, Given] => [
      'AssumeAgency.SessionName must be 2 to 128 letters',
      withAgency({ sessionName }),
    ]),
    ...['a', 'a b', 'a'.repeat(1225)].map((externalId): [string, Given] => [
      'AssumeAgency.ExternalId must be 2 to 1224 letters',
      withAgency({ externalId }),
    ]),
    ...[CANARY, '[]', 'null', '"{}"'].map((policy): [string, Given] => [
      'AssumeAgency.Policy must be a policy as JSON text',
      withAgency({ policy }),
    ]),
    ['AssumeAgency.Policy must have at most 4096 characters', withAgency({ policy: `{"a":"${'a'.repeat(4096)}"}` })],
    ...[899, 43_201, 900.5, 'long', 0].map((durationSeconds): [string, Given] => [
      'AssumeAgency.DurationSeconds must be 900 to 43200 seconds',
      withAgency({ durationSeconds }),
    ]),
    [
      'AssumeAgency.DurationSeconds must be 900 to 3600 seconds, because Credentials has a SecurityToken',
      withAgency({ durationSeconds: 3601 }, TEMPORARY_KEY),
    ],
    ['AssumeAgencyWithOIDC must be an object', { region: REGION, assumeAgencyWithOIDC: CANARY }],
    [`AssumeAgencyWithOIDC.ProviderUrn ${URN}oidcProvider:<name>`, withOidc({ providerUrn: 'aws' })],
    [`AssumeAgencyWithOIDC.AgencyUrn ${URN}agency:<name>`, withOidc({ agencyUrn: 'a' })],
    ['AssumeAgencyWithOIDC.Audience is missing', withOidc({ audience: undefined })],
    ['AssumeAgencyWithOIDC.Audience must have 1 to 255 characters', withOidc({ audience: 'a'.repeat(256) })],
    ['AssumeAgencyWithOIDC.SessionName must be 2 to 128', withOidc({ sessionName: '!' })],
    ['AssumeAgencyWithOIDC.DurationSeconds must be 900 to 43200 seconds', withOidc({ durationSeconds: 60 })],
    [`AssumeAgency ${NO_STS}`, { ...withAgency({}), cloud: OTC }],
    [`AssumeAgencyWithOIDC ${NO_STS}`, { ...withOidc({}), cloud: OTC }],
    ['ProjectIds must be a list of objects with Region and ProjectId', withChange({ projectIds: {} })],
    ['ProjectIds[0] must be an object', ofProjects(CANARY)],
    ['ProjectIds[0].Region is missing', ofProjects({ projectId: PROJECT })],
    ['ProjectIds[0].Region is missing', ofProjects(null)],
    ['ProjectIds[0].ProjectId is missing', ofProjects({ region: REGION })],
    [`ProjectIds[0].Region ${REGION_FORM}, not`, ofProjects({ region: 'cn-north-4_team', projectId: PROJECT })],
    ...['cn-north-4', `${PROJECT}0`, `0${PROJECT}`, PROJECT.toUpperCase(), '../x'].map((projectId): [string, Given] => [
      'ProjectIds[0].ProjectId must be a project ID: 32 hexadecimal digits',
      ofProjects({ region: REGION, projectId }),
    ]),
    [
      'ProjectIds[1].Region is the same as in an earlier entry',
      ofProjects({ region: REGION, projectId: PROJECT }, { region: REGION, projectId: OTHER_PROJECT }),
    ],
    [
      'ProjectIds[1].ProjectId is the same as in an earlier entry: a project belongs to one region',
      ofProjects({ region: REGION, projectId: PROJECT }, { region: 'cn-east-3', projectId: PROJECT }),
    ],
    ...['myhuaweicloud', 'https://myhuaweicloud.com', 'a b.com', 'a.com/b', 'a@b.com', 'a.com:1', '.com'].map(
      (cloud): [string, Given] => ['Cloud must be a domain such as myhuaweicloud.com', withChange({ cloud })],
    ),
    ['Endpoints must be an object', withChange({ endpoints: CANARY })],
    ...(['ims', 'iam', 'sts'] as const).flatMap((service): [string, Given][] => {
      const name = `Endpoints.${service.charAt(0).toUpperCase()}${service.slice(1)}`;
      return [
        [`${name} ${HTTPS}`, withChange({ endpoints: { [service]: 'http://ims.example.com' } })],
        [`${name} is not a URL`, withChange({ endpoints: { [service]: 'ims.example.com' } })],
        [`${name} must be a string`, withChange({ endpoints: { [service]: 5 } })],
      ];
    }),
  ])('says "%s"', (says, given) => {
    const problem = problemOf(given);
    expect(problem).toContain(says);
    expect(problem).not.toContain(CANARY);
  });

  it('is told everything that is wrong at once', () => {
    const problem = problemOf({ credentials: {}, cloud: 'a b', projectIds: {} });
    for (const name of ['Region', 'Credentials.AccessKey', 'Credentials.SecretKey', 'Cloud', 'ProjectIds']) {
      expect(problem).toContain(name);
    }
  });

  it('needs no STS of the cloud for a key alone, and takes one that is given', () => {
    expect(problemOf(withChange({ cloud: OTC }))).toBe('none');
    expect(problemOf({ ...withAgency({}), cloud: OTC, endpoints: { sts: 'https://sts.example.com' } })).toBe('none');
  });
});
