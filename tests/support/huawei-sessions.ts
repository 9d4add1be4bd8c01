import { huaweiConfigurationOf, trustAwsTokens } from '../../simulator/index';
import { assumeAgencyPolicy } from '../../src/huaweicloud/iam-policy';
import { type HuaweiStage, openHuaweiStage } from './huawei';
import { onConfiguration, type SessionMethod } from './sessions';

/** Whoever has a key of the account may assume an agency. */
export const EVERYBODY = {
  Version: '5.0',
  Statement: [{ Effect: 'Allow', Action: 'sts:agencies:assume', Principal: { IAM: ['*'] } }],
} as const;
const AGENCY_URN = 'iam::1:agency:x';

/** The authentication methods of the types on Huawei Cloud that begin with a session. */
export const HUAWEI_SESSIONS: readonly SessionMethod[] = [
  {
    name: 'AssumeAgency',
    firstCall: 'AssumeAgency',
    open: async () => {
      const stage = await openHuaweiStage();
      const { iam, url } = stage.simulator;
      const AgencyUrn = iam.putAgency({ name: 'image-copy', trust: EVERYBODY });
      return onConfiguration(stage, {
        ...stage.typeConfiguration,
        AssumeAgency: { AgencyUrn },
        Endpoints: { Ims: url, Iam: url, Sts: url },
      });
    },
    configured: (keyed, url) => ({
      ...keyed,
      AssumeAgency: { AgencyUrn: AGENCY_URN },
      Endpoints: { Ims: url, Iam: url, Sts: url },
    }),
    told: 'sts:agencies:assume',
    admit: ({ simulator, typeConfiguration }: HuaweiStage) => {
      const { AgencyUrn } = Object(typeConfiguration.AssumeAgency);
      simulator.iam.setUserPolicy(assumeAgencyPolicy(AgencyUrn));
    },
  },
  {
    name: 'AssumeAgencyWithOIDC',
    firstCall: 'GetWebIdentityToken',
    open: async () => {
      const stage = await openHuaweiStage({ aws: {} });
      const { aws, simulator } = stage;
      if (!aws) throw new Error('the stage has no AWS');
      const { issuer, roleArn } = aws;
      const access = trustAwsTokens(simulator.iam, { issuer, roleArn, keys: () => aws.keys() });
      return onConfiguration(stage, huaweiConfigurationOf(simulator, access));
    },
    configured: (keyed, url) => ({
      ...keyed,
      Credentials: undefined,
      AssumeAgencyWithOIDC: { ProviderUrn: 'iam::1:oidcProvider:x', AgencyUrn: AGENCY_URN, Audience: 'x' },
      Endpoints: { Ims: url, Iam: url, Sts: url },
    }),
  },
];
