/** What only some calls of an action are about, and so need a right for: a property, or that a project is looked up. */
export type Circumstance = 'EnterpriseProjectId' | 'ProjectLookup';

/** Something that a policy allows. */
export interface Right {
  /** As identity policies have it, whose version is 5.0. */
  readonly name: string;
  /** As custom policies have it, whose version is 1.1; absent: the same. */
  readonly former?: string;
  /** Without this it is not needed. */
  readonly onlyWith?: Exclude<Circumstance, 'ProjectLookup'>;
}

const IN_ENTERPRISE_PROJECTS: Right = { name: 'ims:serverImages:create', onlyWith: 'EnterpriseProjectId' };
const JOBS: readonly Right[] = [{ name: 'ims:images:get' }];
const LISTS: readonly Right[] = [{ name: 'ims:images:list' }];

/**
 * What each call needs, by the action of its route ("Permissions and supported actions" of the API references of IMS and IAM). No page
 * names the right to ask for a job; that to read images is the nearest.
 */
export const RIGHTS: Readonly<Record<string, readonly Right[]>> = {
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

/** What an action needs, in the words of a message. */
export function permissionFor(action: string): string {
  const rights = RIGHTS[action] ?? [{ name: action }];
  const [always, also] = [rights.filter((one) => !one.onlyWith), rights.filter((one) => one.onlyWith)];
  const more = also.map(({ name, onlyWith }) => ` (with ${onlyWith} also ${name})`).join('');
  return `Permission: ${always.map(({ name }) => name).join(', ')}${more}`;
}
