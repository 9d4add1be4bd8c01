import { isDeepStrictEqual } from 'node:util';

/** Whether a document that IAM has says the same as another, however it is written. */
export function isSame(text: string, wanted: object): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(text), JSON.parse(JSON.stringify(wanted)));
  } catch {
    return false;
  }
}
