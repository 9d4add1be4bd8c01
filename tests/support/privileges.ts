import type { PolicyDocument } from '../../simulator/index';
import type { Behaviour } from './behaviours';
import type { SessionMethod } from './sessions';
import type { Action, Properties } from './stage';
import type { StagedType } from './types/staged-type';

/** A whole life under one policy: a template that the policy is enough for. */
export interface PrivilegedLife {
  readonly situation: string;
  readonly policy: PolicyDocument;
  readonly template: Properties;
}

/** A type whose operations run under the policy that is documented for them. */
export interface PrivilegeSubject extends StagedType {
  readonly privileges: {
    /** Every behaviour in which an operation makes another call than in its plain course. */
    readonly behaviours: readonly Behaviour[];
    /** The calls that the table of the policy names for an operation. */
    readonly callsOf: (operation: Action) => readonly string[];
    /** The policy for operations; `plain`: for templates without the properties that need calls of their own. */
    readonly policyFor: (operations: readonly Action[], templates?: 'plain') => PolicyDocument;
    /** What the policy calls the right to a call. */
    readonly rightTo: (call: string) => string;
    /** Lives under every form of the policy; the first under that for everything. */
    readonly lives: readonly [PrivilegedLife, ...PrivilegedLife[]];
    /** What an update changes: everything that can be changed. */
    readonly changes: Properties;
    /** A policy for the regions of the first life, and what is outside them: an identifier, and templates. */
    readonly bounded: {
      readonly policy: PolicyDocument;
      readonly identifier: string;
      readonly templates: readonly Properties[];
    };
    /** The authentication methods that begin with a session. */
    readonly sessions: readonly SessionMethod[];
  };
}
