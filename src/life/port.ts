import type { Failure } from '../failure/failure';
import type { Place } from '../failure/place';

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** Whether a value can be an image ID. Every ID that comes through the port has this form. */
export function isImageId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

/**
 * The most snapshots that an operation remembers. An image has at most 17: of the system disk and 16 others (CreateImage,
 * DiskDeviceMapping). Version 0.1.0 remembered up to 100, and what it began goes on.
 */
export const MOST_SNAPSHOTS = 100;

/** Whether a value can be the snapshots of an image, as they come through the port and as an operation remembers them. */
export function areSnapshotIds(values: unknown): values is readonly string[] {
  return Array.isArray(values) && values.length <= MOST_SNAPSHOTS && values.every(isSnapshotId);
}

/** Whether a value can be a snapshot ID. */
export function isSnapshotId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

/** Where an image is and what it is called there. */
export type ImageRef = Place;

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What a cloud's tags are like. */
export interface TagRules {
  /** The most tags that an image holds. */
  readonly perImage: number;
  /** Characters of a key and of a value. */
  readonly longestKey: number;
  readonly longestValue: number;
  /** A key as the cloud compares it with others. */
  readonly sameKey: (key: string) => string;
  /** What the keys that the cloud sets itself begin with, in small letters: READ does not show them. */
  readonly hiddenPrefixes: readonly string[];
  /** What the keys begin with that nobody but the cloud may set or remove, in small letters. */
  readonly reservedPrefixes: readonly string[];
  /** A tag of our own as people see it in the cloud; absent: as the life of an image knows it. */
  readonly seenAs?: (tag: Tag) => Tag;
}

/** By what a cloud tells the start of one request from all others. */
export type StartFacts =
  /** It knows a repeated start by its token, and an image has the tags of its start from then on. */
  | { readonly by: 'token' }
  /**
   * An image is started under a name that is its request's alone, and gets its own name, that of a property, and its tags when it is there.
   * A start whose answer was lost is looked for so many seconds.
   */
  | { readonly by: 'name'; readonly property: string; readonly lostSeconds: number }
  /**
   * An image is started under its own name. A text of it, that of a property, holds the mark of its request until it is there; then it gets
   * its tags and, after them, its own text. It need not be shown before: one that nobody knows may appear `hiddenSeconds` after its start.
   * Where all starts were refused, as far as anybody knows, an invocation that died may have made one more: the image of that is looked for
   * `refusedSeconds`, as long as a start usually takes, for many rollbacks wait so long for nothing.
   */
  | {
      readonly by: 'mark';
      readonly property: string;
      readonly hiddenSeconds: number;
      readonly refusedSeconds: number;
    };

/** What is another in each cloud, as data: the life of an image is the same. */
export interface CloudFacts {
  /** The service that keeps the images, as messages call it. */
  readonly service: string;
  /** The permission without which the service has answered queries with an empty list. */
  readonly listPermission: string;
  readonly start: StartFacts;
  /** The service accepts the removal of an image that does not exist, too: that it accepted one does not prove that there was an image. */
  readonly acceptsAnyRemoval?: true;
  readonly tags: TagRules;
}

/** The states of an image, the same for every cloud; `Image.status` keeps the cloud's own word. */
export type ImageState = 'queued' | 'copying' | 'available' | 'deprecated' | 'failed' | 'unknown';

/** How far a running creation is. Absent fields: the cloud does not say, or says something unreadable. */
export interface Progress {
  /** 0 to 100. */
  readonly percent?: number;
  /** It says that all is done, or a hundredth of it: on which scale it counts is not known. */
  readonly unsure?: true;
  /** The cloud's own estimate, in seconds. */
  readonly secondsLeft?: number;
}

