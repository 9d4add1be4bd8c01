import type { JsonObject } from '../json';
import type { ResourceType } from '../schema/resource-type';
import type { Expression } from './expression';
import type { TemplateSource } from './source';

/** What becomes of a resource that leaves the stack. */
export const POLICIES = ['Delete', 'Retain', 'RetainExceptOnCreate'] as const;
export type Policy = (typeof POLICIES)[number];

/** A resource as a template declares it. */
export interface ResourceDeclaration {
  readonly logicalId: string;
  readonly type: ResourceType;
  readonly properties: Expression;
  readonly dependsOn: readonly string[];
  readonly condition?: string;
  readonly deletionPolicy: Policy;
  /** Whether the template says so itself, as an import demands, or leaves it to the default. */
  readonly hasDeletionPolicy: boolean;
  readonly updateReplacePolicy: Policy;
}

/** An output as a template declares it. */
export interface OutputDeclaration {
  readonly name: string;
  readonly value: Expression;
  readonly description?: string;
  readonly condition?: string;
  /** The name under which other stacks can import it. */
  readonly exportName?: Expression;
}

/** The sections of a template in which functions stand, found to be sound. */
export interface TemplateBody {
  /** Where its parts stand. */
  readonly source: TemplateSource;
  readonly mappings: JsonObject;
  readonly conditions: ReadonlyMap<string, Expression>;
  readonly resources: readonly ResourceDeclaration[];
  readonly outputs: readonly OutputDeclaration[];
}
