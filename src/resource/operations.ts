import {
  Action,
  type BaseModel,
  type ProgressEvent,
} from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { foreignContext, isFirstCall, pack, unpack } from '../cloudformation/callback-context';
import { inProgress, listed, success } from '../cloudformation/progress';
import { LAST_WORD_SECONDS, LONGEST_TIMEOUT_SECONDS } from '../failure/duration';
import { Failure } from '../failure/failure';
import type { Place } from '../failure/place';
import { notShown } from '../life/absence';
import { orByHand } from '../life/by-hand';
import { begin, firstDelaySeconds, followCopy } from '../life/creating';
import { isCreationMemory, isRemovalMemory, isUpdateMemory } from '../life/memory';
import { toSpec } from '../life/order';
import type { Image } from '../life/port';
import { removeImage } from '../life/removing';
import { startImage } from '../life/starting';
import { endingWithin, type Step } from '../life/step';
import { locate } from '../life/unnamed';
import { updateImage } from '../life/updating';
import { refuseCreateOnlyChange } from './create-only';
import { isFullIdentifier, parseIdentifier, regionUnknown, toIdentifier } from './identifier';
import { Models, modelOfImage } from './models';
import { namesOf } from './naming';
import { readFormerOrder, readOrder, refuseReadOnly } from './ordering';
import { pageOf, tokenOf } from './page-token';
import { textOf, valueIn } from './property';
import { readRegion, readRemoval } from './reading';
import { type Access, namesIn, type ResourceType, type Work } from './resource-type';
import { timeoutSeconds } from './timeouts';

/** One operation of a type in one invocation: one short step. */
export type Operation<M extends BaseModel, A extends Access> = (work: Work<M, A>) => Promise<ProgressEvent<M>>;

