import type { Failure } from '../failure/failure';
import type { Place } from '../failure/place';

/** The region and the ID of an image. */
export type ImageRef = Place;

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** The rules for tags in a cloud. */
export interface TagRules {
  /** The most tags that an image can have. */
  readonly perImage: number;
  /** The longest key and value, in characters. */
  readonly longestKey: number;
  readonly longestValue: number;
  /** The form of a key in which the cloud compares it with other keys. */
  readonly sameKey: (key: string) => string;
  /** The prefixes of the keys that only the cloud may set or remove, in lower case. READ does not show these tags. */
  readonly reservedPrefixes: readonly string[];
  /** A tag of our own as the cloud shows it to people. Absent if that is the tag as the life of an image knows it. */
  readonly seenAs?: (tag: Tag) => Tag;
}

/** How a cloud distinguishes the start of one request from all others. */
export type StartFacts =
  /** The cloud recognises a repeated start by its token, and an image has its tags as soon as it is started. */
  | { readonly by: 'token' }
  /**
   * An image is started under a name that belongs to its request alone. When it is available, it gets the name that `property` contains and
   * its tags. If the answer to a start was lost, the image is searched for during `lostSeconds`.
   */
  | { readonly by: 'name'; readonly property: string; readonly lostSeconds: number }
  /**
   * An image is started under its own name. Its text `property` contains the mark of its request until it is available. Then it gets its
   * tags and, after them, its own text. The cloud need not show it earlier.
   */
  | {
      readonly by: 'mark';
      readonly property: string;
      /** How long after its start an image may stay hidden if nobody knows of that start. */
      readonly hiddenSeconds: number;
      /**
       * How long a rollback searches for an image if every known start was refused: an invocation that died may have made one more start.
       * This is the time that a start usually takes, and not the longest, because usually there is no image.
       */
      readonly refusedSeconds: number;
    };

/** What differs between clouds, as data. The life of an image is the same in all of them. */
export interface CloudFacts {
  /** The service that stores the images, as messages call it. */
  readonly service: string;
  /** The permission to list images. The service has answered queries without it with an empty list. */
  readonly listPermission: string;
  readonly start: StartFacts;
  /** The service also accepts the removal of an image that does not exist, so an accepted removal does not prove that there was one. */
  readonly acceptsAnyRemoval?: true;
  readonly tags: TagRules;
}

/** The states of an image, the same for every cloud; `Image.status` keeps the cloud's own word. */
export type ImageState = 'queued' | 'creating' | 'available' | 'deprecated' | 'failed' | 'unknown';

/** How far a running creation is. A field is absent if the cloud does not say it or says something unreadable. */
export interface Progress {
  /** 0 to 100. */
  readonly percent?: number;
  /** The figure means either that all is done or that one hundredth is done, because the scale on which the cloud counts is not known. */
  readonly unsure?: true;
  /** The cloud's own estimate, in seconds. */
  readonly secondsLeft?: number;
}

export interface Image {
  readonly ref: ImageRef;
  /** The ID in the resource identifier of the image, if a tag contains it. Absent if it is the image ID. */
  readonly handle?: string;
  readonly state: ImageState;
  /** The cloud's own word for the state. */
  readonly status: string;
  /** Why the image failed, if the cloud says so. */
  readonly reason?: Failure;
  /** `false`: the state says available, but no instance can be created from the image yet. */
  readonly usable?: boolean;
  /** Whether the image was copied from another one, as far as the cloud shows it. */
  readonly copied: boolean;
  readonly progress: Progress;
  readonly name?: string;
  /** The mark of its start, if a text of the image still contains it (`StartFacts`). */
  readonly startMark?: string;
  readonly resourceGroupId?: string;
  readonly tags: readonly Tag[];
  /** The snapshots that the image is based on, the system disk's first. */
  readonly snapshotIds: readonly string[];
  /** The other properties that the cloud shows, by name. A property is absent if the cloud does not show it. */
  readonly shown: Readonly<Record<string, unknown>>;
}

