/** States of an image, in the service's own spelling. */
export const imageStatuses = ['queued', 'saving', 'active', 'killed', 'deleted'] as const;
export type ImageStatus = (typeof imageStatuses)[number];

/** What an image is of: the disk of a server, a data disk, an installation disk, all disks of a server, a bare-metal server. */
export const imageKinds = ['system', 'data', 'iso', 'whole', 'bareMetal'] as const;
export type ImageKind = (typeof imageKinds)[number];

/** `__imagetype`: private, public of the vendor, shared by another account, bought. */
export const imageTypes = ['private', 'gold', 'shared', 'market'] as const;
export type ImageType = (typeof imageTypes)[number];

/** One image as the simulator keeps it. Times in simulated milliseconds since 1970. */
export interface ImageRecord {
  readonly regionId: string;
  readonly imageId: string;
  readonly kind: ImageKind;
  readonly imageType: ImageType;
  /** The project that it belongs to. */
  readonly owner: string;
  name: string;
  status: ImageStatus;
  readonly createdAt: number;
  updatedAt: number;
  activeAt?: number;
  protected: boolean;
  /** In MB. */
  minRam: number;
  /** In GB. */
  readonly minDisk: number;
  enterpriseProjectId: string;
  /** Empty: it is not encrypted. */
  readonly kmsKeyId: string;
  /** The backup of a whole-server image; empty: it has none. */
  readonly backupId: string;
  /** Whether an image that is shared with the account has been accepted. */
  accepted: boolean;
  /** Whether it is being exported to a bucket just now. */
  exporting: boolean;
  /** The members of the wire that are not above, by their names: `__os_type`, `__description`, `max_ram`, attributes of the users' own … */
  readonly members: Map<string, string | null>;
  readonly tags: Map<string, string>;
  /** The job that makes or made it; missing for an image that existed before the first call. */
  readonly jobId?: string;
  /** An accepted deletion: the image disappears at this time. */
  leavingAt?: number;
}

/** An image as a test sees it: a copy of its state at one moment. */
export interface ImageView
  extends Readonly<Omit<ImageRecord, 'tags' | 'members' | 'leavingAt' | 'createdAt' | 'updatedAt' | 'activeAt'>> {
  readonly tags: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, string | null>>;
  /** Whether a deletion is under way. */
  readonly leaving: boolean;
}

/** Whether a copy is still making the image. */
export function isInTheMaking({ jobId, status }: ImageRecord): boolean {
  return jobId !== undefined && (status === 'queued' || status === 'saving');
}

export function viewOf(image: ImageRecord): ImageView {
  const { tags, members, leavingAt, createdAt: _, updatedAt: __, activeAt: ___, ...rest } = image;
  return {
    ...rest,
    tags: Object.fromEntries(tags),
    members: Object.fromEntries(members),
    leaving: leavingAt !== undefined,
  };
}
