import type { Stage } from '../support/stage';
import type { StagedType } from '../support/types/staged-type';
import type { Sample } from './events';

/** A type that gets events which nobody should send. */
export interface HostileSubject extends StagedType {
  readonly hostile: {
    /** Events of every operation that are in order, with everything that CloudFormation may put into one; what they mean exists. */
    readonly samplesFor: (stage: Stage) => Promise<readonly Sample[]>;
    /** A message about what only a call could tell; every other refusal of a request costs none. */
    readonly afterACall: RegExp;
    /** How the problems of a template begin that has tags alone. */
    readonly firstProblem: string;
    /** The region that a host belongs to, its own name if it is no host of the cloud; undefined: the one host of all regions. */
    readonly regionOf: (host: string) => string | undefined;
  };
}
