import type { ImageRecord } from '../../account/image';
import type { ApiRequest } from '../api';
import { isOwnAttribute, wireImage } from './wire-image';

/** Parameters that select the page and the order of a list, not its content. */
const OTHERS: ReadonlySet<string> = new Set(['limit', 'marker', 'sort_key', 'sort_dir', 'X-Sdk-Date']);

/** Filters that do more than compare a member. */
const SPECIAL: Readonly<Record<string, (value: string, image: ImageRecord, request: ApiRequest) => boolean>> = {
  tag(value, { tags }) {
    const [key = '', ...rest] = value.split('=');
    return rest.length === 0 ? tags.has(key) : tags.get(key) === rest.join('=');
  },
  enterprise_project_id: (value, { enterpriseProjectId }) =>
    value === 'all_granted_eps' || value === enterpriseProjectId,
  created_at: (value, { createdAt }, request) => holdsAt(request, value, createdAt),
  updated_at: (value, { updatedAt }, request) => holdsAt(request, value, updatedAt),
  member_status: (value, { imageType, accepted }) =>
    imageType === 'shared' && (value === 'all' || value === (accepted ? 'accepted' : 'pending')),
};

/** Whether an image passes all filters of the query. Unknown filters are ignored. @throws HuaweiError for a time that is not valid */
export function isMeant(request: ApiRequest, image: ImageRecord): boolean {
  return request.parts.query.every(([name, value]) => {
    if (OTHERS.has(name)) return true;
    const special = SPECIAL[name];
    if (special) return special(value, image, request);
    if (isOwnFilter(name) && request.behaviour.ownAttributeFilter === 'ignored') return true;
    return memberIs(request, image, name, value);
  });
}

/** Members that filters support in addition to those that begin with `__`. */
const FILTERS: ReadonlySet<string> = new Set([
  ...['id', 'name', 'owner', 'status', 'visibility', 'protected', 'min_disk', 'min_ram', 'container_format'],
  ...['disk_format', 'virtual_env_type', 'architecture', 'hw_firmware_type'],
]);

function isOwnFilter(name: string): boolean {
  return isOwnAttribute(name) && !FILTERS.has(name);
}

/** If a boolean is requested, an absent member counts as false. */
function memberIs({ behaviour }: ApiRequest, image: ImageRecord, name: string, value: string): boolean {
  const shown = wireImage(image, behaviour)[name] ?? (value === 'false' ? 'false' : undefined);
  return shown !== undefined && String(shown).toLowerCase() === value.toLowerCase();
}

const COMPARISONS: Readonly<Record<string, (found: number, wanted: number) => boolean>> = {
  gt: (found, wanted) => found > wanted,
  gte: (found, wanted) => found >= wanted,
  lt: (found, wanted) => found < wanted,
  lte: (found, wanted) => found <= wanted,
  eq: (found, wanted) => found === wanted,
  neq: (found, wanted) => found !== wanted,
};

/** Times such as `gte:2018-10-28T10:00:00Z`, in whole seconds. */
function holdsAt(request: ApiRequest, text: string, at: number): boolean {
  const [, operator = '', time = ''] = /^(\w+):(.+)$/.exec(text) ?? [];
  const wanted = Date.parse(time);
  const compare = COMPARISONS[operator];
  if (!compare || Number.isNaN(wanted)) throw request.refuse('IMG.0001');
  return compare(Math.floor(at / 1000), Math.floor(wanted / 1000));
}
