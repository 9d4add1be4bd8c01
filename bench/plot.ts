import { type Judged, say, sayShare } from './figure';
import type { Report } from './report';

const WIDTH = 880;
const LEFT = 300;
const BAR_WIDTH = 360;
const ROW = 46;
const TOP = 64;
const THICKNESS = 13;

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #24292f; }
  .title { font-size: 16px; font-weight: 600; }
  .small { font-size: 11px; fill: #57606a; }
  .ours { fill: #1f883d; }
  .baseline { fill: #8c959f; }
  .bar { stroke: #cf222e; stroke-width: 2; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .small { fill: #8d96a0; }
    .ours { fill: #3fb950; }
    .baseline { fill: #6e7681; }
    .bar { stroke: #f85149; }
  }`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function rowOf({ name, unit, oursMedian, baselineMedian = 0, share = 0, against = '', bar }: Judged, index: number) {
  const top = TOP + index * ROW;
  const right = LEFT + BAR_WIDTH + 12;
  // The largest of the two and the bar fills the width.
  const scale = BAR_WIDTH / Math.max(1, share, bar?.kind === 'share' ? bar.of : 0);
  const most = bar?.kind === 'share' ? LEFT + bar.of * scale : undefined;
  return [
    `<text x="${LEFT - 12}" y="${top + 16}" text-anchor="end">${escaped(name)}</text>`,
    `<text x="${LEFT - 12}" y="${top + 30}" text-anchor="end" class="small">compared with ${escaped(against)}</text>`,
    `<rect x="${LEFT}" y="${top + 4}" width="${Math.max(2, share * scale).toFixed(1)}" height="${THICKNESS}" class="ours"/>`,
    `<rect x="${LEFT}" y="${top + 4 + THICKNESS}" width="${scale.toFixed(1)}" height="${THICKNESS}" class="baseline"/>`,
    `<text x="${right}" y="${top + 15}">${escaped(say(oursMedian, unit))} (${sayShare(share)})</text>`,
    `<text x="${right}" y="${top + 29}" class="small">${escaped(say(baselineMedian, unit))}</text>`,
    ...(most === undefined
      ? []
      : [`<line x1="${most}" x2="${most}" y1="${top}" y2="${top + 2 * THICKNESS + 8}" class="bar"/>`]),
  ].join('\n');
}

/**
 * The figures of the first type that have a baseline, each as a share of it; the baseline is the grey bar, the red line is what has to
 * hold.
 */
export function toSvg({ types, date, node, rounds }: Report): string {
  const [first] = types;
  const rows = (first?.figures ?? []).filter(({ share }) => share !== undefined);
  const height = TOP + rows.length * ROW + 12;
  const subtitle = `${date}, Node.js ${node}, medians of ${rounds} rounds; green: this package, grey: the other, red: the bar`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    '<title>This package compared with the default packaging</title>',
    `<style>${STYLE}\n</style>`,
    '<text x="16" y="28" class="title">This package compared with the default packaging</text>',
    `<text x="16" y="46" class="small">${escaped(subtitle)}</text>`,
    ...rows.map(rowOf),
    '</svg>',
    '',
  ].join('\n');
}
