import type { Started } from './mark';
import { isPlaceholder, markedAs, markOf, placeholderOf } from './placeholder';
import type { AttributeValue, Changes, CloudFacts, Image, ImageRef, ImageSpec, TagChanges, TagRules } from './port';
import { composeTags, REQUEST_KEY, type TagDifferences, type TagSources, tagChanges, tagValue } from './tags';

/**
 * What an image has to become: what the template and its stack say, and what the request adds to find the image again. An absent field
 * means that neither says it.
 */
export interface Order extends TagSources {
  readonly name?: string;
  /** What is sent when the image is created, by the name of the property. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** What is changed in place if it differs, by the name of the property. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** What to check if an image in this region fails and the cloud gives no reason: a sentence. */
  readonly failureHint?: (regionId: string) => string;
  readonly resourceGroupId?: string;
  /** How the image was started, if its start uses a mark. */
  readonly started?: Started;
}

/** What the former template said. It tells a line that was removed from a line that never existed. */
export interface FormerOrder {
  /** The attributes that the former template had and that are cleared when a template no longer has them. */
  readonly attributes: readonly string[];
  /** The keys of the former resource tags and stack tags. */
  readonly tagKeys: readonly string[];
}

export const NOTHING_BEFORE: FormerOrder = { attributes: [], tagKeys: [] };

/**
 * The image to ask the cloud for. The token of the request ensures that there is only one; its mark distinguishes the image from others
 * with the same name. `name`: the final name of the image.
 */
export function toSpec(
  order: Order,
  { regionId, name }: { readonly regionId: string; readonly name: string },
  request: { readonly clientToken: string; readonly mark: string; readonly formerMark: string },
  { start, tags }: CloudFacts,
): ImageSpec {
  return {
    regionId,
    name: start.by === 'name' ? placeholderOf(request.mark) : name,
    finalName: name,
    source: order.source,
    properties: order.properties,
    tags: composeTags({ ...order, markStays: order.markStays || start.by === 'mark', requestMark: request.mark }, tags),
    token: request.clientToken,
    formerMark: request.formerMark,
  };
}

/** What has to change of an image. */
interface Differences extends Changes {
  readonly tags: TagDifferences;
}

/**
 * What has to change. If the former template had an attribute that the template no longer has, the handlers ask the cloud once to clear it.
 * It may be unknown whether the cloud does so, so nothing waits for it.
 */
export function changesTo(image: Image, order: Order, former: FormerOrder, rules: TagRules): Differences {
  const differing = Object.entries(order.attributes).filter(([name, value]) => value !== (image.shown[name] ?? ''));
  const left = former.attributes.filter((name) => order.attributes[name] === undefined && image.shown[name]);
  const moves = order.resourceGroupId !== undefined && order.resourceGroupId !== image.resourceGroupId;
  return {
    attributes: Object.fromEntries([...differing, ...left.map((name) => [name, ''] as const)]),
    ...(moves && { resourceGroupId: order.resourceGroupId }),
    tags: tagChanges(image.tags, order, former.tagKeys, rules),
  };
}

/** Whether there is nothing to send. */
export function isNothing({ attributes, resourceGroupId, tags }: Changes): boolean {
  return Object.keys(attributes).length === 0 && resourceGroupId === undefined && isNoTagChange(tags);
}

/**
 * What of an image is not as ordered, in words: names of properties, the resource group and the tags. Three things can only be requested
 * and do not count: clearing an attribute, tags that an image has only if there is room, and moving an image to another group if the cloud
 * shows no group. The cloud may show none for the account's default group.
 */
export function differing({ attributes, resourceGroupId, tags }: Differences, image: Image): readonly string[] {
  const moves = resourceGroupId !== undefined && image.resourceGroupId !== undefined;
  return [
    ...Object.keys(attributes).filter((name) => attributes[name] !== ''),
    ...(moves ? ['the resource group'] : []),
    ...(tags.areRequiredSet ? [] : ['the tags']),
  ];
}

function isNoTagChange({ removeFirst, set, removeLast }: TagChanges): boolean {
  return [removeFirst, set, removeLast].every((list) => list.length === 0);
}

/** The order for an image that exists, which includes what its start could not set. `nameProperty`: the property that contains the name. */
export function orderMade(
  order: Order,
  spec: ImageSpec,
  {
    facts,
    place,
    nameProperty,
  }: { readonly facts: CloudFacts; readonly place: ImageRef; readonly nameProperty: string },
): Order {
  const markStays = isPlaceholder(place);
  const { start } = facts;
  switch (start.by) {
    case 'token':
      return { ...order, markStays };
    case 'name':
      return {
        ...order,
        markStays,
        isNew: true,
        requestMark: markOf(markStays ? place.id : spec.name),
        attributes: { ...order.attributes, [nameProperty]: spec.finalName },
      };
    case 'mark': {
      const mark = tagValue(spec.tags, REQUEST_KEY);
      const requestMark = markedAs(facts, place);
      return {
        ...order,
        markStays,
        isNew: true,
        requestMark,
        ...(mark !== undefined && { started: { name: spec.name, mark } }),
        ...(markOf(requestMark) !== mark && { startMark: mark }),
        // This clears the text that contains the mark of the start, unless the order sets that text.
        attributes: { [start.property]: '', ...order.attributes },
      };
    }
  }
}
