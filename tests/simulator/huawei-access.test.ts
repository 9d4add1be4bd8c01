import {
  type AwsSts,
  createClock,
  type HuaweiKey,
  type HuaweiSimulator,
  startAwsSts,
  trustAwsTokens,
} from '../../simulator/index';
import { webIdentityToken } from '../support/web-identity';
import {
  call,
  copy,
  EAST,
  GOLDEN,
  type HuaweiAnswer,
  inRegion,
  NORTH,
  outcome,
  seconds,
  startHuawei,
  stopHuawei,
  toEast,
} from './huawei-support';

let simulator: HuaweiSimulator;
let domain: string;
beforeEach(async () => {
  simulator = await startHuawei();
  const { body } = await call(simulator, 'GET /v3/auth/domains');
  domain = String(Object(Object(body.domains)[0]).id);
});
afterEach(stopHuawei);

/** A policy of one statement, which has more than its action. */
const allowing = <More extends object>(Action: string | string[], more: More) => ({
  Version: '5.0' as const,
  Statement: [{ Effect: 'Allow' as const, Action, ...more }],
});
const allow = (Action: string | string[]) => allowing(Action, {});
const LIST_ONE = `GET /v2/cloudimages?id=${GOLDEN}`;
const keyOf = ({ body }: HuaweiAnswer): HuaweiKey => {
  const { access_key_id = '', secret_access_key = '', security_token = '' } = body.credentials ?? {};
  return { AccessKey: access_key_id, SecretKey: secret_access_key, SecurityToken: security_token };
};

describe('projects', () => {
  const list = async (query: string) => (await call(simulator, `GET /v3/projects${query}`)).body.projects ?? [];

  it('are one in each region of the site, by its name', async () => {
    expect(await list('?name=cn-east-3')).toEqual([
      expect.objectContaining({ id: simulator.world.projectId(EAST), name: EAST, domain_id: domain, enabled: true }),
    ]);
    expect(await list('')).toHaveLength(31);
    expect(await list(`?name=cn-east-3&domain_id=${domain}`)).toHaveLength(1);
    expect(await list('?domain_id=other')).toEqual([]);
  });

  it('are none in a region that nobody opened or of another site, or several', async () => {
    simulator.world.closeRegion(EAST);
    simulator.world.addProject('cn-south-1');
    expect([await list('?name=cn-east-3'), await list('?name=eu-west-101'), await list('?name=nowhere')]).toEqual([
      [],
      [],
      [],
    ]);
    expect(await list('?name=cn-south-1')).toHaveLength(2);
  });
});

