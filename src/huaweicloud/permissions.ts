/** A circumstance that only some calls of an action have, and that needs a permission: a property, or the look-up of a project. */
export type Circumstance = 'EnterpriseProjectId' | 'ProjectLookup';

/** A permission in a policy. */
export interface Permission {
  /** The name in identity policies, which have version 5.0. */
  readonly name: string;
  /** The name in custom policies, which have version 1.1. Absent if it is the same. */
  readonly former?: string;
  /** The permission is needed only in this circumstance. */
  readonly onlyWith?: Exclude<Circumstance, 'ProjectLookup'>;
}

const IN_ENTERPRISE_PROJECTS: Permission = { name: 'ims:serverImages:create', onlyWith: 'EnterpriseProjectId' };
const JOBS: readonly Permission[] = [{ name: 'ims:images:get' }];
const LISTS: readonly Permission[] = [{ name: 'ims:images:list' }];

/**
 * The permissions for each call, by the action of its route ("Permissions and supported actions" of the API references of IMS and IAM). No
 * page names the permission to show a job. The permission to read images is the most similar one.
 */
export const PERMISSIONS: Readonly<Record<string, readonly Permission[]>> = {
  CopyImageInRegion: [{ name: 'ims:images:copy' }, IN_ENTERPRISE_PROJECTS],
  CopyImageCrossRegion: [{ name: 'ims:images:copy' }],
  ShowJobProgress: JOBS,
  ShowJob: JOBS,
  ListImages: LISTS,
  ListImageTags: LISTS,
  ListImageByTags: LISTS,
  UpdateImage: [{ name: 'ims:images:update' }, IN_ENTERPRISE_PROJECTS],
  BatchAddOrDeleteTags: [{ name: 'ims:images:update' }],
  GlanceDeleteImage: [{ name: 'ims:images:delete' }],
  KeystoneListProjects: [{ name: 'iam:projects:list', former: 'iam:projects:listProjects' }],
  AssumeAgency: [{ name: 'sts:agencies:assume' }],
  AssumeAgencyWithOIDC: [{ name: 'sts:agencies:assumeWithOIDC' }],
};

/** The permissions for an action, in the words of a message. */
export function permissionFor(action: string): string {
  const permissions = PERMISSIONS[action] ?? [{ name: action }];
  const [always, also] = [permissions.filter((one) => !one.onlyWith), permissions.filter((one) => one.onlyWith)];
  const more = also.map(({ name, onlyWith }) => ` (with ${onlyWith} also ${name})`).join('');
  return `Permission: ${always.map(({ name }) => name).join(', ')}${more}`;
}