/** What an image is created from. */
export interface Source {
  /** The value of the image's source tag: the cloud itself does not record the source. Absent if the template does not name it. */
  readonly tag?: string;
  /** The source as messages name it, such as `m-1 from cn-a`. */
  readonly said: string;
  /** Present if the source is itself an image. */
  readonly image?: ImageRef;
  /** No property names the region of that image. The region of the type configuration may be another one than at the start. */
  readonly regionAssumed?: true;
}

/** How the images of a type are created: what is particular to the type, and its words for messages, such as `COPY_WORDS`. */
export interface Making {
  /** The image that is created, without and with its article. */
  readonly noun: string;
  readonly aNoun: string;
  /** The words before the source: of a creation that runs, of one that has finished, and of one that waits for others. */
  readonly doing: string;
  readonly done: string;
  readonly waiting: string;
  /** What happens to the image in the meantime: `being …`. */
  readonly being: string;
  /** The word between the source and the region of the image. */
  readonly where: string;
  /** What helps if the longest time-out is too short. */
  readonly faster: string;
  /** Whether an image may have been created in this way and, if a source is given, from that source, as far as the cloud says it. */
  readonly mayHaveMade: (image: Image, source?: Source) => boolean;
  /**
   * The snapshots that were made when an image was created, without others that the image is based on. `made`: the source that the image
   * was certainly created from, even if the tags that say so are lost or not set yet.
   */
  readonly snapshotsOf: (image: Image, made?: Source) => readonly string[];
}

/** What an image is created from, and what it must become. */
export interface ImageSpec {
  readonly source: Source;
  /** The region of the new image. */
  readonly regionId: string;
  /** The name under which the image is started. */
  readonly name: string;
  /** The name of the image once it is available. */
  readonly finalName: string;
  /** The values by the name of the property. The cloud decides an absent one. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly tags: readonly Tag[];
  /** If the start is idempotent, the same token with the same spec never creates a second image. */
  readonly token: string;
  /** Another mark that the image of this request may have. */
  readonly formerMark?: string;
}

/** The value of an attribute that is changed in place. */
export type AttributeValue = string | number;
/** Attributes to change in place, by the name of the property. An empty text clears any attribute. An absent one stays as it is. */
export type AttributeChange = Readonly<Record<string, AttributeValue>>;

export interface TagChanges {
  /** The keys to remove before any tag is set: old spellings of a key, or tags that take up needed room. */
  readonly removeFirst: readonly string[];
  readonly set: readonly Tag[];
  readonly removeLast: readonly string[];
}

/** The differences between an image and an order. Each of them can be sent again without harm. */
export interface Changes {
  readonly attributes: AttributeChange;
  readonly resourceGroupId?: string;
  readonly tags: TagChanges;
}

export interface ImagePage {
  readonly images: readonly Image[];
  /** Where the next page begins, if there may be one. */
  readonly next?: number;
}

/** What the cloud says about a job that creates an image. `unknown`: nothing, perhaps because the job ended long ago. */
export type Job =
  | { readonly kind: 'running'; readonly status: string; readonly progress: Progress }
  | { readonly kind: 'made'; readonly id: string }
  /** `id`, `name`: the ID and name of the image that the job has left, if the cloud says them. */
  | {
      readonly kind: 'failed';
      readonly status: string;
      readonly reason: Failure;
      readonly id?: string;
      readonly name?: string;
    }
  /** `reason`: the cloud's answer. */
  | { readonly kind: 'unknown'; readonly reason?: Failure };

/** The outcome of a request to cancel. `finished`: nothing is being created any more. `refused`: this creation cannot be cancelled. */
export type CancelOutcome = 'accepted' | 'finished' | 'refused' | 'absent';
/** The outcome of a deletion. `inUse`: the image is still being created, or a running operation uses it; this is the cloud's answer. */
export type DeleteOutcome = 'accepted' | 'absent' | { readonly inUse: Failure };
/**
 * What a question about an image proves. `removed`: the question was carried out as a deletion. The image is gone, or the service also
 * accepts the deletion of an image that does not exist. `unknown`: nothing.
 */
