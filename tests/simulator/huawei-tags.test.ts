import type { HuaweiSimulator } from '../../simulator/index';
import { begin, call, EAST, GOLDEN, idOf, MISSING, NORTH, outcome, startHuawei, stopHuawei } from './huawei-support';

let simulator: HuaweiSimulator;
beforeEach(async () => {
  simulator = await startHuawei();
});
afterEach(stopHuawei);

interface Tag {
  readonly key: string;
  readonly value?: string;
}
const act = async (action: string, tags: unknown, imageId = GOLDEN): Promise<string> => {
  const body = { action, tags };
  return outcome(await call(simulator, `POST /v2/{project}/images/${imageId}/tags/action`, { body }));
};
const tagsOf = async (imageId = GOLDEN): Promise<Record<string, string>> => {
  const { body } = await call(simulator, `GET /v2/{project}/images/${imageId}/tags`);
  return Object.fromEntries((body.tags ?? []).map(({ key, value }) => [key, value]));
};
const several = (count: number): Tag[] =>
  Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: '' }));

describe('tags', () => {
  it('are added and overwritten, and taken away whatever their value, missing ones too', async () => {
    expect(await act('create', [{ key: 'team', value: 'other' }, { key: 'empty' }])).toBe('204');
    expect(await tagsOf()).toEqual({ team: 'other', build: '41', empty: '' });
    expect(await act('delete', [{ key: 'team', value: 'what' }, { key: 'build' }, { key: 'nothing' }])).toBe('204');
    expect(await tagsOf()).toEqual({ empty: '' });
  });

  it('are ten at most, and none is added if one is too many', async () => {
    expect(await act('create', several(8))).toBe('204');
    expect(await act('create', [{ key: 'k0', value: 'again' }])).toBe('204');
    expect(await act('create', [{ key: 'k1', value: 'again' }, { key: 'eleventh' }])).toBe('400 IMG.0116');
    expect(Object.keys(await tagsOf())).toHaveLength(10);
    expect(await tagsOf()).toMatchObject({ k0: 'again', k1: '' });
    simulator.behave({ tagsPerImage: 11 });
    expect(await act('create', [{ key: 'eleventh' }])).toBe('204');
  });

  it.each<[string, string, unknown]>([
    ['another action', 'Create', [{ key: 'a' }]],
    ['no list', 'create', {}],
    ['an empty list', 'create', []],
    ['no key', 'create', [{ value: 'x' }]],
    ['an empty key', 'create', [{ key: '' }]],
    ['a long key', 'create', [{ key: 'x'.repeat(37) }]],
    ['a long value', 'create', [{ key: 'a', value: 'x'.repeat(44) }]],
    ['a value that is no text', 'create', [{ key: 'a', value: 1 }]],
    ['a key twice', 'create', [{ key: 'a' }, { key: 'a' }]],
    ['a colon', 'create', [{ key: 'aws:x' }]],
    ['a slash', 'create', [{ key: 'a', value: 'x/y' }]],
    ['a space at an end', 'create', [{ key: 'a', value: 'x ' }]],
    ['a key too long to delete', 'delete', [{ key: 'x'.repeat(128) }]],
    ['a value too long to delete', 'delete', [{ key: 'x', value: 'x'.repeat(256) }]],
  ])('are refused with %s', async (_, action, tags) => {
    expect(await act(action, tags)).toBe('400 IMG.0115');
    expect(await tagsOf()).toEqual({ team: 'platform', build: '41' });
  });

  it('have all characters that one of the pages allows, or those that all allow', async () => {
    const wide = { key: 'a:b', value: 'c d:镜' };
    expect(await act('create', [wide])).toBe('400 IMG.0115');
    expect(await act('create', [{ key: 'x'.repeat(36), value: 'v-_.'.padEnd(43, 'x') }])).toBe('204');
    simulator.behave({ tagCharacters: 'wide' });
    expect(await act('create', [wide])).toBe('204');
    expect(await act('create', [{ key: 'a=b' }])).toBe('400 IMG.0115');
    expect(await tagsOf()).toMatchObject({ 'a:b': 'c d:镜' });
  });

  it('are those of images that are there and own', async () => {
    expect(await act('create', [{ key: 'a' }], MISSING)).toBe('400 IMG.0027');
    expect(await act('create', [{ key: 'a' }], idOf(simulator, 'shared'))).toBe('400 IMG.0047');
    const missing = await call(simulator, `GET /v2/{project}/images/${MISSING}/tags`);
    expect(outcome(missing)).toBe('400 IMG.0027');
  });

  it('are changed by people, too', async () => {
    simulator.world.retag(NORTH, GOLDEN, { 'by hand': 'x' });
    simulator.world.untag(NORTH, GOLDEN, ['team']);
    expect(await tagsOf()).toEqual({ build: '41', 'by hand': 'x' });
  });
});

