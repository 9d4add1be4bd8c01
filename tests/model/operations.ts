import assert from 'node:assert/strict';
import type { Answer } from '../support/stage';
import { allowedAnswers, changesWhatIsFixed, countAnew, type Look, look, type Situation } from './expectations';
import {
  afterFailure,
  afterSuccess,
  answeredFields,
  differences,
  type Expectation,
  exactly,
  shownFields,
  told,
  type Wish,
  wishedFields,
} from './fields';
import type { Real } from './real';
import { nameOf, type SeenImage } from './scene';
import {
  isUnfinished,
  type LongAction,
  type Operation,
  outcomeOf,
  type Request,
  type Resource,
  type Stack,
} from './stack';
import { LAST_WORD_SECONDS } from './wishes';

const NO_WISH: Wish = { properties: {}, stackTags: {} };
/** More calls than any operation needs. */
const MOST_CALLS = 200;

/** CloudFormation begins an operation; the first call is still to be made. */
export function begin(stack: Stack, real: Real, resource: Resource, action: LongAction, wish: Wish): Operation {
  const former = action === 'UPDATE' ? resource.wish : undefined;
  const identified = action === 'CREATE' ? {} : { tfcfnid: resource.identifier };
  const known = action === 'DELETE' ? resource.model : {};
  // A deletion in the middle of a creation is answerable for what that has begun to clean up.
  const interrupted = resource.operation;
  const operation: Operation = {
    action,
    wish,
    phaseBefore: resource.phase,
    former,
    startedAt: stack.now(),
    countsFrom: stack.now(),
    uncancellable: false,
    next: {
      action,
      properties: { ...wish.properties, ...known, ...identified },
      options: {
        token: real.newToken(),
        logicalId: resource.logicalId,
        stackTags: wish.stackTags,
        previous: former && { ...former.properties, ...identified },
        previousStackTags: former?.stackTags,
      },
    },
    dueAt: stack.now(),
    mayFail: new Set(),
    snapshots: new Set(interrupted?.snapshots ?? resource.left),
    hiddenSnapshots: new Set(interrupted?.hiddenSnapshots),
    begun: false,
    doubles: new Set(interrupted?.doubles ?? resource.doubles),
    knowsDoubles: action === 'CREATE',
  };
  resource.operation = operation;
  resource.repeatable = undefined;
  resource.phase = 'busy';
  resource.left = new Set();
  resource.doubles = new Set();
  if (action === 'CREATE') {
    resource.identifier = undefined;
    resource.provisional = false;
    resource.removedOutside = false;
    resource.wish = wish;
    resource.model = {};
    resource.expected = new Map();
  }
  return operation;
}

/** Lets the time pass until the next call of an operation is due, and makes it. */
export async function goOn(stack: Stack, real: Real, resource: Resource, operation: Operation): Promise<void> {
  real.stage.simulator.clock.advance(Math.max(0, operation.dueAt - stack.now()));
  await call(stack, real, resource, operation, operation.next);
}

/** Goes on until the operation is over. */
export async function finish(stack: Stack, real: Real, resource: Resource, operation: Operation): Promise<void> {
  for (let calls = 0; resource.operation === operation; calls += 1) {
    if (calls > MOST_CALLS) throw new Error(`${operation.action} of ${resource.logicalId} does not end`);
    await goOn(stack, real, resource, operation);
  }
}

/** Makes a call, holds its answer against what a user may expect, and takes it for what CloudFormation takes it. */
export async function call(
  stack: Stack,
  real: Real,
  resource: Resource,
  operation: Operation,
  request: Request,
): Promise<void> {
  const { logicalId } = resource;
  const repeated = request === operation.last?.request;
  const first = request.options.callbackContext === undefined;
  const lookNow = (): Look => {
    const image = stack.imageOf(resource);
    if (image) see(stack, operation, image, { tells: operation.action !== 'CREATE' || !first });
    const { begun } = operation;
    const situation = { stack, resource, operation, first, repeated, image, begun, now: stack.now() };
    countAnew(situation);
    return look(situation);
  };
  const before = lookNow();
  const made = real.stage.simulator.calls.length;
  const answer = await real.invoke(request.action, request.properties, request.options);
  // An operation that starts again knows of no attempt before.
  if (!first && operation.lostAt !== undefined)
    assert.deepEqual(
      real.startsSince(made),
      [],
      `CREATE of ${logicalId} sends a start again that may have been carried out`,
    );
  if (first) operation.lostAt = undefined;
  if (stack.rules.startedOnce && real.isStartUnanswered(made)) operation.lostAt ??= stack.now();
  operation.last = { request, at: before.now };
  resource.model = answer.resourceModel ?? resource.model;
  const identifier = answer.resourceModel?.tfcfnid;
  if (request.action === 'CREATE' && first && answer.status === 'IN_PROGRESS') {
    nameAs(stack, resource, operation, String(identifier));
  } else if (request.action === 'CREATE' && first) {
    resource.provisional = identifier !== undefined;
    resource.identifier ??= identifier === undefined ? undefined : String(identifier);
  } else if (identifier !== undefined) {
    assert.equal(identifier, resource.identifier, `${operation.action} of ${logicalId} changes the identifier`);
  }

  const allowed = allowedAnswers(before, lookNow());
  const outcome = outcomeOf(answer);
  const expected = [...allowed].join(' or ');
  assert.ok(
    allowed.has(outcome),
    `${operation.action} of ${logicalId} answers ${outcome}, not ${expected}: ${answer.message}`,
  );
  if (answer.status === 'IN_PROGRESS') wait(stack, operation, request, answer);
  else if (answer.status === 'SUCCESS') succeed(stack, real, before, answer);
  else fail(stack, real, before, answer);
}

