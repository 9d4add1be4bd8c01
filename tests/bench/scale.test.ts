import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Judged, say } from '../../bench/figure';
import type { Report } from '../../bench/report';
import { busiestMinute } from '../../bench/scale';
import { scaleReport, THOUSAND } from '../../bench/scale-figures';
import { scaleMarkdown } from '../../bench/scale-page';
import { VirtualTime } from '../../bench/virtual-time';
import { createClock } from '../../simulator/index';

/** As the bench, with fewer copies; the table of the bench itself is in bench/results.md. */
const FEW = { ...THOUSAND, regions: THOUSAND.regions.slice(0, 2), copiesPerRegion: 10 };

describe('many copies at once', () => {
  it('all end well and keep the bars, where nothing is refused and where half of the calls are', async () => {
    const report = await scaleReport(FEW);
    const broken = Object.values(report)
      .flat()
      .filter(({ holds }) => holds === false);
    expect(broken).toEqual([]);
    expect(report.published.filter(({ bar }) => bar)).toHaveLength(6);
    const page = scaleMarkdown(report);
    for (const { name } of report.published)
      expect(page.filter((line) => line.startsWith(`| ${name} |`))).toHaveLength(1);
  });

  it('are counted in the busiest minute, whenever it begins, of the busiest region', () => {
    const calls = [0, 30, 59.9, 60, 61, 89, 200].map((seconds) => ({
      action: 'DescribeImages',
      regionId: 'cn-shanghai',
      at: seconds * 1000,
    }));
    const elsewhere = [0, 1, 2].map((at) => ({ action: 'DescribeImages', regionId: 'cn-beijing', at }));
    expect(busiestMinute({ calls: [...elsewhere, ...calls] }, 'DescribeImages')).toBe(5);
    expect(busiestMinute({ calls: elsewhere }, 'DescribeImages')).toBe(3);
    expect(busiestMinute({ calls }, 'CopyImage')).toBe(0);
  });
});

describe('what the guide says that one account can carry', () => {
  const read = (...names: string[]) => readFileSync(path.join(__dirname, '..', '..', ...names), 'utf8');
  const { scale }: Report = JSON.parse(read('bench', 'results.json'));
  const [, section = ''] = read('guides', 'costs-and-limits.md').split('## What one account can carry');
  const figure = (figures: readonly Judged[], name: string): string => {
    const found = figures.find((one) => one.name === name);
    if (!found) throw new Error(`no figure ${name}`);
    return say(found.oursMedian, found.unit);
  };

  it.each([
    `${figure(scale.capacity, 'to one region')} copies to one region`,
    `${figure(scale.capacity, 'from one region')} copies from one region`,
    `${figure(scale.published, 'DescribeImages, busiest minute of a region')} \`DescribeImages\``,
    `${figure(scale.published, 'CopyImage, busiest minute of a region')} \`CopyImage\``,
    `${figure(scale.published, 'Calls for a copy, mean')} calls a copy`,
    `${figure(scale.published, 'Noticed after, longest')} later`,
    `${figure(scale.halved, 'Calls that were refused')} calls were refused`,
    `${figure(scale.halved, 'Noticed after, longest')} instead`,
  ])('is what the bench measured: %s', (said) => {
    expect(section.replace(/\s+/g, ' ')).toContain(said);
  });

  it('was measured without a broken bar', () => {
    const broken = Object.values(scale)
      .flat()
      .filter(({ holds }) => holds === false);
    expect(broken).toEqual([]);
  });
});

describe('time of many', () => {
  const open = () => {
    const clock = createClock({ now: () => 0, startAt: 0 });
    const time = new VirtualTime(clock);
    const seen: string[] = [];
    const see = (what: string) => seen.push(`${what} ${clock.now()}`);
    return { time, seen, see };
  };

  it('passes for all while one sleeps', async () => {
    const { time, seen, see } = open();
    time.after(10, async () => {
      see('one begins');
      await time.sleep(100);
      see('one wakes');
    });
    time.after(20, async () => {
      see('other');
      time.after(30, async () => {
        await null;
        see('follower');
      });
    });
    await time.pass();
    expect(seen).toEqual(['one begins 10', 'other 20', 'follower 50', 'one wakes 110']);
  });

  it('keeps the order of what is due at one moment', async () => {
    const { time, seen, see } = open();
    for (const name of ['a', 'b', 'c']) time.after(5, async () => void see(name));
    await time.pass();
    expect(seen).toEqual(['a 5', 'b 5', 'c 5']);
  });

  it('ends with the first error', async () => {
    const { time, see, seen } = open();
    time.after(1, () => Promise.reject(new Error('no')));
    time.after(2, async () => void see('later'));
    await expect(time.pass()).rejects.toThrow('no');
    expect(seen).toEqual([]);
  });
});
