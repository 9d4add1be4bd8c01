import type { Json } from '../json';
import type { ResourceType } from '../schema/resource-type';
import type { Expression } from './expression';
import type { Path } from './problems';

/** The sections of a template that can have functions. */
export type FunctionPlace = 'Conditions' | 'Resources' | 'Outputs';

/** The names that a template declares. */
export interface Declarations {
  readonly parameters: ReadonlySet<string>;
  readonly conditions: ReadonlySet<string>;
  readonly mappings: ReadonlySet<string>;
  readonly resources: ReadonlyMap<string, ResourceType | undefined>;
  /** Whether the template has the transform `AWS::LanguageExtensions`. */
  readonly hasExtensions: boolean;
}

/** What is needed to compile a part of a template: the names it may refer to, its section, and where to report problems. */
export interface CompileContext {
  readonly place: FunctionPlace;
  readonly declarations: Declarations;
  report(path: Path, message: string): void;
}

/** {@link CompileContext} with a way to compile the arguments of a function. */
export interface FunctionContext extends CompileContext {
  part(value: Json, path: Path): Expression;
}
