import type { ApiRequest } from '../api';

/** The errors of IMS for a body that cannot be read. */
export const BODY = { empty: 'IMG.0007', malformed: 'IMG.0001' } as const;

const LONGEST_NAME = 128;
const LONGEST_DESCRIPTION = 1024;
/** Letters of English and Chinese, digits, `_`, `-`, `.` and spaces, with no space at an end ("Copying an Image Within a Region"). */
const NAME = /^[\w.\u4e00-\u9fff-]([\w. \u4e00-\u9fff-]*[\w.\u4e00-\u9fff-])?$/;

/** Checks the name of an image. @throws HuaweiError */
export function checkName(request: ApiRequest, name: string | undefined): asserts name is string {
  if (name === undefined || name === '') throw request.refuse('IMG.0013');
  if (name.length > LONGEST_NAME) throw request.refuse('IMG.0002');
  if (!NAME.test(name)) throw request.refuse('IMG.0003');
}

/** Checks a description: no line breaks, no angle brackets. @throws HuaweiError */
export function checkDescription(request: ApiRequest, description: string): void {
  if (description.length > LONGEST_DESCRIPTION) throw request.refuse('IMG.0004');
  if (/[<>\r\n]/.test(description)) throw request.refuse('IMG.0054');
}

/** A text in a body; `undefined` if it is null or was not sent. @throws HuaweiError if it is something else */
export function textOf(request: ApiRequest, body: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw request.refuse('IMG.0001');
  return value;
}

/** Checks that an enterprise project can contain images. @throws HuaweiError */
export function checkEnterpriseProject(request: ApiRequest, id: string): void {
  if (!request.account.holdings.enterpriseProjects.get(id)?.enabled) throw request.refuse('IMG.0155');
}
