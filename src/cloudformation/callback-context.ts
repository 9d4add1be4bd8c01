import { Failure } from '../failure/failure';
import { at } from './at';

const VERSION = 2;

/**
 * What an operation remembers between two invocations: small, JSON only, never a secret. A type alias and no interface, so that it is
 * assignable to the library's Dict.
 */
export type CallbackContext = {
  readonly version: typeof VERSION;
  /** Of the resource, in full. */
  readonly identifier: string;
  /** What leads to the resource in the cloud where its identifier does not: JSON of the cloud's adapter, which alone understands it. */
  readonly handle?: object;
  readonly memory: object;
};

/** Packs which resource it is and what the operation remembers. */
export function pack(identifier: string, memory: object, handle?: object): CallbackContext {
  return { version: VERSION, identifier, ...(handle && { handle }), memory };
}

/** Whether a request is the first of its operation. */
export function isFirstCall(context: unknown): boolean {
  return (
    context === undefined || context === null || (typeof context === 'object' && Object.keys(context).length === 0)
  );
}

const FIELDS: ReadonlySet<string> = new Set<keyof CallbackContext>(['version', 'identifier', 'handle', 'memory']);

/** What comes back of a context; nobody has looked at it yet. */
export interface Unpacked {
  readonly memory: unknown;
  readonly handle?: unknown;
}

/**
 * Unpacks the context of an operation on the resource that the request's own identifier names: a region of the context's would become
 * a host.
 *
 * @throws Failure InvalidRequest if the context was not written by this version, or for another resource.
 */
export function unpack(context: unknown, identifier: string): Unpacked {
  const ours = at(context, ['version']) === VERSION && at(context, ['identifier']) === identifier;
  if (!ours || Object.keys(Object(context)).some((field) => !FIELDS.has(field))) throw foreignContext();
  return { memory: at(context, ['memory']), handle: at(context, ['handle']) };
}

/** The failure for a callback context that this operation did not write. */
export function foreignContext(): Failure {
  return new Failure(
    'InvalidRequest',
    'This operation did not return this callbackContext for this resource. Start the operation again.',
  );
}
