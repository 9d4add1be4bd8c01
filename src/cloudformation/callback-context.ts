import { exceptions } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';

const VERSION = 1;

/**
 * What an operation remembers between two invocations: small, JSON only, never a secret. A type alias and no interface, so that it is
 * assignable to the library's Dict.
 */
export type CallbackContext = {
  readonly v: typeof VERSION;
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
  return { v: VERSION, regionId, imageId, memory };
}

/** Whether a request is the first of its operation. */
export function isFirstCall(context: unknown): boolean {
  return (
    context === undefined || context === null || (typeof context === 'object' && Object.keys(context).length === 0)
  );
}

/**
 * Unpacks a context.
 *
 * @throws InvalidRequest if it is none that this version wrote for this operation.
 */
export function unpack<Memory extends object>(
  context: unknown,
  isMemory: (memory: unknown) => memory is Memory,
): { readonly ref: Place; readonly memory: Memory } {
  if (typeof context === 'object' && context !== null) {
    const { v, regionId, imageId, memory } = context as Partial<Record<keyof CallbackContext, unknown>>;
    if (v === VERSION && typeof regionId === 'string' && typeof imageId === 'string' && isMemory(memory)) {
      return { ref: { regionId, imageId }, memory };
    }
  }
  throw new exceptions.InvalidRequest(
    'callbackContext is none that this operation returned. Start the operation again.',
  );
}
