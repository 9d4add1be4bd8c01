import { UnreadableAnswer } from '../calling/silence';
import { field } from '../calling/told';
import type { Service } from './endpoints';

/** One call of a service. */
export interface Route<Answer extends object> {
  /** As the vendor's SDK names it. */
  readonly action: string;
  readonly service: Service;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With the names of its places in braces; `{project_id}` is that of the region. */
  readonly path: string;
  /**
   * What the body of a success says, as far as it is used.
   *
   * @throws UnreadableAnswer if it is not of the form that the API documents; HuaweiError if it is a refusal all the same.
   */
  readonly read: (body: unknown, requestId?: string) => Answer;
  /** It makes an image, and there is no token: it is not sent again after an attempt that may have been carried out. */
  readonly makes?: true;
}

/** A member that has to be a text with something in it. @throws UnreadableAnswer */
export function textIn(body: unknown, name: string): string {
  const value = optionalIn(body, name);
  if (value === undefined) throw new UnreadableAnswer(`the answer has no ${name}`);
  return value;
}

/** A member that may be a text: null, absent and empty are the same. */
export function optionalIn(body: unknown, name: string): string | undefined {
  const value = field(body, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A member that has to be a list. @throws UnreadableAnswer */
export function listIn(body: unknown, name: string): readonly unknown[] {
  const value: unknown = field(body, name);
  if (!Array.isArray(value)) throw new UnreadableAnswer(`the answer has no list of ${name}`);
  return value;
}

/** Reads an answer that says nothing but that it is done. */
export const nothing = (): object => ({});
