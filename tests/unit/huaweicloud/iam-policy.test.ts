import { type AwsSts, type HuaweiSimulator, startAwsSts } from '../../../simulator/index';
import {
  assumeAgencyPolicy,
  type IamScope,
  PROVIDER_PRINCIPALS,
  type ProviderPrincipal,
  type TrustedTokens,
  trustPolicy,
} from '../../../src/huaweicloud/iam-policy';
import { COPY_ACROSS_REGIONS, COPY_IN_REGION, LIST_IMAGES } from '../../../src/huaweicloud/ims';
import { PERMISSIONS } from '../../../src/huaweicloud/permissions';
import { IAM_POLICIES, NEEDS } from '../../../types/huaweicloud-images-image-copy/src/properties/iam-policy';
import { failureOf } from '../../support/failure-of';
import { CROSS_AGENCY, EAST } from '../../support/huawei';
import { webIdentityToken } from '../../support/web-identity';
import { type Change, clientOf, GOLDEN, keyOf, NORTH, start, stopSimulators } from './stage';

const IMS = [
  ...['ims:images:list', 'ims:images:copy', 'ims:serverImages:create', 'ims:images:get'],
  ...['ims:images:update', 'ims:images:delete'],
];

let simulator: HuaweiSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

describe('the policies of TF::HuaweiCloud::ImagesImageCopy', () => {
  it('cover everything if nothing is said, each permission once', () => {
    const Action = ['iam:projects:list', ...IMS];
    expect(IAM_POLICIES.identityPolicy()).toEqual({ Version: '5.0', Statement: [{ Effect: 'Allow', Action }] });
  });

  it('are two for user groups: of the services of regions, and of the account, whose permissions have older names', () => {
    const of = (...Action: string[]) => ({ Version: '1.1', Statement: [{ Effect: 'Allow', Action }] });
    expect(IAM_POLICIES.projectPolicy()).toEqual(of(...IMS));
    expect(IAM_POLICIES.globalPolicy()).toEqual(of('iam:projects:listProjects'));
    expect(IAM_POLICIES.globalPolicy({ properties: [] })).toBeUndefined();
    expect(IAM_POLICIES.globalPolicy({ properties: [], dependencies: true })).toEqual(
      of('obs:bucket:*', 'obs:object:*'),
    );
    expect(IAM_POLICIES.projectPolicy({ dependencies: true })).toEqual(of(...IMS.toSpliced(3, 0, 'kms:*:*')));
  });

  it.each<[IamScope, string[]]>([
    [{ operations: ['READ'], properties: [] }, ['ims:images:list', 'ims:images:get']],
    [{ operations: ['LIST'], properties: ['ProjectLookup'] }, ['iam:projects:list', 'ims:images:list']],
    [{ operations: ['UPDATE'], properties: [] }, ['ims:images:list', 'ims:images:get', 'ims:images:update']],
    [
      { operations: ['UPDATE'], properties: ['EnterpriseProjectId'] },
      [...'list get update'.split(' ').map((a) => `ims:images:${a}`), 'ims:serverImages:create'],
    ],
    [{ operations: ['DELETE'], properties: [] }, ['ims:images:list', 'ims:images:get', 'ims:images:delete']],
    [{ operations: [] }, []],
  ])('for %j have %j', (scope, permissions) => {
    expect(IAM_POLICIES.permissionsOf(scope).map(({ name }) => name)).toEqual(permissions);
  });

  it('are about calls that there are', () => {
    const sessions = ['AssumeAgency', 'AssumeAgencyWithOIDC'];
    const calls = new Set([...NEEDS.map(({ call }) => call), ...sessions]);
    expect([...calls].sort()).toEqual(Object.keys(PERMISSIONS).sort());
  });
});

const COPIES = [
  ['within a region', COPY_IN_REGION, { name: 'a' }],
  [
    'to another region',
    COPY_ACROSS_REGIONS,
    { name: 'a', region: EAST, project_name: EAST, agency_name: CROSS_AGENCY },
  ],
] as const;

