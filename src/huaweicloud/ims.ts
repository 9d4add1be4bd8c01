import { judge } from '../calling/judge';
import { UnreadableAnswer } from '../calling/silence';
import { field } from '../calling/told';
import type { Failure } from '../failure/failure';
import type { Progress } from '../life/port';
import { HuaweiError } from './answers';
import type { Answered } from './client';
import { HUAWEI_ERRORS } from './errors';
import { listIn, nothing, optionalIn, type Route, textIn } from './route';

/** An image as lists show it: of its members only the id is sure to be there. */
export interface ImsImage {
  readonly id: string;
  readonly [member: string]: unknown;
}

/** A tag as IMS has it. */
export interface ImsTag {
  readonly key: string;
  readonly value: string;
}

/** An image as the call that finds images by their tags shows it. */
export interface TaggedImage {
  readonly id: string;
  readonly name?: string;
  readonly tags: readonly ImsTag[];
}

/** A page of those; `total`: how many there are, where the service says so. */
export interface TaggedPage {
  readonly images: readonly TaggedImage[];
  readonly total?: number;
}

/** A job that makes an image. */
export interface Job {
  /** `INIT`, `RUNNING`, `SUCCESS` or `FAIL`; another one is as good as running. */
  readonly status: string;
  /** Of the image, in the target region; sure to be there after SUCCESS only. */
  readonly imageId?: string;
  readonly imageName?: string;
  /** Need not reach the end. */
  readonly progress: Progress;
  /** Why it failed. */
  readonly errorCode?: string;
  readonly reason?: string;
}

/** What a copy answers. */
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

/** A share from 0 to 1, or a percentage: a value above 1 is one already, and 1 itself may be either. */
function progressOf(value: unknown): Progress {
  if (typeof value !== 'number' || !(value >= 0 && value <= 100)) return {};
  if (value === 1) return { percent: 100, unsure: true };
  return { percent: value > 1 ? value : value * 100 };
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

/** The way to ask for a job that the vendor's pages point to. */
export const SHOW_JOB_PROGRESS: Route<Job> = {
  action: 'ShowJobProgress',
  service: 'ims',
  method: 'GET',
  path: '/v1/cloudimages/job/{job_id}',
  read: readJob,
};

/** The older way, which some clouds of the family have alone. */
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

export const UPDATE_IMAGE: Route<{ readonly image: ImsImage }> = {
  action: 'UpdateImage',
  service: 'ims',
  method: 'PATCH',
  path: '/v2/cloudimages/{image_id}',
  read: (body) => ({ image: readImage(body) }),
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
  const id = textIn(body, 'id');
  if (typeof body !== 'object') throw new UnreadableAnswer('the answer has no image');
  return { ...body, id };
}

function tagsIn(body: unknown): readonly ImsTag[] {
  return listIn(body, 'tags').map((tag) => ({ key: textIn(tag, 'key'), value: optionalIn(tag, 'value') ?? '' }));
}

/** Why a job failed, by the table of the copy that it carries out. */
export function failureOfJob(
  { errorCode = '(status FAIL)', reason = 'the job gives no reason', requestId }: Answered<Job>,
  { action, region }: { readonly action: string; readonly region: string },
): Failure {
  const error = new HuaweiError(errorCode, reason, { statusCode: 200, requestId });
  return judge(error, { action, regionId: region }, HUAWEI_ERRORS).failure;
}
