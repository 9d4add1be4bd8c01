import type { Behaviour } from './behaviours';
import type { SessionMethod } from './sessions';
import type { Action, Properties, Stage } from './stage';
import type { StagedCloud, StagedType } from './types/staged-type';

/** How a cloud refuses a call that the key may not make, and how the message says it. */
export interface Denial {
  readonly code: string;
  /** The code of the cloud's other services. */
  readonly codeElsewhere?: string;
  /** What the answer holds in addition to its code, where it names the right that is missing. */
  readonly naming: (right: string) => object;
  /** What the cloud calls the right to a call. */
  readonly rightTo: (call: string) => string;
  /** The sentence that names a right. */
  readonly told: (right: string) => string;
  /** What a person is told to do. */
  readonly cure: string;
}

/** A whole life under one policy: a template that the policy is enough for. From then on somebody may do so much and no more. */
export interface PrivilegedLife {
  readonly situation: string;
  readonly template: Properties;
  /** The key of the type configuration. */
  bindUser(stage: Stage<StagedCloud>): void;
  /** The role or agency whose sessions a stage opens. */
  bindRole(stage: Stage<StagedCloud>): void;
}

/** The policy documents of a type. */
export interface Policies {
  /** The policy for operations; `plain`: for templates without the properties that need calls of their own. */
  bindTo(stage: Stage<StagedCloud>, operations: readonly Action[], templates?: 'plain'): void;
  /** Nothing at all is allowed. */
  bindToNothing(stage: Stage<StagedCloud>): void;
  /** Lives under every form of the policy; the first under that for everything. */
  readonly lives: readonly [PrivilegedLife, ...PrivilegedLife[]];
  /** What an update changes: everything that can be changed. */
  readonly changes: Properties;
  /**
   * A policy for the regions of the first life, and what is outside them: an identifier, and templates; absent where a policy names none.
   */
  readonly bounded?: {
    bind(stage: Stage<StagedCloud>): void;
    readonly identifier: string;
    readonly templates: readonly Properties[];
  };
}

/** A type whose operations run under the rights that are documented for them. */
export interface PrivilegeSubject extends StagedType<StagedCloud> {
  readonly privileges: {
    /** Every behaviour in which an operation makes another call than in its plain course. */
    readonly behaviours: readonly Behaviour[];
    /** The calls that are documented for an operation. */
    readonly callsOf: (operation: Action) => readonly string[];
    /** The rights that a call takes; several calls may take the same. */
    readonly rightsTo: (call: string) => readonly string[];
    readonly denial: Denial;
    /** An operation may do all that it needs but what one right allows. */
    forbid(stage: Stage<StagedCloud>, operation: Action, right: string): void;
    /** Absent where no document says what a policy of the cloud looks like. */
    readonly policies?: Policies;
    /** The authentication methods that begin with a session. */
    readonly sessions: readonly SessionMethod[];
  };
}
