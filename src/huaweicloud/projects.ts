import { RefusedAnswer } from '../calling/refused-answer';
import { listIn, type Route, textIn } from './route';

/** The call that lists the projects with a name, without the part that reads the answer. */
const OF_A_NAME = {
  action: 'KeystoneListProjects',
  service: 'iam',
  method: 'GET',
  path: '/v3/projects',
} as const;

/**
 * Looks up the project of a region, which has the name of the region. No project and several projects are errors, as in the vendor's SDKs,
 * because a project of another region would lead to other images.
 */
export const LIST_PROJECTS: Route<{ readonly projectId: string }> = {
  ...OF_A_NAME,
  read: (body, requestId) => {
    const [project, ...others] = listIn(body, 'projects');
    const refusal = { statusCode: 200, requestId };
    if (project === undefined)
      throw new RefusedAnswer('(empty list)', 'no project has the name of the region', refusal);
    if (others.length > 0)
      throw new RefusedAnswer('(several)', 'several projects have the name of the region', refusal);
    return { projectId: textIn(project, 'id') };
  },
};

/** The same call for a project that is known. It does not matter how many other projects have the name. */
export const LIST_NAMESAKES: Route<{ readonly projectIds: readonly string[] }> = {
  ...OF_A_NAME,
  read: (body) => ({ projectIds: listIn(body, 'projects').map((project) => textIn(project, 'id')) }),
};
