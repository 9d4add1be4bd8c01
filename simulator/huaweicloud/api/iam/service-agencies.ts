import { isObject } from '../../../common/checked';
import { type AgencyRight, agencyRights, type ServiceAgencyRecord } from '../../account/holdings';
import { DOMAIN_ID, idOf } from '../../account/regions';
import { addAgency } from '../../account/seeds';
import type { ApiRequest, Done } from '../api';
import { HuaweiError } from '../errors';

const BODY = { empty: 'IAM.0011', malformed: 'IAM.0011' } as const;
const LONGEST_NAME = 64;
const OF_SERVICE = /^op_svc_(\w+)$/;

/** The name of a service as a trusted account in IAM. */
export const accountOf = (service: string): string => `op_svc_${service.toLowerCase()}`;

/** System policies of IMS. An agency needs only the first two. */
const SYSTEM_POLICIES: readonly string[] = [
  ...agencyRights,
  'IMS FullAccess',
  'IMS ReadOnlyAccess',
  'IMS Administrator',
];
const roleId = (displayName: string): string => idOf(`role/${displayName}`);

const idOfAgency = (name: string): string => idOf(`agency/${name}`);

function wireAgency({ name, service, description }: ServiceAgencyRecord): object {
  const id = idOfAgency(name);
  const trust_domain_id = idOf(`service/${service}`);
  return { id, name, domain_id: DOMAIN_ID, trust_domain_id, description, duration: 'FOREVER', expire_time: null };
}

function wireRole(displayName: string): object {
  const name = `system_all_${SYSTEM_POLICIES.indexOf(displayName)}`;
  return { id: roleId(displayName), name, display_name: displayName, catalog: 'IMS', type: 'XA', domain_id: null };
}

/** ListAgencies, `GET /v3.0/OS-AGENCY/agencies`: the agencies of the account, or the one with a name. */
export function listServiceAgencies(request: ApiRequest): Done {
  if (request.query('domain_id') !== DOMAIN_ID) throw request.refuse('403');
  const name = request.query('name');
  const all = [...request.account.holdings.agencies.values()];
  const found = all.filter((one) => name === undefined || one.name === name);
  return {
    body: { agencies: found.map((one) => ({ ...wireAgency(one), trust_domain_name: accountOf(one.service) })) },
  };
}

/** CreateAgency, `POST /v3.0/OS-AGENCY/agencies`: the agency gets no permissions, and the answer does not contain whom it trusts. */
export function createServiceAgency(request: ApiRequest): Done {
  const { account, cloud } = request;
  const { agency } = request.object(BODY);
  if (!isObject(agency)) throw request.refuse('IAM.0011');
  const { name, domain_id: domainId, trust_domain_name: trusted, description = '' } = agency;
  const [, service] = typeof trusted === 'string' ? (OF_SERVICE.exec(trusted) ?? []) : [];
  const isName = typeof name === 'string' && name !== '' && name.length <= LONGEST_NAME;
  if (!isName || service === undefined || typeof description !== 'string') throw request.refuse('IAM.0011');
  if (domainId !== DOMAIN_ID) throw request.refuse('403');
  if (account.holdings.agencies.has(name) || cloud.iam.agencies.has(name)) {
    throw new HuaweiError(409, '409', 'The agency exists.');
  }
  addAgency(account, { name, service: service.toUpperCase(), description, rights: [] });
  return { status: 201, body: { agency: wireAgency(agencyOf(request, idOfAgency(name))) } };
}

/** KeystoneListPermissions, `GET /v3/roles`: the system policies whose display name contains a text. */
export function keystoneListPermissions(request: ApiRequest): Done {
  const text = request.query('display_name') ?? '';
  const roles = SYSTEM_POLICIES.filter((name) => name.includes(text)).map(wireRole);
  return { body: { roles, total_number: roles.length, links: { self: '/v3/roles', previous: null, next: null } } };
}

/** ListProjectPermissionsForAgency: the permissions that were granted in the project itself. */
export function listProjectPermissions(request: ApiRequest): Done {
  const { projectRights } = agencyOf(request, request.path('agency_id'));
  return { body: { roles: [...(projectRights.get(projectOf(request)) ?? [])].map(wireRole) } };
}

/** AssociateAgencyWithProjectPermission. */
export function grantInProject(request: ApiRequest): Done {
  const { projectRights } = agencyOf(request, request.path('agency_id'));
  const projectId = projectOf(request);
  const displayName = SYSTEM_POLICIES.find((name) => roleId(name) === request.path('role_id'));
  if (displayName === undefined) throw missing(request, `role: ${request.path('role_id')}`);
  const granted = projectRights.get(projectId) ?? new Set<AgencyRight>();
  for (const right of agencyRights) if (right === displayName) granted.add(right);
  projectRights.set(projectId, granted);
  return { status: 204 };
}

function agencyOf(request: ApiRequest, id: string): ServiceAgencyRecord {
  const agency = [...request.account.holdings.agencies.values()].find(({ name }) => idOfAgency(name) === id);
  if (!agency) throw missing(request, `agency: ${id}`);
  return agency;
}

function projectOf(request: ApiRequest): string {
  const id = request.path('project_id');
  if (!request.account.project(id)) throw missing(request, `project: ${id}`);
  return id;
}

const missing = (request: ApiRequest, what: string): HuaweiError =>
  request.refuse('IAM.0004', { message: `Could not find ${what}.` });
