import type { Behaviour, ImageView, World } from '../../simulator/index';
import type { Properties } from '../support/stage';

/** What is open about the cloud, decided for one run: names and units as in the simulator's behaviour, whose defaults are the rest. */
export type Account = Readonly<Partial<Behaviour>>;

/** How the making of images goes. */
export type Weather = 'well' | 'CreateFailed' | 'UnAvailable' | 'stalled';

/** Longer than any creation may take: what stalled images take, in seconds. */
export const STALLED_SECONDS = 20 * 3_600;

/** Whether an image can be made now of what a wish names. `busy`: not yet. */
export type SourceState = 'fit' | 'busy' | 'unfit';

/** How the properties of a type's images show. */
export interface FieldRules {
  /** The properties that a template may set and that an image shows, but tags. */
  readonly properties: readonly string[];
  /** Their values as the console shows them of an image, perhaps with those of further properties; what is absent or empty has no value. */
  readonly shown: (image: ImageView) => Properties;
  /** Those that every image has, whatever its template says. */
  readonly given: readonly string[];
  /** Those that only tags of ours tell: they are lost with the tags. */
  readonly inTags: readonly string[];
  /** Those that no answer tells. */
  readonly untold: readonly string[];
}

/** Which snapshots are an image's own: those that its making made, and no others that it rests on. Named `<region>/<id>`. */
export interface SnapshotRules {
  readonly of: (image: ImageView) => string[];
  /** Those of them that can be told now of an image that the cloud shows. */
  readonly told: (image: ImageView, account: Account) => string[];
  /** Whether all can be told once the making of the image has ended, so that who removes it has to wait for that. */
  readonly areToldLater: (image: ImageView, account: Account) => boolean;
}

/** What the model has to know of the images of a type. */
export interface TypeRules {
  /** The regions that images are made in; the first is that of the type configuration. */
  readonly regions: readonly [home: string, ...others: string[]];
  /** The property that names the region. */
  readonly region: string;
  /** Adds what wishes name to an account. */
  readonly prepare: (world: World) => void;
  /** What another stack makes of what the wishes name. */
  readonly others: Properties;
  readonly fields: FieldRules;
  /** The properties that cannot be changed once an image is made. */
  readonly fixed: readonly string[];
  /** Whether properties break a rule of the schema that not every type has. */
  readonly isInvalid: (properties: Properties) => boolean;
  /** Whether properties lack what a new image needs; one that exists does without. */
  readonly isIncomplete: (properties: Properties) => boolean;
  /**
   * The call that starts an image under a name that is its request's, for want of a token: it gets its own name when it is there, and a
   * start that may have been carried out is never sent again. Absent where a token tells the image.
   */
  readonly startedByName?: string;
  /** Whether an image can be made now, in a region, of what properties name. */
  readonly sourceOf: (world: World, regionId: string, properties: Properties) => SourceState;
  /** How the cloud makes images in a weather. */
  readonly making: (weather: Weather, account: Account) => Account;
  /** Whether the making of an unfinished image can be cancelled now. */
  readonly isCancellable: (image: ImageView, account: Account) => boolean;
  /** Whether a call of the cloud says of an image that is gone that it is. */
  readonly tellsAbsence: (account: Account) => boolean;
  readonly snapshots: SnapshotRules;
  /** Whether LIST shows an image of the account. */
  readonly isListed: (image: ImageView) => boolean;
  /** What the cloud does at the end of a run, so that everything can be deleted. */
  readonly atTheEnd: Account;
  /** The same of an image. */
  readonly makeWay?: (world: World, image: ImageView) => void;
}
