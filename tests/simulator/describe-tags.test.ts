import { DescribeTagsRequest, DescribeTagsRequestTag } from '@alicloud/ecs20140526';
import type { AlibabaSimulator } from '../../simulator/index';
import { SYSTEM_SNAPSHOT } from './creations';
import { sdk } from './sdk';
import { GOLDEN, HANGZHOU, outcome, raw, start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

async function describeTags(query: ConstructorParameters<typeof DescribeTagsRequest>[0] = {}) {
  const { body } = await sdk(simulator).describeTags(new DescribeTagsRequest({ regionId: HANGZHOU, ...query }));
  if (!body) throw new Error('DescribeTags answered nothing');
  const tags = (body.tags?.tag ?? []).map(({ tagKey, tagValue }) => `${tagKey}=${tagValue}`);
  return { ...body, shown: tags };
}
const tag = (key: string, value?: string) => [new DescribeTagsRequestTag({ key, value })];

test.each<[ConstructorParameters<typeof DescribeTagsRequest>[0], string[]]>([
  [{ resourceType: 'image', resourceId: GOLDEN }, ['team=platform', 'build=41']],
  [{ resourceType: 'image' }, ['team=platform', 'build=41', 'build=42']],
  [{ resourceType: 'Image', tag: tag('build') }, ['build=41', 'build=42']],
  [{ resourceType: 'image', tag: tag('build', '42') }, ['build=42']],
  [{ resourceType: 'image', tag: [...tag('build', '42'), ...tag('team')] }, ['team=platform', 'build=42']],
  [{ resourceType: 'snapshot', resourceId: SYSTEM_SNAPSHOT }, ['team=platform']],
  [{ resourceType: 'snapshot', resourceId: GOLDEN }, []],
  [{ resourceType: 'disk' }, []],
  [{ regionId: 'eu-central-1' }, []],
])('%j finds %j', async (query, expected) => {
  const { shown, totalCount, pageNumber, pageSize } = await describeTags(query);
  expect({ shown, totalCount, pageNumber, pageSize }).toEqual({
    shown: expected,
    totalCount: expected.length,
    pageNumber: 1,
    pageSize: 50,
  });
});

test('a tag is listed once, with the numbers of the resources that have it', async () => {
  const { tags } = await describeTags({ tag: tag('team') });
  expect(tags?.tag).toMatchObject([
    { tagKey: 'team', tagValue: 'platform', resourceTypeCount: { image: 2, snapshot: 1, instance: 1, disk: 0 } },
  ]);
});

test('tags of images of other owners are not listed', async () => {
  simulator.world.retag(HANGZHOU, 'm-bp1shared0debian12', { theirs: 'x' });
  expect((await describeTags({ tag: tag('theirs') })).shown).toEqual([]);
});

test('pages by number', async () => {
  const tags = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${n}`, 'x']));
  for (const imageId of ['m-a', 'm-b', 'm-c']) {
    const prefixed = Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${imageId}-${key}`, value]));
    simulator.world.addImage({ regionId: 'cn-beijing', imageId, tags: prefixed });
  }
  const regionId = 'cn-beijing';
  expect(await describeTags({ regionId })).toMatchObject({ totalCount: 60, shown: { length: 50 } });
  expect((await describeTags({ regionId, pageNumber: 2 })).shown).toHaveLength(10);
  expect((await describeTags({ regionId, pageSize: 100 })).shown).toHaveLength(60);
});

test.each<[Record<string, string>, string]>([
  [{ RegionId: '' }, '400 MissingRegionId'],
  [{ RegionId: 'cn-atlantis' }, '404 InvalidRegionId.NotFound'],
  [{ ResourceType: 'tree' }, '404 InvalidResourceType.NotFound'],
  [{ PageSize: '101' }, '400 InvalidPageSize'],
  [{ 'Tag.1.Value': 'x' }, '400 InvalidTagKey.Malformed'],
  [{ 'Tag.1.Key': 'acs:x' }, '400 InvalidTagKey.Malformed'],
  [Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`Tag.${n + 1}.Key`, `k${n}`])), '400 InvalidTagCount'],
])('%j: %s', async (parameters, expected) => {
  const all = { RegionId: HANGZHOU, ResourceType: 'image', ...parameters };
  expect(outcome(await raw(simulator, 'DescribeTags', all))).toBe(expected);
});