describe('AssumeAgency', () => {
  const principal = (...IAM: string[]) => ({ Principal: { IAM } });
  const assume = (more: object = {}, key?: HuaweiKey) =>
    call(simulator, 'POST /v5/agencies/assume', {
      ...(key && { key }),
      body: { agency_urn: `iam::${domain}:agency:copier`, agency_session_name: 'me', ...more },
    });
  beforeEach(() => {
    const trust = allowing('sts:agencies:assume', principal(`iam::${domain}:root`));
    simulator.iam.putAgency({ name: 'copier', trust, maxSessionDuration: 7200 });
  });

  it('hands out a key that lasts as long as is asked for', async () => {
    const answer = await assume({ duration_seconds: 900 });
    const expiration = new Date(simulator.clock.now() + seconds(900)).toISOString();
    expect(answer.body).toEqual({
      assumed_agency: {
        urn: `sts::${domain}:assumed-agency:copier/me`,
        id: expect.stringMatching(/^[0-9a-f]{32}:me$/),
      },
      credentials: {
        ...{ access_key_id: expect.any(String), secret_access_key: expect.any(String), expiration },
        security_token: expect.any(String),
      },
    });
    const key = keyOf(answer);
    expect((await call(simulator, 'GET /v5/caller-identity', { key })).body).toEqual({
      account_id: domain,
      principal_urn: `sts::${domain}:assumed-agency:copier/me`,
      principal_id: expect.stringMatching(/:me$/),
    });
    expect(outcome(await call(simulator, LIST_ONE, { key }))).toBe('200');
    simulator.clock.advance(seconds(900));
    expect(outcome(await call(simulator, LIST_ONE, { key }))).toBe('401 APIGW.0301');
  });

  it('lasts for an hour by default, and for no longer by the key of another session', async () => {
    const { body } = await assume();
    expect(body.credentials?.expiration).toBe(new Date(simulator.clock.now() + seconds(3600)).toISOString());
    const key = keyOf(await assume());
    expect(outcome(await assume({ duration_seconds: 7200 }))).toBe('200');
    expect(outcome(await assume({ duration_seconds: 3600 }, key))).toBe('200');
    expect(outcome(await assume({ duration_seconds: 3601 }, key))).toBe('400 IAM.0011');
  });

  it.each([
    ['no such agency', { agency_urn: 'iam::x:agency:copier' }, '404 IAM.0004'],
    ['no URN', { agency_urn: 'copier' }, '400 IAM.0011'],
    ['no name', { agency_session_name: undefined }, '400 IAM.0011'],
    ['a name with a space', { agency_session_name: 'a b' }, '400 IAM.0011'],
    ['too short', { duration_seconds: 899 }, '400 IAM.0011'],
    ['longer than the agency', { duration_seconds: 7201 }, '400 IAM.0011'],
    ['a text for a number', { duration_seconds: '900' }, '400 IAM.0011'],
    ['no policy', { policy: '{}' }, '400 IAM.0011'],
    ['a policy too long', { policy: ' '.repeat(4097) }, '400 IAM.0011'],
    ['policies of the vendor too many', { policy_ids: Array(21).fill('x') }, '400 IAM.0011'],
    ['an external id too short', { external_id: 'x' }, '400 IAM.0011'],
  ])('is refused: %s', async (_, more, expected) => {
    expect(outcome(await assume(more))).toBe(expected);
  });

  it('is refused by the trust policy, and by the policy of the user', async () => {
    simulator.iam.putAgency({ name: 'copier', trust: allowing('sts:agencies:assume', principal('iam::other:root')) });
    expect(outcome(await assume())).toBe('403 403');
    simulator.iam.putAgency({ name: 'copier', trust: allowing('sts:agencies:assumeWithOIDC', principal('*')) });
    expect(outcome(await assume())).toBe('403 403');
    simulator.iam.putAgency({ name: 'copier', trust: allowing('sts:agencies:assume', principal('*')) });
    expect(outcome(await assume())).toBe('200');
    simulator.iam.setUserPolicy(allow('ims:*:*'));
    expect(outcome(await assume())).toBe('403 403');
  });

  it('asks for the external id that the trust policy names', async () => {
    const Condition = { StringEquals: { 'sts:ExternalId': 'secret-id' } };
    simulator.iam.putAgency({
      name: 'copier',
      trust: allowing('sts:agencies:assume', { ...principal('*'), Condition }),
    });
    expect(outcome(await assume())).toBe('403 403');
    expect(outcome(await assume({ external_id: 'other-id' }))).toBe('403 403');
    expect(outcome(await assume({ external_id: 'secret-id' }))).toBe('200');
  });

  it('narrows what the session may do by its own policy, and nothing is left of a deleted agency', async () => {
    const policy = JSON.stringify(allow('ims:images:list'));
    const key = keyOf(await assume({ policy }));
    expect(outcome(await call(simulator, LIST_ONE, { key }))).toBe('200');
    expect(outcome(await call(simulator, `DELETE /v2/images/${GOLDEN}`, { key }))).toBe('403 IMG.0026');
    simulator.iam.deleteAgency('copier');
    expect(outcome(await call(simulator, LIST_ONE, { key }))).toBe('403 IMG.0026');
    expect(() => simulator.iam.deleteAgency('copier')).toThrow('there is no agency copier');
  });

  it('is not offered by every cloud of the family', async () => {
    simulator.behave({ sts: 'notOffered' });
    expect(outcome(await assume())).toBe('404 APIGW.0101');
    expect(outcome(await call(simulator, 'GET /v5/caller-identity'))).toBe('404 APIGW.0101');
  });

  it('has an older way', async () => {
    const older = (assume_role: object) =>
      call(simulator, 'POST /v3.0/OS-CREDENTIAL/securitytokens', {
        body: { auth: { identity: { methods: ['assume_role'], assume_role } } },
      });
    const order = { agency_name: 'copier', domain_name: 'simulator-account', duration_seconds: 900 };
    const { status, body } = await older(order);
    expect(status).toBe(201);
    const { access = '', secret = '', securitytoken, expires_at } = body.credential ?? {};
    expect(expires_at).toMatch(/\.\d{6}Z$/);
    const key = { AccessKey: access, SecretKey: secret, SecurityToken: securitytoken };
    expect(outcome(await call(simulator, LIST_ONE, { key }))).toBe('200');
    expect(outcome(await older({ ...order, domain_name: 'other' }))).toBe('404 IAM.0004');
    expect(outcome(await older({ ...order, duration_seconds: 86_401 }))).toBe('400 IAM.0011');
    expect(outcome(await older({ ...order, agency_name: 1 }))).toBe('400 IAM.0011');
    const wrong = await call(simulator, 'POST /v3.0/OS-CREDENTIAL/securitytokens', { body: { auth: {} } });
    expect(outcome(wrong)).toBe('400 IAM.0011');
  });
});

