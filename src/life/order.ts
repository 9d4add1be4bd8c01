import type { Started } from './mark';
import type {
  AttributeValue,
  Changes,
  CloudFacts,
  Image,
  ImageRef,
  ImageSpec,
  Source,
  Tag,
  TagChanges,
  TagRules,
} from './port';
import { composeTags, REQUEST_KEY, tagChanges, tagValue } from './tags';
import { idOfRequest, isUnnamed, markedAs, markOf } from './unnamed';

/** What a template says about an image; an absent field says nothing. */
export interface Order {
  readonly source: Source;
  readonly name?: string;
  /** What is sent when the image is made, by the name of the property. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** What is changed in place where it differs, by the name of the property. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly kmsKeyId?: string;
  /** What the cloud does not store, apart from the source: it is stored in our own tags. */
  readonly kept?: readonly Tag[];
  readonly resourceGroupId?: string;
  /** The image is called by its request, so it has to keep the mark of it. */
  readonly markStays?: boolean;
  /** The mark of the request that makes the image, for one that has lost it or never got it. */
  readonly requestMark?: string;
  /** The mark of the start, where `requestMark` is another: it tells a request that is sent again which image it has made. */
  readonly startMark?: string;
  /** How the image was started, where its start goes by a mark. */
  readonly started?: Started;
  readonly userTags: readonly Tag[];
  readonly systemTags: readonly Tag[];
}

/** What the template said before: tells a removed line from one that never was. */
export interface FormerOrder {
  /** The attributes that it had and that are cleared when a template no longer has them. */
  readonly attributes: readonly string[];
  /** Of the former resource and stack tags. */
  readonly tagKeys: readonly string[];
}

export const NOTHING_BEFORE: FormerOrder = { attributes: [], tagKeys: [] };

/**
 * The image to ask the cloud for; the request's token makes one of it, its mark tells it from others of the same name. `name`: as it is to
 * be called in the end.
 */
export function toSpec(
  order: Order,
  { regionId, name }: { readonly regionId: string; readonly name: string },
  request: { readonly clientToken: string; readonly mark: string; readonly formerMark: string },
  { start, tags }: CloudFacts,
): ImageSpec {
  return {
    regionId,
    name: start.by === 'name' ? idOfRequest(request.mark) : name,
    finalName: name,
    source: order.source,
    properties: order.properties,
    tags: composeTags({ ...order, markStays: order.markStays || start.by === 'mark', requestMark: request.mark }, tags),
    token: request.clientToken,
    formerMark: request.formerMark,
  };
}

/**
 * What has to change. An attribute that the template no longer has is asked to be cleared once, as long as the former template had it;
 * whether the cloud obeys may be unknown, so nothing waits for it.
 */
export function changesTo(image: Image, order: Order, former: FormerOrder, rules: TagRules): Changes {
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
 * Whether an image is as ordered, as far as the cloud shows it. What can only be requested does not count: clearing an attribute, and the
 * group of an image if the cloud names none, as it may do for the account's default group.
 */
export function isConverged({ attributes, resourceGroupId, tags }: Changes, image: Image): boolean {
  const asked = Object.values(attributes).some((value) => value !== '');
  const moves = resourceGroupId !== undefined && image.resourceGroupId !== undefined;
  return !asked && !moves && isNoTagChange(tags);
}

function isNoTagChange({ removeFirst, set, removeLast }: TagChanges): boolean {
  return [removeFirst, set, removeLast].every((list) => list.length === 0);
}

/**
 * The order for an image that is there: what its start could not give it is part of it. `nameProperty`: the name of the property that holds
 * the name.
 */
export function orderMade(
  order: Order,
  spec: ImageSpec,
  {
    facts,
    place,
    nameProperty,
  }: { readonly facts: CloudFacts; readonly place: ImageRef; readonly nameProperty: string },
): Order {
  const markStays = isUnnamed(place);
  const { start } = facts;
  switch (start.by) {
    case 'token':
      return { ...order, markStays };
    case 'name':
      return {
        ...order,
        markStays,
        requestMark: markOf(spec.name),
        attributes: { ...order.attributes, [nameProperty]: spec.finalName },
      };
    case 'mark': {
      const mark = tagValue(spec.tags, REQUEST_KEY);
      const requestMark = markedAs(facts, place);
      return {
        ...order,
        markStays,
        requestMark,
        ...(mark !== undefined && { started: { name: spec.name, mark } }),
        ...(markOf(requestMark) !== mark && { startMark: mark }),
        // The mark of the start takes the place of this text.
        attributes: { [start.property]: '', ...order.attributes },
      };
    }
  }
}
