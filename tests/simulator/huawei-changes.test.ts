import type { HuaweiSimulator } from '../../simulator/index';
import {
  call,
  EAST,
  GOLDEN,
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

const PROJECT = '5f8bd1c4-0f4a-4d39-9b0a-3b2f1a7c6d10';

let simulator: HuaweiSimulator;
beforeEach(async () => {
  simulator = await startHuawei();
});
afterEach(stopHuawei);

type Change = readonly [op: string, name: string, value?: string | number | boolean];

const patch = (changes: readonly Change[], imageId = GOLDEN) => {
  const body = changes.map(([op, name, value]) => ({ op, path: `/${name}`, value }));
  return call(simulator, `PATCH /v2/cloudimages/${imageId}`, { body });
};
const outcomeOf = async (...changes: Change[]): Promise<string> => outcome(await patch(changes));
const golden = () => shown(simulator, GOLDEN, NORTH);

describe('UpdateImage', () => {
  it('changes everything that is in one list, and answers with the whole image', async () => {
    simulator.clock.advance(seconds(60));
    const { status, body } = await patch([
      ['replace', 'name', 'renamed'],
      ['replace', '__description', 'other'],
      ['add', 'max_ram', 4096],
      ['replace', 'min_ram', '1024'],
      ['replace', 'enterprise_project_id', PROJECT],
      ['replace', 'hw_firmware_type', 'uefi'],
      ['add', '__support_arm', 'true'],
      ['add', 'mine', 'x'],
    ]);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ id: GOLDEN, name: 'renamed', __description: 'other', max_ram: '4096', min_ram: 1024, mine: 'x' },
      ...{ enterprise_project_id: PROJECT, hw_firmware_type: 'uefi', __support_arm: 'true' },
    });
    expect(await golden()).toEqual(body);
    expect(body.updated_at).not.toBe(body.created_at);
  });

  it('changes nothing if one of the changes is refused', async () => {
    const before = await golden();
    expect(await outcomeOf(['replace', 'name', 'x'], ['replace', 'min_ram', 'much'])).toBe('400 IMG.0055');
    expect(await outcomeOf(['add', 'mine', 'x'], ['replace', 'max_ram', '1'])).toBe('400 IMG.0035');
    expect(await golden()).toEqual(before);
  });

  it('refuses to replace or remove what is absent, by IMG.0035, and adds it', async () => {
    const newest = idOf(simulator, 'golden-ubuntu-24.04-v42');
    for (const name of ['__description', 'max_ram', 'mine']) {
      const value = '1';
      expect(outcome(await patch([['replace', name, value]], newest))).toBe('400 IMG.0035');
      expect(outcome(await patch([['remove', name]], newest))).toBe('400 IMG.0035');
      expect(outcome(await patch([['add', name, value]], newest))).toBe('200');
      expect(outcome(await patch([['replace', name, '2']], newest))).toBe('200');
      expect(outcome(await patch([['add', name, '3']], newest))).toBe('200');
      expect(outcome(await patch([['remove', name]], newest))).toBe('200');
      expect(outcome(await patch([['replace', name, value]], newest))).toBe('400 IMG.0035');
    }
  });

  it('makes an empty description absent, or keeps it', async () => {
    expect(await outcomeOf(['replace', '__description', ''])).toBe('200');
    expect(await golden()).not.toHaveProperty('__description');
    expect(await outcomeOf(['replace', '__description', 'x'])).toBe('400 IMG.0035');
    simulator.behave({ emptyDescription: 'kept' });
    expect(await outcomeOf(['add', '__description', ''])).toBe('200');
    expect(await golden()).toMatchObject({ __description: '' });
    expect(await outcomeOf(['replace', '__description', 'x'])).toBe('200');
    const copy = await made(simulator, inRegion());
    expect(await shown(simulator, copy, NORTH)).toMatchObject({ __description: '' });
  });

  it.each([
    [['replace', 'name', ''], 'IMG.0013'],
    [['replace', 'name', 'x'.repeat(129)], 'IMG.0002'],
    [['replace', 'name', ' x'], 'IMG.0003'],
    [['replace', '__description', 'x'.repeat(1025)], 'IMG.0004'],
    [['replace', '__description', '>'], 'IMG.0054'],
    [['add', 'max_ram', '-1'], 'IMG.0055'],
    [['replace', 'min_ram', 1.5], 'IMG.0055'],
    [['replace', 'enterprise_project_id', 'x'], 'IMG.0155'],
    [['replace', 'hw_firmware_type', 'other'], 'IMG.0001'],
    [['replace', 'id', MISSING], 'IMG.0001'],
    [['replace', 'status', 'killed'], 'IMG.0001'],
    [['replace', '__data_origin', 'x'], 'IMG.0001'],
    [['remove', 'name'], 'IMG.0001'],
    [['add', 'Mine', 'x'], 'IMG.0001'],
    [['add', 'mine', 'x'.repeat(256)], 'IMG.0001'],
    [['move', 'name', 'x'], 'IMG.0001'],
    [['add', 'mine'], 'IMG.0001'],
  ] as [Change, string][])('refuses %j', async (change, code) => {
    expect(await outcomeOf(change)).toBe(`400 ${code}`);
  });

  it('refuses a body that is no list of changes', async () => {
    const send = async (body: unknown) => outcome(await call(simulator, `PATCH /v2/cloudimages/${GOLDEN}`, { body }));
    expect([await send(''), await send('{'), await send({}), await send([]), await send([1])]).toEqual([
      '400 IMG.0007',
      ...Array(4).fill('400 IMG.0001'),
    ]);
  });

  it('works on own images that are active', async () => {
    const name: Change = ['replace', 'name', 'x'];
    const at = (imageName: string) => patch([name], idOf(simulator, imageName));
    expect(outcome(await at('arriving'))).toBe('400 IMG.0046');
    expect(outcome(await at('shared'))).toBe('400 IMG.0047');
    expect(outcome(await patch([name], MISSING))).toBe('400 IMG.0027');
    expect(outcome(await at('data-disk'))).toBe('200');
    simulator.behave({ dataImageUpdates: 'refused' });
    expect(outcome(await patch([name], idOf(simulator, 'x')))).toBe('400 IMG.0168');
  });

  it('takes a name that is taken, or not', async () => {
    const taken: Change = ['replace', 'name', 'golden-ubuntu-24.04-v42'];
    expect(await outcomeOf(taken)).toBe('200');
    simulator.behave({ renameToTakenName: 'refused' });
    expect(await outcomeOf(taken)).toBe('400 IMG.0009');
    expect(await outcomeOf(['replace', 'name', 'free'], ['replace', 'name', 'free'])).toBe('200');
  });

  it('takes less memory as the most than as the least, or not', async () => {
    const changes: Change[] = [
      ['replace', 'min_ram', 2048],
      ['add', 'max_ram', 1024],
    ];
    simulator.behave({ maxRamBelowMinRam: 'refused' });
    expect(await outcomeOf(...changes)).toBe('400 IMG.0055');
    expect(await outcomeOf(['add', 'max_ram', 0], ['replace', 'min_ram', 2048])).toBe('200');
    expect(await golden()).toMatchObject({ max_ram: '0', min_ram: 2048 });
    simulator.behave({ maxRamBelowMinRam: 'accepted' });
    expect(await outcomeOf(...changes)).toBe('200');
  });
});