export type Existence = 'exists' | 'removed' | 'unknown';
/** The outcome of a request to delete a snapshot. `busy`: it cannot be deleted now, but soon. */
export type SnapshotOutcome = 'deleted' | 'busy';

/** What the removal of an image may destroy in addition to it. */
export interface RemovalScope {
  /** Whether the image is removed even if instances were created from it. */
  readonly force: boolean;
  /** Whether to remove what the creation made in addition to the image, such as snapshots. A cloud may remove it in the same call. */
  readonly remains: boolean;
}

/** The snapshots that an image is based on. They stay when the image is removed. */
export interface Remains {
  /** The action that removes a snapshot, as the cloud calls it in a failure. */
  readonly action: string;
  /** Removes a snapshot of an image that is gone. */
  remove(regionId: string, snapshotId: string): Promise<SnapshotOutcome>;
}

/**
 * What the life of an image needs from a cloud. A method makes few API calls, each of which is repeated within the invocation if that is
 * safe, and throws `Failure`. Outcomes that the life of an image can handle are returned as values.
 */
export interface ImageCloud {
  readonly facts: CloudFacts;
  readonly making: Making;
  /** The handle of an image whose identifier does not contain its ID. A later invocation needs it to find the image. */
  handleOf(id: string): object;
  /** The ID in a handle; `undefined` if this adapter did not write the handle. */
  idOf(handle: unknown): string | undefined;
  /**
   * Starts the creation of the image. Returns the reference of the image or, if the cloud has jobs, of the job that creates it. The ID of a
   * job has the form `JOB_ID`, and that of an image never has it.
   */
  start(spec: ImageSpec): Promise<ImageRef>;
  /** Asks for a job that creates an image of a source. Absent if a start returns the ID of the image. */
  job?(ref: ImageRef, source?: Source): Promise<Job>;
  /**
   * The image in whatever state, or `undefined` if the list does not show it, which does not prove that it does not exist. `tries`: by
   * default `once`; with `twice`, an empty answer may be asked for again a moment later.
   */
  find(ref: ImageRef, tries?: 'once' | 'twice'): Promise<Image | undefined>;
  /**
   * The images with a name, in whatever state. A start whose answer was lost may have created one of them. `tries`: by default `once`; with
   * `often`, an empty answer may be asked for again a few times. Without a name: all images, if the mark of a request identifies them.
   * Absent if a repeated start returns the image.
   */
  recover?(
    named: { readonly regionId: string; readonly name?: string },
    tries?: 'once' | 'often',
  ): Promise<readonly Image[]>;
  /** The images with this tag, in whatever state. */
  findByTag(regionId: string, tag: Tag): Promise<readonly Image[]>;
  /** A page of the account's own images, whatever created them, from the position that the page before names. The first one begins at 1. */
  list(regionId: string, from: number): Promise<ImagePage>;
  /** A page of only those images that have the mark of a request, with fewer details of each. Absent if the cloud has no such list. */
  listMarked?(regionId: string, from: number): Promise<ImagePage>;
  /**
   * Whether the cloud confirms that these credentials may list all images of the region, so that an empty list means that there are no
   * images. `false`: the cloud does not confirm it, which does not prove the opposite. Absent if the cloud cannot be asked.
   */
  mayList?(regionId: string): Promise<boolean>;
  /**
   * What the call that removes an image says of its existence, asked in a way that is documented to remove nothing. Absent if the call
   * cannot be asked in this way.
   */
  existenceOf?(ref: ImageRef, scope: RemovalScope): Promise<Existence>;
  /** Stops a running creation. Absent if the cloud cannot do this. */
  cancel?(ref: ImageRef): Promise<CancelOutcome>;
  /** Sends the differences in the order that the cloud needs. An attribute that the cloud does not allow to be empty stays as it is. */
  settle(ref: ImageRef, changes: Changes): Promise<void>;
  remove(ref: ImageRef, scope: RemovalScope): Promise<DeleteOutcome>;
  /** What stays when an image is removed. Absent if nothing stays. */
  readonly remains?: Remains;
}
