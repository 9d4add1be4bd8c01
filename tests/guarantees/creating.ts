import type { Guarantee } from './guarantee';

/** How an image is started, followed to its end, and called. */
export const CREATING: readonly Guarantee[] = [
  {
    name: 'every answer in progress has the identifier',
    in: 'Models.inProgress',
    find: 'valueIn(desired, property) ?? toIdentifier(place)',
    replace: 'valueIn(desired, property)',
  },
  {
    name: 'a repeated create request makes one copy',
    in: 'Operations.#specOf.names',
    find: 'clientRequestToken',
    replace: 'clientRequestToken + String(Math.random())',
  },
  {
    name: 'a start that was refused for a while is repeated',
    in: 'mayBeTakenLater',
    find: "answer.busy === true || code === 'Throttling'",
    replace: 'false',
  },
  {
    name: 'an image that is called by its request keeps its mark',
    in: 'requiredTags',
    find: 'markStays ? markTag(requestMark) : []',
    replace: '[]',
  },
  {
    name: 'read-only properties are refused at create',
    in: 'Operations.#start',
    find: 'refuseReadOnly(desired, namesIn(type.schema.readOnlyProperties));',
    replace: '',
  },
  {
    name: 'the copy is tagged when it is made',
    in: 'toSpec',
    find: "composeTags({ ...order, markStays: order.markStays || start.by === 'mark', requestMark: request.mark }, tags)",
    replace: '[]',
  },
  {
    name: 'a copy is done only when instances can be made of it',
    in: 'isReady',
    find: 'image.usable !== false',
    replace: 'true',
  },
  {
    name: 'a copy that takes too long is given up',
    in: 'watch',
    find: 'secondsLeft === 0',
    replace: 'secondsLeft < 0',
  },
  {
    name: 'a copy that may have been started can be rolled back',
    in: 'lost',
    find: "failure.with('a rollback deletes it.').leaving(left)",
    replace: "failure.with('a rollback deletes it.')",
  },
  {
    name: 'what an earlier version began goes on',
    in: 'FORMER',
    find: '1',
    replace: '3',
  },
  {
    name: 'a clock that is wrong for a while does not end a copy',
    in: 'meaningOf',
    find: 'if (ofMessage) return { verdict: ofMessage, said: beginning };',
    replace: '',
  },
  {
    name: 'invalid tags are refused before any call',
    in: 'readTags',
    find: "checkTags(inList('Tags'), own, rules, problems);",
    replace: '',
  },
  {
    name: 'a start behind a gateway is not sent again where it may have been carried out',
    in: 'ApsaraEcs.#call',
    find: 'action.makes && OF_A_START',
    replace: 'undefined',
  },
  {
    name: 'a CopyImage that is throttled waits for the next minute',
    in: 'SLOW_START',
    find: 'untilNextMinute: true',
    replace: '',
  },
  {
    name: 'a poll that is throttled comes back when it may be taken, not with all others',
    in: 'askAgain',
    find: "error.code !== 'Throttling'",
    replace: 'true',
  },
  {
    name: 'a first step that is throttled comes back',
    in: 'mayGoOn',
    find: "(!isFirst || error.code === 'Throttling')",
    replace: '!isFirst',
  },
  {
    name: 'a copy of another source is not adopted',
    in: 'isOwn',
    find: 'ours && isFrom(tags, spec.source)',
    replace: 'ours',
  },
  {
    name: 'two resources of a stack have two marks',
    in: 'namesOf',
    find: "[scope, 'create', requestToken, logicalId]",
    replace: "[scope, 'create', requestToken]",
  },
  {
    name: 'an imported image gets no mark',
    in: 'markTag',
    find: 'mark === undefined ? [] : [{ key: REQUEST_KEY, value: mark }]',
    replace: "[{ key: REQUEST_KEY, value: mark ?? '' }]",
  },
  {
    name: 'an image ID that CopyImage cannot have answered is not taken',
    in: 'startCopy',
    find: 'isImageId(answer.imageId)',
    replace: 'answer.imageId',
  },
  {
    name: 'a CREATE that fails after it has begun names its copy',
    in: 'leftBy',
    find: "!isFirstCall(at(event, ['callbackContext']))",
    replace: 'false',
  },
  {
    name: 'AlreadyExists never comes with something to delete',
    in: 'lost',
    find: "error.code === 'AlreadyExists' ? error.as('ResourceConflict') : error",
    replace: 'error',
  },
  {
    name: 'a copy of Huawei Cloud that may have begun is not made again',
    in: 'HuaweiClient.#call',
    find: 'route.makes && START',
    replace: 'false',
  },
  {
    name: 'a start whose answer was lost is not sent again where no token makes one image of both',
    in: 'startOnce',
    find: 'lost ? pending(spec, notShownYet(spec, cloud)) : startNew(cloud, spec, first)',
    replace: 'startNew(cloud, spec, first)',
  },
  {
    name: 'a failed look is not counted as a lost start',
    in: 'startOnce',
    find: 'error.ofALook()',
    replace: 'error',
  },
  {
    name: 'a start that a quota refuses names what an earlier attempt may have made',
    in: 'startNew',
    find: 'mayFillQuota(error, cloud) ? error.leaving(refOf(spec)) : error',
    replace: 'error',
  },
  {
    name: 'a copy of Huawei Cloud gets its tags before its text, by which it is found until then',
    in: 'ImsImages.settle',
    find: "await changeTags(this.calls, regionId, id, 'delete', keys(tags.removeFirst));",
    replace:
      "const early = this.#onWire(attributes); if (Object.keys(early).length > 0) await changeImage(this.calls, regionId, id, early); await changeTags(this.calls, regionId, id, 'delete', keys(tags.removeFirst));",
  },
  {
    name: 'what a lost attempt of the same request made too is removed',
    in: 'removeDoubles',
    find: 'named.filter((image) => image.ref.id !== id && isStarted(started, image))',
    replace: '[]',
  },
];
