import { isSame } from './documents';
import type { IamAdministrator } from './iam';

const POLICIES = '/v5/policies';
const VERSIONS = `${POLICIES}/{policy_id}/versions`;
const LIST = { action: 'ListPoliciesV5', method: 'GET', path: POLICIES } as const;
const CREATE = { action: 'CreatePolicyV5', method: 'POST', path: POLICIES } as const;
const LIST_VERSIONS = { action: 'ListPolicyVersionsV5', method: 'GET', path: VERSIONS } as const;
const CREATE_VERSION = { action: 'CreatePolicyVersionV5', method: 'POST', path: VERSIONS } as const;
const GET_VERSION = { action: 'GetPolicyVersionV5', method: 'GET', path: `${VERSIONS}/{version_id}` } as const;
const DELETE_VERSION = { action: 'DeletePolicyVersionV5', method: 'DELETE', path: `${VERSIONS}/{version_id}` } as const;
const ATTACH = {
  action: 'AttachAgencyPolicyV5',
  method: 'POST',
  path: `${POLICIES}/{policy_id}/attach-agency`,
} as const;
const LIST_ATTACHED = {
  action: 'ListAttachedAgencyPoliciesV5',
  method: 'GET',
  path: '/v5/agencies/{agency_id}/attached-policies',
} as const;

interface Policy {
  readonly policy_id: string;
  readonly policy_name: string;
  readonly default_version_id: string;
}

interface Version {
  readonly version_id: string;
  readonly is_default: boolean;
  readonly created_at: string;
}

/** How many versions a policy can have at once. */
const MOST_VERSIONS = 5;

/** Creates a policy of the account, or adds a version if its content differs. @returns its ID. */
export async function putPolicy(iam: IamAdministrator, policy_name: string, document: object): Promise<string> {
  const policy_document = JSON.stringify(document);
  const policies = await iam.list<Policy>(LIST, 'policies', { query: [['policy_type', 'custom']] });
  const there = policies.find((policy) => policy.policy_name === policy_name);
  if (!there) {
    const description = 'IMS permissions of the TF::HuaweiCloud resource types';
    const { policy } = await iam.change(CREATE, { body: { policy_name, policy_document, description } });
    return (policy as Policy | undefined)?.policy_id ?? 'POLICY';
  }
  const places = { policy_id: there.policy_id };
  const { policy_version } = await iam.ask(GET_VERSION, {
    places: { ...places, version_id: there.default_version_id },
  });
  const { document: text = '' } = (policy_version ?? {}) as { readonly document?: string };
  if (isSame(text, document)) return there.policy_id;
  await makeRoom(iam, there.policy_id);
  await iam.change(CREATE_VERSION, { places, body: { policy_document, set_as_default: true } });
  return there.policy_id;
}

/** Deletes the oldest version that is not the default, if a policy has the most versions possible. */
async function makeRoom(iam: IamAdministrator, policy_id: string): Promise<void> {
  const versions = await iam.list<Version>(LIST_VERSIONS, 'versions', { places: { policy_id } });
  if (versions.length < MOST_VERSIONS) return;
  const [oldest] = versions.filter((one) => !one.is_default).sort((a, b) => a.created_at.localeCompare(b.created_at));
  if (oldest) await iam.change(DELETE_VERSION, { places: { policy_id, version_id: oldest.version_id } });
}

export async function attachPolicy(iam: IamAdministrator, agency_id: string, policy_id: string): Promise<void> {
  const attached = await iam.list<Policy>(LIST_ATTACHED, 'attached_policies', { places: { agency_id } });
  if (attached.some((policy) => policy.policy_id === policy_id)) return;
  await iam.change(ATTACH, { places: { policy_id }, body: { agency_id } });
}
