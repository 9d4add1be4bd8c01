import type { ImageOf, StagedCloud, StagedType } from '../support/types/staged-type';
import type { Wish } from './end-state';
import type { CrashExcuse, Excuse } from './excuses';
import type { CallFaults } from './faults';
import type { Named, Scenario } from './scenario';

/** What may be in an account in addition to what was there before; everything is named `<region>/<id>`. */
export interface Rightful {
  /** These images, and no others. */
  readonly images: readonly string[];
  /** What was made with an image that is gone, and may stay without it. */
  readonly stays: readonly string[];
}

/**
 * Holds an account against what it was at one moment: everything is as it was, and all else that is there is rightful.
 *
 * @throws AssertionError
 */
export type Untouched = (rightful: Rightful) => void;

/** A type whose operations meet trouble: what the fault matrix, the crash points and the requests that run twice have to know of it. */
export interface FaultSubject<Cloud extends StagedCloud = StagedCloud> extends StagedType<Cloud> {
  readonly faults: {
    readonly scenarios: readonly Scenario<Cloud>[];
    /**
     * Whether a scenario differs from all others where calls meet trouble, where the process dies, or where a request runs twice at once.
     */
    readonly differs: Readonly<Record<'troubled' | 'killed' | 'doubled', (scenario: Named) => boolean>>;
    /** So many calls of each of two invocations of a scenario are put in every order. */
    readonly ordered: (scenario: Named) => number;
    /**
     * What the calls of an action can meet. `refused`: the cloud refuses the call as it is, so that it makes nothing even if it reaches it.
     */
    readonly of: (action: string, refused?: boolean) => CallFaults;
    /** Calls that are never sent again where they may have been carried out; absent: none, for a token makes one of all attempts. */
    readonly sentOnce?: ReadonlySet<string>;
    /** Cells that need not survive. */
    readonly excuses: { readonly faults: readonly Excuse[]; readonly crashes: readonly CrashExcuse[] };
    /** The properties of an answer that depend on when it was given. */
    readonly timely: readonly string[];
    /** The account as it is now: other people's images, and what belongs to them. */
    untouched(simulator: Cloud): Untouched;
    /** An image as it has to be by its wish, and as it is, in the same words. */
    held(wish: Wish, image: ImageOf<Cloud>): { readonly wished: object; readonly actual: object };
  };
}

/** The cloud of a type, by the name of the type: types of one cloud share its adapter and the ways in which images are created there. */
export const cloudOf = (typeName: string): string => typeName.split('::')[1] ?? typeName;
