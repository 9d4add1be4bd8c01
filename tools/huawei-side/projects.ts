import { type IamAdministrator, Problem } from './iam';

const LIST_PROJECTS = { action: 'KeystoneListProjects', method: 'GET', path: '/v3/projects' } as const;

/** The project of a region, and the account that it belongs to. */
export interface Project {
  readonly region: string;
  readonly projectId: string;
  readonly accountId: string;
}

/** The placeholder of the account in a dry run. */
const ACCOUNT = 'ACCOUNT';

/** The projects that have the names of regions. @throws Problem if one is missing */
export async function projectsOf(iam: IamAdministrator, regions: readonly string[]): Promise<readonly Project[]> {
  const projects: Project[] = [];
  for (const region of new Set(regions)) projects.push(await projectOf(iam, region));
  return projects;
}

async function projectOf(iam: IamAdministrator, region: string): Promise<Project> {
  if (iam.isDry) return { region, projectId: `PROJECT-OF-${region}`, accountId: ACCOUNT };
  const { projects } = await iam.ask(LIST_PROJECTS, { query: [['name', region]] });
  const [project] = projects as readonly { readonly id: string; readonly domain_id: string }[];
  if (!project) throw new Problem(`The account has no project ${region}: enable that region in the console first.`);
  return { region, projectId: project.id, accountId: project.domain_id };
}

/** The account of projects. */
export function accountOf([project]: readonly Project[]): string {
  return project?.accountId ?? ACCOUNT;
}
