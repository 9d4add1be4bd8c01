import { type JobRecord, type JobStatus, statusOf } from '../../account/job';
import type { ApiRequest, Done } from '../api';

/** ShowJobProgress: the call that the pages recommend. It has no project in its path. */
export function showJobProgress(request: ApiRequest): Done {
  if (request.behaviour.jobProgressPath === 'notOffered') throw request.refuse('APIGW.0101');
  const job = jobOfPath(request);
  const { subJobId } = job;
  return { body: wireJob(request, job, job.crossRegion ? { subJobId } : {}) };
}

/** ShowJob: the older call, marked as deprecated. */
export function showJob(request: ApiRequest): Done {
  if (request.behaviour.jobPath === 'notOffered') throw request.refuse('APIGW.0101');
  const job = jobOfPath(request);
  const { image } = job;
  const isOver = job.endedAt !== undefined && job.outcome === 'success';
  const results = isOver ? [{ image_id: image.imageId, project_id: image.owner, status: 'success' }] : [];
  return { body: wireJob(request, job, { results, error: '', alarm_code: '' }) };
}

/** A job is known in the region of its source, for some time. @throws HuaweiError that the behaviour chooses if the job is unknown */
function jobOfPath(request: ApiRequest): JobRecord {
  const { account, behaviour, now, project } = request;
  if (behaviour.jobRight !== 'none' && !request.may(behaviour.jobRight)) throw request.refuse(behaviour.deniedCode);
  const job = account.jobs.get(request.path('job_id'));
  const isOver = job?.endedAt !== undefined && now > job.endedAt + behaviour.jobReadableSeconds * 1000;
  if (job && job.projectId === project.projectId && !isOver) return job;
  if (behaviour.unknownJob === 'notFound') throw request.refuse('APIGW.0101');
  throw request.refuse(behaviour.unknownJob);
}

function wireJob(request: ApiRequest, job: JobRecord, more: object): object {
  const { now, behaviour } = request;
  const status = statusOf(job, now, behaviour.jobInitSeconds * 1000);
  const { crossRegion, image, jobId: job_id } = job;
  const showsImage =
    status === 'SUCCESS' || (status === 'FAIL' ? behaviour.imageIdOfFailed : behaviour.imageIdWhileRunning);
  const subJobs = behaviour.subJobs === 'shown' && crossRegion;
  return {
    status,
    job_id,
    job_type: crossRegion ? behaviour.crossRegionJobType : 'imsCopyImageInRegionJob',
    ...timesAndErrors(request, job),
    entities: {
      ...(showsImage ? { image_id: image.imageId } : {}),
      image_name: image.name,
      current_task: crossRegion ? 'CrossRegionCopyImageTask' : 'CopyImageTask',
      ...progressOf(request, job, status),
      ...(subJobs ? subJobMembers(request, job, status) : { sub_jobs_result: [], sub_jobs_list: [] }),
      ...more,
    },
  };
}

/** Members that have a value only in some states of a job. */
function timesAndErrors({ behaviour }: ApiRequest, { startedAt, endedAt, outcome }: JobRecord): object {
  const failure = endedAt !== undefined && outcome !== 'success' ? outcome : undefined;
  const values = {
    begin_time: new Date(startedAt).toISOString(),
    end_time: endedAt === undefined ? undefined : new Date(endedAt).toISOString(),
    error_code: failure?.errorCode,
    fail_reason: failure?.reason,
  };
  const empty = { null: null, emptyText: '', absent: undefined }[behaviour.emptyJobMembers];
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? empty]));
}

/** A job across regions has a sub-job, which creates the image in the target region. */
function subJobMembers(request: ApiRequest, job: JobRecord, status: JobStatus): object {
  const { image, subJobId } = job;
  const entities = { image_id: status === 'SUCCESS' ? image.imageId : '', image_name: image.name };
  const sub = {
    status,
    job_id: subJobId,
    job_type: 'imsCreateImageByObsJob',
    ...timesAndErrors(request, job),
    entities,
  };
  return { sub_jobs_list: [subJobId], sub_jobs_result: [sub] };
}

const STICKING_AT = 0.24;

/** The progress of a job, from its share (0–1) of the time; `undefined` if none is shown. */
const PROGRESS = {
  share: (share: number) => share,
  hundredths: (share: number) => Math.round(share * 100) / 100,
  percent: (share: number) => Math.round(share * 100),
  sticking: (share: number) => Math.min(share, STICKING_AT),
  stalling: (share: number) => Math.min(share * 1.8, 0.9),
  absent: () => undefined,
} as const;

function progressOf({ now, behaviour }: ApiRequest, job: JobRecord, status: JobStatus): object {
  const elapsed = (job.endedAt ?? now) - job.startedAt;
  const share = status === 'SUCCESS' || job.durationMs === 0 ? 1 : Math.min(elapsed / job.durationMs, 1);
  const shown = PROGRESS[behaviour.jobProgress](status === 'INIT' ? 0 : share);
  return shown === undefined ? {} : { process_percent: Math.round(shown * 10_000) / 10_000 };
}