/** What CloudFormation asks of a type, each in one short step. */
export function operationsOf<M extends BaseModel, C extends BaseModel, A extends Access>(
  type: ResourceType<M, C, A>,
): Readonly<Record<Action, Operation<M, A>>> {
  const models = new Models<M>(type);
  const { identifier } = type;

  /** @throws Failure NotFound if a request has no identifier: then there is nothing that it could mean. */
  const identified = (desired: M, regionOfBareId: string): Place => {
    const given = valueIn(desired, identifier.property);
    if (given) return parseIdentifier(given, regionOfBareId, identifier);
    throw new Failure(
      'NotFound',
      `The request has no ${identifier.property}, so there is no ${type.noun} that it could mean.`,
    );
  };

  /** What an operation failed with; it is not NotFound where only a guess says in which region the image is. */
  const asGuessed = (error: unknown, desired: M, namedRegionId: unknown, place: Place): unknown => {
    const guessed = !isFullIdentifier(valueIn(desired, identifier.property)) && !namedRegionId;
    return guessed && error instanceof Failure && error.code === 'NotFound' ? regionUnknown(place, identifier) : error;
  };

  /** A step as an answer: the request of the next call, a finished image with its model, or nothing where nothing is left. */
  const answer = (step: Step<Remembered>, { cloud, desired }: Work<M, A>, place: Place): ProgressEvent<M> => {
    if (step.kind === 'done') {
      return success(step.image && modelOfImage(type, step.image, valueIn(desired, identifier.property)));
    }
    const { memory, snapshotIds, delaySeconds, message } = step;
    const known = {
      ...(snapshotIds?.length && { SnapshotIds: [...snapshotIds] }),
      // What the cloud has shown once need not be looked for any more.
      ...(memory.seen && { Status: undefined }),
    };
    const { id, ...remembered } = memory;
    const context = pack(toIdentifier(place), remembered, id === undefined ? undefined : cloud.handleOf(id));
    return inProgress(models.inProgress(desired, place, known), context, delaySeconds, message);
  };

  /** What an operation remembers of the image at a place; a handle leads to its ID. */
  const recall = <Memory extends object>(
    { cloud, context }: Work<M, A>,
    place: Place,
    isMemory: (memory: unknown) => memory is Memory,
  ): Memory => {
    const { memory, handle } = unpack(type.formerContext(context), toIdentifier(place));
    const id = handle === undefined ? undefined : cloud.idOf(handle);
    const whole: unknown = handle === undefined ? memory : { ...Object(memory), id };
    if ((handle !== undefined && id === undefined) || !isMemory(whole)) throw foreignContext();
    return whole;
  };

  /** The first step of a creation: from its answer on CloudFormation knows the image and can clean it up. */
  const start: Operation<M, A> = async ({ cloud, access, request, desired, now }) => {
    refuseReadOnly(desired, namesIn(type.schema.readOnlyProperties));
    const order = readOrder(type, desired, request, { isNew: true });
    const { clientRequestToken, logicalResourceIdentifier } = request;
    const names = namesOf(type.name, type.naming, clientRequestToken, logicalResourceIdentifier);
    const name = order.name ?? names.name;
    const regionId = readRegion(type, desired, access.defaultRegionId);
    const place = await startImage(cloud, toSpec(order, { regionId, name }, names, cloud.facts.tags));
    const memory = begin(timeoutSeconds(valueIn(desired, 'Timeouts'), 'Create'), now());
    const { source } = order;
    const message = `copying ${source.id} from ${source.regionId} to ${place.regionId} as ${place.id}`;
    const context = pack(toIdentifier(place), memory);
    return inProgress(models.begun(desired, place, name), context, firstDelaySeconds(memory), message);
  };

  /** A later step of a creation. */
  const follow: Operation<M, A> = async (work) => {
    const { cloud, request, desired, now } = work;
    const place = models.placeOf(desired);
    const memory = endingWithin(LONGEST_TIMEOUT_SECONDS, recall(work, place, isCreationMemory));
    return answer(await followCopy(cloud, place, readOrder(type, desired, request), memory, now), work, place);
  };

  return {
    /** Starts the image and says at once what it is called, then watches it until it is available and as ordered. */
    [Action.Create]: (work) => (isFirstCall(work.context) ? start(work) : follow(work)),

    /** Reads an image in whatever state by its identifier alone. */
    [Action.Read]: async ({ cloud, access, desired }) => {
      const place = identified(desired, access.defaultRegionId);
      const image = await locate(cloud, place, {}, 'twice');
      if (!image) throw notShown(place, cloud.facts);
      return success(modelOfImage(type, image, valueIn(desired, identifier.property)));
    },

    /** Brings an image to what the template says; what was fixed when it was made is not updatable. */
    [Action.Update]: async (work) => {
      const { cloud, access, request, desired, context, now } = work;
      const previous = request.previousResourceState;
      const named = textOf(desired, identifier.region) ?? textOf(previous, identifier.region);
      const place = identified(desired, named ?? access.defaultRegionId);
      const update = {
        order: readOrder(type, desired, request),
        former: readFormerOrder(type.properties, previous, request),
        accept: (image: Image) => refuseCreateOnlyChange(type, desired, previous, image),
      };
      const memory = isFirstCall(context) ? undefined : recall(work, place, isUpdateMemory);
      try {
        return answer(await updateImage(cloud, place, update, memory, now), work, place);
      } catch (error) {
        throw asGuessed(error, desired, named, place);
      }
    },

    /** Removes an image, running or finished, and what else the template wants to be removed with it. */
    [Action.Delete]: async (work) => {
      const { cloud, access, desired, context, now } = work;
      const named = textOf(desired, identifier.region);
      const place = identified(desired, named ?? access.defaultRegionId);
      const memory = isFirstCall(context)
        ? undefined
        : endingWithin(LAST_WORD_SECONDS, recall(work, place, isRemovalMemory));
      const removal = readRemoval(type, desired);
      const options = { ...removal, force: removal.force || access.forceDelete };
      try {
        return answer(await removeImage(cloud, place, options, memory, now), work, place);
      } catch (error) {
        throw orByHand(asGuessed(error, desired, named, place), place, cloud.facts);
      }
    },

    /** Lists the images of this type in a region, a page a call; a page without any says nothing about the next. */
    [Action.List]: async ({ cloud, access, request, desired }) => {
      const page = pageOf(request.nextToken);
      const { images, more } = await cloud.list(readRegion(type, desired, access.defaultRegionId), page);
      const own = images.filter(type.isListed).map((image) => modelOfImage(type, image));
      return listed(own, more ? tokenOf(page + 1) : undefined);
    },
  };
}

/** What every operation remembers: an image of unknown ID may have been found by its tag. */
type Remembered = { readonly deadline: number; readonly seen?: boolean; readonly id?: string };
