import {
  createClock,
  type HuaweiSimulator,
  startAwsSts,
  startHuaweiSimulator,
  trustAwsTokens,
} from '../../simulator/index';
import { signedHeaders } from '../../src/cloudformation/aws-signature';
import type { Stage } from './stage';

/** The agency that the session of the life assumes. */
export const SESSION_AGENCY = 'image-copier';

/** Huawei Cloud, whose clock only the life turns, with an agency for sessions and one for the holders of a token of AWS. */
export async function stageOfHuawei({ https }: { readonly https: boolean }): Promise<Stage<HuaweiSimulator>> {
  const clock = createClock({ speed: 0 });
  const cloud = await startHuaweiSimulator({ clock, https });
  const aws = await startAwsSts({ clock });
  const { ProviderUrn, AgencyUrn, Audience } = trustAwsTokens(cloud.iam, aws);
  const [, , account] = AgencyUrn.split(':');
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
    kept: { provider: ProviderUrn, keyless: AgencyUrn, sessionAgency, token: await tokenOf(aws, Audience) },
    home: 'cn-north-4',
    service: 'ims',
    end: () => aws.close(),
  };
}

/** A web identity token, as AWS STS makes it for the handlers' role. */
async function tokenOf(
  { url, credentials }: Awaited<ReturnType<typeof startAwsSts>>,
  audience: string,
): Promise<string> {
  const body = `Action=GetWebIdentityToken&Version=2011-06-15&Audience.member.1=${audience}&SigningAlgorithm=RS256&DurationSeconds=3600`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { host } = new URL(url);
  const signed = signedHeaders({ host, headers, body, service: 'sts', region: 'us-east-1' }, credentials, Date.now());
  const answer = await fetch(url, { method: 'POST', headers: { ...signed }, body });
  return /<WebIdentityToken>(.*)</.exec(await answer.text())?.[1] ?? '';
}
