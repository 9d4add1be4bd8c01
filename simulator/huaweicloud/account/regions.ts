import { createHash } from 'node:crypto';

/** The domain of the account that makes all calls. */
export const DOMAIN_ID = idOf('domain/simulator');
/** The name of the domain. The console calls it the account name. */
export const DOMAIN_NAME = 'simulator-account';
/** The project of another account, whose images are public or shared. */
export const FOREIGN_PROJECT_ID = idOf('project/foreign');

/** A project of the account in a region. Everything in IMS belongs to a project. */
export interface Project {
  readonly projectId: string;
  /** The default project has the name of the region, a sub-project has `<region>_<name>`. */
  readonly name: string;
  readonly regionId: string;
}

/** The regions in which the vendor's SDK knows an endpoint of IMS (`ims_region.py` of its Python package, version 3.1.219). */
const IMS_REGIONS: readonly string[] = [
  ...['af-north-1', 'af-south-1', 'ae-ad-1'],
  ...['ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5'],
  ...['cn-east-2', 'cn-east-3', 'cn-east-4', 'cn-east-5'],
  ...['cn-north-1', 'cn-north-2', 'cn-north-4', 'cn-north-9', 'cn-north-11', 'cn-north-12'],
  ...['cn-south-1', 'cn-south-2', 'cn-south-4', 'cn-southwest-2', 'cn-southwest-3'],
  ...['eu-west-0', 'eu-west-101', 'la-north-2', 'la-south-2', 'me-east-1', 'my-kualalumpur-1'],
  ...['na-mexico-1', 'ru-moscow-1', 'sa-brazil-1', 'tr-west-1'],
];

/** Regions of other sites, where an account of this site has no project. Copies cannot go to another site (IMS user guide). */
const OF_OTHER_SITES: ReadonlySet<string> = new Set(['eu-west-0', 'eu-west-101']);

export const isRegion = (name: string): boolean => IMS_REGIONS.includes(name);

/** The default projects of the account at the start: one in each region of its site. */
export const defaultProjects: readonly Project[] = IMS_REGIONS.filter((regionId) => !OF_OTHER_SITES.has(regionId)).map(
  (regionId) => ({ projectId: idOf(`project/${regionId}`), name: regionId, regionId }),
);

/** An ID of 32 hexadecimal digits. It is the same for the same text in every run. */
export function idOf(text: string): string {
  return createHash('sha256').update(`simulator/${text}`).digest('hex').slice(0, 32);
}

/** The same in the form of a UUID, as for image IDs. */
export function uuidOf(text: string): string {
  const digits = idOf(text);
  const [a, b, c, d, e] = [0, 8, 12, 16, 20].map((start, index, starts) => digits.slice(start, starts[index + 1]));
  return [a, b, `4${c?.slice(1)}`, `a${d?.slice(1)}`, e].join('-');
}
