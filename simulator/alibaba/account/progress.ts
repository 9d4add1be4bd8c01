import type { Behaviour } from './behaviour';
import type { ImageRecord } from './image';

/** The progress of an image, as DescribeImages shows it. Either value may be missing. */
export interface Progress {
  /** A percentage such as `37%` or, if the behaviour says so, a text that is not a percentage. */
  readonly text?: string;
  /** The estimated time until the image is complete, in seconds. */
  readonly remainSeconds?: number;
}

/** The progress that is shown after a share of 0 to 1 of the duration; `undefined` if no number is shown. */
const shown: Readonly<Record<Behaviour['progress'], (share: number) => number | undefined>> = {
  linear: (share) => share,
  stalling: (share) => Math.min(share * 1.8, 0.9),
  jumpy: (share) => JUMPS[Math.floor(share * JUMPS.length)],
  absent: () => undefined,
  unreadable: () => undefined,
};

const JUMPS = [0, 0, 0.35, 0.3, 0.4, 0.8, 0.75, 0.99];
const UNREADABLE = 'unknown';

/**
 * The progress of an image at a time. It is rounded, so that an image shows 100 % for a moment before it is Available (DescribeImages
 * documentation: the status and not the progress shows completion).
 */
export function progressAt(image: ImageRecord, now: number, behaviour: Readonly<Behaviour>): Progress {
  const { task } = image;
  if (!task) return { text: image.status === 'Creating' ? '0%' : '100%', remainSeconds: 0 };
  if (task.startedAt === undefined) return { text: '0%' };
  if (image.status === 'Available' || image.status === 'Deprecated') return { text: '100%', remainSeconds: 0 };
  const elapsedMs = (task.endedAt ?? now) - task.startedAt;
  const share = task.durationMs > 0 ? Math.min(elapsedMs / task.durationMs, 1) : 1;
  const number = shown[behaviour.progress](share);
  return {
    ...text(number, behaviour.progress),
    ...(task.endedAt === undefined && behaviour.remainTime
      ? remaining(number ?? share, elapsedMs, task.durationMs)
      : {}),
  };
}

function text(number: number | undefined, style: Behaviour['progress']): { text?: string } {
  if (number !== undefined) return { text: `${Math.round(number * 100)}%` };
  return style === 'unreadable' ? { text: UNREADABLE } : {};
}

/** The service computes its estimate from the progress that it shows, whether this is right or wrong. */
function remaining(number: number, elapsedMs: number, durationMs: number): { remainSeconds: number } {
  const remainMs = number > 0 ? (elapsedMs * (1 - number)) / number : durationMs;
  return { remainSeconds: Math.round(remainMs / 1000) };
}
