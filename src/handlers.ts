import {
  Action,
  BaseResource,
  type Dict,
  HandlerSignatures,
  handlerEvent,
  type Optional,
  type ProgressEvent,
  type SessionProxy,
} from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import type { AwsEndpoint } from './cloudformation/aws-call';
import { configuredEndpoint } from './cloudformation/aws-endpoint';
import { isFirstCall, pack, unpack } from './cloudformation/callback-context';
import { entrypointsOf } from './cloudformation/entrypoint';
import type { HandlerRequest } from './cloudformation/event';
import { adaptTransformations } from './cloudformation/generated-models';
import type { InvocationLog } from './cloudformation/log';
import { FailedLeaving, inProgress, listed, success } from './cloudformation/progress';
import { webIdentityOf } from './cloudformation/web-identity';
import type { CallSurroundings } from './calling/call';
import type { KeySource } from './keys/key-source';
import { ecsImageCloud } from './alibaba/ecs-image-cloud';
import { endpointProblem } from './calling/endpoint';
import { type Runtime, systemRuntime } from './failure/clock';
import { orByHand } from './life/by-hand';
import { begin, firstDelaySeconds, followCopy } from './life/creating';
import { LAST_WORD_SECONDS, LONGEST_TIMEOUT_SECONDS } from './failure/duration';
import { Failure } from './failure/failure';
import { isCreationMemory, isRemovalMemory, isUpdateMemory } from './life/memory';
import type { Image, ImageCloud, ImageRef } from './life/port';
import { removeCopy } from './life/removing';
import { startCopy } from './life/starting';
import { isCopy } from './life/states';
import { endingWithin, type Now, type Step } from './life/step';
import { locate } from './life/unnamed';
import { notShown, updateCopy } from './life/updating';
import { toSpec } from './life/wish';
import * as models from './models';
import { ResourceModel, TypeConfigurationModel } from './models';
import { isFullIdentifier, parseIdentifier, regionUnknown } from './resource/identifier';
import { begunModel, begunRef, inProgressModel, leftModel, startedModel, toModel } from './properties/model';
import { namesOf, sessionNameOf } from './resource/naming';
import { pageOf, tokenOf } from './resource/page-token';
import {
  type RequestTags,
  readFormerWish,
  readRegion,
  readRemoval,
  readWish,
  refuseCreateOnlyChange,
  refuseReadOnly,
  timeoutSeconds,
} from './properties/request';
import { type Access, readTypeConfiguration } from './properties/type-configuration';
import { stsEndpoint } from './alibaba/sts-client';
import { keySourceOf } from './alibaba/key-source';
import { Sessions } from './keys/session';

type Request = HandlerRequest<ResourceModel>;
type Progress = Promise<ProgressEvent<ResourceModel>>;

/** What the library hands to a handler: the caller's AWS session, the request, the callback context, a logger, the type configuration. */
type Call = [Optional<SessionProxy>, Request, Dict, InvocationLog, TypeConfigurationModel];

/** What a handler works with in one invocation. */
interface Work {
  readonly cloud: ImageCloud;
  readonly access: Access;
  readonly request: Request;
  readonly desired: ResourceModel;
  readonly tags: RequestTags;
  readonly context: Dict;
  readonly now: Now;
}

/**
 * How long the calls of one invocation to ECS and STS may take, in milliseconds: CloudFormation waits 30 s for READ and LIST, 60 s for
 * the rest.
 */
const BUDGET: Readonly<Record<Action, number>> = {
  [Action.Create]: 48_000,
  [Action.Read]: 24_000,
  [Action.Update]: 48_000,
  [Action.Delete]: 48_000,
  [Action.List]: 24_000,
};

/** TF::Alicloud::ImageCopy: what CloudFormation asks of a copy, each in one short step. */
class ImageCopy extends BaseResource<ResourceModel, TypeConfigurationModel> {
  /** Outlive an invocation: a warm process need not ask STS again. */
  readonly #sessions: Sessions;

  constructor(
    readonly signatures: HandlerSignatures<ResourceModel, TypeConfigurationModel>,
    private readonly runtime: Runtime,
    private readonly awsEndpoint: AwsEndpoint,
  ) {
    super(ResourceModel.TYPE_NAME, ResourceModel, undefined, signatures, TypeConfigurationModel);
    this.#sessions = new Sessions(runtime.now);
  }

