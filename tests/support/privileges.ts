import type { Behaviour } from './behaviours';
import type { SessionMethod } from './sessions';
import type { Action, Properties, Stage } from './stage';
import type { StagedType } from './types/staged-type';

/** From now on somebody in the cloud of a stage may do so much and no more: the key of its type configuration, or a role. */
export type Bind = (stage: Stage) => void;

/** How a cloud refuses a call that the key may not make, and how the message says it. */
export interface Denial {
  readonly code: string;
  /** What the answer holds in addition to its code, where it names the right that is missing. */
  readonly naming: (right: string) => object;
  /** What the cloud calls the right to a call. */
  readonly rightTo: (call: string) => string;
  /** The sentence that names a right. */
  readonly told: (right: string) => string;
  /** What a person is told to do. */
  readonly cure: string;
}

/** A whole life under one policy: a template that the policy is enough for. */
export interface PrivilegedLife {
  readonly situation: string;
  readonly template: Properties;
  readonly bindUser: Bind;
  /** The role that is called `ROLE`. */
  readonly bindRole: Bind;
}

/** The policy documents of a type. */
export interface Policies {
  /** The policy for operations; `plain`: for templates without the properties that need calls of their own. */
  readonly bindTo: (operations: readonly Action[], templates?: 'plain') => Bind;
  /** Nothing at all is allowed. */
  readonly bindToNothing: Bind;
  /** Lives under every form of the policy; the first under that for everything. */
  readonly lives: readonly [PrivilegedLife, ...PrivilegedLife[]];
  /** What an update changes: everything that can be changed. */
  readonly changes: Properties;
  /** A policy for the regions of the first life, and what is outside them: an identifier, and templates. */
  readonly bounded: {
    readonly bind: Bind;
    readonly identifier: string;
    readonly templates: readonly Properties[];
  };
}

/** A type whose operations run under the rights that are documented for them. */
export interface PrivilegeSubject extends StagedType {
  readonly privileges: {
    /** Every behaviour in which an operation makes another call than in its plain course. */
    readonly behaviours: readonly Behaviour[];
    /** The calls that are documented for an operation. */
    readonly callsOf: (operation: Action) => readonly string[];
    readonly denial: Denial;
    /** An operation may make all of its calls but one. */
    readonly forbid: (operation: Action, call: string) => Bind;
    /** Absent where no document says what a policy of the cloud looks like. */
    readonly policies?: Policies;
    /** The authentication methods that begin with a session. */
    readonly sessions: readonly SessionMethod[];
  };
}
