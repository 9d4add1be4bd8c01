/** A name in the languages of DescribeRegions. */
export interface LocalNames {
  readonly 'zh-CN': string;
  readonly 'en-US': string;
  readonly ja: string;
}

/** A region as DescribeRegions shows it, and the prefix of the IDs of its resources. */
export interface Region {
  readonly regionId: string;
  readonly localNames: LocalNames;
  /** The prefix of IDs in the region. It comes from documented samples, if there are any (`m-bp1…` is Hangzhou). */
  readonly idPrefix: string;
  /** The host of ECS in the region, as DescribeRegions shows it. */
  readonly endpoint: string;
}

/** The regions of a cloud, by ID. */
export type Regions = ReadonlyMap<string, Region>;

type Row = readonly [regionId: string, chinese: string, english: string, japanese: string, idPrefix: string];

/** The English names come from the documentation, most Chinese ones from answers. The Japanese names are assumed. */
const rows: readonly Row[] = [
  ['cn-hangzhou', '华东1（杭州）', 'China (Hangzhou)', '中国 (杭州)', 'bp1'],
  ['cn-shanghai', '华东2（上海）', 'China (Shanghai)', '中国 (上海)', 'uf6'],
  ['cn-nanjing', '华东5（南京-本地地域）', 'China (Nanjing)', '中国 (南京)', 'gc7'],
  ['cn-fuzhou', '华东6（福州-本地地域）', 'China (Fuzhou)', '中国 (福州)', 'gw0'],
  ['cn-wuhan-lr', '华中1（武汉-本地地域）', 'China (Wuhan)', '中国 (武漢)', 'n4a'],
  ['cn-zhengzhou-jva', '郑州（联通合营）', 'China (Zhengzhou)', '中国 (鄭州)', 'zz4'],
  ['cn-zhongwei', '中卫', 'China (Zhongwei)', '中国 (中衛)', 'zw3'],
  ['cn-qingdao', '华北1（青岛）', 'China (Qingdao)', '中国 (青島)', 'm5e'],
  ['cn-beijing', '华北2（北京）', 'China (Beijing)', '中国 (北京)', '2ze'],
  ['cn-zhangjiakou', '华北3（张家口）', 'China (Zhangjiakou)', '中国 (張家口)', '8vb'],
  ['cn-huhehaote', '华北5（呼和浩特）', 'China (Hohhot)', '中国 (フフホト)', 'hp3'],
  ['cn-wulanchabu', '华北6（乌兰察布）', 'China (Ulanqab)', '中国 (ウランチャブ)', '0jl'],
  ['cn-shenzhen', '华南1（深圳）', 'China (Shenzhen)', '中国 (深セン)', 'wz9'],
  ['cn-heyuan', '华南2（河源）', 'China (Heyuan)', '中国 (河源)', 'f8z'],
  ['cn-guangzhou', '华南3（广州）', 'China (Guangzhou)', '中国 (広州)', '7xv'],
  ['cn-chengdu', '西南1（成都）', 'China (Chengdu)', '中国 (成都)', '2vc'],
  ['cn-hongkong', '中国香港', 'China (Hong Kong)', '中国 (香港)', 'j6c'],
  ['ap-southeast-1', '新加坡', 'Singapore', 'シンガポール', 't4n'],
  ['ap-southeast-3', '马来西亚（吉隆坡）', 'Malaysia (Kuala Lumpur)', 'マレーシア (クアラルンプール)', '8ps'],
  ['ap-southeast-5', '印度尼西亚（雅加达）', 'Indonesia (Jakarta)', 'インドネシア (ジャカルタ)', 'k1a'],
  ['ap-southeast-6', '菲律宾（马尼拉）', 'Philippines (Manila)', 'フィリピン (マニラ)', '5ts'],
  ['ap-southeast-7', '泰国（曼谷）', 'Thailand (Bangkok)', 'タイ (バンコク)', '0jo'],
  ['ap-southeast-8', '马来西亚（柔佛）', 'Malaysia (Johor)', 'マレーシア (ジョホール)', '8pt'],
  ['ap-northeast-1', '日本（东京）', 'Japan (Tokyo)', '日本 (東京)', '6we'],
  ['ap-northeast-2', '韩国（首尔）', 'South Korea (Seoul)', '韓国 (ソウル)', 'mj7'],
  ['us-west-1', '美国（硅谷）', 'US (Silicon Valley)', '米国 (シリコンバレー)', 'rj9'],
  ['us-east-1', '美国（弗吉尼亚）', 'US (Virginia)', '米国 (バージニア)', '0xi'],
  ['us-southeast-1', '美国（亚特兰大）', 'US (Atlanta)', '米国 (アトランタ)', '0xk'],
  ['na-south-1', '墨西哥', 'Mexico', 'メキシコ', '4hf'],
  ['eu-central-1', '德国（法兰克福）', 'Germany (Frankfurt)', 'ドイツ (フランクフルト)', 'gw8'],
  ['eu-west-1', '英国（伦敦）', 'UK (London)', '英国 (ロンドン)', 'd7o'],
  ['me-east-1', '阿联酋（迪拜）', 'UAE (Dubai)', 'アラブ首長国連邦 (ドバイ)', 'eb3'],
  ['me-central-1', '沙特（利雅得）', 'Saudi Arabia (Riyadh)', 'サウジアラビア (リヤド)', 'l4v'],
  ['rus-west-1', '俄罗斯（莫斯科）', 'Russia (Moscow)', 'ロシア (モスクワ)', 'mw1'],
  ['cn-hangzhou-finance', '华东1 金融云', 'China East 1 Finance', '中国東部 1 金融クラウド', 'bp2'],
  ['cn-shanghai-finance-1', '华东2 金融云', 'China East 2 Finance', '中国東部 2 金融クラウド', 'uf8'],
  [
    'cn-shanghai-finance-1-pub',
    '华东2 金融云公网',
    'China East 2 Finance (public)',
    '中国東部 2 金融クラウド (公開)',
    'uf9',
  ],
  ['cn-shenzhen-finance-1', '华南1 金融云', 'China South 1 Finance', '中国南部 1 金融クラウド', 'wz8'],
  ['cn-beijing-finance-1', '华北2 金融云', 'China North 2 Finance', '中国北部 2 金融クラウド', '2zf'],
  [
    'cn-beijing-finance-1-pub',
    '华北2 金融云公网',
    'China North 2 Finance (public)',
    '中国北部 2 金融クラウド (公開)',
    '2zh',
  ],
  ['cn-north-2-gov-1', '华北2 阿里政务云1', 'China North 2 Ali Gov', '中国北部 2 政府クラウド', '2zg'],
];

/** The regions of the public cloud. */
export const publicRegions: Regions = new Map(
  rows.map(([regionId, chinese, english, ja, idPrefix]) => {
    const localNames = { 'zh-CN': chinese, 'en-US': english, ja };
    return [regionId, { regionId, localNames, idPrefix, endpoint: `ecs.${regionId}.aliyuncs.com` }];
  }),
);
