/**
 * A circumstance that only some calls of an action have, and that needs a permission: a property, enterprise projects in the account, or
 * the look-up of a project.
 */
export type Circumstance = 'EnterpriseProjectId' | 'EnterpriseProjects' | 'ProjectLookup';

/** A permission in a policy. */
export interface Permission {
  /** The name in identity policies, which have version 5.0. */
  readonly name: string;
  /** The name in custom policies, which have version 1.1. Absent if it is the same. */
  readonly former?: string;
  /** The permission is needed only in this circumstance. */
  readonly onlyWith?: Exclude<Circumstance, 'ProjectLookup'>;
}

const JOBS: readonly Permission[] = [{ name: 'ims:images:get' }];
const LISTS: readonly Permission[] = [{ name: 'ims:images:list' }];

/**
 * The permissions for each call, by the action of its route ("Permissions and supported actions" of the API references of IMS and IAM). No
 * page names the permission to show a job. The permission to read images is the most similar one.
 */
export const PERMISSIONS: Readonly<Record<string, readonly Permission[]>> = {
  CopyImageInRegion: [{ name: 'ims:images:copy' }, { name: 'ims:serverImages:create', onlyWith: 'EnterpriseProjects' }],
  CopyImageCrossRegion: [{ name: 'ims:images:copy' }],
  ShowJobProgress: JOBS,
  ShowJob: JOBS,
  ListImages: LISTS,
  ListImageTags: LISTS,
  ListImageByTags: LISTS,
  UpdateImage: [{ name: 'ims:images:update' }, { name: 'ims:serverImages:create', onlyWith: 'EnterpriseProjectId' }],
  BatchAddOrDeleteTags: [{ name: 'ims:images:update' }],
  GlanceDeleteImage: [{ name: 'ims:images:delete' }],
  KeystoneListProjects: [{ name: 'iam:projects:list', former: 'iam:projects:listProjects' }],
  AssumeAgency: [{ name: 'sts:agencies:assume' }],
  AssumeAgencyWithOIDC: [{ name: 'sts:agencies:assumeWithOIDC' }],
};

/**
 * The calls that a permission allows only if it is granted in an IAM project: the appendix of the API reference of IMS has an x for
 * enterprise projects ("Image Replication", 2025-04-21; "Image Tagging", which has it for every call that it lists).
 */
const ONLY_IN_IAM_PROJECT: ReadonlySet<string> = new Set([
  'CopyImageCrossRegion',
  'ListImageTags',
  'ListImageByTags',
  'BatchAddOrDeleteTags',
]);

/** When a permission is needed, in the words of a message. */
const WHEN: Readonly<Record<NonNullable<Permission['onlyWith']>, string>> = {
  EnterpriseProjectId: 'with EnterpriseProjectId',
  EnterpriseProjects: 'in an account with enterprise projects',
};

/** The permissions for an action, in the words of a message. */
export function permissionFor(action: string): string {
  const permissions = PERMISSIONS[action] ?? [{ name: action }];
  const always = permissions.filter((one) => !one.onlyWith);
  const more = permissions
    .map(({ name, onlyWith }) => (onlyWith === undefined ? '' : ` (${WHEN[onlyWith]} also ${name})`))
    .join('');
  const where = ONLY_IN_IAM_PROJECT.has(action) ? ', granted in the IAM project, not in an enterprise project' : '';
  return `Permission: ${always.map(({ name }) => name).join(', ')}${more}${where}`;
}