describe('AssumeAgencyWithOIDC', () => {
  let aws: AwsSts;
  let way: ReturnType<typeof trustAwsTokens>;
  beforeEach(async () => {
    aws = await startAwsSts({ clock: createClock({ speed: 0, startAt: simulator.clock.now() }) });
    way = trustAwsTokens(simulator.iam, aws);
  });
  afterEach(() => aws.close());

  /** As a client without a key sends it: unsigned. */
  const assume = async (more: object = {}) => {
    const body = {
      ...{ provider_urn: way.ProviderUrn, agency_urn: way.AgencyUrn, agency_session_name: 'me' },
      ...{ id_token: await webIdentityToken(aws, way.Audience), ...more },
    };
    return call(simulator, 'POST /v5/agencies/assume-with-oidc', { body, afterSigning: { authorization: undefined } });
  };

  it('hands out a key for a token of the execution role', async () => {
    const answer = await assume({ duration_seconds: 900 });
    expect(answer.body).toMatchObject({
      assumed_agency: { urn: `sts::${domain}:assumed-agency:image-copy/me` },
      ...{ audience: way.Audience, provider: way.ProviderUrn, subject_from_id_token: aws.roleArn },
      credentials: { expiration: new Date(simulator.clock.now() + seconds(900)).toISOString() },
    });
    expect(outcome(await call(simulator, LIST_ONE, { key: keyOf(answer) }))).toBe('200');
  });

  it('takes other algorithms only if the cloud does', async () => {
    const id_token = await webIdentityToken(aws, way.Audience, 'ES384');
    expect(outcome(await assume({ id_token }))).toBe('401 401');
    simulator.behave({ tokenAlgorithms: ['RS256', 'ES384'] });
    expect(outcome(await assume({ id_token }))).toBe('200');
  });

  it.each([
    ['another audience', async () => ({ id_token: await webIdentityToken(aws, 'other') }), '401 401'],
    ['no token', async () => ({ id_token: undefined }), '400 400'],
    ['what is no token', async () => ({ id_token: 'a.b.c' }), '401 401'],
    ['an unknown provider', async () => ({ provider_urn: `${way.ProviderUrn}x` }), '404 IAM.0004'],
    ['no provider', async () => ({ provider_urn: 'aws' }), '400 400'],
    ['an unknown agency', async () => ({ agency_urn: `${way.AgencyUrn}x` }), '404 IAM.0004'],
    ['too short a time', async () => ({ duration_seconds: 60 }), '400 400'],
    ['a name too short', async () => ({ agency_session_name: 'x' }), '400 400'],
  ] as [string, () => Promise<object>, string][])('is refused with %s', async (_, more, expected) => {
    expect(outcome(await assume(await more()))).toBe(expected);
  });

  it('is refused when the token is over, or its key withdrawn', async () => {
    const id_token = await webIdentityToken(aws, way.Audience);
    expect(outcome(await assume({ id_token }))).toBe('200');
    simulator.clock.advance(seconds(3601));
    expect(outcome(await assume({ id_token }))).toBe('401 401');
    aws.rotateKeys({ withdraw: true });
    expect(outcome(await assume({ id_token }))).toBe('401 401');
  });

  it('is refused by an agency that trusts another role', async () => {
    way = trustAwsTokens(simulator.iam, {
      ...aws,
      keys: () => aws.keys(),
      roleArn: 'arn:aws:iam::123456789012:role/Other',
    });
    expect(outcome(await assume())).toBe('403 403');
  });

  it('is not offered by every cloud of the family', async () => {
    simulator.behave({ sts: 'notOffered' });
    expect(outcome(await assume())).toBe('404 APIGW.0101');
  });
});

