import type { Kept } from './step';
import type { HuaweiStep } from './step-of-huawei';

const ISSUER = 'https://0a1b2c3d.tokens.sts.global.api.aws';
const document = (...Action: string[]) => JSON.stringify({ Version: '5.0', Statement: [{ Effect: 'Allow', Action }] });
const trusting = ({ newProvider = '' }: Kept, audience: string) =>
  JSON.stringify({
    Version: '5.0',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['sts:agencies:assumeWithOIDC'],
        Principal: { Federated: [newProvider] },
        Condition: { StringEquals: { 'oidc:aud': [audience] } },
      },
    ],
  });
const ofPolicy = ({ policy }: Kept) => ({ policy_id: policy });
const ofAgency = ({ trustAgency }: Kept) => ({ agency_id: trustAgency });

/** An identity provider, a policy and a trust agency, as the newer half of IAM has them. */
const TRUST: readonly HuaweiStep[] = [
  {
    name: 'create an identity provider',
    service: 'iam5',
    action: 'CreateOIDCProviderV5',
    parameters: () => ({ body: { url: ISSUER, name: 'life', client_ids: ['one'], description: 'of the life' } }),
    shows: () => ({ oidc_provider: { name: 'life', url: ISSUER, client_ids: ['one'] } }),
    keeps: ({ oidc_provider: { provider_id = '', urn = '' } = { provider_id: '', urn: '' } }) => ({
      providerId: provider_id,
      newProvider: urn,
    }),
  },
  {
    name: 'create it again: refused',
    service: 'iam5',
    action: 'CreateOIDCProviderV5',
    parameters: () => ({ body: { url: ISSUER, name: 'life', client_ids: ['one'] } }),
    refused: { status: 409, code: '409' },
  },
  {
    name: 'add a client ID to it',
    service: 'iam5',
    action: 'AddClientIDToOIDCProviderV5',
    parameters: ({ providerId }) => ({ provider_id: providerId, body: { client_id: 'two' } }),
    shows: () => ({}),
  },
  {
    name: 'list the identity providers',
    service: 'iam5',
    action: 'ListOIDCProvidersV5',
    parameters: () => ({ limit: 100 }),
    shows: ({ newProvider }) => ({
      oidc_providers: expect.arrayContaining([
        expect.objectContaining({ urn: newProvider, client_ids: ['one', 'two'] }),
      ]),
    }),
  },
  {
    name: 'create a trust agency',
    service: 'iam5',
    action: 'CreateAgencyV5',
    parameters: (kept) => ({ body: { agency_name: 'life', trust_policy: trusting(kept, 'one') } }),
    shows: (kept) => ({ agency: { agency_name: 'life', trust_policy: trusting(kept, 'one') } }),
    keeps: ({ agency: { agency_id = '' } = {} }) => ({ trustAgency: agency_id }),
  },
  {
    name: 'change its trust policy',
    service: 'iam5',
    action: 'UpdateTrustPolicyV5',
    parameters: (kept) => ({ ...ofAgency(kept), body: { trust_policy: trusting(kept, 'two') } }),
    shows: () => ({}),
  },
  {
    name: 'list the agencies: those of services have no trust policy',
    service: 'iam5',
    action: 'ListAgenciesV5',
    parameters: () => ({ limit: 100 }),
    shows: (kept) => ({
      agencies: expect.arrayContaining([
        expect.objectContaining({ agency_name: 'life', trust_policy: trusting(kept, 'two') }),
        expect.objectContaining({ agency_name: 'ims_copy_agency', trust_domain_name: 'op_svc_ims' }),
      ]),
    }),
  },
];

