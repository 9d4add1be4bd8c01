import type { EcsRequest, Operation } from './operation';
import { numberedPage } from './paging';
import { isTagKey } from './rules';
import { knownType, taggables, taggedTypes } from './taggable';

const MOST_TAGS = 20;
const PAGES = { byDefault: 50, max: 100, code: (parameter: string) => `Invalid${parameter}` };

/** The types of resources, by their names in ResourceTypeCount. */
const countNames: Readonly<Record<string, string>> = { image: 'Image', snapshot: 'Snapshot', instance: 'Instance' };

/** Types that are counted but do not exist here. */
const NO_OTHERS = {
  ...{ Ddh: 0, Disk: 0, Eni: 0, KeyPair: 0, LaunchTemplate: 0, ReservedInstance: 0 },
  ...{ Securitygroup: 0, SnapshotPolicy: 0, Volume: 0 },
} as const;

/**
 * DescribeTags: a page of the tags in a region, each once, with the number of resources that have it. Filters are a type, a resource and
 * some tags; a tag without a value matches its key with any value (DescribeTags documentation).
 */
export const describeTags: Operation = (request) => {
  const regionId = request.region();
  const tags = [...tagsOf(request, regionId).values()];
  const { items, fields } = numberedPage(request, tags, PAGES);
  return { ...fields, Tags: { Tag: items } };
};

interface CountedTag {
  readonly TagKey: string;
  readonly TagValue: string;
  readonly ResourceTypeCount: Record<string, number>;
}

function tagsOf(request: EcsRequest, regionId: string): Map<string, CountedTag> {
  const { parameters } = request;
  const type = parameters.text('ResourceType') === '' ? undefined : knownType(request);
  const resourceId = parameters.text('ResourceId');
  const wanted = readWanted(request);
  const found = new Map<string, CountedTag>();
  for (const each of type === undefined ? taggedTypes : [type]) {
    const own = taggables(request, each, regionId).filter(({ id, isOwn }) => isOwn && [id, ''].includes(resourceId));
    for (const [key, value] of own.flatMap(({ tags }) => [...tags])) {
      if (wanted.length > 0 && !wanted.some((tag) => tag.key === key && (tag.value ?? value) === value)) continue;
      count(found, key, value, countNames[each] ?? each);
    }
  }
  return found;
}

function readWanted(request: EcsRequest): { key: string | undefined; value: string | undefined }[] {
  const wanted = request.parameters.pairs('Tag');
  if (wanted.length > MOST_TAGS) throw request.refuse('InvalidTagCount');
  if (wanted.some(({ key = '' }) => !isTagKey(key))) throw request.refuse('InvalidTagKey.Malformed');
  return wanted;
}

function count(found: Map<string, CountedTag>, TagKey: string, TagValue: string, name: string): void {
  const id = JSON.stringify([TagKey, TagValue]);
  const tag = found.get(id) ?? {
    TagKey,
    TagValue,
    ResourceTypeCount: { ...NO_OTHERS, Image: 0, Snapshot: 0, Instance: 0 },
  };
  tag.ResourceTypeCount[name] = (tag.ResourceTypeCount[name] ?? 0) + 1;
  found.set(id, tag);
}
