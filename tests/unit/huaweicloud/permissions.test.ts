import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Grant } from '../../../simulator/huaweicloud/api/access/iam';
import type { HuaweiSimulator } from '../../../simulator/index';
import { Failure } from '../../../src/failure/failure';
import { identityPolicy } from '../../../src/huaweicloud/iam-policy';
import { PERMISSIONS, permissionFor } from '../../../src/huaweicloud/permissions';
import type { Asked } from '../../../src/huaweicloud/request';
import type { Route } from '../../../src/huaweicloud/route';
import { type Change, CROSS_AGENCY, clientOf, EAST, GOLDEN, keyOf, NORTH, start, stopSimulators } from './stage';

const ROOM = path.join(__dirname, '..', '..', '..', 'src', 'huaweicloud');

const isRoute = (value: unknown): value is Route<object> =>
  typeof value === 'object' && value !== null && 'action' in value && 'service' in value && 'path' in value;

/** Every route that the room has, whichever file it is in. */
const ROUTES: readonly Route<object>[] = readdirSync(ROOM)
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => Object.values(require(path.join(ROOM, file))).filter(isRoute));

const places = { image_id: GOLDEN };
const NAMED = { name: 'a', description: '' };
const ENTERPRISE_PROJECT = '5f8bd1c4-0f4a-4d39-9b0a-3b2f1a7c6d10';
const JOB = { places: { job_id: 'f'.repeat(32) } };
const move = { op: 'replace', path: '/enterprise_project_id', value: ENTERPRISE_PROJECT };
const tag = { key: 'a', value: '' };

/** What each call asks for that is signed with the user's own key; everything that has a permission of its own is in it. */
const ASKED: Readonly<Record<string, Asked>> = {
  CopyImageInRegion: { places, body: { ...NAMED, enterprise_project_id: ENTERPRISE_PROJECT } },
  CopyImageCrossRegion: { places, body: { ...NAMED, region: EAST, project_name: EAST, agency_name: CROSS_AGENCY } },
  ShowJobProgress: JOB,
  ShowJob: JOB,
  ListImages: {},
  ListImageTags: { places },
  ListImageByTags: { body: { action: 'filter', tags: [{ key: 'a', values: [] }] } },
  UpdateImage: { places, body: [move] },
  BatchAddOrDeleteTags: { places, body: { action: 'create', tags: [tag] } },
  GlanceDeleteImage: { places },
  KeystoneListProjects: { query: [['name', NORTH]] },
};

const AGENCY = 'copier';
let simulator: HuaweiSimulator;
beforeEach(async () => {
  simulator = await start({ behaviour: { jobRight: 'ims:images:get' } });
});
afterEach(stopSimulators);

/** Makes the call of a route as somebody with some permissions. Returns what it was refused with for want of one. */
async function denialOf(
  { action, ...route }: Route<object>,
  permissions: readonly string[],
  grant?: Grant,
): Promise<string | undefined> {
  simulator.iam.setUserPolicy(identityPolicy(permissions), grant);
  const projectIds = new Map([[NORTH, simulator.world.projectId(NORTH) ?? '']]);
  const { client } = clientOf(simulator, { projectIds, ...(action === 'AssumeAgency' && assuming()) });
  try {
    await client.call({ action, ...route }, NORTH, ASKED[action]);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.code === 'AccessDenied') return error.message;
  }
  return undefined;
}

/** A session is opened before the first call; it may do everything. */
function assuming(): Change {
  const Statement = [{ Effect: 'Allow', Action: 'sts:agencies:assume', Principal: { IAM: '*' } }] as const;
  const name = simulator.iam.putAgency({ name: AGENCY, trust: { Version: '5.0', Statement } });
  const assumed = { name, durationSeconds: 900 };
  return { authentication: { kind: 'assumed', accessKey: keyOf(simulator), assumed } };
}

/** A token needs no policy of a user; `keys.test.ts` has its trust policy. */
const SIGNED = ROUTES.filter(({ action }) => action !== 'AssumeAgencyWithOIDC');

describe('the permissions', () => {
  it('are named for every call of the client, and for no other', () => {
    expect([...new Set(ROUTES.map(({ action }) => action))].sort()).toEqual(Object.keys(PERMISSIONS).sort());
  });

  it.each(SIGNED.map((route) => [route.action, route] as const))('to %s are enough', async (action, route) => {
    const all = (PERMISSIONS[action] ?? []).map(({ name }) => name);
    expect(await denialOf(route, all)).toBeUndefined();
  });

  it.each(
    SIGNED.flatMap((route) =>
      (PERMISSIONS[route.action] ?? []).map(({ name }) => [name, route.action, route] as const),
    ),
  )('%s is what somebody lacks who is refused %s without it, and is told', async (permission, action, route) => {
    const others = Object.values(PERMISSIONS).flatMap((permissions) => permissions.map(({ name }) => name));
    const denied = await denialOf(
      route,
      others.filter((name) => name !== permission),
    );
    expect(denied).toContain(`${permissionFor(action)}.`);
    expect(permissionFor(action)).toContain(permission);
  });

  it('are granted in an enterprise project in vain for copies to another region and for tags, and the message says so', async () => {
    const denied = [];
    for (const route of SIGNED) {
      const all = (PERMISSIONS[route.action] ?? []).map(({ name }) => name);
      const message = await denialOf(route, all, 'enterprise project');
      if (message === undefined) continue;
      denied.push(route.action);
      expect(message).toContain(', granted in the IAM project, not in an enterprise project. ');
    }
    expect(denied.sort()).toEqual(['BatchAddOrDeleteTags', 'CopyImageCrossRegion', 'ListImageByTags', 'ListImageTags']);
  });
});
