/** An image as a person sees it in its cloud. The view of each cloud has more. */
export interface SeenImage {
  readonly regionId: string;
  readonly imageId: string;
  readonly imageName: string;
  readonly tags: Readonly<Record<string, string>>;
  /** `making`: it is still being made, or waits for that. */
  readonly state: 'making' | 'finished' | 'broken';
  /** Whether servers can be made from it. */
  readonly ready: boolean;
  /** What READ calls it, and the cloud's word for its state. */
  readonly shownAs: { readonly Id: string | undefined; readonly Status: string | undefined };
  /** Whether READ finds it by the identifier that led here. */
  readonly visible: boolean;
  /** Whether lists show it. */
  readonly listed: boolean;
  /** Whether a deletion is under way. */
  readonly leaving: boolean;
}

/** What a cloud does in a way that is open, or left to chance: the behaviour of its simulator, or a part of it. */
export type Account = Readonly<object>;

/** What may be left in the account by a stack. Everything is named `<region>/<id>`. */
export interface Rightful {
  /** The images that have to be there. */
  readonly images: readonly string[];
  /** Those that may be there in addition to them. */
  readonly perhaps: readonly string[];
  /** What may be left of images that are gone, because nobody wanted it away: snapshots, backups. */
  readonly orphans: readonly string[];
}

/**
 * A simulated account as people see and change it, past CloudFormation: the one thing that random lives need of a cloud. Whose image it is
 * that a method is given does not matter; each throws if it does not exist.
 */
export interface Scene<Image extends SeenImage = SeenImage> {
  /** All images of a region, oldest first. */
  images(regionId: string): readonly Image[];
  /** The image that an identifier leads to, if it is there. */
  see(identifier: string): Image | undefined;
  /** Behaves differently from now on. */
  behave(change: Account): void;
  remove(image: Image): void;
  rename(image: Image, name: string): void;
  describe(image: Image, text: string): void;
  retag(image: Image, tags: Readonly<Record<string, string>>): void;
  untag(image: Image, keys: readonly string[]): void;
  /** Lets the making of an image come to nothing, or spoils a finished one. */
  fail(image: Image): void;
  /** Whether what an image left behind, `<region>/<id>`, is still there. */
  isLeft(remains: string): boolean;
  /** From now on an image is somebody else's: nothing may happen to it. */
  watch(image: Image): void;
  /** How many images are watched. */
  readonly watched: number;
  /** @throws AssertionError if the account holds anything but what is rightful and what others have in it, as they left it */
  check(rightful: Rightful): void;
}

/** `<region>/<id>` of an image. */
export const nameOf = ({ regionId, imageId }: Pick<SeenImage, 'regionId' | 'imageId'>): string =>
  `${regionId}/${imageId}`;

/** The mark of the request that an image is called by; `undefined` if it is called otherwise. */
export function markIn(identifier: string | undefined): string | undefined {
  return /\/tfcfn-request-(.+)$/.exec(identifier ?? '')?.[1];
}
