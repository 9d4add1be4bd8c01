import { isDeepStrictEqual } from 'node:util';

/** Whether a document in IAM has the same content as another, whatever its layout. */
export function isSame(text: string, wanted: object): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(text), JSON.parse(JSON.stringify(wanted)));
  } catch {
    return false;
  }
}
