import { RefusedAnswer } from '../../src/calling/refused-answer';
import { PROVIDER_PRINCIPALS, type TrustedTokens, trustPolicy } from '../../src/huaweicloud/iam-policy';
import { isSame } from './documents';
import { type IamAdministrator, type IamCall, Problem, told } from './iam';
import { attachPolicy, putPolicy } from './identity-policy';
import { accountOf, type Project, projectsOf } from './projects';

const PROVIDERS = '/v5/oidc-providers';
const LIST_PROVIDERS = { action: 'ListOIDCProvidersV5', method: 'GET', path: PROVIDERS } as const;
const CREATE_PROVIDER = { action: 'CreateOIDCProviderV5', method: 'POST', path: PROVIDERS } as const;
const ADD_CLIENT_ID = {
  action: 'AddClientIDToOIDCProviderV5',
  method: 'POST',
  path: `${PROVIDERS}/{provider_id}/add-client-id`,
} as const;
const LIST_AGENCIES = { action: 'ListAgenciesV5', method: 'GET', path: '/v5/agencies' } as const;
const CREATE_AGENCY = { action: 'CreateAgencyV5', method: 'POST', path: '/v5/agencies' } as const;
const UPDATE_TRUST = {
  action: 'UpdateTrustPolicyV5',
  method: 'PUT',
  path: '/v5/agencies/{agency_id}/trust-policy',
} as const;

/** The tokens of the handlers, and the names of the provider, the agency and the policy for them. */
export interface KeylessOptions extends Pick<TrustedTokens, 'issuer' | 'audience'> {
  readonly subject: readonly string[];
  readonly providerName: string;
  readonly agencyName: string;
  readonly policyName: string;
  /** The default region of the type configuration. */
  readonly region: string;
  /** Other regions that templates name. */
  readonly otherRegions: readonly string[];
}

interface Provider {
  readonly provider_id: string;
  readonly name: string;
  readonly url: string;
  readonly client_ids: readonly string[];
}

interface Agency {
  readonly agency_id: string;
  readonly agency_name: string;
  /** Only trust agencies have one. */
  readonly trust_policy?: string;
}

/**
 * Creates or updates the identity provider, the trust agency and its policy. @returns the type configuration.
 *
 * @throws Problem, RefusedAnswer
 */
export async function makeKeyless(iam: IamAdministrator, policy: object, options: KeylessOptions): Promise<object> {
  const { issuer, audience, subject: subjects, region, otherRegions } = options;
  const projects = await projectsOf(iam, [region, ...otherRegions]);
  await putProvider(iam, options);
  const urn = (kind: string, name: string): string => `iam::${accountOf(projects)}:${kind}:${name}`;
  const providerUrn = urn('oidcProvider', options.providerName);
  const agencyId = await putAgency(iam, options.agencyName, { providerUrn, issuer, audience, subjects });
  const policyId = await putPolicy(iam, options.policyName, policy);
  await attachPolicy(iam, agencyId, policyId);
  return {
    Region: region,
    AssumeAgencyWithOIDC: {
      ProviderUrn: providerUrn,
      AgencyUrn: urn('agency', options.agencyName),
      Audience: audience,
    },
    ProjectIds: projects.map(asConfigured),
  };
}

const asConfigured = ({ region: Region, projectId: ProjectId }: Project) => ({ Region, ProjectId });

async function putProvider(iam: IamAdministrator, { providerName, issuer, audience }: KeylessOptions): Promise<void> {
  const providers = await iam.list<Provider>(LIST_PROVIDERS, 'oidc_providers');
  const there = providers.find(({ name }) => name === providerName);
  if (!there) {
    const description = 'Tokens of an AWS account, sts:GetWebIdentityToken';
    // Without thumbprints, IAM reads those of the issuer itself.
    const body = { url: issuer, name: providerName, client_ids: [audience], description };
    await iam.change(CREATE_PROVIDER, { body });
    return;
  }
  if (there.url.replace(/\/$/, '') !== issuer)
    throw new Problem(`The identity provider ${providerName} is for ${there.url}; use another --provider-name.`);
  if (there.client_ids.includes(audience)) return;
  await iam.change(ADD_CLIENT_ID, { places: { provider_id: there.provider_id }, body: { client_id: audience } });
}

async function putAgency(iam: IamAdministrator, agency_name: string, trusted: TrustedTokens): Promise<string> {
  const agencies = await iam.list<Agency>(LIST_AGENCIES, 'agencies');
  const there = agencies.find((agency) => agency.agency_name === agency_name);
  if (!there) {
    const description = 'Assumed by the TF::HuaweiCloud resource types in AWS CloudFormation';
    const { agency } = await putTrust(iam, CREATE_AGENCY, trusted, { body: { agency_name, description } });
    return (agency as Agency | undefined)?.agency_id ?? 'AGENCY';
  }
  const { agency_id, trust_policy } = there;
  if (trust_policy === undefined || trust_policy === '')
    throw new Problem(`${agency_name} is not a trust agency; use another --agency-name.`);
  const isRight = PROVIDER_PRINCIPALS.some((kind) => isSame(trust_policy, trustPolicy(trusted, kind)));
  if (!isRight) await putTrust(iam, UPDATE_TRUST, trusted, { places: { agency_id }, body: {} });
  return agency_id;
}

/** Sends a trust policy. If IAM does not accept one name of a provider as a principal, sends the other. */
async function putTrust(
  iam: IamAdministrator,
  call: IamCall,
  trusted: TrustedTokens,
  { body, ...asked }: { readonly places?: Readonly<Record<string, string>>; readonly body: object },
): Promise<Readonly<Record<string, unknown>>> {
  const [first, second] = PROVIDER_PRINCIPALS;
  const send = (kind: typeof first | typeof second) =>
    iam.change(call, { ...asked, body: { ...body, trust_policy: JSON.stringify(trustPolicy(trusted, kind)) } });
  try {
    return await send(first);
  } catch (error) {
    if (!(error instanceof RefusedAnswer)) throw error;
    iam.say(`${call.action} failed${told(error)}: trying again with ${second} in place of ${first}`);
    return send(second);
  }
}
