import type { Source, Tag, TagChanges, TagRules } from './port';

/** The keys that this family keeps for itself; no template may use the prefix, and READ does not show them. */
const OWN_PREFIX = 'tfcfn:';
/** From what the image was made: the cloud itself keeps no trace of it. */
export const SOURCE_KEY = 'tfcfn:source';
/** With which key the image was encrypted: the cloud does not say it. */
export const KMS_KEY_KEY = 'tfcfn:kms-key';
/** Whether it was encrypted, `true` or `false`, where no key is named: a cloud may not say that either. */
export const ENCRYPTED_KEY = 'tfcfn:encrypted';
/** Which create request made the image, hashed: tells our own from somebody else's of the same name. */
export const REQUEST_KEY = 'tfcfn:request';
/** The mark of the create request, where the tag above names the job that made the image. */
export const START_KEY = 'tfcfn:start';

/** Keys that nobody but AWS and we may set: never shown, never removed because a template no longer has them. */
const RESERVED_PREFIXES = ['aws:', OWN_PREFIX];
/** CloudFormation's own tags on a resource, see "Resource tags" in its user guide. */
const SYSTEM_PREFIX = 'aws:cloudformation:';

const startsWithAny = (key: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => key.toLowerCase().startsWith(prefix));

/** The value of a tag, or `undefined`. */
export function tagValue(tags: readonly Tag[], key: string): string | undefined {
  return tags.find((tag) => tag.key === key)?.value;
}

/** A tag of our own in the words of a message: as people see it in the cloud. */
export function sayTag(tag: Tag, { seenAs = (same) => same }: TagRules, verb: string): string {
  const { key, value } = seenAs(tag);
  return `${key} ${verb} ${value}`;
}

/** The source that an image's tags name, in the one or two parts of the tag; `undefined` where they name none. */
export function sourceOf(tags: readonly Tag[]): readonly string[] | undefined {
  const parts = tagValue(tags, SOURCE_KEY)?.split('/') ?? [];
  return parts.length >= 1 && parts.length <= 2 && parts.every((part) => part !== '') ? parts : undefined;
}

/** Whether tags name this source; one that nobody has told may be any. */
export function isFrom(tags: readonly Tag[], source: Source): boolean {
  return source.tag === undefined || sourceOf(tags)?.join('/') === source.tag;
}

/** The tags that a template may set and a read shows. */
export function visibleTags(tags: readonly Tag[], { hiddenPrefixes }: TagRules): Tag[] {
  return tags.filter((tag) => !startsWithAny(tag.key, [...RESERVED_PREFIXES, ...hiddenPrefixes]));
}

/** What an image's tags are composed of, the first first where an image does not hold all. */
export interface TagSources {
  readonly source: Source;
  /** What else the cloud keeps no trace of, in tags of our own. */
  readonly kept?: readonly Tag[];
  /** The resource's own tags over the stack's. */
  readonly userTags: readonly Tag[];
  /** Of AWS's services, CloudFormation's own among them; set where they fit. */
  readonly systemTags: readonly Tag[];
  /** The hash of the create request, while there is one. */
  readonly requestMark?: string;
  /** The mark of the start, where `requestMark` is another; set where it fits. */
  readonly startMark?: string;
  /** The image is called by its request: without the mark nothing leads to it. */
  readonly markStays?: boolean;
}

/** The tags that have to be on the image: ours and the user's, without those that are only set where there is room. */
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

/** All tags for an image with room for `room` of them. */
export function composeTags(sources: TagSources, rules: TagRules, room = rules.perImage): Tag[] {
  const required = requiredTags(sources);
  const mark = sources.markStays ? [] : markTag(REQUEST_KEY, sources.requestMark);
  const marks = [...mark, ...markTag(START_KEY, sources.startMark)];
  const optional = [...marks, ...sources.systemTags.filter((tag) => tag.value.length <= rules.longestValue)];
  return [...required, ...optional.slice(0, Math.max(0, room - required.length))];
}

/** Tags of `own` over those of `stack`. */
export function mergeTags(own: readonly Tag[], stack: readonly Tag[], { sameKey }: TagRules): Tag[] {
  const taken = new Set(own.map((tag) => sameKey(tag.key)));
  return [...own, ...stack.filter((tag) => !taken.has(sameKey(tag.key)))];
}

/**
 * The source that an image's tags name already. A template says nothing truer: that of an import may name another one, and by the source it
 * is decided whose the snapshots are that the image rests on.
 */
function keptSource(current: readonly Tag[]): Source | undefined {
  const tag = sourceOf(current)?.join('/');
  return tag === undefined ? undefined : { said: tag, tag };
}

/**
 * What brings an image's tags to the template. A tag goes only if a previous template or stack had its key (`previousKeys`), or if it
 * is one of the optional tags and its place is needed: what somebody else put there stays.
 *
 * A key that a template names is its own from then on. A value that somebody else gave the key before does not come back when the key
 * leaves the template or its update is rolled back: a rollback is an update that knows the two templates only, and a tag that
 * kept the old value would take one of the image's places from the user.
 */
export function tagChanges(
  current: readonly Tag[],
  ordered: TagSources,
  previousKeys: readonly string[],
  rules: TagRules,
): TagChanges {
  const { sameKey, perImage, reservedPrefixes } = rules;
  const sources = {
    ...ordered,
    source: keptSource(current) ?? ordered.source,
    requestMark: tagValue(current, REQUEST_KEY) ?? ordered.requestMark,
    startMark: tagValue(current, START_KEY) ?? ordered.startMark,
  };
  const previous = new Set(previousKeys.map(sameKey));
  const required = new Map(requiredTags(sources).map((tag) => [sameKey(tag.key), tag]));
  const systemKeys = new Set(sources.systemTags.map((tag) => tag.key));
  const optionalOnImage = ({ key }: Tag): boolean =>
    key === REQUEST_KEY || key === START_KEY || key.startsWith(SYSTEM_PREFIX) || systemKeys.has(key);
  const goes = (tag: Tag): boolean =>
    !required.has(sameKey(tag.key)) &&
    previous.has(sameKey(tag.key)) &&
    !startsWithAny(tag.key, [...RESERVED_PREFIXES, ...reservedPrefixes]);
  const foreign = current.filter((tag) => !required.has(sameKey(tag.key)) && !goes(tag) && !optionalOnImage(tag));

  const wanted = composeTags(sources, rules, perImage - foreign.length);
  const wantedKeys = new Set(wanted.map((tag) => tag.key));
  const onImage = new Map(current.map((tag) => [tag.key, tag.value]));

  const set = wanted.filter((tag) => onImage.get(tag.key) !== tag.value);
  const respelled = current.filter((tag) => !wantedKeys.has(tag.key) && required.has(sameKey(tag.key)));
  const leaving = current.filter((tag) => goes(tag) || (optionalOnImage(tag) && !wantedKeys.has(tag.key)));
  const added = set.filter((tag) => !onImage.has(tag.key)).length;
  const roomNeeded = current.length - respelled.length + added > perImage;

  const keys = (tags: readonly Tag[]): string[] => tags.map((tag) => tag.key);
  return roomNeeded
    ? { removeFirst: keys([...respelled, ...leaving]), set, removeLast: [] }
    : { removeFirst: keys(respelled), set, removeLast: keys(leaving) };
}