describe('attributes of users', () => {
  it('are shown by lists, or not, and are a filter, or not', async () => {
    expect(await outcomeOf(['add', 'tfcfn', 'mark'])).toBe('200');
    expect(await golden()).toMatchObject({ tfcfn: 'mark' });
    expect((await listed(simulator, 'tfcfn=mark')).length).toBeGreaterThan(10);
    simulator.behave({ ownAttributeFilter: 'honoured' });
    expect(await listed(simulator, 'tfcfn=mark')).toEqual(['golden-ubuntu-24.04-v41']);
    expect(await listed(simulator, 'tfcfn=other')).toEqual([]);
    simulator.behave({ ownAttributes: 'hidden' });
    expect(await golden()).not.toHaveProperty('tfcfn');
  });

  it('are not taken over by a copy', async () => {
    await outcomeOf(['add', 'tfcfn', 'mark'], ['add', 'max_ram', 4096]);
    const image = await shown(simulator, await made(simulator));
    expect([image?.tfcfn, image?.max_ram]).toEqual([undefined, undefined]);
  });

  it('are changed by people, too', async () => {
    simulator.world.setMember(NORTH, GOLDEN, '__description', 'by hand');
    simulator.world.setMember(NORTH, GOLDEN, '__root_origin', undefined);
    simulator.world.setMember(NORTH, GOLDEN, '__os_bit', null);
    expect(await golden()).toMatchObject({ __description: 'by hand', __os_bit: null });
    expect(await golden()).not.toHaveProperty('__root_origin');
    expect(simulator.world.image(NORTH, GOLDEN)).toMatchObject({
      members: { __description: 'by hand' },
      leaving: false,
    });
  });
});

