import { defaultMetadataStorage } from 'class-transformer/cjs/storage';

/** What class-transformer 0.5.1 hands to a transformation (`TransformFnParams`). */
interface Params {
  readonly value: unknown;
  readonly obj: unknown;
}

type Transformation = (...parameters: unknown[]) => unknown;

/** A property's transformation as class-transformer's MetadataStorage keeps it. */
interface TransformEntry {
  transformFn: Transformation;
}

/**
 * Lets models that `cfn generate` wrote run on class-transformer 0.5.1.
 *
 * The plugin on PyPI (1.0.2) writes transformations of the form `(value, obj) => …`, which class-transformer up to 0.3.1 called in
 * this way; later versions call them with one object, and the models came out as nonsense (issue 126 of the plugin). The
 * generated file is not ours to edit, so its two-parameter transformations are wrapped here; those of one parameter are left as
 * they are. To be called once for each model class, before its first use.
 */
export function adaptTransformations(...models: readonly (abstract new (...parameters: never[]) => unknown)[]): void {
  // The storage keeps class → property → transformations; it is not exported by the package's index, the version is pinned.
  const storage: unknown = Reflect.get(defaultMetadataStorage, '_transformMetadatas');
  if (!(storage instanceof Map)) throw new TypeError('class-transformer keeps its metadata elsewhere: is it 0.5.1?');
  for (const model of models) {
    const properties: ReadonlyMap<string, TransformEntry[]> | undefined = storage.get(model);
    for (const entries of properties?.values() ?? []) {
      for (const entry of entries) entry.transformFn = withOneParameter(entry.transformFn);
    }
  }
}

function withOneParameter(transformation: Transformation): Transformation {
  if (transformation.length !== 2) return transformation;
  return (params) => {
    const { value, obj } = params as Params;
    return transformation(value, obj);
  };
}
