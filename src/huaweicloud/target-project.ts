import { Failure } from '../failure/failure';
import type { HuaweiCalls } from './client';
import { LIST_NAMESAKES } from './projects';

/**
 * Refuses a target region if its project in the type configuration does not have the name of the region. A copy from another region goes to
 * the project with that name (`project_name`; the vendor's Terraform provider sends nothing else), and no call in another project would
 * find the copy. If the caller may not list projects, the region is accepted: users can name projects in order to do without that
 * permission, and the log has the refused call.
 *
 * @throws Failure InvalidTypeConfiguration, or the failure of the list.
 */
export async function checkTarget(calls: HuaweiCalls, region: string, projectId: string): Promise<void> {
  const projectIds = await namesakesIn(calls, region);
  if (projectIds === undefined || projectIds.includes(projectId)) return;
  const [correct] = projectIds;
  const cure = correct
    ? `Set it to ${correct}, or remove the entry of ${region}`
    : `The account has no such project: enable ${region} in the console, and remove the entry`;
  throw new Failure(
    'InvalidTypeConfiguration',
    `ProjectId of ${region} in ProjectIds of the type configuration must be the ID of the project with the name ${region}, not of a sub-project: a copy from another region goes to that project. ${cure}. Nothing was started.`,
  );
}

/** The projects that have the name of a region; `undefined` if the caller may not list them. */
async function namesakesIn(calls: HuaweiCalls, region: string): Promise<readonly string[] | undefined> {
  try {
    return (await calls.call(LIST_NAMESAKES, region, { query: [['name', region]] })).projectIds;
  } catch (error) {
    if (error instanceof Failure && error.code === 'AccessDenied') return undefined;
    throw error;
  }
}
