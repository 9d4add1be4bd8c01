import type { Properties } from '../support/stage';
import type { Account, Scene, SeenImage } from './scene';

/** How the making of images goes: `well`, `stalled`, or as the cloud calls the way in which it fails. */
export type Weather = string;

/** Longer than any creation may take: what stalled images take, in seconds. */
export const STALLED_SECONDS = 20 * 3_600;

/** Whether an image can be made now of what a wish names. `busy`: not yet. */
export type SourceState = 'fit' | 'busy' | 'unfit';

/** How the properties of a type's images show. */
export interface FieldRules<Image extends SeenImage = SeenImage> {
  /** The properties that a template may set and that an image shows, but tags. */
  readonly properties: readonly string[];
  /** The one that holds the name. */
  readonly name: string;
  /** Their values as the console shows them of an image, perhaps with those of further properties; what is absent or empty has no value. */
  shown(image: Image): Properties;
  /** Those that every image has, whatever its template says. */
  readonly given: readonly string[];
  /** Those that only tags of ours tell: they are lost with the tags. */
  readonly inTags: readonly string[];
  /** Those that no answer tells. */
  readonly untold: readonly string[];
  /**
   * What may become of those that a template no longer has, `undefined` for absent; `before`: as it may be too. One that is not here stays
   * as it is.
   */
  readonly cleared: Readonly<Record<string, readonly (string | undefined | typeof AS_BEFORE)[]>>;
  /** A key of a tag as the cloud compares it with others. */
  readonly sameKey: (key: string) => string;
  /** The keys of tags that a template cannot set and a user does not get to see. */
  readonly hiddenKeys: RegExp;
}

/** The value of a property that the cloud does not clear. */
export const AS_BEFORE = Symbol('as before');

/** What the making of an image makes in addition to it, and what stays when it is removed: snapshots, a backup. Named `<region>/<id>`. */
export interface RemainsRules<Image extends SeenImage = SeenImage, A extends Account = Account> {
  of(image: Image): string[];
  /** Those of them that can be told now of an image that the cloud shows. */
  told(image: Image, account: A): string[];
  /** Whether all can be told once the making of the image has ended, so that who removes it has to wait for that. */
  areToldLater(image: Image, account: A): boolean;
  /** Their ids as a model names them. */
  readonly inModel: (model: Properties) => readonly unknown[];
  /** The property that asks for their removal. */
  readonly option: string;
}

/** The handler error codes of what goes wrong in a way of the cloud's own. */
export interface CodeRules {
  /** A creation whose image has failed, and one whose image somebody took away. */
  readonly failed: readonly string[];
  readonly taken: readonly string[];
  /** An update of an image that is of no use. */
  readonly spoilt: string;
  /** A start that had to wait until its time was over. */
  readonly busy: readonly string[];
  /** A start that is repeated when another image has got its name; absent: nothing is said of it. */
  readonly nameTakenLater?: string;
}

/** How a start goes where no token tells that it is repeated: one that may have been carried out is never sent again. */
export interface StartedOnce<Image extends SeenImage = SeenImage> {
  /** What a start is refused with where the image of an earlier attempt, which no list shows, may be the reason. */
  readonly doubtful?: string;
  /** How long an image is looked for whose start is not answered, in seconds; a guarantee of the guide. */
  readonly lostSeconds: number;
  /** Whether a text of an image, its name or its description, is what leads to it now. */
  isLedToBy(text: 'name' | 'description', image: Image, identifier: string | undefined): boolean;
  /** Whether one that no list shows yet is started for a second time if its first request is repeated; one of them goes at the end. */
  readonly doubles?: true;
}

/** What the model has to know of the images of a type, in its cloud. */
export interface TypeRules<Image extends SeenImage = SeenImage, A extends Account = Account> {
  /** The regions that images are made in; the first is that of the type configuration. */
  readonly regions: readonly [home: string, ...others: string[]];
  /** The property that names the region. */
  readonly region: string;
  /** What another stack makes of what the wishes name. */
  readonly others: Properties;
  readonly fields: FieldRules<Image>;
  /** The properties that cannot be changed once an image is made. */
  readonly fixed: readonly string[];
  /** How long a creation may take where a template does not say it, such as `2h`. */
  readonly createByDefault: string;
  /** The Status that a model has until the image is seen. */
  readonly begunStatus: string;
  /** Whether properties break a rule of the schema. */
  readonly isInvalid: (properties: Properties) => boolean;
  /** Whether properties lack what a new image needs; one that exists does without. */
  readonly isIncomplete: (properties: Properties) => boolean;
  /** The calls that start an image. */
  readonly starts: readonly string[];
  /** Absent where a token tells the image. */
  readonly startedOnce?: StartedOnce<Image>;
  /** Whether the cloud refuses a name that another image has. */
  refusesName(account: A, action: 'CREATE' | 'UPDATE'): boolean;
  /** Whether an image of somebody else may be taken for a lost one with these properties: then nobody calls that one absent. */
  isNamesake(image: Image, properties: Properties): boolean;
  /**
   * What else the cloud may answer to a repeated start of an image that it knows by a token: where it compares names first, an image is
   * found by its name and its mark only.
   */
  saysOfRepeated(image: Image | undefined, account: A): readonly string[];
  readonly codes: CodeRules;
  /** Whether an image can be made now, in a region, of what properties name. */
  sourceOf(scene: Scene, regionId: string, properties: Properties): SourceState;
  /** How the cloud makes images in a weather. */
  making(weather: Weather, account: A): A;
  readonly weathers: readonly Weather[];
  /** How many images of others fill the queue, where it is so short. */
  queueOf(account: A): number;
  /** Whether the making of an unfinished image can be cancelled now. */
  isCancellable(image: Image, account: A): boolean;
  /** When the cloud says of an image that is gone that it is: at once, at the end of a removal that it took, or never. */
  tellsAbsence(account: A): 'atOnce' | 'later' | 'never';
  /** Whether the cloud refuses to delete an image now. */
  isKept(image: Image, properties: Properties): boolean;
  readonly snapshots: RemainsRules<Image, A>;
  /** What LIST calls an image; undefined: it does not show it. */
  listedAs(image: Image): string | undefined;
  /** What the cloud does at the end of a run, so that everything can be deleted. */
  readonly atTheEnd: A;
  /** What is done then to each image, and to the account. */
  makeWay(scene: Scene, images: readonly Image[]): void;
  /** What a template says at the end, so that nothing is left. */
  readonly removingAll: Properties;
}