const POLICIES: readonly HuaweiStep[] = [
  {
    name: 'create a policy',
    service: 'iam5',
    action: 'CreatePolicyV5',
    parameters: () => ({ body: { policy_name: 'life', policy_document: document('ims:images:list') } }),
    shows: () => ({ policy: { policy_name: 'life', policy_type: 'custom', default_version_id: 'v1' } }),
    keeps: ({ policy: { policy_id = '' } = { policy_id: '' } }) => ({ policy: policy_id }),
  },
  {
    name: 'create one that cannot be read: refused',
    service: 'iam5',
    action: 'CreatePolicyV5',
    parameters: () => ({ body: { policy_name: 'broken', policy_document: '{}' } }),
    refused: { status: 400, code: '400' },
  },
  {
    name: 'create a version of it that counts',
    service: 'iam5',
    action: 'CreatePolicyVersionV5',
    parameters: (kept) => ({
      ...ofPolicy(kept),
      body: { policy_document: document('ims:images:get'), set_as_default: true },
    }),
    shows: () => ({ policy_version: { version_id: 'v2', is_default: true } }),
  },
  {
    name: 'read that version',
    service: 'iam5',
    action: 'GetPolicyVersionV5',
    parameters: (kept) => ({ ...ofPolicy(kept), version_id: 'v2' }),
    shows: () => ({ policy_version: { document: document('ims:images:get'), is_default: true } }),
  },
  {
    name: 'delete the one that counts: refused',
    service: 'iam5',
    action: 'DeletePolicyVersionV5',
    parameters: (kept) => ({ ...ofPolicy(kept), version_id: 'v2' }),
    refused: { status: 409, code: '409' },
  },
  {
    name: 'delete the other one',
    service: 'iam5',
    action: 'DeletePolicyVersionV5',
    parameters: (kept) => ({ ...ofPolicy(kept), version_id: 'v1' }),
    shows: () => ({}),
  },
  {
    name: 'list its versions',
    service: 'iam5',
    action: 'ListPolicyVersionsV5',
    parameters: ofPolicy,
    shows: () => ({ versions: [{ version_id: 'v2' }], page_info: { current_count: 1 } }),
  },
  {
    name: 'give it to the agency',
    service: 'iam5',
    action: 'AttachAgencyPolicyV5',
    parameters: (kept) => ({ ...ofPolicy(kept), body: ofAgency(kept) }),
    shows: () => ({}),
  },
  {
    name: 'list the policies of the agency',
    service: 'iam5',
    action: 'ListAttachedAgencyPoliciesV5',
    parameters: ofAgency,
    shows: (kept) => ({ attached_policies: [{ policy_name: 'life', ...ofPolicy(kept) }] }),
  },
  {
    name: 'list the policies of the account',
    service: 'iam5',
    action: 'ListPoliciesV5',
    parameters: () => ({ policy_type: 'custom' }),
    shows: (kept) => ({ policies: [{ policy_name: 'life', ...ofPolicy(kept), attachment_count: 1 }] }),
  },
];

/** A cloud service agency, as the older half of IAM has it. */
const SERVICE_AGENCY: readonly HuaweiStep[] = [
  {
    name: 'create an agency for IMS',
    service: 'iam',
    action: 'CreateAgency',
    parameters: ({ account }) => ({
      body: { agency: { name: 'for-ims', domain_id: account, trust_domain_name: 'op_svc_ims', duration: 'FOREVER' } },
    }),
    shows: () => ({ agency: { name: 'for-ims', duration: 'FOREVER' } }),
    keeps: ({ agency: { id = '' } = {} }) => ({ imsAgency: id }),
  },
  {
    name: 'find it by its name',
    service: 'iam',
    action: 'ListAgencies',
    parameters: ({ account }) => ({ domain_id: account, name: 'for-ims' }),
    shows: ({ imsAgency }) => ({ agencies: [{ id: imsAgency, trust_domain_name: 'op_svc_ims' }] }),
  },
  {
    name: 'find the policy for copies across regions by its name',
    service: 'iam',
    action: 'KeystoneListPermissions',
    parameters: () => ({ display_name: 'IMS CrossCopyAgencyPolicy' }),
    shows: () => ({ roles: [{ display_name: 'IMS CrossCopyAgencyPolicy', catalog: 'IMS' }] }),
    keeps: ({ roles: [role] = [] }) => ({ role: role?.id ?? '' }),
  },
  {
    name: 'grant it to the agency in a project',
    service: 'iam',
    action: 'AssociateAgencyWithProjectPermission',
    parameters: ({ imsAgency, role, east }) => ({ project_id: east, agency_id: imsAgency, role_id: role }),
    shows: () => ({}),
  },
  {
    name: 'list what the agency has there',
    service: 'iam',
    action: 'ListProjectPermissionsForAgency',
    parameters: ({ imsAgency, east }) => ({ project_id: east, agency_id: imsAgency }),
    shows: ({ role }) => ({ roles: [{ id: role }] }),
  },
];

/** What an administrator does in IAM, by both of its halves. */
export const ADMINISTRATION: readonly HuaweiStep[] = [...TRUST, ...POLICIES, ...SERVICE_AGENCY];
