import { COPY_AGENCY_POLICIES, copyAgency } from '../../src/huaweicloud/iam-policy';
import { type IamAdministrator, Problem } from './iam';
import { accountOf, projectsOf } from './projects';

const LIST = { action: 'ListAgencies', method: 'GET', path: '/v3.0/OS-AGENCY/agencies' } as const;
const CREATE = { action: 'CreateAgency', method: 'POST', path: '/v3.0/OS-AGENCY/agencies' } as const;
const LIST_POLICIES = { action: 'KeystoneListPermissions', method: 'GET', path: '/v3/roles' } as const;
const LIST_GRANTED = {
  action: 'ListProjectPermissionsForAgency',
  method: 'GET',
  path: '/v3.0/OS-AGENCY/projects/{project_id}/agencies/{agency_id}/roles',
} as const;
const GRANT = {
  action: 'AssociateAgencyWithProjectPermission',
  method: 'PUT',
  path: '/v3.0/OS-AGENCY/projects/{project_id}/agencies/{agency_id}/roles/{role_id}',
} as const;

/** The agency to create for copies across regions. */
export interface CopyAgencyOptions {
  readonly agencyName: string;
  /** The target regions of copies. */
  readonly targetRegions: readonly string[];
  /** Whether full-ECS images are copied too. */
  readonly fullEcs?: boolean;
}

interface Agency {
  readonly id: string;
  readonly name: string;
  readonly trust_domain_name?: string;
}

interface Role {
  readonly id: string;
  readonly display_name?: string;
}

/** Creates the cloud service agency for IMS, and grants it its policies in the project of each target region. What exists stays. */
export async function makeCopyAgency(iam: IamAdministrator, options: CopyAgencyOptions): Promise<void> {
  const projects = await projectsOf(iam, options.targetRegions);
  const agencyId = await agencyOf(iam, options.agencyName, accountOf(projects));
  const names = [COPY_AGENCY_POLICIES.disk, ...(options.fullEcs ? [COPY_AGENCY_POLICIES.fullEcs] : [])];
  for (const displayName of names) {
    const role_id = await roleOf(iam, displayName);
    for (const { projectId: project_id } of projects) {
      const places = { project_id, agency_id: agencyId };
      const { roles = [] } = await iam.ask(LIST_GRANTED, { places });
      if ((roles as readonly Role[]).some(({ id }) => id === role_id)) continue;
      await iam.change(GRANT, { places: { ...places, role_id } });
    }
  }
}

async function agencyOf(iam: IamAdministrator, name: string, domain_id: string): Promise<string> {
  const wanted = copyAgency(name);
  const query = [['domain_id', domain_id] as const, ['name', name] as const];
  const { agencies = [] } = await iam.ask(LIST, { query });
  const there = (agencies as readonly Agency[]).find((agency) => agency.name === name);
  if (!there) {
    const { agency } = await iam.change(CREATE, { body: { agency: { ...wanted, domain_id } } });
    return (agency as Agency | undefined)?.id ?? 'AGENCY';
  }
  if (there.trust_domain_name === wanted.trust_domain_name) return there.id;
  throw new Problem(`The agency ${name} is for ${there.trust_domain_name}, not for IMS; use another --agency-name.`);
}

/** The ID of a vendor's policy. The list contains all policies whose names contain the text. */
async function roleOf(iam: IamAdministrator, displayName: string): Promise<string> {
  if (iam.isDry) return displayName.replaceAll(' ', '-');
  const { roles = [] } = await iam.ask(LIST_POLICIES, { query: [['display_name', displayName]] });
  const role = (roles as readonly Role[]).find(({ display_name }) => display_name === displayName);
  if (role) return role.id;
  throw new Problem(`IAM has no policy "${displayName}": grant the agency its permissions in the console.`);
}
