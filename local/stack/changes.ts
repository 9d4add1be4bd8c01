import type { UNKNOWN, Value } from '../template/expression';
import type { Cause } from './causes';

/** Whether a change replaces the resource with a new one. Conditional: this is known only during the deployment. */
export type Replacement = 'True' | 'False' | 'Conditional';

/** A part of a resource that changes, in the words of CloudFormation's ResourceChangeDetail. */
export interface ChangeDetail {
  readonly attribute: 'Properties' | 'Tags' | 'DeletionPolicy' | 'UpdateReplacePolicy';
  /** The name of the property, if it is one. */
  readonly name?: string;
  readonly attributeChangeType: 'Add' | 'Remove' | 'Modify';
  readonly requiresRecreation: 'Never' | 'Always';
  /** Dynamic: the new value is known only during the deployment. */
  readonly evaluation: 'Static' | 'Dynamic';
  readonly before?: Value;
  readonly after?: Value;
  readonly isWriteOnly: boolean;
  /** Its causes. */
  readonly causes: readonly Cause[];
}

/** What would be done with a resource, in the words of CloudFormation's ResourceChange. */
export interface ResourceChange {
  readonly action: 'Add' | 'Modify' | 'Remove';
  readonly logicalId: string;
  readonly type: string;
  readonly identifier?: string;
  /** Only for a Modify. */
  readonly replacement?: Replacement;
  /** What happens to the old resource, if it is removed. */
  readonly policyAction?: 'Delete' | 'Retain' | 'ReplaceAndDelete' | 'ReplaceAndRetain';
  readonly details: readonly ChangeDetail[];
  /** Known problems, in one or two sentences each. */
  readonly warnings: readonly string[];
}

/** A parameter, a tag of the stack or an output that changes. */
export interface TextChange {
  readonly name: string;
  readonly before?: string;
  /** UNKNOWN: it is known only during the deployment. */
  readonly after?: string | typeof UNKNOWN;
}

/** Everything that a deployment would change. */
export interface ChangeSet {
  readonly stackName: string;
  readonly changeSetType: 'CREATE' | 'UPDATE';
  readonly changes: readonly ResourceChange[];
  readonly parameters: readonly TextChange[];
  readonly tags: readonly TextChange[];
  readonly outputs: readonly TextChange[];
}