describe.each(COPIES)('a copy %s', (_, route, body) => {
  const copy = () => clientOf(simulator).client.call(route, NORTH, { places: { image_id: GOLDEN }, body });
  const allow = (scope: IamScope) =>
    simulator.iam.setUserPolicy(IAM_POLICIES.identityPolicy({ operations: ['CREATE'], ...scope }));
  const started = { jobId: expect.stringMatching(/^[0-9a-f]{32}$/) };

  it('has what its dependencies need where the service wants them', async () => {
    simulator.behave({ copyDependencies: 'needed' });
    allow({});
    expect(await failureOf(copy())).toMatchObject({ code: 'AccessDenied', answer: { vendorCode: 'IMG.0026' } });
    allow({ properties: ['ProjectLookup'], dependencies: true });
    expect(await copy()).toMatchObject(started);
  });

  it('has what an account with enterprise projects needs, though it names none', async () => {
    allow({ properties: ['EnterpriseProjects', 'ProjectLookup'] });
    expect(await copy()).toMatchObject(started);
    allow({ properties: ['ProjectLookup'] });
    if (route === COPY_ACROSS_REGIONS) expect(await copy()).toMatchObject(started);
    else expect((await failureOf(copy())).message).toContain('(in an account with enterprise projects also ims:server');
  });
});

describe('who opens a session', () => {
  const trusting = (name: string) =>
    simulator.iam.putAgency({
      name,
      trust: {
        Version: '5.0',
        Statement: [{ Effect: 'Allow', Action: 'sts:agencies:assume', Principal: { IAM: '*' } }],
      },
    });

  it('may assume the agency of the policy, and no other', async () => {
    const [ours, other] = [trusting('ours'), trusting('other')];
    simulator.iam.setUserPolicy(assumeAgencyPolicy(ours));
    const list = (name: string) => {
      const assumed = { name, durationSeconds: 900 };
      const authentication = { kind: 'assumed', accessKey: keyOf(simulator), assumed } as const;
      return clientOf(simulator, { authentication }).client.call(LIST_IMAGES, NORTH);
    };
    expect(await list(ours)).toMatchObject({ images: expect.any(Array) });
    expect(await failureOf(list(other))).toMatchObject({ code: 'AccessDenied' });
  });

  it.each(['status', 'STS5'] as const)(
    'has a token of the trust policy: of its issuer and role, for its audience, and else is told by %s',
    async (tokenRefusals) => {
      simulator.behave({ tokenRefusals });
      const aws = await startAwsSts();
      try {
        await onlyTheTrusted(aws);
      } finally {
        await aws.close();
      }
    },
  );

  it.each([
    ['Federated', 0],
    ['Identity_provider', 1],
  ] as const)('has a token of the trust policy where IAM calls the provider %s', async (providerPrincipal, at) => {
    simulator.behave({ providerPrincipal });
    const aws = await startAwsSts();
    try {
      await onlyTheTrusted(aws, PROVIDER_PRINCIPALS[at]);
    } finally {
      await aws.close();
    }
  });

  async function onlyTheTrusted(aws: AwsSts, principal?: ProviderPrincipal): Promise<void> {
    const audience = 'huawei-cloud';
    const { issuer, roleArn } = aws;
    const keys = () => aws.keys();
    const providerUrn = simulator.iam.putOidcProvider('aws', { issuer, keys, clientIds: [audience, 'another'] });
    const trusted = { providerUrn, issuer, audience, subjects: [roleArn] };
    const list = async (trust: TrustedTokens, claimed = audience) => {
      const name = simulator.iam.putAgency({ name: 'keyless', trust: trustPolicy(trust, principal) });
      const assumed = { provider: providerUrn, name, audience: claimed, durationSeconds: 900 };
      const token = await webIdentityToken(aws, claimed);
      const change: Change = {
        authentication: { kind: 'web-identity', assumed },
        caller: { webIdentity: { region: 'eu-central-1', token: async () => ({ token }) } },
      };
      return clientOf(simulator, change).client.call(LIST_IMAGES, NORTH);
    };
    expect(await list(trusted)).toMatchObject({ images: expect.any(Array) });
    const others = [
      { subjects: [`${roleArn}-other`] },
      { issuer: 'https://other.example.com' },
      { providerUrn: `${providerUrn}2` },
    ];
    const refused = [];
    for (const change of others) refused.push(await failureOf(list({ ...trusted, ...change })));
    for (const failure of [...refused, await failureOf(list(trusted, 'another'))]) {
      expect(failure.code).toBe('AccessDenied');
      expect(failure.message).toContain(`must allow the provider ${providerUrn} and the token of the handlers`);
    }
    const strange = await failureOf(list(trusted, 'strange'));
    expect(strange.code).toBe('InvalidCredentials');
    expect(strange.message).toContain('and the client ID strange');
  }
});
