import type { ApiRequest, Done } from '../api';

const BODY = { empty: '400', malformed: '400' } as const;
const LARGEST_PAGE = 1000;

/** MigrateResource: it moves an image to another enterprise project, some time after the answer. */
export function migrateResource(request: ApiRequest): Done {
  const { account, now, behaviour } = request;
  const target = request.path('enterprise_project_id');
  const { resource_type: type, resource_id: id, project_id: projectId, region_id: regionId } = request.object(BODY);
  const project = typeof projectId === 'string' ? account.project(projectId) : undefined;
  const isRegion = regionId === undefined || regionId === project?.regionId;
  const image = project && isRegion && typeof id === 'string' ? account.image(project.regionId, id) : undefined;
  const isOurs = image?.imageType === 'private' && image.owner === project?.projectId && account.isFound(image);
  if (type !== 'images' || !isOurs || !account.holdings.enterpriseProjects.get(target)?.enabled) {
    throw request.refuse('400');
  }
  account.moves.push({ image, enterpriseProjectId: target, at: now + behaviour.moveTakesSeconds * 1000 });
  return { status: 204 };
}

/** ShowResourceBindEnterpriseProject: the images of an enterprise project in some projects, page by page. */
export function filterResources(request: ApiRequest): Done {
  const { account } = request;
  const id = request.path('enterprise_project_id');
  const { projects, resource_types: types, limit = LARGEST_PAGE, offset = 0 } = request.object(BODY);
  if (!account.holdings.enterpriseProjects.has(id)) throw request.refuse('400');
  const isPage = Number.isInteger(limit) && Number(limit) <= LARGEST_PAGE && Number.isInteger(offset);
  if (!Array.isArray(types) || !isPage) throw request.refuse('400');
  const wanted: readonly unknown[] = Array.isArray(projects) ? projects : account.projects.map((one) => one.projectId);
  const found = types.includes('images')
    ? account
        .allImages()
        .filter((image) => image.enterpriseProjectId === id && wanted.includes(image.owner) && account.isFound(image))
    : [];
  const resources = found.slice(Number(offset), Number(offset) + Number(limit)).map((image) => ({
    enterprise_project_id: id,
    project_id: image.owner,
    project_name: account.project(image.owner)?.name ?? '',
    resource_id: image.imageId,
    resource_name: image.name,
    resource_type: 'images',
    resource_detail: null,
  }));
  return { body: { resources, errors: [], total_count: found.length } };
}
