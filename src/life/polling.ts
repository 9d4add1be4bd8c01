import type { Progress } from './port';

/** What is known when the next poll of an image is planned. */
export interface PollSituation {
  /** The time since the image was requested or, after a wait in the queue, since its creation may have been running. */
  readonly elapsedSeconds: number;
  readonly progress: Progress;
  /** The time until the operation gives up. */
  readonly secondsToDeadline: number;
}

/** The shortest delay between two polls of an image, however near the end of its creation seems. */
export const SHORTEST_DELAY_SECONDS = 5;
/** The longest delay between two polls. No user is known to rely on CloudFormation calling back after a longer delay. */
const LONGEST_DELAY_SECONDS = 900;

/** An estimate is trusted for at most this share of the time already spent, because the first steps of a creation may be slow. */
const TRUSTED_SHARE = 0.5;
const TRUSTED_SECONDS = 30;

/** Near the end the delay is this share of the time already spent, so that the lag stays below 5 % of the duration. */
const FLOOR_SHARE = 0.04;
/** A queued image waits for other images, each of which takes minutes. */
const QUEUED_SHORTEST_SECONDS = 30;
/** A service that received too many calls refuses calls for a minute. Calls that it refused together should not come back together. */
const THROTTLED_SECONDS = 60;
const THROTTLED_SPREAD_SECONDS = 60;

/** Without readable progress the delays grow with the time spent: fast at first, then slowly enough to keep the lag small. */
const BLIND_SHARE = 0.25;
const BLIND_LATE_SHARE = 0.05;
const BLIND_SHORTEST_SECONDS = 10;
const BLIND_LONGEST_SECONDS = 300;

/**
 * The progress of a creation that was at `seen` percent before. If `unsure` is set, the figure has two possible meanings. Once more than 1
 * % was seen, only the larger one can be true. Before that the figure is ignored: if the handlers took a beginning for an end, this would
 * cost many calls, and the reverse would cost time.
 */
export function understood(progress: Progress, seen = 0): Progress {
  const { percent, unsure, ...rest } = progress;
  if (unsure === undefined) return progress;
  return seen > 1 ? { ...rest, percent } : rest;
}

/**
 * The time until a creation is probably done, in seconds, or `undefined` if its progress says nothing. The smaller of the cloud's own
 * estimate and the estimate by pace counts: a poll that comes too early costs one call, a poll that comes too late costs the user time.
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
 * The delay until the next poll, in whole seconds: half of the time that the creation probably still takes, within bounds. If its progress
 * says nothing, the delay is a fixed share of the time already spent. It never passes the deadline and is never longer than 900 s.
 */
export function nextDelaySeconds(situation: PollSituation): number {
  const left = estimateSecondsLeft(situation);
  const delay =
    left === undefined ? blindDelay(situation.elapsedSeconds) : halfwayDelay(left, situation.elapsedSeconds);
  return within(situation.secondsToDeadline, delay);
}

/** The delay until the next poll of an image that has been in the queue for `elapsedSeconds`, in whole seconds. */
export function queuedDelaySeconds(elapsedSeconds: number, secondsToDeadline: number): number {
  return within(secondsToDeadline, blindDelay(elapsedSeconds, QUEUED_SHORTEST_SECONDS));
}

/** The delay after a poll that the service refused because it received too many calls: 60 to 120 whole seconds. */
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

/** The delay before poll n (counted from 0) of something that takes seconds, such as a deletion: 2, 3, 5 … 30 s. */
export function shortDelaySeconds(polls: number, secondsToDeadline: number): number {
  return within(secondsToDeadline, Math.min(30, 2 * 1.5 ** Math.min(polls, 20)));
}

/** The delay until the next poll for something that has been missing for `missingSeconds`: 5 to 30 s. It never passes the deadline. */
export function missingDelaySeconds(missingSeconds: number, secondsToDeadline: number): number {
  return within(secondsToDeadline, Math.min(30, Math.max(SHORTEST_DELAY_SECONDS, missingSeconds / 2)));
}
