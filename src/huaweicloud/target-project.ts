import { Failure } from '../failure/failure';
import type { HuaweiCalls } from './client';
import { LIST_NAMESAKES } from './projects';

/**
 * Refuses a target region whose project, as the type configuration names it, does not have the region's name. A copy from another region
 * arrives in the project of that name (`project_name`; the vendor's Terraform provider sends nothing else), where no call of ours would
 * find it. Who may not list projects is not refused: naming them is what lets a type do without that right, and the log has the refused
 * call.
 *
 * @throws Failure InvalidTypeConfiguration, or what the list is refused with.
 */
export async function checkTarget(calls: HuaweiCalls, region: string, projectId: string): Promise<void> {
  const projectIds = await namesakesIn(calls, region);
  if (projectIds === undefined || projectIds.includes(projectId)) return;
  const [right] = projectIds;
  const cure = right
    ? `Set it to ${right}, or remove the entry of ${region}`
    : `The account has no such project: enable ${region} in the console, and remove the entry`;
  throw new Failure(
    'InvalidTypeConfiguration',
    `ProjectId of ${region} in ProjectIds of the type configuration must be the ID of the project with the name ${region}, not of a sub-project: a copy from another region goes to that project. ${cure}. Nothing was started.`,
  );
}

/** The projects that have the name of a region; undefined: the caller may not know. */
async function namesakesIn(calls: HuaweiCalls, region: string): Promise<readonly string[] | undefined> {
  try {
    return (await calls.call(LIST_NAMESAKES, region, { query: [['name', region]] })).projectIds;
  } catch (error) {
    if (error instanceof Failure && error.code === 'AccessDenied') return undefined;
    throw error;
  }
}