export interface Image {
  readonly ref: ImageRef;
  /** What the identifier of its resource calls it, where a tag says so; absent: its ID. */
  readonly handle?: string;
  readonly state: ImageState;
  /** The cloud's own word for the state. */
  readonly status: string;
  /** Why it failed, where the cloud says it. */
  readonly reason?: Failure;
  /** `false`: the state says available, but no instance can be created from the image yet. */
  readonly usable?: boolean;
  /** Whether a copy operation made it. */
  readonly copied: boolean;
  readonly progress: Progress;
  readonly name?: string;
  /** The mark of its start, where it is still in a text of the image (`StartFacts`). */
  readonly startMark?: string;
  readonly resourceGroupId?: string;
  readonly tags: readonly Tag[];
  /** The snapshots that the image rests on, the system disk's first. */
  readonly snapshotIds: readonly string[];
  /** What else the cloud shows of it, by the name of the property; absent where it shows nothing. */
  readonly shown: Readonly<Record<string, unknown>>;
}

/** From what an image is made. */
export interface Source {
  /** What the source tag of the image keeps of it: the cloud itself keeps no trace. Absent: the template does not say what it is. */
  readonly tag?: string;
  /** As messages name it, such as `m-1 from cn-a`. */
  readonly said: string;
  /** Present where it is an image itself. */
  readonly image?: ImageRef;
}

/** How the images of a type are made: what is peculiar to it, and the words that messages say of it. */
export interface Making {
  /** The image that is made, without and with its article: `copy`, `a copy`. */
  readonly noun: string;
  readonly aNoun: string;
  /** Before the source: `copying`, `copied`, `waiting for other copies before copying`. */
  readonly doing: string;
  readonly done: string;
  readonly waiting: string;
  /** What happens to the image meanwhile: `being copied`. */
  readonly being: string;
  /** Between the source and the region of the image: `to`. */
  readonly where: string;
  /** What helps where the longest time-out is too short. */
  readonly faster: string;
  /** Whether an image may have been made so, of the source if one is given, as far as the cloud says it. */
  readonly mayHaveMade: (image: Image, source?: Source) => boolean;
  /**
   * The snapshots that the making of an image made, and no others that it rests on. `made`: the source of which it is known that the image
   * was made from it, though it may have lost or not yet got the tags that say so.
   */
  readonly snapshotsOf: (image: Image, made?: Source) => readonly string[];
}

/** What an image is to be made from, and what it is to become. */
export interface ImageSpec {
  readonly source: Source;
  /** Where the image is to be. */
  readonly regionId: string;
  /** Under which it is started. */
  readonly name: string;
  /** How it is to be called when it is there. */
  readonly finalName: string;
  /** By the name of the property; an absent one leaves it to the cloud. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly tags: readonly Tag[];
  /** Where the start is idempotent, the same token with the same spec never makes a second image. */
  readonly token: string;
  /** Another mark that the image of this request may carry. */
  readonly formerMark?: string;
}

/** What an attribute that is changed in place can be. */
export type AttributeValue = string | number;
/** Attributes to change in place, by the name of the property; an empty text clears, of a number too, an absent one is kept. */
export type AttributeChange = Readonly<Record<string, AttributeValue>>;

export interface TagChanges {
  /** To remove before anything is set: an old spelling of a key, or to make room. */
  readonly removeFirst: readonly string[];
  readonly set: readonly Tag[];
  readonly removeLast: readonly string[];
}

/** The differences between an image and an order, each of which can be sent again without harm. */
export interface Changes {
  readonly attributes: AttributeChange;
  readonly resourceGroupId?: string;
  readonly tags: TagChanges;
}

export interface ImagePage {
  readonly images: readonly Image[];
  /** Where a further page begins that may hold more. */
  readonly next?: number;
}

/** A job that makes an image, as the cloud tells of it. `unknown`: it says nothing of that job, perhaps because it ended long ago. */
export type Job =
  | { readonly kind: 'running'; readonly status: string; readonly progress: Progress }
  | { readonly kind: 'made'; readonly id: string }
  /** `id`, `name`: of what it has left, where the cloud tells it. */
  | {
      readonly kind: 'failed';
      readonly status: string;
      readonly reason: Failure;
      readonly id?: string;
      readonly name?: string;
    }
  /** `reason`: how the cloud says so. */
  | { readonly kind: 'unknown'; readonly reason?: Failure };

