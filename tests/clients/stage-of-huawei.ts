import {
  createClock,
  type HuaweiSimulator,
  startAwsSts,
  startHuaweiSimulator,
  trustAwsTokens,
} from '../../simulator/index';
import { webIdentityToken } from '../support/web-identity';
import type { Stage } from './stage';

/** The agency that the session of the life assumes. */
export const SESSION_AGENCY = 'image-copier';

/** Huawei Cloud, whose clock only the life turns, with an agency for sessions and one for the holders of a token of AWS. */
export async function stageOfHuawei({ https }: { readonly https: boolean }): Promise<Stage<HuaweiSimulator>> {
  const clock = createClock({ speed: 0 });
  const cloud = await startHuaweiSimulator({ clock, https });
  const aws = await startAwsSts({ clock });
  const { ProviderUrn, AgencyUrn, Audience } = trustAwsTokens(cloud.iam, aws);
  const [, , account = ''] = AgencyUrn.split(':');
  const east = cloud.world.projectId('cn-east-3') ?? '';
  const sessionAgency = cloud.iam.putAgency({
    name: SESSION_AGENCY,
    trust: {
      Version: '5.0',
      Statement: [{ Effect: 'Allow', Action: 'sts:agencies:assume', Principal: { IAM: `iam::${account}:root` } }],
    },
  });
  return {
    cloud,
    key: { id: cloud.accessKey.AccessKey, secret: cloud.accessKey.SecretKey },
    kept: {
      ...{ provider: ProviderUrn, keyless: AgencyUrn, sessionAgency, account, east },
      token: await webIdentityToken(aws, Audience),
    },
    home: 'cn-north-4',
    service: 'ims',
    end: () => aws.close(),
  };
}
