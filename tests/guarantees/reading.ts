import type { Guarantee } from './guarantee';

/** How images are found, read, listed and updated. */
export const READING: readonly Guarantee[] = [
  {
    name: 'images in every state are found',
    in: 'EcsImages.#describeOnce',
    find: 'status: ALL_STATES',
    replace: '',
  },
  {
    name: 'only images of the account are found',
    in: 'EcsImages.#describeOnce',
    find: "imageOwnerAlias: 'self'",
    replace: '',
  },
  {
    name: 'a missing image is NotFound at read',
    in: 'Operations.#read',
    find: 'throw await absentFrom(cloud, place, known, located);',
    replace: 'return success();',
  },
  {
    name: 'a changed create-only property is NotUpdatable',
    in: 'Operations.#update',
    find: 'refuseCreateOnlyChange(type, { desired, previous, source: order.source }, image);',
    replace: '',
  },
  {
    name: 'what another type made is not imported',
    in: 'Operations.#read',
    find: 'refuseForeign(this.type, image, cloud);',
    replace: '',
  },
  {
    name: 'what another type made is not updated',
    in: 'Operations.#update',
    find: 'refuseForeign(type, image, cloud);',
    replace: '',
  },
  {
    name: "somebody else's tags stay at update",
    in: 'tagChanges.wasOrdered',
    find: 'previous.has(sameKey(key))',
    replace: 'true',
  },
  {
    name: 'an update looks whether its changes have come',
    in: 'converge',
    find: 'differs.length === 0',
    replace: 'true',
  },
  {
    name: 'LIST hands on its page token',
    in: 'readEvent',
    find: "nextToken: textOf(envelope.nextToken, 'nextToken')",
    replace: '',
  },
  {
    name: 'LIST lists copies only',
    in: 'Operations.#list',
    find: 'images.filter(type.isListed)',
    replace: 'images',
  },
  {
    name: 'only a dry run that passed confirms that images may be listed',
    in: 'EcsImages.mayList',
    find: 'return answer instanceof OutcomeOfError;',
    replace: 'return true;',
  },
  {
    name: 'READ asks twice before it says NotFound',
    in: 'Operations.#read',
    find: "locate(cloud, place, known, 'twice')",
    replace: 'locate(cloud, place, known)',
  },
  {
    name: 'an update looks again for an image that it has seen',
    in: 'updateImage',
    find: 'if (!image && !madeNothing && !begun.unseen) return waitForSight(cloud, ref, begun, now);',
    replace: '',
  },
  {
    name: 'the absence of a bare image ID in a region that was guessed is not NotFound',
    in: 'Operations.#asGuessed',
    find: 'guessed && isNotFound',
    replace: '!guessed && isNotFound',
  },
  {
    name: 'a bare image ID is updated in the DestinationRegionId of the request',
    in: 'Operations.#update',
    find: 'named ?? access.defaultRegionId',
    replace: 'access.defaultRegionId',
  },
  {
    name: 'a bare image ID is deleted in the DestinationRegionId of the request',
    in: 'Operations.#delete',
    find: 'named ?? access.defaultRegionId',
    replace: 'access.defaultRegionId',
  },
  {
    name: 'a region that was guessed stays a guess until the image is seen there',
    in: 'Operations.#answer',
    find: 'guessed && !memory.seen && { guessed }',
    replace: '{}',
  },
  {
    name: 'an image of Huawei Cloud that goes while it is read is no failure',
    in: 'ImsImages.#withTags',
    find: "tags === 'absent'",
    replace: 'false',
  },
  {
    name: 'the source that the tag of an image names stays, whatever a template says',
    in: 'originIn',
    find: 'keptSource(current) ?? source',
    replace: 'source',
  },
];
