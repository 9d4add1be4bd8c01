import { PUBLISHED_CALLS_PER_MINUTE } from '../simulator/index';
import { type Figure, type Judged, judge, type Unit } from './figure';
import { longestLag, mostCallsWhatever } from './polling';
import { busiestMinute, type Crowd, type CrowdResult, throttledCalls, watchCrowd } from './scale';
import { quantile } from './statistics';

/** What one account meets, first at the limits that ECS publishes and then at half of the calls that this took. */
export interface ScaleReport {
  readonly published: readonly Judged[];
  readonly halved: readonly Judged[];
  /** How many copies it takes to reach the published limits. */
  readonly capacity: readonly Judged[];
}

/** A thousand copies of a 40 GiB image. Five run at a time in a region, so that the last ones end after 400 minutes. */
export const THOUSAND: Omit<Crowd, 'callsPerMinute'> = {
  regions: [
    'cn-shanghai',
    'cn-beijing',
    'cn-shenzhen',
    'cn-qingdao',
    'cn-chengdu',
    'ap-southeast-1',
    'ap-northeast-1',
    'eu-central-1',
    'us-west-1',
    'us-east-1',
  ],
  copiesPerRegion: 100,
  copySeconds: 20 * 60,
  beginWithinSeconds: 60,
  seed: 1,
};

/** How much longer a lag may be where calls are refused: the handlers come back to a refused one after two minutes at most. */
const LAG_OF_A_REFUSAL = 120;

/** Both runs of a crowd, and what follows from the first. */
export async function scaleReport(crowd: Omit<Crowd, 'callsPerMinute'> = THOUSAND): Promise<ScaleReport> {
  const published = await watchCrowd({ ...crowd, callsPerMinute: PUBLISHED_CALLS_PER_MINUTE });
  const half = Object.fromEntries(
    Object.keys(PUBLISHED_CALLS_PER_MINUTE).map((action) => [action, Math.ceil(busiestMinute(published, action) / 2)]),
  );
  const halved = await watchCrowd({ ...crowd, callsPerMinute: half });
  if (throttledCalls(halved) === 0) throw new Error('half of the calls were allowed, and none was refused');
  return {
    published: [...figuresOf(published, crowd, 0), ...limitFigures(published)].map(judge),
    halved: figuresOf(halved, crowd, LAG_OF_A_REFUSAL).map(judge),
    capacity: capacityFigures(published, crowd).map(judge),
  };
}

const figure = (
  name: string,
  unit: Unit,
  value: number,
  most?: number,
  text = `≤ ${most?.toLocaleString('en')}`,
): Figure => ({
  name,
  unit,
  ours: [value],
  ...(most !== undefined && { bar: { kind: 'most', value: most, text: most === 0 ? '0' : text } }),
});

/** `patience`: seconds that a lag may be longer than that of a linear copy; calls are refused only where it is not 0. */
function figuresOf(
  { copies, calls }: CrowdResult,
  { regions, copiesPerRegion }: Pick<Crowd, 'regions' | 'copiesPerRegion'>,
  patience: number,
): Figure[] {
  const lags = copies.map(({ lagSeconds }) => lagSeconds);
  const shares = copies.map(({ lagSeconds, seconds }) => (100 * lagSeconds) / seconds);
  const lagOfBar = copies.map(({ lagSeconds, seconds }) => (100 * lagSeconds) / (longestLag(seconds) + patience));
  const callsOfBar = copies.map((copy) => (100 * copy.calls) / mostCallsWhatever(copy.seconds));
  const well = copies.filter(({ status }) => status === 'SUCCESS').length;
  const bounded = patience === 0;
  return [
    figure('Copies that did not end well', 'copies', regions.length * copiesPerRegion - well, 0),
    figure('Calls', 'calls', calls.length),
    figure('Calls that were refused', 'calls', throttledCalls({ calls }), bounded ? 0 : undefined),
    figure('Calls for a copy, mean', 'calls', calls.length / copies.length),
    figure(
      'Calls for a copy, most of its bar',
      'percent',
      Math.max(...callsOfBar),
      bounded ? 100 : undefined,
      '≤ 30 + 18·log2(T)',
    ),
    ...[0.5, 0.95, 1].flatMap((part) => [
      figure(`Noticed after, ${PARTS[part]}`, 's', quantile(lags, part)),
      figure(`Noticed after, ${PARTS[part]}, of its time`, 'percent', quantile(shares, part)),
    ]),
    figure(
      'Noticed after, most of its bar',
      'percent',
      Math.max(...lagOfBar),
      100,
      `≤ 5 % or 15 s${bounded ? '' : `, and ${patience} s`}`,
    ),
  ];
}

const PARTS: Readonly<Record<number, string>> = { 0.5: 'median', 0.95: '95 % of the copies', 1: 'longest' };

/** The busiest minute compared with the published limit. */
function limitFigures(result: CrowdResult): Figure[] {
  return Object.entries(PUBLISHED_CALLS_PER_MINUTE).map(([action, limit]) =>
    figure(`${action}, busiest minute of a region`, 'calls', busiestMinute(result, action), limit),
  );
}

/** Copies begun within a minute that need as many calls of an action in a region as are allowed: limit × copies ÷ calls. */
function capacityFigures(result: CrowdResult, { regions, copiesPerRegion }: Omit<Crowd, 'callsPerMinute'>): Figure[] {
  const { CopyImage = 0, DescribeImages = 0 } = PUBLISHED_CALLS_PER_MINUTE;
  const all = regions.length * copiesPerRegion;
  return [
    figure('from one region', 'copies', (CopyImage * all) / busiestMinute(result, 'CopyImage')),
    figure(
      'to one region',
      'copies',
      Math.floor((DescribeImages * copiesPerRegion) / busiestMinute(result, 'DescribeImages')),
    ),
  ];
}
