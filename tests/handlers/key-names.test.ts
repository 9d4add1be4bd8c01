import {
  OIDCRoleArnCredentialsProvider,
  RAMRoleARNCredentialsProvider,
  StaticAKCredentialsProvider,
  StaticSTSCredentialsProvider,
} from '@alicloud/credentials';
import { HOME, useStage } from '../support/copies';
import { Gateway } from '../support/gateway';
import { AUDIENCE, openKeylessStage } from '../support/sessions';

/** The header with which Alibaba Cloud's clients say where their key is from. It is signed. */
const HEADER = 'x-acs-credentials-provider';

const EMPTY_PAGE = { RequestId: 'R', TotalCount: 0, Images: { Image: [] } };
const SESSION = {
  RequestId: 'R',
  Credentials: {
    ...{ AccessKeyId: 'STS.id', AccessKeySecret: 'secret', SecurityToken: 'token' },
    Expiration: '2999-01-01T00:00:00Z',
  },
};

const RoleArn = 'acs:ram::1234567890123456:role/images';
const ProviderArn = 'acs:ram::1234567890123456:oidc-provider/aws';
const KEY = { AccessKeyId: 'id', AccessKeySecret: 'secret' };
const TEMPORARY = { ...KEY, SecurityToken: 'token' };

/** The sources of keys as the vendor's own library has them. */
const ofKey = StaticAKCredentialsProvider.builder().withAccessKeyId('id').withAccessKeySecret('secret').build();
const ofTemporary = StaticSTSCredentialsProvider.builder()
  .withAccessKeyId('id')
  .withAccessKeySecret('secret')
  .withSecurityToken('token')
  .build();
const ofRole = (inner: typeof ofKey | typeof ofTemporary) =>
  RAMRoleARNCredentialsProvider.builder().withCredentialsProvider(inner).withRoleArn(RoleArn).build();
const ofToken = OIDCRoleArnCredentialsProvider.builder()
  .withRoleArn(RoleArn)
  .withOIDCProviderArn(ProviderArn)
  .withOIDCTokenFilePath('never-read')
  .build();

/** How a type configuration leads to a key, and what the vendor's client says with each of its calls; nothing with one that has no key. */
const WAYS = [
  ['a key', { Credentials: KEY }, [['DescribeImages', ofKey]]],
  ['a temporary key', { Credentials: TEMPORARY }, [['DescribeImages', ofTemporary]]],
  [
    'a role assumed with a key',
    { Credentials: KEY, AssumeRole: { RoleArn } },
    [
      ['AssumeRole', ofKey],
      ['DescribeImages', ofRole(ofKey)],
    ],
  ],
  [
    'a role assumed with a temporary key',
    { Credentials: TEMPORARY, AssumeRole: { RoleArn } },
    [
      ['AssumeRole', ofTemporary],
      ['DescribeImages', ofRole(ofTemporary)],
    ],
  ],
  [
    'a role assumed with a token',
    { AssumeRoleWithOIDC: { ProviderArn, RoleArn, Audience: AUDIENCE } },
    [
      ['AssumeRoleWithOIDC', undefined],
      ['DescribeImages', ofToken],
    ],
  ],
] as const;

describe('where a key is from', () => {
  const stage = useStage(() => openKeylessStage());
  let gateway: Gateway;
  beforeEach(async () => {
    gateway = await Gateway.open();
  });
  afterEach(() => gateway.close());

  it.each(WAYS)('is told as the client of the vendor tells it: %s', async (_, way, calls) => {
    gateway.reply(...(calls.length > 1 ? [{ body: SESSION }] : []), { body: EMPTY_PAGE });
    const Endpoints = { Ecs: gateway.url, Sts: gateway.url };
    const answer = await stage().invoke('LIST', {}, { typeConfiguration: { RegionId: HOME, ...way, Endpoints } });
    expect(answer.status).toBe('SUCCESS');
    const told = gateway.got.map(({ headers }) => [headers['x-acs-action'], headers[HEADER]]);
    expect(told).toEqual(calls.map(([action, source]) => [action, source?.getProviderName()]));
  });
});