describe('ListImageByTags', () => {
  const ask = (body: object) =>
    call(simulator, 'POST /v2/{project}/images/resource_instances/action', { body: { action: 'filter', ...body } });
  const named = async (body: object): Promise<string[]> =>
    ((await ask(body)).body.resources ?? []).map((resource) => String(Object(resource).resource_name));
  const V41 = 'golden-ubuntu-24.04-v41';
  const V42 = 'golden-ubuntu-24.04-v42';
  const key = (name: string, ...values: string[]) => ({ key: name, values });

  beforeEach(() => simulator.world.retag(NORTH, idOf(simulator, 'big'), { size: 'big' }));

  it('answers with ids, names, tags and status, and how many there are', async () => {
    const { body } = await ask({ tags: [key('team')] });
    expect(body.total_count).toBe(2);
    expect(body.resources?.[0]).toEqual({
      resource_id: GOLDEN,
      resource_name: V41,
      resource_detail: { status: 'active' },
      tags: [
        { key: 'team', value: 'platform' },
        { key: 'build', value: '41' },
      ],
    });
  });

  it.each([
    ['a key with any value', { tags: [key('team')] }, [V41, V42]],
    ['a value', { tags: [key('build', '41')] }, [V41]],
    ['one of several values', { tags: [key('build', '41', '42')] }, [V41, V42]],
    ['all of several keys', { tags: [key('team'), key('build', '42')] }, [V42]],
    ['any of several keys', { tags_any: [key('size'), key('build', '42')] }, [V42, 'big']],
    ['not all of several keys', { tags: [key('team')], not_tags: [key('team'), key('build', '42')] }, [V41]],
    [
      'none of several keys',
      { tags_any: [key('size'), key('team')], not_tags_any: [key('size'), key('build', '42')] },
      [V41],
    ],
    ['a part of the name', { tags: [key('team')], matches: [{ key: 'resource_name', value: 'v42' }] }, [V42]],
    ['an id', { matches: [{ key: 'resource_id', value: GOLDEN }] }, [V41]],
    ['a part of an id', { matches: [{ key: 'resource_id', value: GOLDEN.slice(0, 8) }] }, []],
    ['another member', { matches: [{ key: 'colour', value: '' }] }, []],
  ])('finds images by %s', async (_, body, names) => {
    expect((await named(body)).sort()).toEqual([...names].sort());
  });

  it('finds own images without any tag', async () => {
    const names = await named({ without_any_tag: true, tags: [key('team')], limit: '1000' });
    expect(names).toHaveLength(6);
    expect(names).not.toContain('shared');
  });

  it('counts', async () => {
    const { body } = await ask({ action: 'count', tags: [key('team')], limit: 'ignored' });
    expect(body).toEqual({ total_count: 2 });
  });

  it('has pages of ten, or of as many as are asked for', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `many-${index}`);
    for (const name of ids) simulator.world.addImage({ regionId: NORTH, name, tags: { many: '' } });
    const tags = [key('many')];
    expect(await named({ tags })).toHaveLength(10);
    const pages = [await named({ tags, limit: '20' }), await named({ tags, limit: '20', offset: '20' })];
    expect(pages.map(({ length }) => length)).toEqual([20, 5]);
    expect(pages.flat()).toEqual(ids);
    expect((await ask({ tags, offset: '100' })).body).toMatchObject({ resources: [], total_count: 25 });
    expect(await named({ tags, limit: 5, offset: 1 })).toEqual(ids.slice(1, 6));
  });

  it('finds nothing that a copy is making, and nothing of another region', async () => {
    await begin(simulator);
    const [job] = simulator.world.jobs();
    simulator.world.retag(EAST, job?.imageId ?? '', { team: 'x' });
    const options = { region: EAST, body: { action: 'filter', tags: [key('team')] } };
    const asked = () => call(simulator, 'POST /v2/{project}/images/resource_instances/action', options);
    expect((await asked()).body.total_count).toBe(0);
    simulator.world.finishJob(job?.jobId ?? '');
    expect((await asked()).body.total_count).toBe(1);
  });

  it.each([
    [{ action: 'Filter' }, 'IMG.0001'],
    [{ limit: '0' }, 'IMG.0001'],
    [{ limit: '1001' }, 'IMG.0001'],
    [{ limit: 'x' }, 'IMG.0001'],
    [{ offset: '-1' }, 'IMG.0001'],
    [{ tags: [] }, 'IMG.0115'],
    [{ tags: [{ values: [] }] }, 'IMG.0115'],
    [{ tags: [key('a'), key('a')] }, 'IMG.0115'],
    [{ tags: [key('a', 'x', 'x')] }, 'IMG.0115'],
    [{ tags: Array.from({ length: 11 }, (_, index) => key(`k${index}`)) }, 'IMG.0115'],
    [{ matches: [] }, 'IMG.0001'],
    [{ matches: [{ key: 'resource_name' }] }, 'IMG.0001'],
  ])('refuses %j', async (body, code) => {
    expect(outcome(await ask(body))).toBe(`400 ${code}`);
  });
});

