import type { Answer, Properties, RequestOptions } from '../support/stage';
import type { Expectation, Wish } from './fields';
import type { SourceState, TypeRules, Weather } from './rules';
import { type Account, markIn, type SeenImage } from './scene';

/** The logical IDs of the stack. */
export const LOGICAL_IDS = ['A', 'B', 'C'] as const;
export type LogicalId = (typeof LOGICAL_IDS)[number];

/** Operations that take more than one call. */
export type LongAction = 'CREATE' | 'UPDATE' | 'DELETE';

/** What CloudFormation sends. */
export interface Request {
  readonly action: LongAction;
  readonly properties: Properties;
  readonly options: RequestOptions;
}

/** An operation that CloudFormation has begun. */
export interface Operation {
  readonly action: LongAction;
  readonly wish: Wish;
  /** Where the resource was before. */
  readonly phaseBefore: Phase;
  /** What the resource was before an update. */
  readonly former?: Wish;
  /** Simulated milliseconds since 1970. */
  readonly startedAt: number;
  /** From when on its time-out counts. */
  countsFrom: number;
  /** Whether the making of its image could not be cancelled when it was looked at last. */
  uncancellable: boolean;
  /** The request that is to be sent next. */
  next: Request;
  /** The request that was sent last, and when. */
  last?: { readonly request: Request; readonly at: number };
  /** When the next call is due. */
  dueAt: number;
  /** What may have made it fail since it began: handler error codes. */
  readonly mayFail: Set<string>;
  /** Snapshots that its image was seen with, `<region>/<id>`. */
  readonly snapshots: Set<string>;
  /** Snapshots that the image had while nothing told them: nobody can know them. */
  readonly hiddenSnapshots: Set<string>;
  /** Its image was there once; before that a creation waits for its source. */
  begun: boolean;
  /** Images that earlier attempts of the same request have started, `<region>/<id>`. */
  readonly doubles: Set<string>;
  /** Whether it knows of them: a deletion learns of them from its image alone. */
  knowsDoubles: boolean;
  /** Since when the answer of the start is lost to a creation that does not send it again. */
  lostAt?: number;
}

/** Where a resource is in CloudFormation's eyes; `none`: it never was, or is no longer. */
export type Phase = 'none' | 'busy' | 'created' | 'create failed' | 'update failed' | 'delete failed';

/** What a user knows of a resource. */
export class Resource {
  phase: Phase = 'none';
  operation?: Operation;
  /** Of the image that there is or was last. */
  identifier?: string;
  /** The last model that CloudFormation got: it sends it with a deletion. */
  model: Properties = {};
  /** The snapshots that a failed creation may have left, for its rollback to delete. */
  left: Set<string> = new Set();
  /** The images that earlier attempts of a failed creation may have left. */
  doubles: Set<string> = new Set();
  /** The identifier stands for an image of which nobody knows whether it was started. */
  provisional = false;
  wish: Wish = { properties: {}, stackTags: {} };
  /** What the image looks like, once it is created. */
  expected: Expectation = new Map();
  /** Somebody took the image away, past CloudFormation. */
  removedOutside = false;
  /** Set after a failed update. */
  rollBackTo?: Wish;
  /** An operation that has succeeded and whose last request may come again. */
  repeatable?: Operation;

  constructor(readonly logicalId: LogicalId) {}
}

/** The account as a person sees it at the console of the cloud. */
export interface Console {
  /** The image that an identifier leads to, if it is there. */
  readonly see: (identifier: string) => SeenImage | undefined;
  /** The images of a region. */
  readonly images: (regionId: string) => readonly SeenImage[];
  /** Whether an image can be made now, in a region, of what properties name. */
  readonly sourceOf: (regionId: string, properties: Properties) => SourceState;
  /** Faults that are still to come. */
  readonly pendingFaults: () => number;
  readonly now: () => number;
}

/** What a user knows of the stack and of the account that it lives in. */
export class Stack {
  readonly resources: ReadonlyMap<LogicalId, Resource> = new Map(LOGICAL_IDS.map((id) => [id, new Resource(id)]));
  /** The region takes no further image. */
  quotaFull = false;
  /** How the making of images goes that is started from now on. */
  weather: Weather = 'well';
  /** Snapshots without an image that no template asked to delete, `<region>/<id>`. */
  readonly orphanedSnapshots = new Set<string>();
  /** Images that nothing showed when the last operation ended that could have removed them, `<region>/<id>`. */
  readonly strays = new Set<string>();

  constructor(
    readonly rules: TypeRules,
    readonly account: Account,
    readonly console: Console,
  ) {}

  resource(logicalId: LogicalId): Resource {
    const resource = this.resources.get(logicalId);
    if (!resource) throw new Error(`there is no resource ${logicalId}`);
    return resource;
  }

  /** The image of a resource, if there is one. */
  imageOf({ identifier }: Resource): SeenImage | undefined {
    return identifier === undefined ? undefined : this.console.see(identifier);
  }

  now(): number {
    return this.console.now();
  }
}

/** What an answer amounts to: its status or, of a failure, its code. */
export function outcomeOf({ status, errorCode }: Answer): string {
  return status === 'FAILED' ? (errorCode ?? 'FAILED') : status;
}

/** Whether an image is called by the request that made it. */
export const isByRequest = (identifier: string | undefined): boolean => markIn(identifier) !== undefined;

/** Whether an image is still being made, or waits for that. */
export const isUnfinished = (image: SeenImage | undefined): boolean => image?.state === 'making';
export const isFinished = (image: SeenImage | undefined): boolean => image?.state === 'finished';
export const isBroken = (image: SeenImage | undefined): boolean => image?.state === 'broken';