/**
 * Notes the snapshots of an image, by whether anything tells them now. The first request of a creation does not: it starts an image, which
 * has none yet. If it comes again, the image may have some, but the cloud may have spoilt it before the next request asks for them, and of
 * a spoilt image nothing may tell them (guides/troubleshooting.md).
 */
function see(
  { rules, account }: Stack,
  operation: Operation,
  image: SeenImage,
  { tells }: { readonly tells: boolean },
): void {
  operation.begun = true;
  operation.knowsDoubles ||= !isUnfinished(image);
  const { of, told, areToldLater } = rules.snapshots;
  const seen = tells && image.visible ? told(image, account) : [];
  const hidden = areToldLater(image, account) ? [] : of(image).filter((one) => !seen.includes(one));
  for (const snapshot of seen) operation.snapshots.add(snapshot);
  for (const snapshot of hidden) operation.hiddenSnapshots.add(snapshot);
}

/** A creation has told how its image is called: it may call it by its ID or by its request, and means one image. */
function nameAs(stack: Stack, resource: Resource, operation: Operation, identifier: string): void {
  const { logicalId, identifier: known = identifier } = resource;
  const imageId = stack.console.see(identifier)?.imageId;
  const before = stack.console.see(known);
  // Without a token nothing tells that the one that is gone was ever there: another one is right.
  const { startedOnce } = stack.rules;
  const isAnew = startedOnce !== undefined && before === undefined;
  // What no list shows is started for a second time.
  const isDouble = startedOnce?.doubles === true && before?.listed === false && before.imageId !== imageId;
  if (before && isDouble) operation.doubles.add(nameOf(before));
  const isSame = identifier === known || isAnew || isDouble || (imageId !== undefined && before?.imageId === imageId);
  assert.ok(isSame, `a repeated CREATE of ${logicalId} names another image: ${identifier}, not ${known}`);
  const owners = [...stack.resources.values()].filter(
    (one) =>
      one !== resource &&
      (one.identifier === identifier || (imageId !== undefined && stack.imageOf(one)?.imageId === imageId)),
  );
  assert.deepEqual(owners, [], `CREATE of ${logicalId} names the image of another resource`);
  resource.identifier = identifier;
  if (isAnew && imageId !== undefined) resource.removedOutside = false;
}

/** Once an operation is over, nothing is left of its doubles but what nothing shows yet. */
function forgetDoubles(stack: Stack, { doubles, knowsDoubles }: Operation): void {
  for (const double of doubles)
    if (!knowsDoubles || stack.console.see(double)?.listed === false) stack.strays.add(double);
}

function wait(stack: Stack, operation: Operation, request: Request, answer: Answer): void {
  operation.dueAt = stack.now() + Number(answer.callbackDelaySeconds) * 1_000;
  operation.next = {
    action: request.action,
    properties: answer.resourceModel ?? {},
    options: { ...request.options, callbackContext: answer.callbackContext },
  };
}

function succeed(stack: Stack, real: Real, before: Situation, answer: Answer): void {
  const { resource, operation } = before;
  resource.operation = undefined;
  resource.repeatable = operation;
  forgetDoubles(stack, operation);
  if (operation.action === 'DELETE') {
    removed(stack, real, before);
    return;
  }
  const model = answer.resourceModel ?? {};
  const { fields } = stack.rules;
  const properties = { ...operation.next.properties, ...operation.wish.properties };
  const wished = wishedFields(fields, { ...operation.wish, properties });
  const looks = operation.action === 'CREATE' ? looksOfNewImage(stack, resource) : resource.expected;
  const former = wishedFields(fields, operation.former ?? NO_WISH);
  resource.expected = afterSuccess(fields, looks, operation.former ? former : new Map(), wished);
  resource.wish = operation.wish;
  resource.rollBackTo = undefined;
  resource.phase = 'created';
  const wrong = differences(told(fields, resource.expected), answeredFields(fields, model));
  assert.deepEqual(wrong, [], `the model that ${operation.action} of ${resource.logicalId} returns is not as wished`);
}

