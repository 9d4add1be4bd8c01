import type { HuaweiSimulator } from '../../simulator/index';
import {
  call,
  EAST,
  GOLDEN,
  hours,
  idOf,
  inRegion,
  listed,
  MISSING,
  made,
  NORTH,
  outcome,
  seconds,
  shown,
  startHuawei,
  stopHuawei,
} from './huawei-support';

let simulator: HuaweiSimulator;
beforeEach(async () => {
  simulator = await startHuawei();
});
afterEach(stopHuawei);

const SHARED = ['shared-encrypted', 'shared-not-accepted', 'shared'];

describe('ListImages', () => {
  it.each([
    ['__imagetype=shared', SHARED],
    ['visibility=shared&name=shared', ['shared']],
    ['__imagetype=gold', ['Ubuntu 24.04 server 64bit']],
    ['member_status=accepted', ['shared-encrypted', 'shared']],
    ['member_status=pending', ['shared-not-accepted']],
    ['status=saving', ['arriving']],
    ['__os_type=windows', ['golden-windows-2022']],
    ['virtual_env_type=DataImage', ['data-disk']],
    ['disk_format=iso', ['installer']],
    ['tag=build=42', ['golden-ubuntu-24.04-v42']],
    ['tag=team', ['golden-ubuntu-24.04-v42', 'golden-ubuntu-24.04-v41']],
    ['tag=team=other', []],
    ['name=nothing', []],
    [`id=${MISSING}`, []],
    ['min_disk=100', ['data-disk']],
    ['enterprise_project_id=x', []],
    ['enterprise_project_id=all_granted_eps&name=big', ['big']],
    ['__whole_image=true', ['whole-server']],
    ['protected=true', ['Ubuntu 24.04 server 64bit']],
    ['protected=false&name=big', ['big']],
  ])('%s', async (query, names) => {
    expect((await listed(simulator, query)).sort()).toEqual([...names].sort());
  });

  it('shows the own images alone by the owner', async () => {
    const owner = simulator.world.projectId(NORTH);
    const names = await listed(simulator, `owner=${owner}`);
    expect(names).toHaveLength(9);
    expect(names).not.toContain('shared');
  });

  it('shows the newest first, or by another key the other way round', async () => {
    simulator.clock.advance(hours(1));
    await made(simulator, inRegion({ name: 'newest' }));
    expect((await listed(simulator, ''))[0]).toBe('newest');
    expect((await listed(simulator, 'sort_dir=asc')).at(-1)).toBe('newest');
    const byName = await listed(simulator, 'sort_key=name&sort_dir=asc');
    expect(byName).toEqual([...byName].sort());
    expect(outcome(await call(simulator, 'GET /v2/cloudimages?sort_key=colour'))).toBe('400 IMG.0001');
  });

  it('shows pages behind a marker, each image once', async () => {
    const whole = await listed(simulator, '');
    const pages: string[][] = [];
    let marker = '';
    for (let more = true; more; ) {
      const { body } = await call(simulator, `GET /v2/cloudimages?limit=5${marker && `&marker=${marker}`}`);
      const images = body.images ?? [];
      pages.push(images.map(({ name }) => name));
      marker = images.at(-1)?.id ?? '';
      more = images.length === 5;
      expect(body).not.toHaveProperty('page_info');
    }
    expect(pages.flat()).toEqual(whole);
    expect(pages.map(({ length }) => length)).toEqual([5, 5, 3]);
    expect(outcome(await call(simulator, `GET /v2/cloudimages?marker=${MISSING}`))).toBe('400 IMG.0027');
    expect(outcome(await call(simulator, 'GET /v2/cloudimages?limit=x'))).toBe('400 IMG.0001');
  });

  it('may say where the next page begins', async () => {
    simulator.behave({ pageInfo: 'shown' });
    const { body } = await call(simulator, 'GET /v2/cloudimages?limit=5');
    expect(body.page_info).toEqual({ next_marker: body.images?.[4]?.id });
    expect((await call(simulator, 'GET /v2/cloudimages')).body.page_info).toEqual({ next_marker: null });
  });

  it('compares times', async () => {
    const at = new Date(simulator.clock.now()).toISOString().slice(0, 19);
    simulator.clock.advance(hours(1));
    await made(simulator, inRegion());
    for (const [operator, copies] of [
      ['gt', 1],
      ['gte', 14],
      ['eq', 13],
      ['neq', 1],
      ['lt', 0],
      ['lte', 13],
    ] as const) {
      expect(await listed(simulator, `created_at=${operator}:${at}Z`)).toHaveLength(copies);
    }
    expect(outcome(await call(simulator, 'GET /v2/cloudimages?created_at=yesterday'))).toBe('400 IMG.0001');
  });

  it('shows tags as texts too, or not', async () => {
    expect((await shown(simulator, GOLDEN, NORTH))?.tags).toEqual(['team.platform', 'build.41']);
    simulator.behave({ legacyTags: 'absent' });
    expect((await shown(simulator, GOLDEN, NORTH))?.tags).toEqual([]);
  });

  it('shows what a region has to those who ask there', async () => {
    expect(await listed(simulator, '__imagetype=private', EAST)).toEqual(['golden-ubuntu-24.04-v40']);
    expect(await shown(simulator, GOLDEN, EAST)).toBeUndefined();
  });
});

