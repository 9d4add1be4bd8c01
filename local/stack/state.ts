import type { Json, JsonObject } from '../json';
import type { HandlerAction } from '../schema/resource-type';
import type { Output } from '../template/bound';
import type { Policy } from '../template/template';

/** CloudFormation's statuses of a resource. */
export type ResourceStatus =
  | `${'CREATE' | 'UPDATE' | 'DELETE' | 'IMPORT'}_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`
  | 'DELETE_SKIPPED';

/** CloudFormation's statuses of a stack. */
export type StackStatus =
  | `${'CREATE' | 'UPDATE' | 'DELETE' | 'ROLLBACK' | 'UPDATE_ROLLBACK'}_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`
  | `${'IMPORT' | 'IMPORT_ROLLBACK'}_${'IN_PROGRESS' | 'COMPLETE'}`
  | `${'UPDATE' | 'UPDATE_ROLLBACK'}_COMPLETE_CLEANUP_IN_PROGRESS`;

/** Tags or parameters of a stack, by key. */
export type TextMap = Readonly<Record<string, string>>;

/** The state of an operation from which the next invocation of the handler continues. */
export interface OperationState {
  readonly action: Exclude<HandlerAction, 'READ'>;
  /** The same in every invocation of the operation, so that a repeated one is recognised. */
  readonly bearerToken: string;
  /** Milliseconds since 1970, in the cloud's time. */
  readonly startedAt: number;
  readonly callbackContext: JsonObject | null;
  /** The resource properties of the next invocation. */
  readonly resourceProperties: JsonObject;
  readonly previousProperties?: JsonObject;
  readonly stackTags: TextMap;
  readonly previousStackTags: TextMap;
}

/** A resource of a stack, as far as it is known. */
export interface ResourceRecord {
  readonly logicalId: string;
  readonly typeName: string;
  /** The primary identifier, once the handler has answered it. */
  readonly identifier?: string;
  readonly status: ResourceStatus;
  readonly reason?: string;
  /** The properties in the template, including write-only ones, in the schema's types. */
  readonly properties: JsonObject;
  /** What READ answered after the last operation; the values of `Fn::GetAtt`. */
  readonly attributes: JsonObject;
  /** The stack tags that it received last. */
  readonly stackTags: TextMap;
  readonly needs: readonly string[];
  readonly deletionPolicy: Policy;
  readonly updateReplacePolicy: Policy;
  /** The operation that is running or was interrupted. */
  readonly operation?: OperationState;
}

/** The last complete state of a stack, which a failed update goes back to. */
export interface Committed {
  readonly parameters: TextMap;
  readonly tags: TextMap;
  readonly resources: Readonly<Record<string, ResourceRecord>>;
  readonly outputs: readonly Output[];
}

/** Everything that is stored about a stack. It contains no credentials. */
export interface StackState {
  readonly version: 1;
  readonly name: string;
  readonly id: string;
  readonly status: StackStatus;
  readonly reason?: string;
  readonly parameters: TextMap;
  /** The names of the parameters whose values are never shown (`NoEcho`). */
  readonly noEcho: readonly string[];
  readonly tags: TextMap;
  readonly outputs: readonly Output[];
  readonly resources: Readonly<Record<string, ResourceRecord>>;
  /** Resources that no longer belong to the stack and still have to be deleted. */
  readonly obsolete: readonly ResourceRecord[];
  readonly committed?: Committed;
  /** The events of the stack without progress messages, oldest first; the oldest are dropped if there are too many. */
  readonly events: readonly StackEvent[];
  /** The file of the type configuration, so that `delete` finds the cloud. */
  readonly typeConfigurationFile?: string;
  /** The file of the template of the last deployment, to detect another template of the same name. */
  readonly templateFile?: string;
}

/** A stack event of CloudFormation, or a progress message between them. */
export interface StackEvent {
  /** `progress` is a handler's message about a running operation. */
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

/** Receives events in the order in which they happen. */
export type EventSink = (event: StackEvent) => void;

/** The type of the stack itself in CloudFormation's events. */
export const STACK_TYPE = 'AWS::CloudFormation::Stack';

/** The value of an attribute of a resource; `undefined` if it has none. */
export function attributeOf(record: ResourceRecord, name: string): Json | undefined {
  return Object.hasOwn(record.attributes, name) ? (record.attributes[name] ?? undefined) : undefined;
}
