import { jsonIn } from '../../../common/json-text';
import type { ApiRequest, Done } from '../api';
import { HuaweiError } from '../errors';

/** The errors of version 5 for a body that cannot be read. */
export const BODY = { empty: '400', malformed: '400' } as const;

/** A refusal of version 5. Its codes are documented nowhere; the status says what is wrong. */
export function refusal(status: 400 | 404 | 409, message: string): HuaweiError {
  return new HuaweiError(status, String(status), message);
}

const MOST = 200;
const USUAL = 100;

/** A page of a list: `limit` and `marker` select it, `page_info` says where the next one begins. */
export function pageOf(
  request: ApiRequest,
  name: string,
  items: readonly object[],
  idOf: (item: object) => string,
): Done {
  const limit = Number(request.query('limit') ?? USUAL);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) throw refusal(400, 'limit is from 1 to 200');
  const marker = request.query('marker');
  const start = marker === undefined ? 0 : items.findIndex((item) => idOf(item) === marker);
  if (start < 0) throw refusal(400, `there is no marker ${marker}`);
  const page = items.slice(start, start + limit);
  const next = items[start + limit];
  const page_info = { current_count: page.length, ...(next && { next_marker: idOf(next) }) };
  return { body: { [name]: page, page_info } };
}

/** A text in a body; `undefined` if it was not sent. @throws HuaweiError if it is not a text or does not match `form` */
export function optionalText(body: Readonly<Record<string, unknown>>, name: string, form: RegExp): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || !form.test(value)) throw refusal(400, `${name} is not valid`);
  return value;
}

/** A required text in a body. @throws HuaweiError */
export function textOf(body: Readonly<Record<string, unknown>>, name: string, form: RegExp): string {
  const value = optionalText(body, name, form);
  if (value === undefined) throw refusal(400, `${name} is missing`);
  return value;
}

/** A list of texts in a body; empty if it was not sent. @throws HuaweiError */
export function textsOf(body: Readonly<Record<string, unknown>>, name: string, form: RegExp, most: number): string[] {
  const values = body[name] ?? [];
  const isRight =
    Array.isArray(values) &&
    values.length <= most &&
    values.every((value) => typeof value === 'string' && form.test(value));
  if (!isRight) throw refusal(400, `${name} is not valid`);
  return values;
}

/** A document that a body contains as text, checked against its grammar. @throws HuaweiError */
export function documentOf<Document>(
  body: Readonly<Record<string, unknown>>,
  name: string,
  problemOf: (value: unknown) => string | undefined,
): { readonly text: string; readonly document: Document } {
  const text = textOf(body, name, /^[\s\S]{2,}$/);
  const document = jsonIn(text);
  const problem = problemOf(document);
  if (problem !== undefined) throw refusal(400, `${name}: ${problem}`);
  return { text, document: document as Document };
}

export const timeOf = (ms: number): string => new Date(ms).toISOString();
