import type { Operation } from './api';
import { filterResources, migrateResource } from './eps/resources';
import {
  attachAgencyPolicy,
  createPolicy,
  createPolicyVersion,
  deletePolicyVersion,
  getPolicyVersion,
  listAttachedAgencyPolicies,
  listPolicies,
  listPolicyVersions,
} from './iam/identity-policies';
import { addClientId, createOidcProvider, listOidcProviders } from './iam/oidc-providers';
import { keystoneListAuthDomains, keystoneListProjects } from './iam/projects';
import { createTemporaryAccessKeyByAgency } from './iam/security-tokens';
import {
  createServiceAgency,
  grantInProject,
  keystoneListPermissions,
  listProjectPermissions,
  listServiceAgencies,
} from './iam/service-agencies';
import { createTrustAgency, listAgencies, updateTrustPolicy } from './iam/trust-agencies';
import { copyImageCrossRegion, copyImageInRegion } from './ims/copy-image';
import { glanceDeleteImage } from './ims/delete-image';
import { listImageByTags } from './ims/list-image-by-tags';
import { listImages } from './ims/list-images';
import { glanceShowImage } from './ims/show-image';
import { showJob, showJobProgress } from './ims/show-job';
import { showImageQuota } from './ims/show-quota';
import { batchAddOrDeleteTags, listImageTags } from './ims/tags';
import { updateImage } from './ims/update-image';
import { assumeAgency, getCallerIdentity } from './sts/assume-agency';
import { assumeAgencyWithOidc } from './sts/assume-agency-with-oidc';

/** The services of the cloud that are simulated. */
export type Service = 'ims' | 'iam' | 'sts' | 'eps';

/** A call of a service. */
export interface Route {
  readonly service: Service;
  /** The name in the vendor's SDK. */
  readonly action: string;
  readonly method: string;
  /** The path with the names of its placeholders in braces. */
  readonly path: string;
  /** The permission in a policy ("Permissions" of the API reference). Missing if the call checks this itself, or needs none. */
  readonly right?: string;
  /** Whether a permission that is granted in an enterprise project does not allow the call ("Permissions" has an x for it). */
  readonly onlyInIamProject?: true;
  /** Whether the request has no signature. */
  readonly unsigned?: true;
  readonly operate: Operation;
}

type Row = readonly [action: string, target: string, operate: Operation, right?: string];

const IMS: readonly Row[] = [
  ['ListImages', 'GET /v2/cloudimages', listImages, 'ims:images:list'],
  ['GlanceShowImage', 'GET /v2/images/{image_id}', glanceShowImage, 'ims:images:get'],
  ['CopyImageInRegion', 'POST /v1/cloudimages/{image_id}/copy', copyImageInRegion, 'ims:images:copy'],
  [
    'CopyImageCrossRegion',
    'POST /v1/cloudimages/{image_id}/cross_region_copy',
    copyImageCrossRegion,
    'ims:images:copy',
  ],
  ['ShowJobProgress', 'GET /v1/cloudimages/job/{job_id}', showJobProgress],
  ['ShowJob', 'GET /v1/{project_id}/jobs/{job_id}', showJob],
  ['UpdateImage', 'PATCH /v2/cloudimages/{image_id}', updateImage, 'ims:images:update'],
  ['GlanceDeleteImage', 'DELETE /v2/images/{image_id}', glanceDeleteImage, 'ims:images:delete'],
  ['ListImageTags', 'GET /v2/{project_id}/images/{image_id}/tags', listImageTags, 'ims:images:list'],
  [
    'BatchAddOrDeleteTags',
    'POST /v2/{project_id}/images/{image_id}/tags/action',
    batchAddOrDeleteTags,
    'ims:images:update',
  ],
  ['ListImageByTags', 'POST /v2/{project_id}/images/resource_instances/action', listImageByTags, 'ims:images:list'],
  ['ShowImageQuota', 'GET /v1/cloudimages/quota', showImageQuota, 'ims:quotas:get'],
];

const IAM: readonly Row[] = [
  ['KeystoneListProjects', 'GET /v3/projects', keystoneListProjects, 'iam:projects:list'],
  ['KeystoneListAuthDomains', 'GET /v3/auth/domains', keystoneListAuthDomains],
  [
    'CreateTemporaryAccessKeyByAgency',
    'POST /v3.0/OS-CREDENTIAL/securitytokens',
    createTemporaryAccessKeyByAgency,
    'iam:agencies:assume',
  ],
];

