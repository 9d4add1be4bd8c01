import type { PolicyDocument } from '../../simulator/index';
import type { Answer, Kept, Key } from './step';
import { type AlibabaStep, HERE, image, SOURCE } from './step-of-alibaba';

const MISSING = 'm-uf6000000000000nobody';
/** The role that the session of the life assumes. */
export const ROLE = 'image-copier';
const ACCOUNT = '1234567890123456';
const ROLE_ARN = `acs:ram::${ACCOUNT}:role/${ROLE}`;
const ONLY_READING: PolicyDocument = {
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: 'ecs:Describe*', Resource: '*' }],
};

/** A session's key as it is kept for later steps. */
export const sessionOf = (key: Answer['Credentials']): Record<string, string> => ({
  sessionId: key?.AccessKeyId ?? '',
  sessionSecret: key?.AccessKeySecret ?? '',
  sessionToken: key?.SecurityToken ?? '',
});
const sessionKey = (_: Key, { sessionId = '', sessionSecret = '', sessionToken = '' }: Kept): Key => ({
  id: sessionId,
  secret: sessionSecret,
  token: sessionToken,
});

/** Sessions of a role, and calls that are refused. */
export const SESSIONS_AND_REFUSALS: readonly AlibabaStep[] = [
  {
    name: 'ask who calls',
    needs: 'sts',
    action: 'GetCallerIdentity',
    shows: () => ({ AccountId: ACCOUNT, IdentityType: 'RAMUser' }),
  },
  {
    name: 'assume a role',
    needs: 'sts',
    action: 'AssumeRole',
    parameters: () => ({ RoleArn: ROLE_ARN, RoleSessionName: 'life', DurationSeconds: 3600 }),
    shows: () => ({ AssumedRoleUser: { Arn: `${ROLE_ARN}/life` } }),
    keeps: ({ Credentials }) => sessionOf(Credentials),
  },
  {
    name: 'read it in that session',
    action: 'DescribeImages',
    key: sessionKey,
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy }),
    shows: ({ copy }) => image({ ImageId: copy }),
  },
  {
    name: 'ask who calls in that session',
    needs: 'sts',
    action: 'GetCallerIdentity',
    key: sessionKey,
    shows: () => ({
      AccountId: ACCOUNT,
      IdentityType: 'AssumedRoleUser',
      Arn: `acs:ram::${ACCOUNT}:assumed-role/${ROLE}/life`,
    }),
  },
  {
    name: 'call with a token that is not of the session: refused',
    action: 'DescribeImages',
    key: (account, kept) => ({ ...sessionKey(account, kept), token: 'another' }),
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy }),
    refused: { status: 400, code: 'InvalidSecurityToken.Malformed' },
  },
  {
    name: 'call with a key that is not known: refused',
    action: 'DescribeImages',
    key: (account) => ({ ...account, id: 'LTAInobody' }),
    parameters: () => HERE,
    refused: { status: 404, code: 'InvalidAccessKeyId.NotFound' },
  },
  {
    name: 'call with a wrong secret: refused',
    action: 'DescribeImages',
    key: (account) => ({ ...account, secret: 'wrong' }),
    parameters: () => HERE,
    refused: { status: 400, code: 'SignatureDoesNotMatch' },
  },
  {
    name: 'call without permission: refused',
    action: 'DeleteImage',
    before: (simulator) => simulator.ram.setUserPolicy(ONLY_READING),
    parameters: ({ made }) => ({ ...HERE, ImageId: made }),
    refused: { status: 403, code: 'Forbidden.RAM' },
  },
  {
    name: 'read in a region that there is not: refused',
    action: 'DescribeImages',
    before: (simulator) => simulator.ram.setUserPolicy(undefined),
    parameters: () => ({ RegionId: 'cn-nowhere' }),
    refused: { status: 404, code: 'InvalidRegionId.NotFound' },
  },
  {
    name: 'copy what there is not: refused',
    action: 'CopyImage',
    parameters: () => ({ ...SOURCE, ImageId: MISSING, DestinationRegionId: HERE.RegionId }),
    refused: { status: 404, code: 'InvalidImageId.NotFound' },
  },
];
