import { type Judged, say } from './figure';
import type { ScaleReport } from './scale-figures';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const verdict = ({ holds }: Judged): string => (holds === undefined ? '' : holds ? 'yes' : 'NO');

const HEADER = ['Figure', "At ECS's limits", 'Bar', 'Holds', 'At half of those calls', 'Bar', 'Holds'];

/** The section about many copies at once, in lines of Markdown. */
export function scaleMarkdown({ published, halved, capacity }: ScaleReport): string[] {
  const cellsOf = (figure: Judged | undefined): string[] =>
    figure ? [say(figure.oursMedian, figure.unit), figure.bar?.text ?? '', verdict(figure)] : ['', '', ''];
  const rows = published.map((figure) => [
    figure.name,
    ...cellsOf(figure),
    ...cellsOf(halved.find(({ name }) => name === figure.name)),
  ]);
  const reached = capacity
    .map(({ name, oursMedian, unit }) => `**${say(oursMedian, unit)} copies ${name}**`)
    .join(' or ');
  return [
    '## A thousand copies at once',
    '',
    'A thousand copies of 20 minutes, 100 to each of ten regions, all from one region and begun within a minute; five run at a time in a',
    'region, so that the last ones end after 400 minutes (`Timeouts.Create: 11h`). The built handlers make them against the simulator on',
    'simulated time; chance has a seed, so each run gives the same figures. The simulator refuses what is beyond the limit of a minute: first',
    'the limits that ECS publishes, then half of the calls that the busiest minute of the first run had. Nobody repeats a request that failed.',
    '`npm run bench -- scale` measures only this, in about three minutes; `npm run bench -- types` all but this.',
    '',
    row(HEADER),
    row(HEADER.map((_, column) => (column === 1 || column === 4 ? '---:' : '---'))),
    ...rows.map(row),
    '',
    '- **The bars of a copy** are those of [polling.md](polling.md): for the lag that of a linear copy, also for those that queue; for the calls',
    '  that of any other copy, for in the queue nothing tells how long it will take. T: from the request until the copy is available.',
    '- **Where calls are refused**, the handlers come back to a refused poll after one to two minutes, so that a lag may be as much longer.',
    '',
    `The published limits are reached by ${reached} that are begun within`,
    'a minute: limit × copies ÷ calls of the busiest minute, of `CopyImage` in the region of the source, of `DescribeImages` in the region of',
    'the copy. The later minutes of a copy need fewer calls.',
    '',
  ];
}