/** The calls of an administrator. Permissions for identity providers are documented nowhere, the others on the pages of the calls. */
const IAM_ADMINISTRATION: readonly Row[] = [
  ['ListOIDCProvidersV5', 'GET /v5/oidc-providers', listOidcProviders, 'iam:oidcProviders:listV5'],
  ['CreateOIDCProviderV5', 'POST /v5/oidc-providers', createOidcProvider, 'iam:oidcProviders:createV5'],
  [
    'AddClientIDToOIDCProviderV5',
    'POST /v5/oidc-providers/{provider_id}/add-client-id',
    addClientId,
    'iam:oidcProviders:addClientIdV5',
  ],
  ['ListAgenciesV5', 'GET /v5/agencies', listAgencies, 'iam:agencies:listV5'],
  ['CreateAgencyV5', 'POST /v5/agencies', createTrustAgency, 'iam:agencies:createV5'],
  [
    'UpdateTrustPolicyV5',
    'PUT /v5/agencies/{agency_id}/trust-policy',
    updateTrustPolicy,
    'iam:agencies:updateTrustPolicyV5',
  ],
  ['ListPoliciesV5', 'GET /v5/policies', listPolicies, 'iam:policies:listV5'],
  ['CreatePolicyV5', 'POST /v5/policies', createPolicy, 'iam:policies:createV5'],
  ['ListPolicyVersionsV5', 'GET /v5/policies/{policy_id}/versions', listPolicyVersions, 'iam:policies:listVersionsV5'],
  [
    'CreatePolicyVersionV5',
    'POST /v5/policies/{policy_id}/versions',
    createPolicyVersion,
    'iam:policies:createVersionV5',
  ],
  [
    'GetPolicyVersionV5',
    'GET /v5/policies/{policy_id}/versions/{version_id}',
    getPolicyVersion,
    'iam:policies:getVersionV5',
  ],
  [
    'DeletePolicyVersionV5',
    'DELETE /v5/policies/{policy_id}/versions/{version_id}',
    deletePolicyVersion,
    'iam:policies:deleteVersionV5',
  ],
  [
    'AttachAgencyPolicyV5',
    'POST /v5/policies/{policy_id}/attach-agency',
    attachAgencyPolicy,
    'iam:agencies:attachPolicyV5',
  ],
  [
    'ListAttachedAgencyPoliciesV5',
    'GET /v5/agencies/{agency_id}/attached-policies',
    listAttachedAgencyPolicies,
    'iam:agencies:listAttachedPoliciesV5',
  ],
  ['ListAgencies', 'GET /v3.0/OS-AGENCY/agencies', listServiceAgencies, 'iam:agencies:listAgencies'],
  ['CreateAgency', 'POST /v3.0/OS-AGENCY/agencies', createServiceAgency, 'iam:agencies:createAgency'],
  ['KeystoneListPermissions', 'GET /v3/roles', keystoneListPermissions, 'iam:roles:listRoles'],
  [
    'ListProjectPermissionsForAgency',
    'GET /v3.0/OS-AGENCY/projects/{project_id}/agencies/{agency_id}/roles',
    listProjectPermissions,
    'iam:permissions:listRolesForAgencyOnProject',
  ],
  [
    'AssociateAgencyWithProjectPermission',
    'PUT /v3.0/OS-AGENCY/projects/{project_id}/agencies/{agency_id}/roles/{role_id}',
    grantInProject,
    'iam:permissions:grantRoleToAgencyOnProject',
  ],
];

const STS: readonly Row[] = [
  ['AssumeAgency', 'POST /v5/agencies/assume', assumeAgency],
  ['AssumeAgencyWithOIDC', 'POST /v5/agencies/assume-with-oidc', assumeAgencyWithOidc],
  ['GetCallerIdentity', 'GET /v5/caller-identity', getCallerIdentity],
];

const EPS: readonly Row[] = [
  [
    'MigrateResource',
    'POST /v1.0/enterprise-projects/{enterprise_project_id}/resources-migrate',
    migrateResource,
    'eps:enterpriseProjects:update',
  ],
  [
    'ShowResourceBindEnterpriseProject',
    'POST /v1.0/enterprise-projects/{enterprise_project_id}/resources/filter',
    filterResources,
    'eps:resources:list',
  ],
];

/** "Image Replication" and "Image Tagging" of the permissions: the latter lists the older calls for tags, all with an x. */
const ONLY_IN_IAM_PROJECT: ReadonlySet<string> = new Set([
  'CopyImageCrossRegion',
  'ListImageTags',
  'BatchAddOrDeleteTags',
  'ListImageByTags',
]);

/** Calls that contain their own proof. */
const UNSIGNED: ReadonlySet<string> = new Set(['AssumeAgencyWithOIDC']);

const routes: readonly Route[] = Object.entries({
  ims: IMS,
  iam: [...IAM, ...IAM_ADMINISTRATION],
  sts: STS,
  eps: EPS,
}).flatMap(([service, rows]) =>
  rows.map(([action, target, operate, right]) => {
    const [method = '', path = ''] = target.split(' ');
    return {
      ...{ action, method, path, operate, right, service: service as Service },
      ...(UNSIGNED.has(action) ? { unsigned: true } : {}),
      ...(ONLY_IN_IAM_PROJECT.has(action) ? { onlyInIamProject: true } : {}),
    };
  }),
);

/** The calls of each service, by name. */
export function actionsByService(): readonly (readonly [service: Service, action: string])[] {
  return routes.map(({ service, action }) => [service, action] as const);
}

/** The call of a request, with the values of the placeholders in its path. */
export interface Meant {
  readonly route: Route;
  readonly places: Readonly<Record<string, string>>;
}

/** The call for a method and the decoded parts of a path; `undefined` if there is none. Fixed parts go before placeholders. */
export function routeOf(method: string, segments: readonly string[]): Meant | undefined {
  const met = routes.flatMap((route) => {
    const places = route.method === method ? placesOf(route.path, segments) : undefined;
    return places ? [{ route, places }] : [];
  });
  return met.sort((a, b) => Object.keys(a.places).length - Object.keys(b.places).length)[0];
}

function placesOf(path: string, segments: readonly string[]): Record<string, string> | undefined {
  const pattern = path.split('/').slice(1);
  if (pattern.length !== segments.length) return undefined;
  const places: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const found = segments[index] ?? '';
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== found : found === '') return undefined;
    if (name !== undefined) places[name] = found;
  }
  return places;
}
