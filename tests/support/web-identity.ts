import type { AwsSts } from '../../simulator/index';
import { signedHeaders } from '../../src/cloudformation/aws-signature';

/** A web identity token of the handlers' role for an audience, as the stand-in for AWS STS makes it; it lasts for an hour. */
export async function webIdentityToken(
  { url, credentials }: AwsSts,
  audience: string,
  algorithm: 'RS256' | 'ES384' = 'RS256',
): Promise<string> {
  const body = new URLSearchParams({
    Action: 'GetWebIdentityToken',
    Version: '2011-06-15',
    'Audience.member.1': audience,
    SigningAlgorithm: algorithm,
    DurationSeconds: '3600',
  }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { host } = new URL(url);
  const signed = signedHeaders({ host, headers, body, service: 'sts', region: 'us-east-1' }, credentials, Date.now());
  const answer = await fetch(url, { method: 'POST', headers: { ...signed }, body });
  const [, token] = /<WebIdentityToken>(.*)</.exec(await answer.text()) ?? [];
  if (token === undefined) throw new Error(`AWS STS made no token: ${answer.status}`);
  return token;
}
