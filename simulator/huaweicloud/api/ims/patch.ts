import { isObject } from '../../../common/checked';
import type { ImageRecord } from '../../account/image';
import type { ApiRequest } from '../api';
import { checkDescription, checkEnterpriseProject, checkName } from './rules';
import { isOwnAttribute } from './wire-image';

/** The image as it will be after the changes. */
export interface Draft {
  readonly image: ImageRecord;
  name: string;
  minRam: number;
  enterpriseProjectId: string;
  readonly members: Map<string, string | null>;
}

/** Makes one change. @throws HuaweiError */
export type Change = (request: ApiRequest, draft: Draft) => void;

export function draftOf(image: ImageRecord): Draft {
  const { name, minRam, enterpriseProjectId, members } = image;
  return { image, name, minRam, enterpriseProjectId, members: new Map(members) };
}

/** Sets a member that always exists. */
type Setter = (request: ApiRequest, draft: Draft, value: string) => void;

const ALWAYS_THERE: Readonly<Record<string, Setter>> = {
  name(request, draft, value) {
    checkName(request, value);
    const isTaken = request.account.nameIsTaken(draft.image.regionId, value, draft.image);
    if (isTaken && request.behaviour.renameToTakenName === 'refused') throw request.refuse('IMG.0009');
    draft.name = value;
  },
  min_ram(request, draft, value) {
    draft.minRam = memoryOf(request, value);
  },
  enterprise_project_id(request, draft, value) {
    if (!request.may('ims:serverImages:create')) throw request.refuse('IMG.0026');
    checkEnterpriseProject(request, value);
    draft.enterpriseProjectId = value;
  },
};

/** Checks the value of a member that may be absent and returns its stored form; `undefined`: the member will be absent. */
type Reader = (request: ApiRequest, value: string) => string | undefined;

const FREE: Reader = (request, value) => {
  if (value.length > LONGEST_VALUE) throw request.refuse('IMG.0001');
  return value;
};
const oneOf =
  (...values: readonly string[]): Reader =>
  (request, value) => {
    if (!values.includes(value)) throw request.refuse('IMG.0001');
    return value;
  };

const MAY_BE_ABSENT: Readonly<Record<string, Reader>> = {
  __description(request, value) {
    checkDescription(request, value);
    return value === '' && request.behaviour.emptyDescription === 'absent' ? undefined : value;
  },
  max_ram: (request, value) => String(memoryOf(request, value)),
  hw_firmware_type: oneOf('bios', 'uefi'),
  hw_vif_multiqueue_enabled: oneOf('true', 'false'),
  __os_version: FREE,
};

const LONGEST_VALUE = 255;
const MOST_MEMORY_MB = 16 * 1024 * 1024;

/** The reader of a member that a change may add; `undefined` if users may not change it. */
function readerOf(name: string): Reader | undefined {
  const known = Object.hasOwn(MAY_BE_ABSENT, name) ? MAY_BE_ABSENT[name] : undefined;
  if (known) return known;
  if (/^__support_[a-z0-9_]+$/.test(name)) return FREE;
  // Attributes of users have no capital letters, and cannot have the name of a member that every image has.
  if (Object.hasOwn(ALWAYS_THERE, name)) return undefined;
  return /^[a-z0-9_.-]{1,255}$/.test(name) && isOwnAttribute(name) && !FIXED.has(name) ? FREE : undefined;
}

const FIXED: ReadonlySet<string> = new Set([
  ...['id', 'owner', 'status', 'visibility', 'protected', 'size', 'virtual_size', 'self', 'file', 'schema', 'tags'],
  ...['created_at', 'updated_at', 'active_at', 'min_disk'],
]);

/** Reads the list of changes: `add`, `replace` or `remove` with `/name`. @throws HuaweiError */
export function readChanges(request: ApiRequest, body: unknown): Change[] {
  if (!Array.isArray(body) || body.length === 0) throw request.refuse('IMG.0001');
  return body.map((entry) => {
    const { op, path, value } = isObject(entry) ? entry : {};
    const name = typeof path === 'string' && path.startsWith('/') ? path.slice(1) : '';
    if (op === 'remove') return removal(request, name);
    const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if ((op !== 'add' && op !== 'replace') || !isText) throw request.refuse('IMG.0001');
    return setting(request, op, name, String(value));
  });
}

function setting(request: ApiRequest, op: 'add' | 'replace', name: string, value: string): Change {
  const set = Object.hasOwn(ALWAYS_THERE, name) ? ALWAYS_THERE[name] : undefined;
  if (set) return (later, draft) => set(later, draft, value);
  const read = readerOf(name);
  if (!read) throw request.refuse('IMG.0001');
  return (later, { members }) => {
    if (op === 'replace' && !members.has(name)) throw later.refuse('IMG.0035');
    const kept = read(later, value);
    if (kept === undefined) members.delete(name);
    else members.set(name, kept);
  };
}

function removal(request: ApiRequest, name: string): Change {
  if (!readerOf(name)) throw request.refuse('IMG.0001');
  return (later, { members }) => {
    if (!members.delete(name)) throw later.refuse('IMG.0035');
  };
}

/** An amount of memory in MB. 0 means no limit. */
function memoryOf(request: ApiRequest, value: string): number {
  if (!/^\d+$/.test(value) || Number(value) > MOST_MEMORY_MB) throw request.refuse('IMG.0055');
  return Number(value);
}
