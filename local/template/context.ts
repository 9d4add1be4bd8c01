import type { Json } from '../json';
import type { ResourceType } from '../schema/resource-type';
import type { Expression } from './expression';
import type { Path } from './problems';

/** The sections of a template in which functions stand. */
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

/** What compiling a part of a template needs: what it may name, where it stands, and where problems go. */
export interface CompileContext {
  readonly place: FunctionPlace;
  readonly declarations: Declarations;
  report(path: Path, message: string): void;
}

/** What a function needs: the same, and a way to compile its arguments. */
export interface FunctionContext extends CompileContext {
  part(value: Json, path: Path): Expression;
}