describe('10,000 images', () => {
  const COUNT = 10_000;
  const PAGE = 500;

  it('are listed by their tags in 20 calls, and a page costs as much at the end as at the beginning', async () => {
    const images = Array.from({ length: COUNT }, (_, index) => ({
      regionId: NORTH,
      name: `copy-${index}`,
      tags: { 'tfcfn-request': String(index), team: 'many' },
    }));
    const many = await startHuawei({ images });
    const page = async (offset: number) => {
      const body = {
        action: 'filter',
        tags: [{ key: 'tfcfn-request', values: [] }],
        limit: '500',
        offset: `${offset}`,
      };
      const answer = await call(many, 'POST /v2/{project}/images/resource_instances/action', { body });
      return answer.body.resources ?? [];
    };
    const seen = new Set<string>();
    for (let offset = 0; offset < COUNT; offset += PAGE) {
      for (const { resource_id } of await page(offset)) seen.add(resource_id);
    }
    expect(seen.size).toBe(COUNT);
    expect(many.calls.map(({ action }) => action)).toEqual(Array(COUNT / PAGE).fill('ListImageByTags'));
    const took = async (offset: number): Promise<number> => {
      const began = process.hrtime.bigint();
      await page(offset);
      return Number(process.hrtime.bigint() - began);
    };
    const times: { readonly first: number; readonly last: number }[] = [];
    for (let round = 0; round < 9; round += 1) times.push({ first: await took(0), last: await took(COUNT - PAGE) });
    // The quickest of each, in turn: what else the machine does meets both.
    const first = Math.min(...times.map((time) => time.first));
    const last = Math.min(...times.map((time) => time.last));
    expect(last / first).toBeLessThan(10);
  });
});
