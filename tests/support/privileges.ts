import type { PolicyDocument } from '../../simulator/index';
import type { Behaviour } from './behaviours';
import type { Action } from './stage';
import type { StagedType } from './types/staged-type';

/** A type whose operations run under the policy that is documented for them. */
export interface PrivilegeSubject extends StagedType {
  readonly privileges: {
    /** Every behaviour in which an operation makes another call than in its plain course. */
    readonly behaviours: readonly Behaviour[];
    /** The calls that the table of the policy names for an operation. */
    readonly callsOf: (operation: Action) => readonly string[];
    /** The policy for one operation, and what it calls the right to a call. */
    readonly policyFor: (operation: Action) => PolicyDocument;
    readonly rightTo: (call: string) => string;
  };
}
