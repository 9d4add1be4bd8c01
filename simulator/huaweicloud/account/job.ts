import type { ImageRecord } from './image';

/** The states of a job, in the service's own spelling. */
export type JobStatus = 'INIT' | 'RUNNING' | 'SUCCESS' | 'FAIL';

/** How a job fails: when, as a share (0–1) of its duration, and with which code and reason. */
export interface JobFailure {
  readonly failAtShare: number;
  readonly errorCode: string;
  readonly reason: string;
}

export type JobOutcome = 'success' | JobFailure;

/** The properties of a copy on which its duration may depend. */
export interface CopyOrder {
  readonly crossRegion: boolean;
  readonly kind: ImageRecord['kind'];
  readonly sizeGiB: number;
}

/** A copy. Times are in simulated milliseconds. */
export interface JobRecord {
  readonly jobId: string;
  readonly subJobId: string;
  readonly crossRegion: boolean;
  /** The region of the job, which is the region of the source. */
  readonly regionId: string;
  readonly projectId: string;
  readonly sourceImageId: string;
  /** The image that it creates, in any region. */
  readonly image: ImageRecord;
  readonly startedAt: number;
  durationMs: number;
  outcome: JobOutcome;
  endedAt?: number;
}

/** When a job will end if nothing changes it. */
export function endOf({ startedAt, durationMs, outcome }: JobRecord): number {
  return startedAt + durationMs * (outcome === 'success' ? 1 : outcome.failAtShare);
}

/** The status of a job at a time. A job begins to run `initMs` after it was accepted. */
export function statusOf({ endedAt, outcome, startedAt }: JobRecord, now: number, initMs: number): JobStatus {
  if (endedAt !== undefined) return outcome === 'success' ? 'SUCCESS' : 'FAIL';
  return now < startedAt + initMs ? 'INIT' : 'RUNNING';
}
