import 'class-transformer';

// The form of a transformation that the generated models use, see generated-models.ts.
declare module 'class-transformer/types/decorators/transform.decorator' {
  export function Transform(
    transform: (value: unknown, source: unknown) => unknown,
    options?: { toClassOnly?: boolean },
  ): PropertyDecorator;
}
