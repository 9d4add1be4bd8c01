import { DescribeRegionsRequest } from '@alicloud/ecs20140526';
import type { AlibabaSimulator } from '../../simulator/index';
import { outcomeOf } from './creations';
import { sdk } from './sdk';
import { start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

const call = (acceptLanguage?: string) =>
  sdk(simulator).describeRegions(new DescribeRegionsRequest({ acceptLanguage }));

test.each([
  [undefined, '华北2（北京）'],
  ['', '华北2（北京）'],
  ['zh-CN', '华北2（北京）'],
  ['zh-TW', '华北2（北京）'],
  ['en-US', 'China (Beijing)'],
  ['ja', '中国 (北京)'],
  ['de', 'China (Beijing)'],
])('the names in the language %s: %s', async (language, expected) => {
  const { body } = await call(language);
  const regions = body?.regions?.region ?? [];
  expect(regions.find(({ regionId }) => regionId === 'cn-beijing')).toMatchObject({
    localName: expected,
    regionEndpoint: 'ecs.cn-beijing.aliyuncs.com',
    status: 'available',
  });
});

test.each(['en', 'EN-us', 'toString'])('the language %s is unknown', async (language) => {
  expect(await outcomeOf(call(language))).toBe('404 InvalidAcceptLanguage.NotFound');
});
