import type { SessionMethod } from '../support/sessions';
import type { Properties } from '../support/stage';
import type { StagedCloud, StagedType } from '../support/types/staged-type';

/** Templates of a type. */
export interface SampleTemplates {
  /** Of the image that the events mean, with properties that a READ shows. */
  readonly made: Properties;
  /** Of the one that a CREATE asks for: a property of every kind. */
  readonly wish: Properties;
  /** Of a second one next to it. */
  readonly second: Properties;
  /** What a LIST is asked with. */
  readonly listed: Properties;
}

/** A type that gets events which nobody should send, and whose servers say what nobody should hear. */
export interface HostileSubject extends StagedType<StagedCloud> {
  readonly hostile: {
    /** Templates of images; what they are made from exists on a fresh stage. */
    readonly templates: SampleTemplates;
    /** The ID of an image that is in no region. */
    readonly absent: string;
    /** A message about what only a call could tell; every other refusal of a request costs none. */
    readonly afterACall: RegExp;
    /** How the problems of a template begin that has tags alone. */
    readonly firstProblem: string;
    /** The properties of a template that name a region. */
    readonly regionProperties: readonly string[];
    /** What a region of the cloud is called; everything else is none. */
    readonly region: RegExp;
    /** The region that a host belongs to, its own name if it is not a host of the cloud; undefined: the one host of all regions. */
    readonly regionOf: (host: string) => string | undefined;
    /** A type configuration that leads to the public endpoints of the regions; absent where the cloud has none. */
    readonly anywhere?: (typeConfiguration: Properties) => Properties;
    /** Handles of a callback context that the adapter of the cloud did not write, though they look like it. */
    readonly foreignHandles: readonly unknown[];
    /** The tags that CloudFormation sets by itself, as far as an image of the cloud keeps them. */
    readonly systemTags: Readonly<Record<string, string>>;
    readonly sessions: readonly SessionMethod[];
    readonly wire: WireFormat;
  };
}

/** How the servers of a cloud speak, as far as a test has to say something in their place. */
export interface WireFormat {
  /** The call of a READ. */
  readonly readCall: string;
  /** What a type configuration calls the parts of a key. */
  readonly key: { readonly id: string; readonly secret: string; readonly token: string };
  /** A type configuration with which a READ makes no other call before its own. */
  readonly straight: (typeConfiguration: Properties) => Properties;
  /**
   * Codes of errors that say that the signature is wrong, the first that of a wrong secret; and what is told in place of their
   * messages.
   */
  readonly signature: { readonly codes: readonly [string, ...string[]]; readonly told: string };
  /** The beginning of an empty list and of an error: each ends within a text, which `"}` completes. */
  readonly list: string;
  readonly error: string;
  /** Type configurations in which a secret takes the place of something else. */
  readonly misplaced: (typeConfiguration: Properties, secret: string) => readonly Properties[];
}
