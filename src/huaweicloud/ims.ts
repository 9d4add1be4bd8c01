import { UnreadableAnswer } from '../../untrusted/unreadable-answer';
import { judge } from '../calling/judge';
import { RefusedAnswer } from '../calling/refused-answer';
import { field } from '../calling/told';
import type { Failure } from '../failure/failure';
import type { Progress } from '../life/port';
import { HUAWEI_ERRORS } from './errors';
import { type Answered, listIn, nothing, optionalIn, type Route, textIn } from './route';

/** An image in a list. Only its ID is always present. */
export interface ImsImage {
  readonly id: string;
  readonly [member: string]: unknown;
}

/** A tag in the form of IMS. */
export interface ImsTag {
  readonly key: string;
  readonly value: string;
}

/** An image in the answer of the call that finds images by their tags. */
export interface TaggedImage {
  readonly id: string;
  readonly name?: string;
  readonly tags: readonly ImsTag[];
}

/** A page of that answer. `total`: how many images there are, if the service says so. */
export interface TaggedPage {
  readonly images: readonly TaggedImage[];
  readonly total?: number;
}

/** A job that creates an image. */
export interface Job {
  /** `INIT`, `RUNNING`, `SUCCESS` or `FAIL`. With any other status the job counts as running. */
  readonly status: string;
  /** The ID of the image in the target region. Always present only after SUCCESS. */
  readonly imageId?: string;
  readonly imageName?: string;
  /** A job may finish before its progress reaches the end. */
  readonly progress: Progress;
  /** Why the job failed. */
  readonly errorCode?: string;
  readonly reason?: string;
}

/** The answer to a copy. */
export interface CopyStarted {
  readonly jobId: string;
}

const copyOf = (action: string, path: string): Route<CopyStarted> => ({
  action,
  service: 'ims',
  method: 'POST',
  path,
  read: (body) => ({ jobId: textIn(body, 'job_id') }),
  makes: true,
});

export const COPY_IN_REGION = copyOf('CopyImageInRegion', '/v1/cloudimages/{image_id}/copy');
export const COPY_ACROSS_REGIONS = copyOf('CopyImageCrossRegion', '/v1/cloudimages/{image_id}/cross_region_copy');

/** The progress as a share from 0 to 1 or as a percentage. A value above 1 is a percentage; 1 itself may be either. */
function progressOf(value: unknown): Progress {
  if (typeof value !== 'number' || !(value >= 0 && value <= 100)) return {};
  const percent = value <= 1 ? value * 100 : value;
  return value === 1 ? { percent, unsure: true } : { percent };
}

function readJob(body: unknown): Job {
  const entities = field(body, 'entities');
  return {
    status: textIn(body, 'status'),
    imageId: optionalIn(entities, 'image_id'),
    imageName: optionalIn(entities, 'image_name'),
    progress: progressOf(field(entities, 'process_percent')),
    errorCode:
      optionalIn(body, 'error_code') ??
      optionalIn(entities, 'error_code') ??
      optionalIn(entities, 'addition_error_code'),
    reason:
      optionalIn(body, 'fail_reason') ?? optionalIn(entities, 'error') ?? optionalIn(entities, 'addition_error_msg'),
  };
}

/** The call for a job that the vendor's pages recommend. */
export const SHOW_JOB_PROGRESS: Route<Job> = {
  action: 'ShowJobProgress',
  service: 'ims',
  method: 'GET',
  path: '/v1/cloudimages/job/{job_id}',
  read: readJob,
};

/** The older call. Some clouds of the family have only this one. */
export const SHOW_JOB: Route<Job> = {
  ...SHOW_JOB_PROGRESS,
  action: 'ShowJob',
  path: '/v1/{project_id}/jobs/{job_id}',
};

export const LIST_IMAGES: Route<{ readonly images: readonly ImsImage[] }> = {
  action: 'ListImages',
  service: 'ims',
  method: 'GET',
  path: '/v2/cloudimages',
  read: (body) => ({ images: listIn(body, 'images').map(readImage) }),
};

/** A later list shows whether the change was made. */
export const UPDATE_IMAGE: Route<object> = {
  action: 'UpdateImage',
  service: 'ims',
  method: 'PATCH',
  path: '/v2/cloudimages/{image_id}',
  read: nothing,
};

export const DELETE_IMAGE: Route<object> = {
  action: 'GlanceDeleteImage',
  service: 'ims',
  method: 'DELETE',
  path: '/v2/images/{image_id}',
  read: nothing,
};

export const LIST_TAGS: Route<{ readonly tags: readonly ImsTag[] }> = {
  action: 'ListImageTags',
  service: 'ims',
  method: 'GET',
  path: '/v2/{project_id}/images/{image_id}/tags',
  read: (body) => ({ tags: tagsIn(body) }),
};

export const CHANGE_TAGS: Route<object> = {
  action: 'BatchAddOrDeleteTags',
  service: 'ims',
  method: 'POST',
  path: '/v2/{project_id}/images/{image_id}/tags/action',
  read: nothing,
};

export const LIST_BY_TAGS: Route<TaggedPage> = {
  action: 'ListImageByTags',
  service: 'ims',
  method: 'POST',
  path: '/v2/{project_id}/images/resource_instances/action',
  read: (body) => {
    const total = field(body, 'total_count');
    const images = listIn(body, 'resources').map((one) => ({
      id: textIn(one, 'resource_id'),
      name: optionalIn(one, 'resource_name'),
      tags: field(one, 'tags') ? tagsIn(one) : [],
    }));
    return { images, ...(typeof total === 'number' && { total }) };
  },
};

function readImage(body: unknown): ImsImage {
  if (typeof body !== 'object') throw new UnreadableAnswer('it has no image');
  return { ...body, id: textIn(body, 'id') };
}

function tagsIn(body: unknown): readonly ImsTag[] {
  return listIn(body, 'tags').map((tag) => ({ key: textIn(tag, 'key'), value: optionalIn(tag, 'value') ?? '' }));
}

/** The failure of a job, from the table of the copy that it carries out. */
export function failureOfJob(
  { errorCode = '(status FAIL)', reason = 'the job gives no reason', requestId }: Answered<Job>,
  { action, region }: { readonly action: string; readonly region: string },
): Failure {
  const error = new RefusedAnswer(errorCode, reason, { statusCode: 200, requestId });
  return judge(error, { action, regionId: region }, HUAWEI_ERRORS).failure;
}
