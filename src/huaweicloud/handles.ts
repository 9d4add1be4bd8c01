const JOB = /^[0-9a-f]{32}$/;
const REQUEST = /^tfcfn-request-[0-9a-f]{32}$/;
const IMAGE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text is the id of a job: 32 hexadecimal digits. */
export const isJobId = (text: string): boolean => JOB.test(text);

/** Whether a text names the request that makes an image: in an identifier, or in the description of an image in the making. */
export const isRequest = (text: string): boolean => REQUEST.test(text);

/** Whether a text is the id of an image, a UUID: never that of a job. */
export const isUuid = (text: string): boolean => IMAGE.test(text);

/** Whether a text can stand for a copy: as the job or the request that makes it, or as its image. */
export const isHandle = (text: string): boolean => isJobId(text) || isRequest(text) || isUuid(text);
