import { exceptions } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { at } from './at';

const CONTEXT_VERSION = 1;

/**
 * What an operation remembers between two invocations: small, JSON only, never a secret. A type alias and no interface, so that it is
 * assignable to the library's Dict.
 */
export type CallbackContext = {
  readonly v: typeof CONTEXT_VERSION;
  readonly regionId: string;
  readonly imageId: string;
  readonly memory: object;
};

/** Where the resource of the operation is. */
interface Place {
  readonly regionId: string;
  readonly imageId: string;
}

/** Packs where the copy is and what the operation remembers. */
export function pack({ regionId, imageId }: Place, memory: object): CallbackContext {
  return { v: CONTEXT_VERSION, regionId, imageId, memory };
}

/** Whether a request is the first of its operation. */
export function isFirstCall(context: unknown): boolean {
  return (
    context === undefined || context === null || (typeof context === 'object' && Object.keys(context).length === 0)
  );
}

/**
 * Unpacks what an operation remembers of the resource at `place`, where the request's own identifier says that it is: a region of the
 * context's would become a host.
 *
 * @throws InvalidRequest if the context is none that this version wrote for this operation and this resource.
 */
export function unpack<Memory extends object>(
  context: unknown,
  place: Place,
  isMemory: (memory: unknown) => memory is Memory,
): Memory {
  const memory = at(context, ['memory']);
  const ours =
    at(context, ['v']) === CONTEXT_VERSION &&
    at(context, ['regionId']) === place.regionId &&
    at(context, ['imageId']) === place.imageId;
  if (ours && isMemory(memory)) return memory;
  throw new exceptions.InvalidRequest(
    'callbackContext is none that this operation returned for this resource. Start the operation again.',
  );
}
