import type { EcsRequest } from './operation';
import { isTagKey, isTagValue, TAGS_PER_RESOURCE } from './rules';

/** The codes with which an action refuses tags. They differ between actions. */
export interface TagCodes {
  readonly tooMany: string;
  readonly valueWithoutKey: string;
  readonly sameKey: string;
  readonly sameKeyInOtherCase: string;
}

/** Reads and checks `Tag.N.Key` and `Tag.N.Value`. A missing value counts as empty. */
export function readTags(request: EcsRequest, codes: TagCodes): Map<string, string> {
  const pairs = request.parameters.pairs('Tag');
  if (pairs.length > TAGS_PER_RESOURCE) throw request.refuse(codes.tooMany);
  const tags = new Map<string, string>();
  for (const { key, value = '' } of pairs) {
    if (key === undefined) throw request.refuse(codes.valueWithoutKey);
    if (!isTagKey(key)) throw request.refuse('InvalidTagKey.Malformed');
    if (!isTagValue(value)) throw request.refuse('InvalidTagValue.Malformed');
    if (tags.has(key)) throw request.refuse(codes.sameKey);
    if (otherSpelling(request, tags, key)) throw request.refuse(codes.sameKeyInOtherCase);
    tags.set(key, value);
  }
  return tags;
}

/** Checks that a resource can have the tags in addition to its own. Tags with the same key are replaced. */
export function checkRoomForTags(
  request: EcsRequest,
  present: ReadonlyMap<string, string>,
  tags: ReadonlyMap<string, string>,
): void {
  const added = [...tags.keys()].filter((key) => !present.has(key));
  if (added.some((key) => otherSpelling(request, present, key))) throw request.refuse('TagKey.Duplication');
  if (present.size + added.length > TAGS_PER_RESOURCE) throw request.refuse('QuotaExceed.Tags');
}

/** Tags in the form of the lists of resources. */
export function wireTags(tags: ReadonlyMap<string, string>): object {
  return { Tag: [...tags].map(([TagKey, TagValue]) => ({ TagKey, TagValue })) };
}

function otherSpelling(request: EcsRequest, tags: ReadonlyMap<string, string>, key: string): boolean {
  if (!request.behaviour.tagKeysCaseInsensitive) return false;
  const lower = key.toLowerCase();
  return [...tags.keys()].some((other) => other !== key && other.toLowerCase() === lower);
}
