import type { Progress } from './port';

/** What is known when the next look at an image is planned. */
export interface PollSituation {
  /** Since the image was asked for or, after a wait in the queue, since it may have been running. */
  readonly elapsedSeconds: number;
  readonly progress: Progress;
  /** Until the operation gives up. */
  readonly secondsToDeadline: number;
}

/** An image is polled no more often than this, however near the end of its creation seems. */
export const SHORTEST_DELAY_SECONDS = 5;
/** And no less often than this: nobody is known to rely on CloudFormation to call back after a longer delay. */
const LONGEST_DELAY_SECONDS = 900;

/** An estimate is believed for no longer than this share of the time already spent: the first steps of a creation may be slow ones. */
const TRUSTED_SHARE = 0.5;
const TRUSTED_SECONDS = 30;

/** Near the end the delay is this share of the time already spent: the lag stays below 5 % of the duration. */
const FLOOR_SHARE = 0.04;
/** In the queue an image waits for the end of others, each of which takes minutes. */
const QUEUED_SHORTEST_SECONDS = 30;
/** A service that was asked too often refuses until its minute is over; of many that were refused, not all are to come back at once. */
const THROTTLED_SECONDS = 60;
const THROTTLED_SPREAD_SECONDS = 60;

/** Without readable progress the delays grow with the time spent, at first fast, then as slowly as the lag has to be small. */
const BLIND_SHARE = 0.25;
const BLIND_LATE_SHARE = 0.05;
const BLIND_SHORTEST_SECONDS = 10;
const BLIND_LONGEST_SECONDS = 300;

/**
 * What a progress says of a creation that was known to be at `seen` percent before: of two readings of a figure the smaller one cannot be
 * true after more of it was seen. Before that the figure says nothing, since to take a beginning for an end costs many calls, and the other
 * way round time.
 */
export function understood(progress: Progress, seen = 0): Progress {
  const { percent, unsure, ...rest } = progress;
  if (unsure === undefined) return progress;
  return seen > 1 ? { ...rest, percent } : rest;
}

/**
 * The time until a creation is probably done, in seconds, or `undefined` where its progress says nothing. From the cloud's own
 * estimate and from the pace so far the smaller counts: to come too early costs one call, to come too late costs the user time.
 */
export function estimateSecondsLeft({
  elapsedSeconds,
  progress,
}: Omit<PollSituation, 'secondsToDeadline'>): number | undefined {
  const { percent, secondsLeft } = understood(progress);
  const byPace = percent !== undefined && percent > 0 ? (elapsedSeconds * (100 - percent)) / percent : undefined;
  if (secondsLeft === undefined || secondsLeft <= 0) return byPace;
  return byPace === undefined ? secondsLeft : Math.min(secondsLeft, byPace);
}

/** A delay in whole seconds, at least one, that does not pass the deadline. */
const within = (secondsToDeadline: number, delay: number): number =>
  Math.max(1, Math.ceil(Math.min(delay, LONGEST_DELAY_SECONDS, secondsToDeadline)));

/**
 * After how many whole seconds to look at an image again: after half of the time that it probably still takes, within bounds;
 * where its progress says nothing, after a fixed share of the time already spent. Never after the deadline, never after more than 900 s.
 */
export function nextDelaySeconds(situation: PollSituation): number {
  const left = estimateSecondsLeft(situation);
  const delay =
    left === undefined ? blindDelay(situation.elapsedSeconds) : halfwayDelay(left, situation.elapsedSeconds);
  return within(situation.secondsToDeadline, delay);
}

/** After how many whole seconds to look again at an image that waits in the queue since so many. */
export function queuedDelaySeconds(elapsedSeconds: number, secondsToDeadline: number): number {
  return within(secondsToDeadline, blindDelay(elapsedSeconds, QUEUED_SHORTEST_SECONDS));
}

/** After how many whole seconds to look again where the service refused a look because it is asked too often: 60 to 120. */
export function throttledDelaySeconds(random: () => number, secondsToDeadline: number): number {
  return within(secondsToDeadline, THROTTLED_SECONDS + THROTTLED_SPREAD_SECONDS * random());
}

function halfwayDelay(left: number, elapsed: number): number {
  const floor = Math.max(SHORTEST_DELAY_SECONDS, elapsed * FLOOR_SHARE);
  const trusted = Math.max(TRUSTED_SECONDS, elapsed * TRUSTED_SHARE);
  return Math.min(trusted, Math.max(floor, left / 2));
}

function blindDelay(elapsed: number, shortest = BLIND_SHORTEST_SECONDS): number {
  const ceiling = Math.max(BLIND_LONGEST_SECONDS, elapsed * BLIND_LATE_SHARE);
  return Math.min(ceiling, Math.max(shortest, elapsed * BLIND_SHARE));
}

/** The delay before the n-th look (from 0) at something that takes seconds, a deletion for example: 2, 3, 5 … 30 s. */
export function shortDelaySeconds(looks: number, secondsToDeadline: number): number {
  return within(secondsToDeadline, Math.min(30, 2 * 1.5 ** Math.min(looks, 20)));
}

/** The delay before something that has been missing for so many seconds is looked for again: 5 to 30 s, never after the deadline. */
export function missingDelaySeconds(missingSeconds: number, secondsToDeadline: number): number {
  return within(secondsToDeadline, Math.min(30, Math.max(SHORTEST_DELAY_SECONDS, missingSeconds / 2)));
}