describe('enterprise projects', () => {
  const migrate = async (more: object = {}, target = PROJECT) => {
    const project_id = simulator.world.projectId(NORTH);
    const body = { resource_type: 'images', resource_id: GOLDEN, project_id, region_id: NORTH, ...more };
    return outcome(await call(simulator, `POST /v1.0/enterprise-projects/${target}/resources-migrate`, { body }));
  };

  it('take an image some time after a move', async () => {
    expect(await migrate()).toBe('204');
    simulator.clock.advance(seconds(14));
    expect(await golden()).toMatchObject({ enterprise_project_id: '0' });
    simulator.clock.advance(seconds(1));
    expect(await golden()).toMatchObject({ enterprise_project_id: PROJECT });
    expect(await listed(simulator, `enterprise_project_id=${PROJECT}`)).toEqual(['golden-ubuntu-24.04-v41']);
    const body = { projects: [simulator.world.projectId(NORTH)], resource_types: ['images'], limit: 10, offset: 0 };
    const filter = `POST /v1.0/enterprise-projects/${PROJECT}/resources/filter`;
    const found = await call(simulator, filter, { body });
    expect(found.body).toMatchObject({ resources: [{ resource_id: GOLDEN, resource_type: 'images' }], total_count: 1 });
    const elsewhere = { ...body, projects: [simulator.world.projectId(EAST)] };
    expect((await call(simulator, filter, { body: elsewhere })).body.total_count).toBe(0);
    expect((await call(simulator, filter, { body: { ...body, resource_types: ['disk'] } })).body.total_count).toBe(0);
    expect(outcome(await call(simulator, filter, { body: { ...body, limit: 'x' } }))).toBe('400 400');
  });

  it.each([
    ['an unknown image', { resource_id: MISSING }],
    ['another kind of thing', { resource_type: 'disk' }],
    ['an unknown project', { project_id: 'x' }],
    ['another region', { region_id: EAST }],
  ])('do not take %s', async (_, more) => {
    expect(await migrate(more)).toBe('400 400');
  });

  it('have to exist and to be enabled, for a move, a copy and a change', async () => {
    const all = async () => [
      await migrate(),
      outcome(
        await call(simulator, `POST /v1/cloudimages/${GOLDEN}/copy`, {
          body: { name: 'x', enterprise_project_id: PROJECT },
        }),
      ),
      await outcomeOf(['replace', 'enterprise_project_id', PROJECT]),
    ];
    simulator.world.changeEnterpriseProject(PROJECT, { enabled: false });
    expect(await all()).toEqual(['400 400', '400 IMG.0155', '400 IMG.0155']);
    simulator.world.changeEnterpriseProject(PROJECT, { enabled: true });
    expect(await all()).toEqual(['204', '200', '200']);
    simulator.world.addEnterpriseProject({ id: 'new' });
    expect(await migrate({}, 'new')).toBe('204');
  });
});
