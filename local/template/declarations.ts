import type { JsonObject } from '../json';
import type { ResourceType } from '../schema/resource-type';
import type { Expression } from './expression';
import type { TemplateSource } from './source';

/** What happens to a resource that leaves the stack. */
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
  /** Whether the template states the policy, which an import requires, or relies on the default. */
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

/** The checked sections of a template that can have functions. */
export interface TemplateBody {
  /** The template, with the positions of its parts. */
  readonly source: TemplateSource;
  readonly mappings: JsonObject;
  readonly conditions: ReadonlyMap<string, Expression>;
  readonly resources: readonly ResourceDeclaration[];
  readonly outputs: readonly OutputDeclaration[];
}
