import type { Source, Tag, TagChanges, TagRules } from './port';

/** The prefix of our own keys. No template may set a tag with it, and READ does not show these tags. */
export const OWN_PREFIX = 'tfcfn:';
/** What the image was created from. The cloud itself does not record it. */
export const SOURCE_KEY = 'tfcfn:source';
/** The key with which the image was encrypted. The cloud does not show it. */
export const KMS_KEY_KEY = 'tfcfn:kms-key';
/** Whether the image was encrypted, `true` or `false`, if no key is named. A cloud may not show that either. */
export const ENCRYPTED_KEY = 'tfcfn:encrypted';
/** The hash of the create request that made the image. It distinguishes our image from somebody else's with the same name. */
export const REQUEST_KEY = 'tfcfn:request';
/** The mark of the create request, if the tag above names the job that made the image. */
export const START_KEY = 'tfcfn:start';

/** Keys that only AWS and this family may set. They are never shown, and never removed because a template no longer has them. */
const RESERVED_PREFIXES = ['aws:', OWN_PREFIX];
/** CloudFormation's own tags on a resource, see "Resource tags" in its user guide. */
const SYSTEM_PREFIX = 'aws:cloudformation:';

const startsWithAny = (key: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => key.toLowerCase().startsWith(prefix));

/** The value of a tag, or `undefined`. */
export function tagValue(tags: readonly Tag[], key: string): string | undefined {
  return tags.find((tag) => tag.key === key)?.value;
}

/** A tag of our own in the words of a message, as the cloud shows it to people. */
export function sayTag(tag: Tag, { seenAs = (same) => same }: TagRules, verb: string): string {
  const { key, value } = seenAs(tag);
  return `${key} ${verb} ${value}`;
}

/** The source that an image's tags name, in the one or two parts of the tag; `undefined` if they name no source. */
export function sourceOf(tags: readonly Tag[]): readonly string[] | undefined {
  const parts = tagValue(tags, SOURCE_KEY)?.split('/') ?? [];
  return parts.length >= 1 && parts.length <= 2 && parts.every((part) => part !== '') ? parts : undefined;
}

/** Whether tags name this source. If the template does not say what the source is, any source is accepted. */
export function isFrom(tags: readonly Tag[], source: Source): boolean {
  return source.tag === undefined || sourceOf(tags)?.join('/') === source.tag;
}

/** The tags that a template may set and that READ shows. */
export function visibleTags(tags: readonly Tag[], { reservedPrefixes }: TagRules): Tag[] {
  return tags.filter((tag) => !startsWithAny(tag.key, [...RESERVED_PREFIXES, ...reservedPrefixes]));
}

/** The parts of an image's tags. `composeTags` says which are left out if an image has no room for all of them. */
export interface TagSources {
  readonly source: Source;
  /** What the cloud does not record, apart from the source. Our own tags store it. */
  readonly kept?: readonly Tag[];
  /** The tags of the resource and of the stack; those of the resource have priority. */
  readonly userTags: readonly Tag[];
  /** The tags of the stack where they must not make a resource fail. They are set if there is room, before the other optional tags. */
  readonly stackTags?: readonly Tag[];
  /** The tags of AWS services, including CloudFormation's own. They are set if there is room. */
  readonly systemTags: readonly Tag[];
  /** The mark of the request that creates the image, if it is known. The image may have lost it or may never have had it. */
  readonly requestMark?: string;
  /** The mark of the start, if it differs from `requestMark`. It shows a request that is sent again which image it has created. */
  readonly startMark?: string;
  /** The image is identified by its request: without the mark nobody could find it. */
  readonly markStays?: boolean;
  /** The image was just created: what its tags say of an origin is that of the image from which the cloud has copied them. */
  readonly isNew?: true;
}

/** The tags that have to be on the image: ours and the user's, without those that are set only if there is room. */
export function requiredTags({ source, kept = [], userTags, requestMark, markStays }: TagSources): Tag[] {
  return [
    ...(source.tag === undefined ? [] : [{ key: SOURCE_KEY, value: source.tag }]),
    ...kept,
    ...(markStays ? markTag(REQUEST_KEY, requestMark) : []),
    ...userTags,
  ];
}

function markTag(key: string, mark: string | undefined): Tag[] {
  return mark === undefined ? [] : [{ key, value: mark }];
}

/** All tags for an image that has room for `room` tags. System tags are left out first, then the marks, then tags of the stack. */
export function composeTags(sources: TagSources, rules: TagRules, room = rules.perImage): Tag[] {
  const required = requiredTags(sources);
  const mark = sources.markStays ? [] : markTag(REQUEST_KEY, sources.requestMark);
  const marks = [...mark, ...markTag(START_KEY, sources.startMark)];
  const optional = [
    ...(sources.stackTags ?? []),
    ...marks,
    ...sources.systemTags.filter((tag) => tag.value.length <= rules.longestValue),
  ];
  return [...required, ...optional.slice(0, Math.max(0, room - required.length))];
}

