import {
  Action,
  type BaseModel,
  type ProgressEvent,
} from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { foreignContext, isFirstCall, pack, unpack, wasGuessed } from '../cloudformation/callback-context';
import { inProgress, listed, success } from '../cloudformation/progress';
import { LAST_WORD_SECONDS, LONGEST_TIMEOUT_SECONDS } from '../failure/duration';
import { Failure } from '../failure/failure';
import type { Place } from '../failure/place';
import { orByHand } from '../life/by-hand';
import { followCreation } from '../life/creating';
import { isUnstarted } from '../life/creation';
import { absentFrom, locate } from '../life/locate';
import { isCreationMemory, isRemovalMemory, isUpdateMemory } from '../life/memory';
import { type Order, orderMade, toSpec } from '../life/order';
import { isPlaceholder, markedAs } from '../life/placeholder';
import type { Image, ImageSpec, Source } from '../life/port';
import { removeImage } from '../life/removing';
import { beginImage, followStart } from '../life/starting';
import { endingWithin, type Step } from '../life/step';
import { updateImage } from '../life/updating';
import { refuseCreateOnlyChange } from './create-only';
import { refuseForeign } from './foreign';
import { isFullIdentifier, parseIdentifier, regionNamed, regionUnknown, toIdentifier } from './identifier';
import { leftOutOf, withNote } from './left-out';
import { listedModel, Models, modelOfImage, PENDING } from './models';
import { namesOf } from './naming';
import { type AskedOrder, readFormerOrder, readOrder, refuseReadOnly } from './ordering';
import { pageOf, tokenOf } from './page-token';
import { textOf, valueIn } from './property';
import { readRegion, readRemoval } from './reading';
import { type ModelledType, namesIn, type Work } from './resource-type';
import { timeoutSeconds } from './timeouts';

/** What every operation remembers. If the ID of the image was unknown, the operation may have found it by the tag. */
type Remembered = {
  readonly deadline: number;
  readonly seen?: boolean;
  readonly id?: string;
};

/** What an answer contains in addition to its step. */
interface Said {
  readonly changes?: Readonly<Record<string, unknown>>;
  readonly order?: AskedOrder;
  readonly guessed?: boolean;
}

/**
 * Whether two templates name the same source. An image is compared by its ID, because its region may be only assumed. `former`: absent if
 * nothing says what the former source was.
 */
function isSameSource(former: Source | undefined, { tag, image }: Source): boolean {
  return former === undefined ? tag === undefined : former.tag === tag && former.image?.id === image?.id;
}

/** The operations that CloudFormation calls, each as a series of short steps. */
export class Operations<M extends BaseModel> {
  /** The models of creations and of operations that continue. */
  readonly models: Models<M>;

  constructor(private readonly type: ModelledType<M>) {
    this.models = new Models<M>(type);
  }

  /** One step of an operation. */
  run(action: Action, work: Work<M>): Promise<ProgressEvent<M>> {
    const begins = isFirstCall(work.context);
    switch (action) {
      case Action.Create:
        return begins ? this.#start(work) : this.#follow(work);
      case Action.Read:
        return this.#read(work);
      case Action.Update:
        return this.#update(work, begins);
      case Action.Delete:
        return this.#delete(work, begins);
      case Action.List:
        return this.#list(work);
    }
  }

