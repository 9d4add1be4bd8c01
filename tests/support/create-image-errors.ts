import { errors } from '../fixtures/create-image-errors.json';
import type { ErrorEntry } from './error-subject';

/** An error of CreateImage in the list of what is known of it. */
export interface CreateImageError {
  readonly status: number;
  readonly code: string;
  readonly message?: string;
  readonly messageInvented?: string;
  readonly handler: { readonly CREATE: string };
  readonly why: string;
  readonly repeat: boolean;
}

export const CREATE_IMAGE_ERRORS: readonly CreateImageError[] = errors;

/** What the list says of a parameter that the type has: it then is for the template to correct. */
export const OFFERED =
  /about a parameter that the type does not offer \(\w+\)|does not offer \w+; if it does: InvalidRequest/;

/** The handler error code that an error is to end with; those that are waited for end so with the time-out. */
export function expectedOf({ handler, why }: CreateImageError): string {
  if (handler.CREATE === 'handled') return 'ResourceConflict';
  return OFFERED.test(why) ? 'InvalidRequest' : handler.CREATE;
}

/** The same errors as the walk takes them. */
export const CREATE_IMAGE_ENTRIES: readonly ErrorEntry[] = CREATE_IMAGE_ERRORS.map((error) => {
  const { status, code, message, messageInvented, repeat } = error;
  const said = message ?? messageInvented ?? code;
  // `%s` stands for a value.
  return {
    ...{ action: 'CreateImage', status, code, repeat },
    message: said.replaceAll('%s', 'x-1'),
    handler: { CREATE: expectedOf(error) },
  };
});