  /** Starts the copy and says at once what it is called, then watches it until it is available and as wished. */
  @handlerEvent(Action.Create)
  async create(...call: Call): Progress {
    const work = this.#open(Action.Create, call);
    if (!isFirstCall(work.context)) return follow(work);
    return start(work).catch((error: unknown) => {
      const left = error instanceof Failure ? error.left : undefined;
      throw left ? new FailedLeaving(error, leftModel(work.desired, left)) : error;
    });
  }

  /** Reads a copy in whatever state by its identifier alone. */
  @handlerEvent(Action.Read)
  async read(...call: Call): Progress {
    const { cloud, access, desired } = this.#open(Action.Read, call);
    const ref = identified(desired, access.defaultRegionId);
    const image = await locate(cloud, ref, {}, 'twice');
    if (!image) throw notShown(ref);
    return success(toModel(image, desired.tfcfnid ?? undefined));
  }

  /** Brings a copy to the template's wish; what was fixed when it was made is not updatable. */
  @handlerEvent(Action.Update)
  async update(...call: Call): Progress {
    const { cloud, access, request, desired, tags, context, now } = this.#open(Action.Update, call);
    const previous = request.previousResourceState;
    const named = desired.destinationRegionId ?? previous.destinationRegionId;
    const ref = identified(desired, named ?? access.defaultRegionId);
    const update = {
      wish: readWish(desired, tags),
      former: readFormerWish(previous, tags),
      accept: (image: Image) => refuseCreateOnlyChange(desired, previous, image),
    };
    const memory = isFirstCall(context) ? undefined : unpack(context, ref, isUpdateMemory);
    try {
      return answer(await updateCopy(cloud, ref, update, memory, now), ref, desired);
    } catch (error) {
      throw asGuessed(error, desired.tfcfnid, named, ref);
    }
  }

  /** Removes a copy, running or finished, and its snapshots if that is wished. */
  @handlerEvent(Action.Delete)
  async delete(...call: Call): Progress {
    const { cloud, access, desired, context, now } = this.#open(Action.Delete, call);
    const ref = identified(desired, desired.destinationRegionId ?? access.defaultRegionId);
    const memory = isFirstCall(context)
      ? undefined
      : endingWithin(LAST_WORD_SECONDS, unpack(context, ref, isRemovalMemory));
    const removal = readRemoval(desired);
    const options = { ...removal, force: removal.force || access.forceDelete };
    try {
      return answer(await removeCopy(cloud, ref, options, memory, now), ref, desired);
    } catch (error) {
      throw orByHand(asGuessed(error, desired.tfcfnid, desired.destinationRegionId, ref), ref);
    }
  }

  /** Lists the copies of a region, a page a call; a page without copies says nothing about the next. */
  @handlerEvent(Action.List)
  async list(...call: Call): Progress {
    const { cloud, access, request, desired } = this.#open(Action.List, call);
    const page = pageOf(request.nextToken);
    const { images, more } = await cloud.list(readRegion(desired, access.defaultRegionId), page);
    const copies = images.filter(isCopy).map((image) => toModel(image));
    return listed(copies, more ? tokenOf(page + 1) : undefined);
  }

  #open(operation: Action, call: Call): Work {
    const [, request, context, log, typeConfiguration] = call;
    const { now } = this.runtime;
    const desired = request.desiredResourceState;
    const access = readTypeConfiguration(typeConfiguration);
    const surroundings: CallSurroundings = {
      deadline: now() + BUDGET[operation],
      runtime: this.runtime,
      onCall: (report) => log.entry({ operation, identifier: desired.tfcfnid, ...report }),
    };
    const keys = this.#keys(access, call, surroundings);
    const cloud = ecsImageCloud({ ...surroundings, keys, endpoint: access.ecsEndpoint });
    return { cloud, access, request, desired, tags: tagsOf(request), context, now };
  }

  /** Where the keys come from that the type configuration gives access to. */
  #keys(access: Access, [session, request, , log]: Call, surroundings: CallSurroundings): KeySource {
    const { awsAccountId, region } = request;
    const credentials = session?.configuration.credentials;
    const requester = { region, endpoint: this.awsEndpoint, now: this.runtime.now };
    return keySourceOf(access.wayIn, this.#sessions, {
      owner: [awsAccountId, region],
      sessionName: sessionNameOf(ResourceModel.TYPE_NAME, awsAccountId, region),
      endpoint: stsEndpoint(access.defaultRegionId, access.stsEndpoint),
      webIdentity: credentials?.accessKeyId ? webIdentityOf({ ...requester, credentials }) : undefined,
      surroundings,
      hide: (secret) => log.hide(secret),
    });
  }
}