describe('the region of a request', () => {
  const list = (target: string, headers: Record<string, string | undefined>) =>
    call(simulator, `GET ${target}`, { headers });

  it('is told by the host, the path or the project', async () => {
    const nobody = { 'x-project-id': undefined };
    const east = { 'x-project-id': simulator.world.projectId(EAST) };
    const names = async (target: string, headers: Record<string, string | undefined>) =>
      ((await list(target, headers)).body.images ?? []).map(({ name }) => name).sort();
    const expected = ['Ubuntu 24.04 server 64bit', 'golden-ubuntu-24.04-v40'];
    expect(await names('/v2/cloudimages', east)).toEqual(expected);
    expect(await names('/v2/cloudimages', { ...nobody, host: 'ims.cn-east-3.myhuaweicloud.com' })).toEqual(expected);
    expect(await names('/cn-east-3/v2/cloudimages', nobody)).toEqual(expected);
    expect(await names('/cn-east-3/v2/cloudimages', east)).toEqual(expected);
  });

  it('has to be the same wherever it is told', async () => {
    expect(outcome(await list('/cn-east-3/v2/cloudimages', {}))).toBe('400 IMG.0030');
    expect(outcome(await list('/v2/cloudimages', { 'x-project-id': undefined }))).toBe('400 IMG.0030');
    expect(outcome(await list('/v2/cloudimages', { 'x-project-id': '0'.repeat(32) }))).toBe('400 IMG.0067');
    const other = { 'x-project-id': simulator.world.projectId(EAST) };
    expect(outcome(await list(`/v2/{project}/images/${GOLDEN}/tags`, other))).toBe('400 IMG.0030');
  });

  it('has a project, unless nobody has opened it', async () => {
    simulator.world.closeRegion(EAST);
    expect(outcome(await list('/cn-east-3/v2/cloudimages', { 'x-project-id': undefined }))).toBe('400 IMG.0030');
  });
});

describe('deleting', () => {
  const remove = async (imageId: string, body?: unknown) =>
    outcome(await call(simulator, `DELETE /v2/images/${imageId}`, { body }));

  it('is accepted, and takes some seconds', async () => {
    expect(await remove(GOLDEN)).toBe('204');
    expect(await shown(simulator, GOLDEN, NORTH)).toMatchObject({ status: 'active' });
    simulator.clock.advance(seconds(4));
    expect(await remove(GOLDEN)).toBe('204');
    simulator.clock.advance(seconds(1));
    expect(await shown(simulator, GOLDEN, NORTH)).toBeUndefined();
  });

  it('is accepted of what is not there, or refused', async () => {
    expect(await remove(MISSING)).toBe('204');
    simulator.behave({ deleteMissingImage: 'refused' });
    expect((await call(simulator, `DELETE /v2/images/${MISSING}`)).status).toBe(404);
  });

  it.each([
    ['protected', (s: HuaweiSimulator) => s.world.change(NORTH, GOLDEN, { protected: true }), GOLDEN, 'IMG.0028'],
    ['exported', (s) => s.world.change(NORTH, GOLDEN, { exporting: true }), GOLDEN, 'IMG.0148'],
    ['public', () => undefined, 'Ubuntu 24.04 server 64bit', 'IMG.0094'],
    ["somebody else's", () => undefined, 'shared', 'IMG.0092'],
  ] as [string, (s: HuaweiSimulator) => void, string, string][])(
    'is refused of an image that is %s',
    async (_, prepare, image, code) => {
      prepare(simulator);
      expect(await remove(image === GOLDEN ? GOLDEN : idOf(simulator, image))).toBe(`400 ${code}`);
    },
  );

  it('is refused with a body that is none', async () => {
    expect(await remove(GOLDEN, { delete_backup: 'yes' })).toBe('400 IMG.0001');
    expect(await remove(GOLDEN, '{')).toBe('400 IMG.0001');
    expect(await remove(GOLDEN, { delete_backup: false })).toBe('204');
  });

  it('is what people do, too', async () => {
    const id = await made(simulator);
    simulator.world.remove(EAST, id);
    expect(await shown(simulator, id)).toBeUndefined();
    expect(simulator.ledger().images).toEqual([]);
    expect(() => simulator.world.remove(EAST, id)).toThrow(`there is no image ${id} in ${EAST}`);
  });
});
