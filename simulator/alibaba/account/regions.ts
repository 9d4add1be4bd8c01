/** One region as DescribeRegions shows it, and the letters that ids of its resources begin with. */
export interface Region {
  readonly regionId: string;
  readonly localName: string;
  /** First letters of ids made in the region, as in documented samples (`m-bp1…` is Hangzhou) where there are any. */
  readonly idPrefix: string;
}

const rows: readonly (readonly [regionId: string, localName: string, idPrefix: string])[] = [
  ['cn-hangzhou', 'China (Hangzhou)', 'bp1'],
  ['cn-shanghai', 'China (Shanghai)', 'uf6'],
  ['cn-nanjing', 'China (Nanjing)', 'gc7'],
  ['cn-fuzhou', 'China (Fuzhou)', 'gw0'],
  ['cn-wuhan-lr', 'China (Wuhan)', 'n4a'],
  ['cn-zhengzhou-jva', 'China (Zhengzhou)', 'zz4'],
  ['cn-zhongwei', 'China (Zhongwei)', 'zw3'],
  ['cn-qingdao', 'China (Qingdao)', 'm5e'],
  ['cn-beijing', 'China (Beijing)', '2ze'],
  ['cn-zhangjiakou', 'China (Zhangjiakou)', '8vb'],
  ['cn-huhehaote', 'China (Hohhot)', 'hp3'],
  ['cn-wulanchabu', 'China (Ulanqab)', '0jl'],
  ['cn-shenzhen', 'China (Shenzhen)', 'wz9'],
  ['cn-heyuan', 'China (Heyuan)', 'f8z'],
  ['cn-guangzhou', 'China (Guangzhou)', '7xv'],
  ['cn-chengdu', 'China (Chengdu)', '2vc'],
  ['cn-hongkong', 'China (Hong Kong)', 'j6c'],
  ['ap-southeast-1', 'Singapore', 't4n'],
  ['ap-southeast-3', 'Malaysia (Kuala Lumpur)', '8ps'],
  ['ap-southeast-5', 'Indonesia (Jakarta)', 'k1a'],
  ['ap-southeast-6', 'Philippines (Manila)', '5ts'],
  ['ap-southeast-7', 'Thailand (Bangkok)', '0jo'],
  ['ap-southeast-8', 'Malaysia (Johor)', '8pt'],
  ['ap-northeast-1', 'Japan (Tokyo)', '6we'],
  ['ap-northeast-2', 'South Korea (Seoul)', 'mj7'],
  ['us-west-1', 'US (Silicon Valley)', 'rj9'],
  ['us-east-1', 'US (Virginia)', '0xi'],
  ['us-southeast-1', 'US (Atlanta)', '0xk'],
  ['na-south-1', 'Mexico', '4hf'],
  ['eu-central-1', 'Germany (Frankfurt)', 'gw8'],
  ['eu-west-1', 'UK (London)', 'd7o'],
  ['me-east-1', 'UAE (Dubai)', 'eb3'],
  ['me-central-1', 'Saudi Arabia (Riyadh)', 'l4v'],
  ['rus-west-1', 'Russia (Moscow)', 'mw1'],
  ['cn-hangzhou-finance', 'China East 1 Finance', 'bp2'],
  ['cn-shanghai-finance-1', 'China East 2 Finance', 'uf8'],
  ['cn-shanghai-finance-1-pub', 'China East 2 Finance (public)', 'uf9'],
  ['cn-shenzhen-finance-1', 'China South 1 Finance', 'wz8'],
  ['cn-beijing-finance-1', 'China North 2 Finance', '2zf'],
  ['cn-beijing-finance-1-pub', 'China North 2 Finance (public)', '2zh'],
  ['cn-north-2-gov-1', 'China North 2 Ali Gov', '2zg'],
];

/** All regions that the simulator answers for, by id. */
export const regions: ReadonlyMap<string, Region> = new Map(
  rows.map(([regionId, localName, idPrefix]) => [regionId, { regionId, localName, idPrefix }]),
);
