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
  /** The request named no region, and the resource was not seen yet in the one that was taken. */
  readonly guessed?: true;
  readonly memory: object;
};

/** What a context may hold in addition to the identifier and the memory. */
type Besides = Pick<CallbackContext, 'handle' | 'guessed'>;

/** Packs which resource it is and what the operation remembers. */
export function pack(identifier: string, memory: object, { handle, guessed }: Besides = {}): CallbackContext {
  return { version: VERSION, identifier, ...(handle && { handle }), ...(guessed && { guessed }), memory };
}

/** Whether a request is the first of its operation. */
export function isFirstCall(context: unknown): boolean {
  return (
    context === undefined || context === null || (typeof context === 'object' && Object.keys(context).length === 0)
  );
}

/**
 * Whether the region of the resource was a guess when the operation began. The model that CloudFormation hands back names it since, as if
 * the template did.
 */
export function wasGuessed(context: unknown): boolean {
  return at(context, ['guessed']) === true;
}

const FIELDS: ReadonlySet<string> = new Set<keyof CallbackContext>([
  'version',
  'identifier',
  'handle',
  'guessed',
  'memory',
]);

/** What comes back as a context; it is not checked yet. */
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
  const isFlag = wasGuessed(context) || at(context, ['guessed']) === undefined;
  if (!ours || !isFlag || Object.keys(Object(context)).some((field) => !FIELDS.has(field))) throw foreignContext();
  return { memory: at(context, ['memory']), handle: at(context, ['handle']) };
}

/** The failure for a callback context that this operation did not write. */
export function foreignContext(): Failure {
  return new Failure(
    'InvalidRequest',
    'This operation did not return this callbackContext for this resource. Start the operation again.',
  );
}