/** The first step of a creation: from its answer on CloudFormation knows the copy and can clean it up. */
async function start({ cloud, access, request, desired, tags, now }: Work): Progress {
  refuseReadOnly(desired);
  const wish = readWish(desired, tags, { isNew: true });
  const names = namesOf(ResourceModel.TYPE_NAME, request.clientRequestToken, request.logicalResourceIdentifier);
  const name = wish.name ?? names.imageName;
  const regionId = readRegion(desired, access.defaultRegionId);
  const ref = await startCopy(cloud, toSpec(wish, { regionId, name }, names));
  const memory = begin(timeoutSeconds(desired, 'create'), now());
  const message = `copying ${wish.source.imageId} from ${wish.source.regionId} to ${ref.regionId} as ${ref.imageId}`;
  return inProgress(startedModel(desired, ref, name), pack(ref, memory), firstDelaySeconds(memory), message);
}

/** A later step of a creation. */
async function follow({ cloud, desired, tags, context, now }: Work): Progress {
  const ref = begunRef(desired);
  const memory = endingWithin(LONGEST_TIMEOUT_SECONDS, unpack(context, ref, isCreationMemory));
  return answer(await followCopy(cloud, ref, readWish(desired, tags), memory, now), ref, desired);
}

/** A step as an answer: the request of the next call, a finished copy with its model, or nothing where nothing is left. */
function answer(
  step: Step<{ readonly deadline: number; readonly seen?: boolean }>,
  ref: ImageRef,
  desired: ResourceModel,
): ProgressEvent<ResourceModel> {
  if (step.kind === 'wait') {
    const { memory, snapshotIds, delaySeconds, message } = step;
    const known = {
      ...(snapshotIds?.length && { snapshotIds: [...snapshotIds] }),
      // What ECS has shown once need not be looked for any more.
      ...(memory.seen && { status: undefined }),
    };
    return inProgress(inProgressModel(desired, ref, known), pack(ref, memory), delaySeconds, message);
  }
  return success(step.image && toModel(step.image, desired.tfcfnid ?? undefined));
}

/** @throws Failure NotFound if a request has no identifier: then there is nothing that it could mean. */
function identified(desired: ResourceModel, regionOfBareId: string): ImageRef {
  if (!desired.tfcfnid) {
    throw new Failure('NotFound', 'The request has no tfcfnid, so there is no copy that it could mean.');
  }
  return parseIdentifier(desired.tfcfnid, regionOfBareId);
}

/** What an operation failed with; it is not NotFound where only a guess says in which region the image is. */
function asGuessed(error: unknown, identifier: unknown, namedRegionId: unknown, ref: ImageRef): unknown {
  const guessed = !isFullIdentifier(String(identifier)) && !namedRegionId;
  return guessed && error instanceof Failure && error.code === 'NotFound' ? regionUnknown(ref) : error;
}

function tagsOf(request: Request): RequestTags {
  return {
    stackTags: request.desiredResourceTags,
    previousStackTags: request.previousResourceTags,
    systemTags: request.systemTags,
  };
}

adaptTransformations(...Object.values(models));

/** The entrypoints on a given clock, chance, log and AWS; Lambda's are made below. */
export function imageCopyEntrypoints(
  runtime: Runtime,
  write: (line: string) => void,
  awsEndpoint: AwsEndpoint = configuredEndpoint(process.env, endpointProblem),
) {
  const { signatures: handlers } = new ImageCopy(new HandlerSignatures(), runtime, awsEndpoint);
  const { now, after } = runtime;
  return entrypointsOf(
    {
      name: ResourceModel.TYPE_NAME,
      handlers,
      model: ResourceModel,
      configuration: TypeConfigurationModel,
      begun: begunModel,
    },
    { write, now, after, awsEndpoint },
  );
}

export const { entrypoint, testEntrypoint } = imageCopyEntrypoints(systemRuntime, (line) => console.log(line));
