import type { Frame, Run, Size } from './screen';

/** The timing of an animation, in milliseconds. */
export interface Timing {
  /** The longest time that a frame is shown, except for the last. */
  readonly longest: number;
  /** Of frames within this time only the last is shown. */
  readonly shortest: number;
  /** How long the last frame is shown before the animation begins again. */
  readonly end: number;
}

const CELL = { width: 7.8, height: 18, size: 13, padding: 14, bar: 26 } as const;

/** The first 16 colours of a terminal, in shades that are readable on the background below. */
// biome-ignore format: two rows of eight, as terminals number them
const COLORS = [
  '#6e7781', '#ff7b72', '#3fb950', '#d29922', '#58a6ff', '#bc8cff', '#39c5cf', '#b1bac4',
  '#8b949e', '#ffa198', '#56d364', '#e3b341', '#79c0ff', '#d2a8ff', '#56d4dd', '#f0f6fc',
] as const;
const INK = '#e6edf3';
const PAPER = '#0d1117';

/** Keeps the last frame of every `shortest`, and shortens long frames. Each frame gets its start and length. */
export function schedule(frames: readonly Frame[], { longest, shortest, end }: Timing) {
  const lasting = frames.filter(
    ({ at }, index) =>
      Math.floor(at / shortest) !== Math.floor((frames[index + 1]?.at ?? Number.POSITIVE_INFINITY) / shortest),
  );
  let start = 0;
  return lasting.map((frame, index) => {
    const next = lasting[index + 1];
    const length = next ? Math.min(next.at - frame.at, longest) : end;
    const entry = { lines: frame.lines, start, length };
    start += length;
    return entry;
  });
}

/** A recording as an animated SVG without scripts. A reader who prefers less motion sees the last frame. */
export function animation(frames: readonly Frame[], size: Size, timing: Timing, title: string): string {
  const scenes = schedule(frames, timing);
  const total = scenes.reduce((sum, { length }) => sum + length, 0);
  const width = Math.ceil(size.columns * CELL.width + 2 * CELL.padding);
  const height = Math.ceil(size.rows * CELL.height + CELL.bar + 2 * CELL.padding);
  const percent = (time: number): string => ((time / total) * 100).toFixed(3);
  const rules = scenes.map(({ start, length }, index) => {
    const name = `f${index}`;
    const shown = `${percent(start)}%{visibility:visible}${percent(start + length)}%{visibility:hidden}`;
    return `@keyframes ${name}{0%{visibility:${start === 0 ? 'visible' : 'hidden'}}${shown}100%{visibility:hidden}}#${name}{animation:${name} ${total}ms step-end infinite}`;
  });
  const last = scenes.length - 1;
  const moving = `#f${last}{visibility:visible}@media (prefers-reduced-motion:no-preference){${rules.join('')}}`;
  const groups = scenes.map(({ lines }, index) => `<g class="f" id="f${index}">${lines.map(lineText).join('')}</g>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="t">`,
    `<title id="t">${escaped(title)}</title>`,
    `<style>text{font:${CELL.size}px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:${INK};white-space:pre}.f{visibility:hidden}.b{font-weight:600}.d{opacity:.65}${moving}</style>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${PAPER}"/>`,
    ...[0, 1, 2].map((dot) => `<circle cx="${20 + dot * 18}" cy="18" r="5" fill="${COLORS[dot + 1]}" opacity=".8"/>`),
    ...groups,
    '</svg>\n',
  ].join('\n');
}

function lineText(runs: readonly Run[], row: number): string {
  if (runs.length === 0) return '';
  const y = CELL.bar + CELL.padding + (row + 0.75) * CELL.height;
  return `<text x="${CELL.padding}" y="${y}" xml:space="preserve">${runs.map(runText).join('')}</text>`;
}

function runText({ text, color, bold, dim }: Run): string {
  const classes = [bold && 'b', dim && 'd'].filter(Boolean).join(' ');
  const look = `${classes && ` class="${classes}"`}${color === undefined ? '' : ` fill="${COLORS[color]}"`}`;
  return look === '' ? escaped(text) : `<tspan${look}>${escaped(text)}</tspan>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
