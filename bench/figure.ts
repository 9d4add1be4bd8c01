import { median, type Sample } from './statistics';

/** How a figure is written. */
export type Unit = 'bytes' | 'ms' | 'calls' | 's' | 'files' | 'copies' | 'percent';

/** What a figure must not exceed: a share of the baseline's, or a value of its own that does not depend on the machine. */
export type Bar =
  | { readonly kind: 'share'; readonly of: number; readonly text: string }
  | { readonly kind: 'most'; readonly value: number; readonly text: string };

/** One measured figure, ours and the baseline's. */
export interface Figure {
  readonly name: string;
  readonly unit: Unit;
  readonly ours: Sample;
  readonly baseline?: Sample;
  /** What the baseline is. */
  readonly against?: string;
  readonly bar?: Bar;
}

/** Figures by the names of their types. */
export type FiguresByType = Readonly<Record<string, readonly Figure[]>>;

/** A figure as it is reported. */
export interface Judged extends Figure {
  readonly oursMedian: number;
  readonly baselineMedian?: number;
  /** Ours as a share of the baseline's. */
  readonly share?: number;
  /** `undefined` where there is no bar. */
  readonly holds?: boolean;
}

/** Medians, share and verdict; a bar on a share is broken if there is no baseline. */
export function judge(figure: Figure): Judged {
  const oursMedian = median(figure.ours);
  const baselineMedian = figure.baseline && median(figure.baseline);
  const share = baselineMedian ? oursMedian / baselineMedian : undefined;
  return { ...figure, oursMedian, baselineMedian, share, holds: figure.bar && holds(figure.bar, figure.ours, share) };
}

/** Values that do not depend on the machine have to hold in every round, shares in the median. */
function holds(bar: Bar, ours: Sample, share: number | undefined): boolean {
  if (bar.kind === 'share') return share !== undefined && share <= bar.of;
  return ours.every((value) => value <= bar.value);
}

const KILO = 1000;

/** A value with its unit. */
export function say(value: number, unit: Unit): string {
  switch (unit) {
    case 'bytes':
      return Math.abs(value) >= KILO ** 2
        ? `${(value / KILO ** 2).toFixed(1)} MB`
        : `${(value / KILO).toFixed(Math.abs(value) < 10 * KILO ? 1 : 0)} KB`;
    case 'ms':
      return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
    case 's':
      return `${Math.round(value)} s`;
    case 'percent':
      return `${value.toFixed(value < 10 ? 1 : 0)} %`;
    default:
      return `${Math.round(value).toLocaleString('en')}`;
  }
}

/** A share as a reader likes it: `1/12`. */
export function sayShare(share: number): string {
  return share < 0.67 ? `1/${(1 / share).toFixed(1 / share < 10 ? 1 : 0)}` : share.toFixed(2);
}
