import { formatDuration } from '../view/measure';
import { badge } from './badge';
import { byCloud } from './by-cloud';
import { type Html, html } from './html';
import { type Row, type Span, type Timeline, ticksOf } from './timeline';

/** The width of a row's picture in its own units, which stretch with the page. Its height is that of a bar with some margin. */
const WIDTH = 1000;
const HEIGHT = 40;
const TOP = 6;
const BAR = 28;

/** The smallest visible width of an operation. */
const LEAST_WIDTH = 2;

/** The timeline: an axis, and a row with a bar for each operation on a resource. */
export function timelineView(timeline: Timeline): Html {
  const duration = timeline.end - timeline.start;
  const ticks = ticksOf(duration);
  return html`
    <div class="axis" aria-hidden="true"><ol>${ticks.map((tick) => axisTick(tick, duration))}</ol></div>
    ${byCloud(timeline.rows, (rows) => html`<ul class="rows">${rows.map((row) => rowView(row, timeline, ticks))}</ul>`)}
    <ul class="legend">
      <li style="--key: var(--bar)">Progress of the image (full height = 100 %)</li>
      <li style="--key: var(--track)">Creation under way</li>
      <li style="--key: var(--bar-other)">Update or deletion</li>
      <li class="line" style="--key: var(--good)">Complete</li>
      <li class="line" style="--key: var(--bad)">Failed</li>
    </ul>`;
}

function axisTick(tick: number, duration: number): Html {
  const share = duration === 0 ? 0 : tick / duration;
  // The first and the last text stay inside the axis.
  const shift = share === 0 ? 0 : share > 0.95 ? -100 : -50;
  return html`<li style="left: ${percent(share)}; transform: translateX(${shift}%)">${formatDuration(tick)}</li>`;
}

function rowView({ label, identifier, status, spans }: Row, timeline: Timeline, ticks: readonly number[]): Html {
  const { start, end } = timeline;
  const x = (at: number): number => (end === start ? 0 : ((at - start) / (end - start)) * WIDTH);
  const last = spans.at(-1);
  const first = spans[0];
  // A completed rollback is not a success.
  const isFailed = status.endsWith('_FAILED');
  const described = spans.map((span) => describeSpan(span, start)).join('; ');
  return html`
    <li class="row">
      <div class="name"><strong>${label}</strong>${identifier && html`<code class="dim">${identifier}</code>`}</div>
      <svg role="img" aria-label="${label}: ${described}" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none"
        data-resource="${label}">
        ${ticks.map((tick) => verticalLine('grid', round(x(start + tick)), 0, HEIGHT))}
        ${spans.map((span) => spanView(span, x, isFailed))}
      </svg>
      <div class="end">
        ${badge(status)}
        ${first && last && html`<span class="dim number">${formatDuration(first.end - first.start)}</span>`}
      </div>
    </li>`;
}

function spanView(span: Span, x: (at: number) => number, isFailed: boolean): Html {
  const { action, status, progress } = span;
  const [left, right] = [round(x(span.start)), round(x(span.end))];
  const width = Math.max(right - left, LEAST_WIDTH);
  const y = (share: number): number => round(TOP + BAR * (1 - share));
  const bottom = TOP + BAR;
  const known = progress.map(({ at, share }) => [round(x(at)), y(share)]);
  // It is not known whether there was progress between the last message and the end.
  const points = [[left, bottom], ...known, [right, y(progress.at(-1)?.share ?? 0)], [right, bottom]];
  const outcome = status.endsWith('_FAILED') ? 'bad' : isFailed || status.endsWith('_IN_PROGRESS') ? 'open' : 'good';
  const done =
    action === 'CREATE' || progress.length > 0
      ? html`<polygon class="done" points="${points.map((point) => point.join()).join(' ')}"/>`
      : html`<rect class="done" x="${left}" y="${TOP}" width="${width}" height="${BAR}"/>`;
  return html`<g class="span ${action.toLowerCase()} ${outcome}" data-action="${action}" data-status="${status}">
      <rect class="track" x="${left}" y="${TOP}" width="${width}" height="${BAR}"/>${done}
      ${verticalLine('stop', left + width, TOP - 3, bottom + 3)}
    </g>`;
}

function verticalLine(name: string, x: number, from: number, to: number): Html {
  return html`<line class="${name}" x1="${x}" x2="${x}" y1="${from}" y2="${to}" vector-effect="non-scaling-stroke"/>`;
}

/** An operation in words, for people who cannot see it. */
function describeSpan({ status, start, end }: Span, from: number): string {
  return `${status}, from ${formatDuration(start - from)} to ${formatDuration(end - from)}`;
}

function percent(share: number): string {
  return `${round(share * 100)}%`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