/** How a request to cancel was taken. `finished`: nothing is being copied any more. `refused`: this copy cannot be cancelled. */
export type CancelOutcome = 'accepted' | 'finished' | 'refused' | 'absent';
/** `copying`: the image is being copied, or is itself the source of a running copy; this is how the cloud says so. */
export type DeleteOutcome = 'accepted' | 'absent' | { readonly copying: Failure };
/** `busy`: not now, but soon. */
export type SnapshotOutcome = 'deleted' | 'busy';

/** What the removal of an image may destroy in addition to it. */
export interface RemovalScope {
  /** The image is removed even if instances were created from it. */
  readonly force: boolean;
  /** What the creation made in addition to the image, where the cloud removes that in the same call. */
  readonly remains: boolean;
}

/** The snapshots that an image rests on, and that stay when it is removed. */
export interface Remains {
  /** The action that removes one, as the cloud calls it in a failure. */
  readonly action: string;
  /** Removes the snapshot of an image that is gone. */
  remove(regionId: string, snapshotId: string): Promise<SnapshotOutcome>;
}

/**
 * What the life of an image needs of a cloud. Every method but `settle` makes one API call (repeated within the invocation where that is
 * safe) and throws `Failure`; outcomes that the life has an answer to come back as values.
 */
export interface ImageCloud {
  readonly facts: CloudFacts;
  readonly making: Making;
  /** The handle of an image whose identifier does not hold its ID: what a later invocation needs to find it. */
  handleOf(id: string): object;
  /** The ID that a handle leads to; `undefined` if this adapter did not write it. */
  idOf(handle: unknown): string | undefined;
  /** Starts the creation of the image; the ID is that of the image or, where the cloud has jobs, of the job that makes it. */
  start(spec: ImageSpec): Promise<ImageRef>;
  /** Asks for a job that makes an image of a source; absent where a start answers the ID of the image. */
  job?(ref: ImageRef, source?: Source): Promise<Job>;
  /**
   * The image in whatever state, or `undefined` if the list does not show it, which does not prove that it does not exist. `asked`: an
   * empty answer may be asked for a second time, a moment later.
   */
  find(ref: ImageRef, asked?: 'once' | 'twice'): Promise<Image | undefined>;
  /**
   * The images of a name, in whatever state: a start whose answer was lost may have made one. `looks`: an empty answer may be asked for
   * again a few times. Without a name: all images, where the mark of a request tells them. Absent where a repeated start tells it.
   */
  recover?(
    named: { readonly regionId: string; readonly name?: string },
    looks?: 'once' | 'often',
  ): Promise<readonly Image[]>;
  /** The images with this tag, in whatever state. */
  findByTag(regionId: string, tag: Tag): Promise<readonly Image[]>;
  /** A page of the account's own images, copies or not, that begins where the page before says; the first begins at 1. */
  list(regionId: string, from: number): Promise<ImagePage>;
  /**
   * The same of those images alone that have the mark of a request, with less that is shown of them; absent where the cloud has no such
   * list.
   */
  listMarked?(regionId: string, from: number): Promise<ImagePage>;
  /**
   * Whether the cloud confirms that these credentials may list all images of the region, so that a list without any means that there are
   * none. `false`: it does not say so, which does not prove that they may not. Absent where the cloud cannot be asked.
   */
  mayList?(regionId: string): Promise<boolean>;
  /**
   * Whether the call that removes an image says that it is there, asked in a way that removes nothing. `false`: it says that the image is
   * not there, or nothing about it. Absent where the call cannot be asked so.
   */
  isThere?(ref: ImageRef, scope: RemovalScope): Promise<boolean>;
  /** Stops a running creation; absent where the cloud cannot. */
  cancel?(ref: ImageRef): Promise<CancelOutcome>;
  /** Sends the differences, in the order that the cloud needs; an attribute that the cloud does not let be empty stays as it is. */
  settle(ref: ImageRef, changes: Changes): Promise<void>;
  remove(ref: ImageRef, scope: RemovalScope): Promise<DeleteOutcome>;
  /** What stays when an image is removed; absent where nothing does. */
  readonly remains?: Remains;
}
