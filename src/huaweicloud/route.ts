import { UnreadableAnswer } from '../../untrusted/unreadable-answer';
import { field } from '../calling/told';
import type { Service } from './endpoints';

/** A call of a service. */
export interface Route<Answer extends object> {
  /** The name in the vendor's SDK. */
  readonly action: string;
  readonly service: Service;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path with the names of its placeholders in braces. `{project_id}` is the project of the region. */
  readonly path: string;
  /**
   * Reads the used content of a successful answer.
   *
   * @throws UnreadableAnswer if the body does not have the documented form; RefusedAnswer if it is a refusal in spite of its status.
   */
  readonly read: (body: unknown, requestId?: string) => Answer;
  /** The call creates an image and has no token, so it is not repeated after an attempt that may have been carried out. */
  readonly makes?: true;
}

/** The content of an answer, and the ID with which the vendor finds the request. */
export type Answered<Answer extends object> = Answer & { readonly requestId?: string };

/** A member that has to be a non-empty text. @throws UnreadableAnswer */
export function textIn(body: unknown, name: string): string {
  const value = optionalIn(body, name);
  if (value === undefined) throw new UnreadableAnswer(`it has no ${name}`);
  return value;
}

/** A member that may be a text. Null, absent and empty are the same. */
export function optionalIn(body: unknown, name: string): string | undefined {
  const value = field(body, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A member that has to be a list. @throws UnreadableAnswer */
export function listIn(body: unknown, name: string): readonly unknown[] {
  const value: unknown = field(body, name);
  if (!Array.isArray(value)) throw new UnreadableAnswer(`it has no list of ${name}`);
  return value;
}

/** Reads an answer without content. */
export const nothing = (): object => ({});