/** The tags in `own`, and the tags in `stack` whose keys `own` does not have. */
export function mergeTags(own: readonly Tag[], stack: readonly Tag[], { sameKey }: TagRules): Tag[] {
  const taken = new Set(own.map((tag) => sameKey(tag.key)));
  return [...own, ...stack.filter((tag) => !taken.has(sameKey(tag.key)))];
}

/**
 * The source that an image's tags already name. It has priority over the template: the template of an import may name another source, and
 * the source decides whether a snapshot of the image belongs to it.
 */
function keptSource(current: readonly Tag[]): Source | undefined {
  const tag = sourceOf(current)?.join('/');
  return tag === undefined ? undefined : { said: tag, tag };
}

/** What the tags of an image say of its origin, or what is ordered where they say nothing. */
function originIn(current: readonly Tag[], { source, requestMark, startMark }: TagSources): Partial<TagSources> {
  return {
    source: keptSource(current) ?? source,
    requestMark: tagValue(current, REQUEST_KEY) ?? requestMark,
    startMark: tagValue(current, START_KEY) ?? startMark,
  };
}

/** Tells the tags that an image may have only because there was room. */
function optionalIn({ stackTags = [], systemTags }: TagSources, { sameKey }: TagRules): (tag: Tag) => boolean {
  const ofStack = new Set(stackTags.map((tag) => sameKey(tag.key)));
  const known = new Set([REQUEST_KEY, START_KEY, ...systemTags.map((tag) => tag.key)]);
  return ({ key }) => known.has(key) || key.startsWith(SYSTEM_PREFIX) || ofStack.has(sameKey(key));
}

/** What has to change of the tags of an image. */
export interface TagDifferences extends TagChanges {
  /** Whether only tags are left to change that an image has if there is room. */
  readonly areRequiredSet: boolean;
}

/** Which tags of others stay. A new image may have those of its source, which lose their places to the template if it needs them. */
function placesFor(required: number, others: readonly Tag[], { isNew }: TagSources, perImage: number) {
  const excess = isNew ? Math.max(0, required + others.length - perImage) : 0;
  return { evicted: others.slice(0, excess), foreign: others.slice(excess) };
}

/**
 * What has to change so that an image's tags match the template. A tag is removed only if a previous template or stack had its key
 * (`previousKeys`), or if it is an optional tag and its place is needed. Tags that somebody else set stay, see `placesFor`.
 *
 * A key that a template names belongs to the template from then on. If somebody else set the key before, the old value does not come back
 * when the key leaves the template or the update is rolled back. A rollback is an update that knows only the two templates, and a tag that
 * stored the old value would take a place from the user.
 */
export function tagChanges(
  current: readonly Tag[],
  ordered: TagSources,
  previousKeys: readonly string[],
  rules: TagRules,
): TagDifferences {
  const { sameKey, perImage, reservedPrefixes } = rules;
  const sources = ordered.isNew ? ordered : { ...ordered, ...originIn(current, ordered) };
  const previous = new Set(previousKeys.map(sameKey));
  const required = new Set(requiredTags(sources).map((tag) => sameKey(tag.key)));
  const optionalOnImage = optionalIn(sources, rules);
  const isOfOrigin = ({ key }: Tag): boolean => ordered.isNew === true && key.startsWith(OWN_PREFIX);
  const wasOrdered = ({ key }: Tag): boolean =>
    previous.has(sameKey(key)) && !startsWithAny(key, [...RESERVED_PREFIXES, ...reservedPrefixes]);
  const goes = (tag: Tag): boolean =>
    !required.has(sameKey(tag.key)) && !optionalOnImage(tag) && (isOfOrigin(tag) || wasOrdered(tag));
  const others = current.filter((tag) => !required.has(sameKey(tag.key)) && !goes(tag) && !optionalOnImage(tag));
  const { evicted, foreign } = placesFor(required.size, others, ordered, perImage);
  const wanted = composeTags(sources, rules, perImage - foreign.length);
  const wantedKeys = new Set(wanted.map((tag) => tag.key));
  const wantedInAnySpelling = new Set(wanted.map((tag) => sameKey(tag.key)));
  const onImage = new Map(current.map((tag) => [tag.key, tag.value]));

  const set = wanted.filter((tag) => onImage.get(tag.key) !== tag.value);
  const unwanted = current.filter((tag) => !wantedKeys.has(tag.key));
  const respelled = unwanted.filter((tag) => wantedInAnySpelling.has(sameKey(tag.key)));
  const leaving = unwanted.filter(
    (tag) => !respelled.includes(tag) && (goes(tag) || optionalOnImage(tag) || evicted.includes(tag)),
  );
  const added = set.filter((tag) => !onImage.has(tag.key)).length;
  const roomNeeded = current.length - respelled.length + added > perImage;

  const keys = (tags: readonly Tag[]): string[] => tags.map((tag) => tag.key);
  const areRequiredSet = [...set, ...unwanted].every((tag) => !required.has(sameKey(tag.key)) && !goes(tag));
  return roomNeeded
    ? { removeFirst: keys([...respelled, ...leaving]), set, removeLast: [], areRequiredSet }
    : { removeFirst: keys(respelled), set, removeLast: keys(leaving), areRequiredSet };
}
