import { oneLine } from '../../untrusted/visible';
import type { StackEvent } from '../stack/state';
import { formatDuration, type Measure, padTo } from './measure';
import type { ResourceLine, ViewModel } from './model';

/** Colours of a terminal, or none. */
export interface Paint {
  good(text: string): string;
  bad(text: string): string;
  busy(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
}

/** What a frame is drawn for. */
export interface Frame {
  readonly columns: number;
  readonly rows: number;
  /** Milliseconds since 1970, in the cloud's time. */
  readonly now: number;
  /** Which picture of the spinner to show. */
  readonly tick: number;
  readonly paint: Paint;
  readonly measure: Measure;
}

type Painter = (text: string) => string;

/** A piece of a line. A piece with a width is padded or cut to it; one without takes what is left. */
interface Piece {
  readonly text: string;
  readonly width?: number;
  readonly paint?: Painter;
}

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
const MOST_EVENTS = 6;

/** Widths of terminals from which a column is shown. */
const SHOW_STATUS_FROM = 60;
const SHOW_BAR_FROM = 76;
const LONG_BAR_FROM = 110;
const LONGEST_STATUS = 'UPDATE_IN_PROGRESS'.length;

/** The lines of the live view, none wider than the terminal, not more than it has rows. */
export function renderFrame(view: ViewModel, frame: Frame): string[] {
  const { columns, rows, now, paint } = frame;
  const elapsed = formatDuration(now - (view.startedAt ?? now));
  const head = line(frame, [
    { text: `${view.stackName}  `, paint: paint.bold },
    { text: view.status, paint: painterOf(view.status, paint) },
    { text: `  ${elapsed}`, paint: paint.dim },
  ]);
  const room = Math.max(1, rows - 3);
  const lines = [...view.resources.values()];
  const shown = lines.length > room ? firstRunning(lines).slice(0, room - 1) : lines;
  const names = Math.max(0, ...shown.map(({ label }) => frame.measure.width(oneLine(label))));
  const nameWidth = Math.min(names, Math.max(10, Math.floor(columns * 0.3)));
  const resources = shown.map((resource) => resourceLine(resource, nameWidth, frame));
  if (shown.length < lines.length) {
    resources.push(line(frame, [{ text: `  … and ${lines.length - shown.length} more`, paint: paint.dim }]));
  }
  const eventRoom = Math.min(MOST_EVENTS, rows - resources.length - 4);
  const events = eventRoom > 0 ? view.events.slice(-eventRoom).map((event) => eventLine(event, frame)) : [];
  return [head, ...resources, ...(events.length > 0 ? ['', ...events] : [])];
}

function resourceLine(resource: ResourceLine, nameWidth: number, frame: Frame): string {
  const { columns, now, paint } = frame;
  const { status, progress, startedAt, endedAt } = resource;
  const painter = painterOf(status, paint);
  const percent = progress === undefined ? '' : `${Math.floor(progress * 100)} %`;
  const elapsed = formatDuration((endedAt ?? now) - startedAt);
  const bar = progressBar(progress, columns >= LONG_BAR_FROM ? 20 : 10);
  return line(frame, [
    { text: iconOf(status, frame.tick), width: 2, paint: painter },
    { text: resource.label, width: nameWidth + 1 },
    ...(columns >= SHOW_STATUS_FROM ? [{ text: status, width: LONGEST_STATUS + 1, paint: painter }] : []),
    ...(columns >= SHOW_BAR_FROM ? [{ text: bar, width: bar.length + 1, paint: paint.busy }] : []),
    { text: percent, width: 6 },
    { text: elapsed, width: 8, paint: paint.dim },
    { text: resource.message || (resource.identifier ?? '') },
  ]);
}

function eventLine({ timestamp, logicalId, status, reason = '' }: StackEvent, frame: Frame): string {
  const { paint } = frame;
  return line(frame, [
    { text: `${timestamp.slice(11, 19)}  `, paint: paint.dim },
    { text: `${logicalId}  ` },
    { text: status, paint: painterOf(status, paint) },
    { text: reason === '' ? '' : `  ${reason}`, paint: paint.dim },
  ]);
}

/** Puts pieces side by side until the terminal is full. */
function line({ columns, measure }: Frame, pieces: readonly Piece[]): string {
  let left = columns;
  let result = '';
  for (const { text, width, paint = (plain: string) => plain } of pieces) {
    if (left <= 0) break;
    const clean = oneLine(text);
    const shown = width === undefined ? measure.truncate(clean, left) : padTo(measure, clean, Math.min(width, left));
    left -= measure.width(shown);
    result += shown === '' ? '' : paint(shown);
  }
  return result;
}

/** A bar such as `████░░░░░░`; spaces where there is no progress to show. */
export function progressBar(progress: number | undefined, length: number): string {
  if (progress === undefined) return ' '.repeat(length);
  const full = Math.round(progress * length);
  return '█'.repeat(full) + '░'.repeat(length - full);
}

/** Whether a status is a good or a bad end, or none yet. */
export function painterOf(status: string, paint: Paint): Painter {
  if (status.endsWith('_FAILED') || status.includes('ROLLBACK')) return paint.bad;
  return status.endsWith('_IN_PROGRESS') ? paint.busy : paint.good;
}

function iconOf(status: string, tick: number): string {
  if (status.endsWith('_IN_PROGRESS')) return SPINNER[tick % SPINNER.length] ?? '·';
  return status.endsWith('_FAILED') ? '✗' : '✓';
}

/** Where not all fit, what goes on matters more than what is done. */
function firstRunning(lines: readonly ResourceLine[]): ResourceLine[] {
  return [...lines].sort((left, right) => Number(left.endedAt !== undefined) - Number(right.endedAt !== undefined));
}
