import type { PolicyDocument } from './alibaba/api/ram/policy';
import type { AlibabaSimulator } from './alibaba/index';
import { trustAws } from './alibaba/trust-aws';
import type { OidcAccess } from './alibaba/type-configuration';
import { type AwsSts, type AwsStsOptions, startAwsSts } from './aws-sts/index';

/** The parts of a simulator for handlers that have no key of Alibaba Cloud. */
export interface Keyless {
  readonly aws: AwsSts;
  /** The `AssumeRoleWithOIDC` for a type configuration. */
  readonly way: OidcAccess;
}

/** Starts a stand-in for AWS STS and makes the simulated account trust it, see `trustAws`. */
export async function startKeyless(
  { clock, ram }: AlibabaSimulator,
  { policy, ...options }: { readonly policy?: PolicyDocument } & AwsStsOptions = {},
): Promise<Keyless> {
  const aws = await startAwsSts({ clock, ...options });
  return { aws, way: trustAws(ram, aws, policy) };
}
