import type { ImageRecord } from './image';

/** States of a job, in the service's own spelling. */
export type JobStatus = 'INIT' | 'RUNNING' | 'SUCCESS' | 'FAIL';

/** How a job fails: when, as a share (0–1) of its duration, and what it says of it. */
export interface JobFailure {
  readonly failAtShare: number;
  readonly errorCode: string;
  readonly reason: string;
}

export type JobOutcome = 'success' | JobFailure;

/** What is copied, for those who choose how long it takes. */
export interface CopyOrder {
  readonly crossRegion: boolean;
  readonly kind: ImageRecord['kind'];
  readonly sizeGiB: number;
}

/** One copy. Times in simulated milliseconds. */
export interface JobRecord {
  readonly jobId: string;
  readonly subJobId: string;
  readonly crossRegion: boolean;
  /** The region of the job, which is that of the source. */
  readonly regionId: string;
  readonly projectId: string;
  readonly sourceImageId: string;
  /** What it makes, in whatever region. */
  readonly image: ImageRecord;
  readonly startedAt: number;
  durationMs: number;
  outcome: JobOutcome;
  endedAt?: number;
}

/** When a job will end if nobody interferes. */
export function endOf({ startedAt, durationMs, outcome }: JobRecord): number {
  return startedAt + durationMs * (outcome === 'success' ? 1 : outcome.failAtShare);
}

/** The status of a job at a moment; a job begins to run `initMs` after it was accepted. */
export function statusOf({ endedAt, outcome, startedAt }: JobRecord, now: number, initMs: number): JobStatus {
  if (endedAt !== undefined) return outcome === 'success' ? 'SUCCESS' : 'FAIL';
  return now < startedAt + initMs ? 'INIT' : 'RUNNING';
}