  /** The first step of a creation. From its answer CloudFormation knows the image and can clean it up. */
  async #start(work: Work<M>): Promise<ProgressEvent<M>> {
    const { type } = this;
    const { cloud, access, request, desired } = work;
    refuseReadOnly(desired, namesIn(type.schema.readOnlyProperties));
    const order = readOrder(type, desired, request, access, { isNew: true });
    const regionId = readRegion(type, desired, access.defaultRegionId);
    const spec = this.#specOf(work, order, regionId);
    const longest = timeoutSeconds(valueIn(desired, 'Timeouts'), 'Create', type.defaultSeconds);
    const { ref, step } = await beginImage(cloud, spec, longest, work);
    const context = pack(toIdentifier(ref), step.memory);
    const model = this.models.started(desired, ref, spec.finalName, isUnstarted(step.memory));
    return inProgress(model, context, step.delaySeconds, withNote(step.message, leftOutOf(order, cloud.facts)));
  }

  /** What the handlers ask the cloud for. It is the same in every repetition of a request. */
  #specOf({ cloud, request }: Work<M>, order: Order, regionId: string): ImageSpec {
    const { type } = this;
    const { clientRequestToken, logicalResourceIdentifier } = request;
    const names = namesOf(type.name, type.naming, clientRequestToken, logicalResourceIdentifier);
    return toSpec(order, { regionId, name: order.name ?? names.name }, names, cloud.facts);
  }

  /** A later step of a creation: watches the image until it is available and as ordered. */
  async #follow(work: Work<M>): Promise<ProgressEvent<M>> {
    const { cloud, access, request, desired } = work;
    const place = this.models.placeOf(desired);
    const memory = endingWithin(LONGEST_TIMEOUT_SECONDS, this.#recall(work, place, isCreationMemory));
    const order = readOrder(this.type, desired, request, access);
    const spec = this.#specOf(work, order, place.regionId);
    if (memory.pending) {
      const step = await followStart(cloud, spec, memory, work);
      const changes = { Status: isUnstarted(step.memory) ? PENDING : this.type.initialValues.Status };
      return this.#answer(step, work, place, { changes });
    }
    const nameProperty = this.type.naming.property;
    const made = orderMade(order, spec, { facts: cloud.facts, place, nameProperty });
    const step = await followCreation(cloud, place, made, memory, work);
    return this.#answer(step, work, place, { order });
  }

  /** Reads an image in whatever state by its identifier alone. */
  async #read({ cloud, access, desired }: Work<M>): Promise<ProgressEvent<M>> {
    const place = this.#identified(desired, access.defaultRegionId);
    const { source } = this.type.removal((name) => valueIn(desired, name), access);
    const known = { source, name: textOf(desired, this.type.naming.property) };
    const located = await locate(cloud, place, known, 'twice');
    const { image, madeNothing } = located;
    if (!image || madeNothing) throw await absentFrom(cloud, place, known, located);
    refuseForeign(this.type, image, cloud);
    return success(modelOfImage(this.type, image, this.#identifierIn(desired)));
  }

  /** Changes an image to match the template. What was fixed when the image was created cannot be updated. */
  async #update(work: Work<M>, begins: boolean): Promise<ProgressEvent<M>> {
    const { type } = this;
    const { cloud, access, request, desired } = work;
    const previous = request.previousResourceState;
    const named = regionNamed(desired, type.identifier) ?? regionNamed(previous, type.identifier);
    const place = this.#identified(desired, named ?? access.defaultRegionId);
    const order = {
      ...readOrder(type, desired, request, access, { markStays: isPlaceholder(place) }),
      ...(isPlaceholder(place) && { requestMark: markedAs(cloud.facts, place) }),
    };
    const { source: former } = type.removal((name) => valueIn(previous, name), access);
    const update = {
      order,
      source: isSameSource(former, order.source) ? (former ?? order.source) : undefined,
      name: textOf(previous, type.naming.property),
      former: readFormerOrder(type, previous, request),
      accept: (image: Image) => {
        refuseForeign(type, image, cloud);
        refuseCreateOnlyChange(type, { desired, previous, source: order.source }, image);
      },
    };
    const memory = begins ? undefined : this.#recall(work, place, isUpdateMemory);
    try {
      const step = await updateImage(cloud, place, update, memory, work);
      return this.#answer(step, work, place, { order });
    } catch (error) {
      throw this.#asGuessed(error, this.#isGuess(desired, named), place);
    }
  }

  /** Removes an image, running or finished, and what else the template says to remove with it. */
  async #delete(work: Work<M>, begins: boolean): Promise<ProgressEvent<M>> {
    const { type } = this;
    const { cloud, access, desired } = work;
    const named = regionNamed(desired, type.identifier);
    const place = this.#identified(desired, named ?? access.defaultRegionId);
    const memory = begins ? undefined : endingWithin(LAST_WORD_SECONDS, this.#recall(work, place, isRemovalMemory));
    const removal = readRemoval(type, desired, access);
    const options = { ...removal, force: removal.force || access.forceDelete };
    const guessed = this.#isGuess(desired, named) || wasGuessed(work.context);
    try {
      return this.#answer(await removeImage(cloud, place, options, memory, work), work, place, { guessed });
    } catch (error) {
      throw orByHand(this.#asGuessed(error, guessed, place), place, cloud, memory);
    }
  }

  /**
   * Lists the images of this type in a region, one page per call. A page without images does not mean that the next one has none.
   *
   * LIST returns each image with its ID. If the start of an image had to be repeated, its stack identifies it by its request, but nothing
   * in the cloud shows which images these are: the mark of a request also stays on images that are identified by their ID, where it proves
   * that a creation made them. An additional tag to tell them apart would leave every template one tag fewer, because the number of tags is
   * fixed before the start. READ, UPDATE and DELETE accept both identifiers.
   */
  async #list({ cloud, access, request, desired }: Work<M>): Promise<ProgressEvent<M>> {
    const { type } = this;
    const page = pageOf(request.nextToken);
    const regionId = readRegion(type, desired, access.defaultRegionId);
    const { images, next } = await (cloud.listMarked?.(regionId, page) ?? cloud.list(regionId, page));
    const own = images.filter(type.isListed).map((image) => listedModel(type, image));
    return listed(own, next === undefined ? undefined : tokenOf(next));
  }

  #identifierIn(desired: M): unknown {
    return valueIn(desired, this.type.identifier.property);
  }

  /** @throws Failure NotFound if a request has no identifier, because it then identifies no image. */
  #identified(desired: M, regionOfBareId: string): Place {
    const { identifier, noun } = this.type;
    const given = this.#identifierIn(desired);
    if (given) return parseIdentifier(given, regionOfBareId, identifier);
    throw new Failure('NotFound', `The request has no ${identifier.property}, so it identifies no ${noun}.`);
  }

  /** Whether the region of the image is only a guess. */
  #isGuess(desired: M, namedRegionId: unknown): boolean {
    return !isFullIdentifier(this.#identifierIn(desired)) && !namedRegionId;
  }

  /** The error of an operation. If the region is a guess, NotFound would be wrong. */
  #asGuessed(error: unknown, guessed: boolean, place: Place): unknown {
    const isNotFound = error instanceof Failure && error.code === 'NotFound';
    return guessed && isNotFound ? regionUnknown(place, this.type.identifier) : error;
  }

  /**
   * The answer of a step: the request of the next call, the model of a finished image, or nothing if nothing is left. `order`: what the
   * last answer compares the image with. `guessed`: the region of the place is a guess until the image is seen there.
   */
  #answer(
    step: Step<Remembered>,
    { cloud, desired }: Work<M>,
    place: Place,
    { changes = {}, order, guessed = false }: Said = {},
  ): ProgressEvent<M> {
    if (step.kind === 'done') {
      const note = order && leftOutOf(order, cloud.facts, step.image);
      return success(step.image && modelOfImage(this.type, step.image, this.#identifierIn(desired)), note);
    }
    const { memory, snapshotIds, delaySeconds, message } = step;
    const known = {
      ...changes,
      ...(snapshotIds?.length && { SnapshotIds: [...snapshotIds] }),
      // An image that the cloud has shown once no longer needs this status, which `readRemoval` reads.
      ...(memory.seen && { Status: undefined }),
      ...(memory.id !== undefined && !isPlaceholder({ id: memory.id }) && { Id: memory.id }),
    };
    const { id, ...remembered } = memory;
    const context = pack(toIdentifier(place), remembered, {
      ...(id !== undefined && { handle: cloud.handleOf(id) }),
      ...(guessed && !memory.seen && { guessed }),
    });
    return inProgress(this.models.inProgress(desired, place, known), context, delaySeconds, message);
  }

  /**
   * What an operation remembers of the image at a place. A handle gives the ID of the image.
   *
   * @throws Failure InvalidRequest if this operation did not write the context, or the adapter of the cloud did not write the handle.
   */
  #recall<Memory extends object>(
    { cloud, context }: Work<M>,
    place: Place,
    isMemory: (memory: unknown) => memory is Memory,
  ): Memory {
    const { formerContext = (known: unknown) => known } = this.type;
    const { memory, handle } = unpack(formerContext(context), toIdentifier(place));
    const id = handle === undefined ? undefined : cloud.idOf(handle);
    const whole: unknown = handle === undefined ? memory : { ...Object(memory), id };
    if ((handle !== undefined && id === undefined) || !isMemory(whole)) throw foreignContext();
    return whole;
  }
}
