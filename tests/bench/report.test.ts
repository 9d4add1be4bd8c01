import { zipBar } from '../../bench/bars';
import { type Figure, judge } from '../../bench/figure';
import { brokenIn, type Report, toMarkdown, toText, unmeasuredIn } from '../../bench/report';

const figure = (name: string, ours: number, most: number): Figure => ({
  ...{ name, unit: 'calls', ours: [ours] },
  bar: { kind: 'most', value: most, text: `≤ ${most}` },
});
const type = (typeName: string, ...figures: Figure[]) => ({ typeName, figures: figures.map(judge) });
const REPORT: Report = {
  ...{ date: '2026-11-26', node: 'v24.0.0', cpu: 'A processor', cores: 2, rounds: 5, awsDelayMs: 20 },
  types: [
    type('TF::Some::Copy', figure('calls', 7, 8), figure('Cold start: INIT', 1, 2)),
    type('TF::Other::Image', figure('calls', 11, 10)),
  ],
  scale: { published: [judge(figure('refused', 1, 0))], halved: [], capacity: [] },
};

describe('a report of the bench', () => {
  it('has a table for each type, and says the machine and the versions once', () => {
    const text = toMarkdown(REPORT);
    expect(text.match(/^## .*/gm)).toEqual([
      '## TF::Some::Copy',
      '## TF::Other::Image',
      '## A thousand copies at once',
    ]);
    expect(text.match(/v24\.0\.0, A processor \(2 cores\)/g)).toHaveLength(1);
    const [, , second = ''] = text.split(/^## /m);
    expect(second).toContain('| calls | 11 |  |  | ≤ 10 | NO |');
    expect(second).not.toContain('| calls | 7 |');
  });

  it('has a table for each type on the terminal too', () => {
    expect(toText(REPORT).match(/^TF::.*|^calls +\d+/gm)).toEqual([
      ...['TF::Some::Copy', expect.stringMatching(/^calls +7$/)],
      ...['TF::Other::Image', expect.stringMatching(/^calls +11$/)],
    ]);
  });

  it('names the bars that are broken by their types, and what was not measured', () => {
    expect(brokenIn(REPORT)).toEqual(['TF::Other::Image: calls', 'refused']);
    expect(unmeasuredIn(REPORT, 'Cold start')).toEqual(['TF::Other::Image: Cold start: not measured']);
  });
});

it.each([
  ['TF::Alicloud::Image', 100_000],
  ['TF::ApsaraStack::Image', 120_000],
  ['TF::HuaweiCloud::ImagesImageCopy', 120_000],
])('the package of %s may weigh %i bytes', (typeName, most) => {
  expect(zipBar(typeName)).toMatchObject({ kind: 'most', value: most });
});