describe('what the user may do', () => {
  it.each([
    ['ims:images:list', LIST_ONE],
    ['ims:images:get', `GET /v2/images/${GOLDEN}`],
    ['ims:images:list', `GET /v2/{project}/images/${GOLDEN}/tags`],
    ['ims:images:delete', `DELETE /v2/images/${GOLDEN}`],
    ['ims:quotas:get', 'GET /v1/cloudimages/quota'],
  ])('%s is what %s needs', async (right, target) => {
    simulator.iam.setUserPolicy(allow(right));
    expect((await call(simulator, target)).status).toBeLessThan(300);
    simulator.iam.setUserPolicy({ Version: '5.0', Statement: [{ Effect: 'Allow', NotAction: right }] });
    expect(outcome(await call(simulator, target))).toBe('403 IMG.0026');
    simulator.behave({ deniedCode: 'APIGW.0302' });
    expect(outcome(await call(simulator, target))).toBe('403 APIGW.0302');
  });

  it('a copy within a region needs another right beside its own if the account has enterprise projects', async () => {
    simulator.iam.setUserPolicy(allow('ims:images:copy'));
    expect(outcome(await copy(simulator, inRegion()))).toBe('403 IMG.0026');
    expect(outcome(await copy(simulator, toEast()))).toBe('200');
    simulator.iam.setUserPolicy(allow(['ims:images:copy', 'ims:serverImages:create']));
    expect(outcome(await copy(simulator, inRegion()))).toBe('200');
  });

  it('so does a copy into an enterprise project', async () => {
    simulator.behave({ enterpriseProjects: 'disabled' });
    const project = { enterprise_project_id: '5f8bd1c4-0f4a-4d39-9b0a-3b2f1a7c6d10' };
    simulator.iam.setUserPolicy(allow('ims:images:copy'));
    expect([outcome(await copy(simulator, inRegion())), outcome(await copy(simulator, toEast()))]).toEqual([
      '200',
      '200',
    ]);
    expect(outcome(await copy(simulator, inRegion(project)))).toBe('403 IMG.0026');
    simulator.iam.setUserPolicy(allow(['ims:images:copy', 'ims:serverImages:create']));
    expect(outcome(await copy(simulator, inRegion(project)))).toBe('200');
  });

  it('so does an image that changes its enterprise project', async () => {
    const body = [{ op: 'replace', path: '/enterprise_project_id', value: '0' }];
    const change = async () => outcome(await call(simulator, `PATCH /v2/cloudimages/${GOLDEN}`, { body }));
    simulator.iam.setUserPolicy(allow('ims:images:update'));
    expect(await change()).toBe('403 IMG.0026');
    simulator.iam.setUserPolicy(allow(['ims:images:update', 'ims:serverImages:create']));
    expect(await change()).toBe('200');
  });

  it('is refused in the words of IAM where that is asked', async () => {
    simulator.iam.setUserPolicy(allow('ims:*:*'));
    expect(outcome(await call(simulator, 'GET /v3/projects'))).toBe('403 403');
    expect(outcome(await call(simulator, 'POST /v1.0/enterprise-projects/0/resources/filter', { body: {} }))).toBe(
      '403 403',
    );
    simulator.iam.setUserPolicy(undefined);
    expect(outcome(await call(simulator, 'GET /v3/projects'))).toBe('200');
  });

  it('may depend on the region', async () => {
    simulator.iam.setUserPolicy(allowing('ims:*:*', { Resource: `ims:${NORTH}:*` }));
    expect(outcome(await call(simulator, LIST_ONE))).toBe('200');
    expect(outcome(await call(simulator, LIST_ONE, { region: EAST }))).toBe('403 IMG.0026');
  });

  it('has to be written as IAM writes it', () => {
    const { iam } = simulator;
    const broken = JSON.parse('{"Version":"1","Statement":[]}');
    expect(() => iam.setUserPolicy(broken)).toThrow('the policy of the user cannot be taken: Version is not "5.0"');
    expect(() => iam.putAgency({ name: 'a', trust: broken })).toThrow('the trust policy of agency a cannot be taken');
    const trust = allowing('sts:agencies:assume', { Principal: { IAM: '*' } });
    expect(() => iam.putAgency({ name: 'a', trust, policy: broken })).toThrow('the policy of agency a');
    expect(() => iam.putAgency({ name: 'a', trust, maxSessionDuration: 60 })).toThrow('it is 60');
  });
});

