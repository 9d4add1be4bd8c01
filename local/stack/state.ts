import type { Json, JsonObject } from '../json';
import type { HandlerAction } from '../schema/resource-type';
import type { Output } from '../template/bound';
import type { Policy } from '../template/template';

/** CloudFormation's names for the states of a resource. */
export type ResourceStatus =
  | `${'CREATE' | 'UPDATE' | 'DELETE' | 'IMPORT'}_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`
  | 'DELETE_SKIPPED';

/** CloudFormation's names for the states of a stack. */
export type StackStatus =
  | `${'CREATE' | 'UPDATE' | 'DELETE' | 'ROLLBACK' | 'UPDATE_ROLLBACK'}_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`
  | `${'IMPORT' | 'IMPORT_ROLLBACK'}_${'IN_PROGRESS' | 'COMPLETE'}`
  | `${'UPDATE' | 'UPDATE_ROLLBACK'}_COMPLETE_CLEANUP_IN_PROGRESS`;

/** Tags of a stack or parameters, by key. */
export type TextMap = Readonly<Record<string, string>>;

/** The part of an operation that a handler's repeated invocation continues from. */
export interface OperationState {
  readonly action: Exclude<HandlerAction, 'READ'>;
  /** The same in every invocation of the operation, so that a repeated one is recognised. */
  readonly bearerToken: string;
  /** Milliseconds since 1970, in the cloud's time. */
  readonly startedAt: number;
  readonly callbackContext: JsonObject | null;
  /** What the next invocation carries as the resource's properties. */
  readonly resourceProperties: JsonObject;
  readonly previousProperties?: JsonObject;
  readonly stackTags: TextMap;
  readonly previousStackTags: TextMap;
}

/** A resource of a stack, as far as it is known. */
export interface ResourceRecord {
  readonly logicalId: string;
  readonly typeName: string;
  /** The primary identifier, as soon as the handler has told it. */
  readonly identifier?: string;
  readonly status: ResourceStatus;
  readonly reason?: string;
  /** What the template asks for, write-only properties included, in the schema's types. */
  readonly properties: JsonObject;
  /** What READ said after the last operation; `Fn::GetAtt` looks here. */
  readonly attributes: JsonObject;
  /** The stack's tags that it was last given. */
  readonly stackTags: TextMap;
  readonly needs: readonly string[];
  readonly deletionPolicy: Policy;
  readonly updateReplacePolicy: Policy;
  /** The operation that is under way or was interrupted. */
  readonly operation?: OperationState;
}

/** What a stack was when it was last complete: what a failed update goes back to. */
export interface Committed {
  readonly parameters: TextMap;
  readonly tags: TextMap;
  readonly resources: Readonly<Record<string, ResourceRecord>>;
  readonly outputs: readonly Output[];
}

/** Everything that is remembered of a stack. It holds no credentials. */
export interface StackState {
  readonly version: 1;
  readonly name: string;
  readonly id: string;
  readonly status: StackStatus;
  readonly reason?: string;
  readonly parameters: TextMap;
  /** The names of the parameters whose values are shown to nobody (`NoEcho`). */
  readonly noEcho: readonly string[];
  readonly tags: TextMap;
  readonly outputs: readonly Output[];
  readonly resources: Readonly<Record<string, ResourceRecord>>;
  /** Resources that belong to the stack no longer and still have to be deleted. */
  readonly obsolete: readonly ResourceRecord[];
  readonly committed?: Committed;
  /** What happened to the stack, oldest first, progress messages left out; the oldest go when there are too many. */
  readonly events: readonly StackEvent[];
  /** The file with the type configuration, so that `delete` finds the cloud again. */
  readonly typeConfigurationFile?: string;
  /** The file of the template that it was last deployed with, so that another of the same name is not taken for it. */
  readonly templateFile?: string;
}

/** Something that happens to a stack: CloudFormation's own stack events, and the progress messages between them. */
export interface StackEvent {
  /** `progress` is a handler's message about an operation that goes on. */
  readonly kind: 'stack' | 'resource' | 'progress';
  /** ISO 8601, in the cloud's time. */
  readonly timestamp: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly identifier?: string;
  readonly status: ResourceStatus | StackStatus;
  readonly reason?: string;
}

/** Takes events in the order in which they happen. */
export type EventSink = (event: StackEvent) => void;

/** The name by which CloudFormation's events call the stack itself. */
export const STACK_TYPE = 'AWS::CloudFormation::Stack';

/** The value of an attribute of a resource; undefined if it has none. */
export function attributeOf(record: ResourceRecord, name: string): Json | undefined {
  return Object.hasOwn(record.attributes, name) ? (record.attributes[name] ?? undefined) : undefined;
}
