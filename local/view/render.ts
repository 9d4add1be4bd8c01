import { oneLine } from '../../untrusted/visible';
import type { StackEvent } from '../stack/state';
import { formatDuration, type Measure, padTo, truncateAtWord } from './measure';
import { parseTimeLeft, type ResourceLine, type ViewModel } from './model';

/** Colours of a terminal, or none. */
export interface Paint {
  good(text: string): string;
  bad(text: string): string;
  busy(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
}

/** The size, time and style of a frame. */
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

/**
 * A piece of a line. A piece with a width is padded or cut to it; one without gets the rest of the line. Prose is cut between words;
 * anything else is a name, and is cut anywhere.
 */
interface Piece {
  readonly text: string;
  readonly width?: number;
  readonly isProse?: boolean;
  readonly paint?: Painter;
}

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
const MOST_EVENTS = 6;

/** Widths of terminals from which a column is shown. */
const SHOW_STATUS_FROM = 60;
const SHOW_BAR_FROM = 76;
const LONG_BAR_FROM = 110;
/** The columns of a resource's line, each with the gap after it. */
const ICON_WIDTH = 2;
const STATUS_WIDTH = 'UPDATE_IN_PROGRESS'.length + 1;
const PERCENT_WIDTH = 6;
const ELAPSED_WIDTH = 8;
/** What follows the remaining time if there is no space for more: `, …`. */
const MORE_WIDTH = 3;
const LEAST_NAME = 10;

/** How the columns of the terminal are distributed. */
interface Layout {
  readonly nameWidth: number;
  readonly hasElapsed: boolean;
  readonly hasStatus: boolean;
  /** 0 if there is no bar. */
  readonly barLength: number;
}

/** The lines of the live view, not wider than the terminal and not more than its rows. */
export function renderFrame(view: ViewModel, frame: Frame): string[] {
  const { rows, now, paint } = frame;
  const elapsed = formatDuration(now - (view.startedAt ?? now));
  const head = line(frame, [
    { text: `${view.stackName}  `, paint: paint.bold },
    { text: view.status, isProse: true, paint: painterOf(view.status, paint) },
    { text: `  ${elapsed}`, paint: paint.dim },
  ]);
  const room = Math.max(1, rows - 3);
  const lines = [...view.resources.values()];
  const shown = lines.length > room ? firstRunning(lines).slice(0, room - 1) : lines;
  const layout = layoutOf(shown, frame);
  const resources = shown.map((resource) => resourceLine(resource, layout, frame));
  if (shown.length < lines.length) {
    resources.push(line(frame, [{ text: `  … and ${lines.length - shown.length} more`, paint: paint.dim }]));
  }
  const eventRoom = Math.min(MOST_EVENTS, rows - resources.length - 4);
  const events = eventRoom > 0 ? view.events.slice(-eventRoom).map((event) => eventLine(event, frame)) : [];
  return [head, ...resources, ...(events.length > 0 ? ['', ...events] : [])];
}

/** Names and the remaining time have priority; the rest needs space next to them. */
function layoutOf(shown: readonly ResourceLine[], { columns, measure }: Frame): Layout {
  const widest = (texts: readonly string[]): number =>
    Math.max(0, ...texts.map((text) => measure.width(oneLine(text))));
  const timeLeft = widest(shown.map(({ message }) => parseTimeLeft(message) ?? ''));
  const room = columns - ICON_WIDTH - 1 - PERCENT_WIDTH - (timeLeft > 0 ? timeLeft + MORE_WIDTH : 0);
  const nameWidth = Math.min(widest(shown.map(({ label }) => label)), Math.max(LEAST_NAME, room));
  const spare = room - nameWidth - ELAPSED_WIDTH;
  const barLength = columns >= LONG_BAR_FROM ? 20 : 10;
  return {
    nameWidth,
    hasElapsed: spare >= 0,
    hasStatus: columns >= SHOW_STATUS_FROM && spare >= STATUS_WIDTH,
    barLength: columns >= SHOW_BAR_FROM && spare >= STATUS_WIDTH + barLength + 1 ? barLength : 0,
  };
}

function resourceLine(resource: ResourceLine, layout: Layout, frame: Frame): string {
  const { nameWidth, hasElapsed, hasStatus, barLength } = layout;
  const { now, paint } = frame;
  const { status, progress, startedAt, endedAt } = resource;
  const painter = painterOf(status, paint);
  const percent = progress === undefined ? '' : `${Math.floor(progress * 100)} %`;
  const elapsed = formatDuration((endedAt ?? now) - startedAt);
  const bar = progressBar(progress, barLength);
  return line(frame, [
    { text: iconOf(status, frame.tick), width: ICON_WIDTH, paint: painter },
    { text: resource.label, width: nameWidth + 1 },
    ...(hasStatus ? [{ text: status, width: STATUS_WIDTH, paint: painter }] : []),
    ...(barLength > 0 ? [{ text: bar, width: barLength + 1, paint: paint.busy }] : []),
    { text: percent, width: PERCENT_WIDTH },
    ...(hasElapsed ? [{ text: elapsed, width: ELAPSED_WIDTH, paint: paint.dim }] : []),
    { text: timeLeftFirst(resource.message) || (resource.identifier ?? ''), isProse: true },
  ]);
}

/** A handler's message with the remaining time first, because a narrow terminal cuts off the end. */
function timeLeftFirst(message: string): string {
  const left = parseTimeLeft(message);
  return left === undefined ? message : `${left}, ${message.replace(`, ${left}`, '')}`;
}

function eventLine({ timestamp, logicalId, status, reason = '' }: StackEvent, frame: Frame): string {
  const { paint, columns } = frame;
  // On a narrow terminal the status needs the space of the time.
  const time = columns < SHOW_STATUS_FROM ? [] : [{ text: `${timestamp.slice(11, 19)}  `, paint: paint.dim }];
  return line(frame, [
    ...time,
    { text: `${logicalId}  ` },
    { text: status, isProse: true, paint: painterOf(status, paint) },
    ...(reason === '' ? [] : [{ text: '  ' }, { text: reason, isProse: true, paint: paint.dim }]),
  ]);
}

/** Puts pieces next to one another until the line is full. */
function line({ columns, measure }: Frame, pieces: readonly Piece[]): string {
  let left = columns;
  let result = '';
  for (const { text, width, isProse = false, paint = (plain: string) => plain } of pieces) {
    if (left <= 0) break;
    const clean = oneLine(text);
    const cut = isProse ? truncateAtWord(measure, clean, left) : measure.truncate(clean, left);
    const shown = width === undefined ? cut : padTo(measure, clean, Math.min(width, left));
    left -= measure.width(shown);
    result += shown === '' ? '' : paint(shown);
  }
  return result;
}

/** A bar such as `████░░░░░░`; spaces if there is no progress to show. */
export function progressBar(progress: number | undefined, length: number): string {
  if (progress === undefined) return ' '.repeat(length);
  const full = Math.round(progress * length);
  return '█'.repeat(full) + '░'.repeat(length - full);
}

/** The colour for a status: good, bad, or not ended. */
export function painterOf(status: string, paint: Paint): Painter {
  if (status.endsWith('_FAILED') || status.includes('ROLLBACK')) return paint.bad;
  return status.endsWith('_IN_PROGRESS') ? paint.busy : paint.good;
}

function iconOf(status: string, tick: number): string {
  if (status.endsWith('_IN_PROGRESS')) return SPINNER[tick % SPINNER.length] ?? '·';
  return status.endsWith('_FAILED') ? '✗' : '✓';
}

/** If not all resources fit, running ones come before finished ones. */
function firstRunning(lines: readonly ResourceLine[]): ResourceLine[] {
  return [...lines].sort((left, right) => Number(left.endedAt !== undefined) - Number(right.endedAt !== undefined));
}
