/** The states of an image, in the service's own spelling. */
export const imageStatuses = ['queued', 'saving', 'active', 'killed', 'deleted'] as const;
export type ImageStatus = (typeof imageStatuses)[number];

/** What an image contains: a system disk, a data disk, an installation disk, all disks of a server, or a bare-metal server. */
export const imageKinds = ['system', 'data', 'iso', 'whole', 'bareMetal'] as const;
export type ImageKind = (typeof imageKinds)[number];

/** `__imagetype`: private, public by the vendor, shared by another account, or bought. */
export const imageTypes = ['private', 'gold', 'shared', 'market'] as const;
export type ImageType = (typeof imageTypes)[number];

/** An image as the simulator stores it. Times are in simulated milliseconds since 1970. */
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
  /** Empty if it is not encrypted. */
  readonly kmsKeyId: string;
  /** The backup of a whole-server image; empty if there is none. */
  readonly backupId: string;
  /** Whether the account has accepted an image that is shared with it. */
  accepted: boolean;
  /** Whether it is being exported to a bucket. */
  exporting: boolean;
  /** The other members of an image in answers, by name: `__os_type`, `__description`, `max_ram`, attributes that users have added … */
  readonly members: Map<string, string | null>;
  readonly tags: Map<string, string>;
  /** The job that creates or created it. Missing if the image existed before the first call. */
  readonly jobId?: string;
  /** An accepted deletion. The image disappears at this time. */
  leavingAt?: number;
}

/** An image as a test sees it: a copy of its state at one time. */
export interface ImageView
  extends Readonly<Omit<ImageRecord, 'tags' | 'members' | 'leavingAt' | 'createdAt' | 'updatedAt' | 'activeAt'>> {
  readonly tags: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, string | null>>;
  /** Whether it is being deleted. */
  readonly leaving: boolean;
}

/** Whether a copy is still creating the image. */
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
