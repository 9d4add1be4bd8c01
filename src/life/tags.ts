import type { ImageRef, Tag } from './port';

/** ECS: "up to 20 tags can be added to a resource" (TagResources). */
export const TAGS_PER_IMAGE = 20;

/** The keys that this type keeps for itself; no template may use the prefix, and READ does not show them. */
const OWN_PREFIX = 'tfcfn:';
/** Where the copy came from, `<region>/<image>`: the cloud itself keeps no trace of it. */
const SOURCE_KEY = 'tfcfn:source';
/** With which key the copy was encrypted: the cloud does not say it of an image. */
export const KMS_KEY_KEY = 'tfcfn:kms-key';
/** Which create request made the copy, hashed: tells our own copy from somebody else's of the same name. */
export const REQUEST_KEY = 'tfcfn:request';

/** Keys that belong to a cloud: never shown, never touched unless we set them. */
const RESERVED_PREFIXES = ['aws:', 'acs:', 'aliyun', OWN_PREFIX];
const HIDDEN_PREFIXES = ['aws:', 'acs:', OWN_PREFIX];
const VALUE_LIMIT = 128;
/** CloudFormation's own tags on a resource, see "Resource tags" in its user guide. */
const SYSTEM_PREFIX = 'aws:cloudformation:';

const startsWithAny = (key: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => key.toLowerCase().startsWith(prefix));

/** ECS compares tag keys without regard to case (TagKey.Duplication). */
export const sameKey = (key: string): string => key.toLowerCase();

/** The value of a tag, or `undefined`. */
export function tagValue(tags: readonly Tag[], key: string): string | undefined {
  return tags.find((tag) => tag.key === key)?.value;
}

/** The source that an image's tags name; both parts or none. */
export function sourceOf(tags: readonly Tag[]): ImageRef | undefined {
  const [regionId, imageId, ...rest] = tagValue(tags, SOURCE_KEY)?.split('/') ?? [];
  return regionId && imageId && rest.length === 0 ? { regionId, imageId } : undefined;
}

/** Whether tags name this source. */
export function isFrom(tags: readonly Tag[], source: ImageRef): boolean {
  const is = sourceOf(tags);
  return is?.regionId === source.regionId && is.imageId === source.imageId;
}

/** The tags that a template may set and a read shows. */
export function visibleTags(tags: readonly Tag[]): Tag[] {
  return tags.filter((tag) => !startsWithAny(tag.key, HIDDEN_PREFIXES));
}

/** What an image's tags are made of, the first first where 20 do not hold all. */
export interface TagSources {
  readonly source: ImageRef;
  readonly kmsKeyId?: string;
  /** The resource's own tags over the stack's. */
  readonly userTags: readonly Tag[];
  /** Of AWS's services, CloudFormation's own among them; set where they fit. */
  readonly systemTags: readonly Tag[];
  /** The hash of the create request, while there is one. */
  readonly requestMark?: string;
}

/** The tags that have to be on the image: ours and the user's, without those that are only set where there is room. */
export function requiredTags({ source, kmsKeyId, userTags }: TagSources): Tag[] {
  return [
    { key: SOURCE_KEY, value: `${source.regionId}/${source.imageId}` },
    ...(kmsKeyId === undefined ? [] : [{ key: KMS_KEY_KEY, value: kmsKeyId }]),
    ...userTags,
  ];
}

/** All tags for an image with room for `room` of them. */
export function composeTags(sources: TagSources, room = TAGS_PER_IMAGE): Tag[] {
  const required = requiredTags(sources);
  const mark = sources.requestMark === undefined ? [] : [{ key: REQUEST_KEY, value: sources.requestMark }];
  const optional = [...mark, ...sources.systemTags.filter((tag) => tag.value.length <= VALUE_LIMIT)];
  return [...required, ...optional.slice(0, Math.max(0, room - required.length))];
}

/** Tags of `own` over those of `stack`; keys compare without regard to case. */
export function mergeTags(own: readonly Tag[], stack: readonly Tag[]): Tag[] {
  const taken = new Set(own.map((tag) => sameKey(tag.key)));
  return [...own, ...stack.filter((tag) => !taken.has(sameKey(tag.key)))];
}

export interface TagChanges {
  /** To remove before anything is set: an old spelling of a key, or to make room. */
  readonly removeFirst: readonly string[];
  readonly set: readonly Tag[];
  readonly removeLast: readonly string[];
}

/**
 * What brings an image's tags to the wish. A tag goes only if a previous template or stack had its key (`previousKeys`), or if it
 * is one of the optional tags and its place is needed: what somebody else put there stays.
 *
 * A key that a template names is its own from then on. A value that somebody else gave the key before does not come back when the key
 * leaves the template or its update is rolled back: a rollback is an update that knows the two templates only, and a tag that
 * kept the old value would take one of the image's 20 places from the user.
 */
export function tagChanges(current: readonly Tag[], sources: TagSources, previousKeys: readonly string[]): TagChanges {
  const previous = new Set(previousKeys.map(sameKey));
  const required = new Map(requiredTags(sources).map((tag) => [sameKey(tag.key), tag]));
  const systemKeys = new Set(sources.systemTags.map((tag) => tag.key));
  const optionalOnImage = ({ key }: Tag): boolean =>
    key === REQUEST_KEY || key.startsWith(SYSTEM_PREFIX) || systemKeys.has(key);
  const goes = (tag: Tag): boolean =>
    !required.has(sameKey(tag.key)) && previous.has(sameKey(tag.key)) && !startsWithAny(tag.key, RESERVED_PREFIXES);
  const foreign = current.filter((tag) => !required.has(sameKey(tag.key)) && !goes(tag) && !optionalOnImage(tag));

  const wanted = composeTags(
    { ...sources, requestMark: tagValue(current, REQUEST_KEY) },
    TAGS_PER_IMAGE - foreign.length,
  );
  const wantedKeys = new Set(wanted.map((tag) => tag.key));
  const onImage = new Map(current.map((tag) => [tag.key, tag.value]));

  const set = wanted.filter((tag) => onImage.get(tag.key) !== tag.value);
  const respelled = current.filter((tag) => !wantedKeys.has(tag.key) && required.has(sameKey(tag.key)));
  const leaving = current.filter((tag) => goes(tag) || (optionalOnImage(tag) && !wantedKeys.has(tag.key)));
  const added = set.filter((tag) => !onImage.has(tag.key)).length;
  const roomNeeded = current.length - respelled.length + added > TAGS_PER_IMAGE;

  const keys = (tags: readonly Tag[]): string[] => tags.map((tag) => tag.key);
  return roomNeeded
    ? { removeFirst: keys([...respelled, ...leaving]), set, removeLast: [] }
    : { removeFirst: keys(respelled), set, removeLast: keys(leaving) };
}
