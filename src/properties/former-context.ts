import { toIdentifier } from '../resource/identifier';

/** The version number in the callback contexts of version 0.1.0. */
const FORMER = 1;
/** How version 0.1.0 named the removals that ECS accepted. */
const FORMER_ACCEPTED: Readonly<Record<string, string>> = { CancelCopyImage: 'cancel', DeleteImage: 'delete' };

/**
 * Converts the callback context of an operation that version 0.1.0 began to the form of this version, because a stack may be copying while
 * the type is updated. Every other context stays as it is.
 */
export function fromFormerContext(context: unknown): unknown {
  if (typeof context !== 'object' || context === null || Reflect.get(context, 'v') !== FORMER) return context;
  const [regionId, id, memory] = ['regionId', 'imageId', 'memory'].map((name) => Reflect.get(context, name));
  if (typeof memory !== 'object' || memory === null || Array.isArray(memory)) return context;
  const { imageId, ...rest }: Record<string, unknown> = memory;
  return {
    version: 2,
    identifier: toIdentifier({ regionId, id }),
    // The copy that was found by the mark of the request.
    ...(imageId !== undefined && { handle: { imageId } }),
    memory: fromFormerMemory(rest),
  };
}

function fromFormerMemory(memory: object): object {
  return Object.fromEntries(Object.entries(memory).map(([name, value]) => fromFormerField(name, value)));
}

function fromFormerField(name: string, value: unknown): readonly [string, unknown] {
  switch (name) {
    case 'accepted':
      return [name, typeof value === 'string' ? (FORMER_ACCEPTED[value] ?? value) : value];
    case 'removal':
      return [name, typeof value === 'object' && value !== null ? fromFormerMemory(value) : value];
    default:
      return [name, value];
  }
}
