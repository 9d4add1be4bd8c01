import type { Project } from '../../account/regions';
import { isRegion } from '../../account/regions';
import type { ApiRequest } from '../api';
import { BODY, checkDescription, checkEnterpriseProject, checkName, textOf } from './rules';

/** The request of a copy. Its texts are valid, but the objects that they name are not checked yet. */
export interface CopyOrder {
  readonly name: string;
  readonly description: string;
  /** The project in which the copy will be. */
  readonly target: Project;
  /** For a copy within a region: the key that encrypts it; empty if there is none. */
  readonly kmsKeyId: string;
  readonly enterpriseProjectId: string;
  /** For a copy across regions. */
  readonly agencyName: string;
  /** For a copy across regions; empty if there is none. */
  readonly vaultId: string;
}

type Body = Readonly<Record<string, unknown>>;

function readTexts(request: ApiRequest): { body: Body; name: string; description: string } {
  const body = request.object(BODY);
  const name = textOf(request, body, 'name');
  checkName(request, name);
  const description = textOf(request, body, 'description') ?? '';
  checkDescription(request, description);
  return { body, name, description };
}

/** Reads the body of a copy within a region. Agency and vault are ignored, as are unknown members. @throws HuaweiError */
export function readOrderInRegion(request: ApiRequest): CopyOrder {
  const { body, name, description } = readTexts(request);
  const enterpriseProjectId = textOf(request, body, 'enterprise_project_id') || '0';
  const inEnterpriseProjects = request.behaviour.enterpriseProjects === 'enabled' || enterpriseProjectId !== '0';
  if (inEnterpriseProjects && !request.may('ims:serverImages:create')) throw request.refuse('IMG.0026');
  if (enterpriseProjectId !== '0') checkEnterpriseProject(request, enterpriseProjectId);
  const kmsKeyId = textOf(request, body, 'cmk_id') ?? '';
  return { name, description, target: request.project, kmsKeyId, enterpriseProjectId, agencyName: '', vaultId: '' };
}

/** Reads the body of a copy across regions. Key and enterprise project are ignored. @throws HuaweiError */
export function readOrderAcrossRegions(request: ApiRequest): CopyOrder {
  const { body, name, description } = readTexts(request);
  const regionId = textOf(request, body, 'region');
  const agencyName = textOf(request, body, 'agency_name');
  if (!regionId || !agencyName) throw request.refuse('IMG.0001');
  const target = targetOf(request, regionId, textOf(request, body, 'project_name'));
  const vaultId = textOf(request, body, 'vault_id') ?? '';
  return { name, description, target, kmsKeyId: '', enterpriseProjectId: '0', agencyName, vaultId };
}

/** The project with the name in the target region, which must be another region. @throws HuaweiError */
function targetOf(request: ApiRequest, regionId: string, projectName: string | undefined): Project {
  if (regionId === request.project.regionId) throw request.refuse('IMG.0105');
  const there = request.account.projects.filter((project) => project.regionId === regionId);
  if (!isRegion(regionId) || there.length === 0) throw request.refuse('IMG.0108');
  if (!projectName) throw request.refuse('IMG.0104');
  const target = there.find(({ name }) => name === projectName);
  if (!target) throw request.refuse('IMG.0145');
  return target;
}
