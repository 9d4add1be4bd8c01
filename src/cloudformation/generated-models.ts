import { defaultMetadataStorage } from 'class-transformer/cjs/storage';

/** The parameter of a transformation in class-transformer 0.5.1 (`TransformFnParams`). */
interface Params {
  readonly value: unknown;
  readonly obj: unknown;
}

type Transformation = (...parameters: unknown[]) => unknown;

/** The transformation of a property in class-transformer's MetadataStorage. */
interface TransformEntry {
  transformFn: Transformation;
}

/**
 * Makes models that `cfn generate` wrote work with class-transformer 0.5.1.
 *
 * The plugin on PyPI (1.0.2) writes transformations of the form `(value, obj) => …`. class-transformer up to 0.3.1 called them with two
 * parameters; later versions call them with one object, and the models contain wrong values (issue 126 of the plugin). The generated file
 * must not be edited, so its transformations with two parameters are wrapped here. Those with one parameter stay as they are. Call this
 * once for each model class, before its first use.
 */
export function adaptTransformations(...models: readonly (abstract new (...parameters: never[]) => unknown)[]): void {
  // The storage maps class → property → transformations. The package's index does not export it, so the version is pinned.
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