describe('the gateway', () => {
  it('answers 429 to calls beyond a limit, by call, region and minute', async () => {
    simulator.behave({ callsPerMinute: 2 });
    const said = async (region?: string) =>
      outcome(await call(simulator, LIST_ONE, region === undefined ? {} : { region }));
    expect([await said(), await said(), await said()]).toEqual(['200', '200', '429 APIGW.0308']);
    expect(await said(EAST)).toBe('200');
    simulator.clock.advance(seconds(60));
    expect(await said()).toBe('200');
  });

  it('lets a fault meet a call of one region, some calls later', async () => {
    simulator.inject({ action: 'ListImages', regionId: EAST, skip: 1, error: { code: 'APIGW.0613' } });
    const said = async (region: string) => outcome(await call(simulator, LIST_ONE, { region }));
    expect([await said(NORTH), await said(EAST), await said(NORTH), await said(EAST), await said(EAST)]).toEqual([
      ...['200', '200', '200', '503 APIGW.0613', '200'],
    ]);
  });

  it('may act before it fails: a copy whose answer is lost', async () => {
    simulator.inject({ action: 'CopyImageCrossRegion', error: { code: 'APIGW.0201', status: 504 }, acts: true });
    expect(outcome(await copy(simulator))).toBe('504 APIGW.0201');
    simulator.inject({ action: 'CopyImageCrossRegion', reset: 'after' });
    await expect(copy(simulator)).rejects.toThrow();
    expect(simulator.ledger().runningCopies).toBe(2);
  });

  it('says when to come again only if it is made to', async () => {
    simulator.inject({ error: { code: 'APIGW.0308' } });
    simulator.inject({ error: { code: 'APIGW.0308', retryAfterMs: 1500 } });
    const first = await call(simulator, LIST_ONE);
    const second = await call(simulator, LIST_ONE);
    expect([first.headers['retry-after'], second.headers['retry-after']]).toEqual([undefined, '2']);
  });

  it('names each request, and keeps what came of it', async () => {
    const answer = await call(simulator, LIST_ONE);
    const [, kept] = simulator.calls;
    expect(kept).toMatchObject({
      ...{ action: 'ListImages', regionId: NORTH, method: 'GET', path: '/v2/cloudimages', status: 200 },
      ...{ requestId: answer.headers['x-request-id'], accessKeyId: simulator.accessKey.AccessKey },
      parameters: { id: GOLDEN },
    });
  });
});
