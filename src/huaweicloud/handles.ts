import { JOB_ID, REQUEST_PREFIX } from '../life/placeholder';

const REQUEST = new RegExp(`^${REQUEST_PREFIX}[0-9a-f]{32}$`);
const IMAGE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text is the ID of a job: 32 hexadecimal digits. */
export const isJobId = (text: string): boolean => JOB_ID.test(text);

/** Whether a text names the request that creates an image, in an identifier or in the description of an image that is being created. */
export const isRequest = (text: string): boolean => REQUEST.test(text);

/** Whether a text is the ID of an image: a UUID, which is never the ID of a job. */
export const isUuid = (text: string): boolean => IMAGE.test(text);

/** Whether a text can identify a copy: by its job, its request or its image. */
export const isHandle = (text: string): boolean => isJobId(text) || isRequest(text) || isUuid(text);
