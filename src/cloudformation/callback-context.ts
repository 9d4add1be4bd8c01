import { Failure } from '../failure/failure';
import { at } from './at';

const VERSION = 2;

/**
 * What an operation remembers between two invocations: small, JSON only, never a secret. It is a type alias and not an interface, so that
 * it is assignable to the library's Dict.
 */
export type CallbackContext = {
  readonly version: typeof VERSION;
  /** The full identifier of the resource. */
  readonly identifier: string;
  /** Leads to the resource in the cloud if its identifier does not. It is JSON that only the adapter of the cloud understands. */
  readonly handle?: object;
  /** The request named no region, and the resource was not yet seen in the region that was assumed. */
  readonly guessed?: true;
  readonly memory: object;
};

/** The optional parts of a context. */
type Besides = Pick<CallbackContext, 'handle' | 'guessed'>;

/** Creates the context of an operation on a resource. */
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
 * Whether the region of the resource was a guess when the operation began. The model that CloudFormation sends back now names this region,
 * as if the template did.
 */
export function wasGuessed(context: unknown): boolean {
  return at(context, ['guessed']) === true;
}

const FIELDS = { version: true, identifier: true, handle: true, guessed: true, memory: true } satisfies Readonly<
  Record<keyof CallbackContext, true>
>;

/** The unchecked parts of a context. */
export interface Unpacked {
  readonly memory: unknown;
  readonly handle?: unknown;
}

/** The fields of a context itself that lead to the resource. */
const EXACT: readonly (keyof CallbackContext)[] = ['identifier', 'handle'];

/**
 * A context without the secrets that a service has repeated in a message. The next invocation may have other keys, and would not recognise
 * those of this one.
 *
 * @param exact the fields of a memory that the next invocation compares, or sends to the cloud. Every other text may be in the words of a
 * service, including those of fields that are added later.
 */
export function withoutSecrets(context: unknown, redact: (text: string) => string, exact: readonly string[]): unknown {
  const kept = new Set<string>([...EXACT, ...exact]);
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return redact(value);
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, kept.has(name) ? part : clean(part)]));
  };
  return clean(context);
}

/**
 * Unpacks the context of an operation on a resource. `identifier`: the identifier in the request itself. A region from the context is not
 * trusted, because it would become part of a host name.
 *
 * @throws Failure InvalidRequest if the context was not written by this version, or is for another resource.
 */
export function unpack(context: unknown, identifier: string): Unpacked {
  const ours = at(context, ['version']) === VERSION && at(context, ['identifier']) === identifier;
  const isFlag = wasGuessed(context) || at(context, ['guessed']) === undefined;
  if (!ours || !isFlag || Object.keys(Object(context)).some((field) => !Object.hasOwn(FIELDS, field)))
    throw foreignContext();
  return { memory: at(context, ['memory']), handle: at(context, ['handle']) };
}

/** The failure for a callback context that this operation did not write. */
export function foreignContext(): Failure {
  return new Failure(
    'InvalidRequest',
    'This operation did not return this callbackContext for this resource. Start the operation again.',
  );
}
