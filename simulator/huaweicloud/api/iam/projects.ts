import { DOMAIN_ID, DOMAIN_NAME } from '../../account/regions';
import type { ApiRequest, Done } from '../api';

const PATH = '/v3/projects';

/** KeystoneListProjects: the account's projects, or those with a name. */
export function keystoneListProjects(request: ApiRequest): Done {
  const name = request.query('name');
  const domainId = request.query('domain_id') ?? DOMAIN_ID;
  const found = request.account.projects.filter(
    (project) => domainId === DOMAIN_ID && (name === undefined || project.name === name),
  );
  return { body: projectList(found) };
}

/** A list of projects in the form of IAM. */
export function projectList(projects: readonly { readonly projectId: string; readonly name: string }[]): object {
  return {
    links: { self: PATH, previous: null, next: null },
    projects: projects.map(({ projectId, name }) => ({
      id: projectId,
      name,
      domain_id: DOMAIN_ID,
      parent_id: DOMAIN_ID,
      is_domain: false,
      enabled: true,
      description: '',
      links: { self: `${PATH}/${projectId}` },
    })),
  };
}

/** KeystoneListAuthDomains: the account itself. */
export function keystoneListAuthDomains(): Done {
  const links = { self: `/v3/domains/${DOMAIN_ID}` };
  return {
    body: {
      links: { self: '/v3/auth/domains', previous: null, next: null },
      domains: [{ id: DOMAIN_ID, name: DOMAIN_NAME, enabled: true, description: '', links }],
    },
  };
}
