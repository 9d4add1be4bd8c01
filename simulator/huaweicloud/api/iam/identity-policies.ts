import { DOMAIN_ID } from '../../account/regions';
import { addVersion, type IdentityPolicy, MOST_VERSIONS, type PolicyVersion } from '../access/identity-policies';
import { type Policy, policyProblem } from '../access/policy';
import type { ApiRequest, Done } from '../api';
import { agencyOf } from './trust-agencies';
import { BODY, documentOf, optionalText, pageOf, refusal, textOf, timeOf } from './version-5';

const NAME = /^[\w+=.@-]{1,128}$/;
const DESCRIPTION = /^[\s\S]{0,1000}$/;

function wirePolicy(request: ApiRequest, policy: IdentityPolicy): object {
  const { policyId, name, description, defaultVersionId, createdAt, versions } = policy;
  const { createdAt: updatedAt = createdAt } = versions.at(-1) ?? {};
  return {
    ...{ policy_type: 'custom', policy_name: name, policy_id: policyId, path: '', description },
    ...{ urn: `iam::${DOMAIN_ID}:policy:${name}`, default_version_id: defaultVersionId },
    attachment_count: request.cloud.iam.identityPolicies.countOf(policyId),
    ...{ created_at: timeOf(createdAt), updated_at: timeOf(updatedAt) },
  };
}

function wireVersion({ defaultVersionId }: IdentityPolicy, { versionId, document, createdAt }: PolicyVersion): object {
  return { version_id: versionId, document, is_default: versionId === defaultVersionId, created_at: timeOf(createdAt) };
}

function policyOf(request: ApiRequest): IdentityPolicy {
  const id = request.path('policy_id');
  const policy = request.cloud.iam.identityPolicies.policies.get(id);
  if (!policy) throw refusal(404, `there is no policy ${id}`);
  return policy;
}

function versionOf(request: ApiRequest, policy: IdentityPolicy): PolicyVersion {
  const id = request.path('version_id');
  const version = policy.versions.find(({ versionId }) => versionId === id);
  if (!version) throw refusal(404, `there is no version ${id}`);
  return version;
}

/** ListPoliciesV5: the policies of the account itself. The vendor's policies are not simulated. */
export function listPolicies(request: ApiRequest): Done {
  const isAsked = (request.query('policy_type') ?? 'custom') === 'custom';
  const own = isAsked ? [...request.cloud.iam.identityPolicies.policies.values()] : [];
  const shown = own.map((policy) => wirePolicy(request, policy));
  return pageOf(request, 'policies', shown, (one) => String(Object(one).policy_id));
}

/** CreatePolicyV5. */
export function createPolicy(request: ApiRequest): Done {
  const { identityPolicies } = request.cloud.iam;
  const body = request.object(BODY);
  const name = textOf(body, 'policy_name', NAME);
  const description = optionalText(body, 'description', DESCRIPTION) ?? '';
  const { text, document } = documentOf<Policy>(body, 'policy_document', policyProblem);
  if (identityPolicies.named(name)) throw refusal(409, `there is a policy ${name}`);
  const policy = identityPolicies.add(name, description, request.now);
  addVersion(policy, { document: text, policy: document, createdAt: request.now }, true);
  return { status: 201, body: { policy: wirePolicy(request, policy) } };
}

/** ListPolicyVersionsV5. */
export function listPolicyVersions(request: ApiRequest): Done {
  const policy = policyOf(request);
  const shown = policy.versions.map((version) => wireVersion(policy, version));
  return pageOf(request, 'versions', shown, (one) => String(Object(one).version_id));
}

/** GetPolicyVersionV5. */
export function getPolicyVersion(request: ApiRequest): Done {
  const policy = policyOf(request);
  return { body: { policy_version: wireVersion(policy, versionOf(request, policy)) } };
}

/** CreatePolicyVersionV5: if a policy has the most versions that it may have, one must be deleted first. */
export function createPolicyVersion(request: ApiRequest): Done {
  const policy = policyOf(request);
  const body = request.object(BODY);
  const { text, document } = documentOf<Policy>(body, 'policy_document', policyProblem);
  if (policy.versions.length >= MOST_VERSIONS) throw refusal(409, `it has ${MOST_VERSIONS} versions`);
  const version = { document: text, policy: document, createdAt: request.now };
  const added = addVersion(policy, version, body.set_as_default === true);
  return { status: 201, body: { policy_version: wireVersion(policy, added) } };
}

/** DeletePolicyVersionV5: the default version cannot be deleted. */
export function deletePolicyVersion(request: ApiRequest): Done {
  const policy = policyOf(request);
  const version = versionOf(request, policy);
  if (version.versionId === policy.defaultVersionId) throw refusal(409, 'it is the default version');
  policy.versions.splice(policy.versions.indexOf(version), 1);
  return { status: 204 };
}

/** AttachAgencyPolicyV5. */
export function attachAgencyPolicy(request: ApiRequest): Done {
  const { policyId } = policyOf(request);
  const { agencyId } = agencyOf(request, textOf(request.object(BODY), 'agency_id', /^[\w-]{1,64}$/));
  request.cloud.iam.identityPolicies.attach(agencyId, policyId, request.now);
  return {};
}

/** ListAttachedAgencyPoliciesV5. */
export function listAttachedAgencyPolicies(request: ApiRequest): Done {
  const { agencyId } = agencyOf(request, request.path('agency_id'));
  const attached = request.cloud.iam.identityPolicies.attachmentsOf(agencyId).map(([{ policyId, name }, at]) => ({
    ...{ policy_name: name, policy_id: policyId, urn: `iam::${DOMAIN_ID}:policy:${name}`, attached_at: timeOf(at) },
  }));
  return pageOf(request, 'attached_policies', attached, (one) => String(Object(one).policy_id));
}
