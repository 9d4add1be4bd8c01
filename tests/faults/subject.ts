import type { ImageView } from '../../simulator/index';
import type { StagedType } from '../support/types/staged-type';
import type { Wish } from './end-state';
import type { CrashExcuse, Excuse } from './excuses';
import type { CallFaults } from './faults';
import type { Scenario } from './scenario';

/** A type whose operations meet trouble: what the fault matrix, the crash points and the requests that run twice have to know of it. */
export interface FaultSubject extends StagedType {
  readonly faults: {
    readonly scenarios: readonly Scenario[];
    /**
     * Whether a scenario differs from all others where calls meet trouble, where the process dies, or where a request runs twice at once.
     */
    readonly differs: Readonly<Record<'troubled' | 'killed' | 'doubled', (scenario: Scenario) => boolean>>;
    /** So many calls of each of two invocations of a scenario are put in every order. */
    readonly ordered: (scenario: Scenario) => number;
    /**
     * What the calls of an action can meet. `refused`: the cloud refuses the call as it is, so that it makes nothing even if it reaches it.
     */
    readonly of: (action: string, refused?: boolean) => CallFaults;
    /** Calls that are never sent again where they may have been carried out; absent: none, for a token makes one of all attempts. */
    readonly sentOnce?: ReadonlySet<string>;
    /** Cells that need not survive. */
    readonly excuses: { readonly faults: readonly Excuse[]; readonly crashes: readonly CrashExcuse[] };
    /** An image as it has to be by its wish, and as it is, in the same words. */
    readonly held: (wish: Wish, image: ImageView) => { readonly wished: object; readonly actual: object };
  };
}