/** What no template asks for but every image has, such as a group and a name; and what others did to it meanwhile. */
function looksOfNewImage(stack: Stack, resource: Resource): Expectation {
  const image = stack.imageOf(resource);
  if (!image) throw new Error(`${resource.logicalId} is created and not there`);
  assert.ok(
    !image.imageName.startsWith('tfcfn-request-'),
    `${resource.logicalId} is created and has not got its own name`,
  );
  const { fields } = stack.rules;
  const given = [...shownFields(fields, image)].filter(([name]) => fields.given.includes(name));
  return new Map([...exactly(new Map(given)), ...resource.expected]);
}

function removed(stack: Stack, real: Real, { resource, operation, image }: Situation): void {
  const left = [...operation.snapshots].filter((snapshot) => real.scene.isLeft(snapshot));
  const asked = operation.next.properties[stack.rules.snapshots.option] === true;
  // Of an image that was never finished nobody has anything: nothing of it is to be left.
  const unfinished = operation.phaseBefore === 'busy' || operation.phaseBefore === 'create failed';
  if ((asked || unfinished) && !resource.removedOutside) {
    assert.deepEqual(left, [], `DELETE of ${resource.logicalId} leaves snapshots that it was to delete`);
  }
  if (!asked && image !== undefined && !isUnfinished(image)) {
    const taken = [...operation.snapshots].filter((snapshot) => !left.includes(snapshot));
    assert.deepEqual(taken, [], `DELETE of ${resource.logicalId} takes snapshots that it was to leave`);
  }
  for (const snapshot of [...left, ...operation.hiddenSnapshots]) stack.orphanedSnapshots.add(snapshot);
  resource.phase = 'none';
}

function fail(stack: Stack, real: Real, before: Situation, { errorCode, message }: Answer): void {
  const { resource, operation } = before;
  const { action, wish, former } = operation;
  const image = stack.imageOf(resource);
  resource.operation = undefined;
  resource.repeatable = undefined;
  if (errorCode === 'NotFound') {
    removed(stack, real, before);
    return;
  }
  switch (action) {
    case 'CREATE':
      resource.wish = wish;
      resource.phase = resource.identifier === undefined ? 'none' : 'create failed';
      // Where the clean-up ran out of time, the image may still go; the rollback knows its snapshots.
      if (resource.phase === 'create failed') {
        resource.left = operation.snapshots;
        resource.doubles = operation.doubles;
      }
      for (const snapshot of operation.hiddenSnapshots)
        if (!operation.snapshots.has(snapshot)) stack.orphanedSnapshots.add(snapshot);
      if (errorCode === 'NotStabilized') checkWaited(stack, before, image);
      if (message.includes('Everything that it had created was removed.')) {
        assert.equal(image, undefined, `CREATE of ${resource.logicalId} says that the image was removed`);
        const snapshots = [...operation.snapshots].filter((one) => real.scene.isLeft(one));
        if (!resource.removedOutside)
          assert.deepEqual(snapshots, [], `CREATE of ${resource.logicalId} says that what it had made was removed`);
      }
      return;
    case 'UPDATE':
      resource.phase = operation.phaseBefore;
      // CloudFormation replaces such a resource, and never sends the update.
      if (resource.phase === 'none' || changesWhatIsFixed(before)) return;
      // It rolls back to the former wish; to the rollback the refused one is what was there before.
      resource.expected = afterFailure(
        stack.rules.fields,
        resource.expected,
        wishedFields(stack.rules.fields, former ?? NO_WISH),
        wishedFields(stack.rules.fields, wish),
      );
      resource.rollBackTo ??= former;
      resource.wish = wish;
      resource.phase = 'update failed';
      return;
    case 'DELETE':
      // The image may still go after this, and take with it all that a later DELETE could know of its snapshots.
      for (const snapshot of [...operation.snapshots, ...operation.hiddenSnapshots])
        stack.orphanedSnapshots.add(snapshot);
      resource.phase = 'delete failed';
      resource.doubles = operation.doubles;
  }
}

/** A creation that took too long ends when its image is gone, or when nothing can be waited for any more. */
function checkWaited(stack: Stack, { resource, operation }: Situation, image: SeenImage | undefined): void {
  const isKept = image !== undefined && stack.rules.isKept(image, { Force: true });
  const isOver = stack.now() >= operation.startedAt + LAST_WORD_SECONDS * 1_000;
  // What may have been started and does not show is left to the rollback (guides/messages.md).
  const isLost = operation.lostAt !== undefined;
  assert.ok(isOver || isLost || !image || isKept, `CREATE of ${resource.logicalId} did not wait for what it had begun`);
}
