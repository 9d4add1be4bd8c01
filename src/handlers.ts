import { createHash } from 'node:crypto';
import {
  Action,
  BaseResource,
  type Dict,
  HandlerSignatures,
  handlerEvent,
  type LoggerProxy,
  type Optional,
  type ProgressEvent,
  type SessionProxy,
} from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { isFirstCall, pack, unpack } from './cloudformation/callback-context';
import { entrypointsOf } from './cloudformation/entrypoint';
import type { HandlerRequest } from './cloudformation/event';
import { adaptTransformations } from './cloudformation/generated-models';
import { inProgress, listed, success } from './cloudformation/progress';
import { fixedKey } from './ecs/credentials';
import { ecsImageCloud } from './ecs/ecs-image-cloud';
import { type Runtime, systemRuntime } from './ecs/runtime';
import { begin, firstDelaySeconds, followCopy, startCopy } from './image-copy/creating';
import { Failure } from './image-copy/failure';
import { isCreationMemory, isRemovalMemory, isUpdateMemory } from './image-copy/memory';
import type { ImageCloud, ImageRef } from './image-copy/port';
import { removeCopy } from './image-copy/removing';
import type { Step } from './image-copy/step';
import { notFound, updateCopy } from './image-copy/updating';
import { toSpec } from './image-copy/wish';
import * as models from './models';
import { ResourceModel, TypeConfigurationModel } from './models';
import { parseIdentifier } from './properties/identifier';
import { inProgressModel, toModel } from './properties/model';
import { pageOf, tokenOf } from './properties/page-token';
import {
  readFormerWish,
  readRegion,
  readRemoval,
  readWish,
  refuseCreateOnlyChange,
  refuseReadOnly,
  timeoutSeconds,
} from './properties/request';
import { type Access, readTypeConfiguration } from './properties/type-configuration';

type Request = HandlerRequest<ResourceModel>;
type Progress = Promise<ProgressEvent<ResourceModel>>;

/** What a handler works with in one invocation. */
interface Workplace {
  readonly cloud: ImageCloud;
  readonly access: Access;
  readonly desired: ResourceModel;
}

/** How long the ECS calls of one invocation may take, in milliseconds: CloudFormation waits 30 s for READ and LIST, 60 s for the rest. */
const BUDGET = { reading: 24_000, changing: 48_000 } as const;

/** TF::Alicloud::ImageCopy: what CloudFormation asks of a copy, each in one short step. */
class ImageCopy extends BaseResource<ResourceModel, TypeConfigurationModel> {
  constructor(
    readonly signatures: HandlerSignatures<ResourceModel, TypeConfigurationModel>,
    private readonly runtime: Runtime,
  ) {
    super(ResourceModel.TYPE_NAME, ResourceModel, undefined, signatures, TypeConfigurationModel);
  }

  /** Starts the copy and says at once what it is called, then watches it until it is available and as wished. */
  @handlerEvent(Action.Create)
  async create(
    _: Optional<SessionProxy>,
    request: Request,
    context: Dict,
    log: LoggerProxy,
    type: TypeConfigurationModel,
  ): Progress {
    const { cloud, access, desired } = this.#open(request, type, log, BUDGET.changing);
    if (isFirstCall(context)) {
      refuseReadOnly(desired);
      const wish = readWish(desired, tagsOf(request));
      const mark = hashOf(clientToken(request));
      const destination = {
        regionId: readRegion(desired, access.defaultRegionId),
        name: wish.name ?? generatedName(request, mark),
      };
      const ref = await startCopy(cloud, toSpec(wish, destination, mark, mark.slice(0, MARK_LENGTH)));
      const memory = begin(timeoutSeconds(desired, 'create'), this.runtime.now());
      const message = `copying ${wish.source.imageId} from ${wish.source.regionId} to ${ref.regionId} as ${ref.imageId}`;
      const model = inProgressModel(desired, ref, { imageName: destination.name });
      return inProgress(model, pack(ref, memory), firstDelaySeconds(memory), message);
    }
    const { ref, memory } = unpack(context, isCreationMemory);
    const step = await followCopy(cloud, ref, readWish(desired, tagsOf(request)), memory, this.runtime.now);
    return answer(step, ref, desired);
  }

  /** Reads a copy in whatever state by its identifier alone. */
  @handlerEvent(Action.Read)
  async read(
    _: Optional<SessionProxy>,
    request: Request,
    _context: Dict,
    log: LoggerProxy,
    type: TypeConfigurationModel,
  ): Progress {
    const { cloud, access, desired } = this.#open(request, type, log, BUDGET.reading);
    const ref = identified(desired, access);
    const image = await cloud.find(ref);
    if (!image) throw notFound(ref);
    return success(toModel(image, desired.tfcfnid ?? undefined));
  }

  /** Brings a copy to the template's wish; what was fixed when it was made is not updatable. */
  @handlerEvent(Action.Update)
  async update(
    _: Optional<SessionProxy>,
    request: Request,
    context: Dict,
    log: LoggerProxy,
    type: TypeConfigurationModel,
  ): Progress {
    const { cloud, access, desired } = this.#open(request, type, log, BUDGET.changing);
    const previous = request.previousResourceState;
    const ref = identified(desired, access);
    const memory = isFirstCall(context) ? undefined : unpack(context, isUpdateMemory).memory;
    const step = await updateCopy(
      cloud,
      ref,
      {
        wish: readWish(desired, tagsOf(request)),
        former: readFormerWish(previous, tagsOf(request)),
        accept: (image) => refuseCreateOnlyChange(desired, previous, image),
      },
      memory,
      this.runtime.now,
    );
    return answer(step, ref, desired);
  }

  /** Removes a copy, running or finished, and its snapshots if that is wished. */
  @handlerEvent(Action.Delete)
  async delete(
    _: Optional<SessionProxy>,
    request: Request,
    context: Dict,
    log: LoggerProxy,
    type: TypeConfigurationModel,
  ): Progress {
    const { cloud, access, desired } = this.#open(request, type, log, BUDGET.changing);
    const ref = identified(desired, access);
    const memory = isFirstCall(context) ? undefined : unpack(context, isRemovalMemory).memory;
    const step = await removeCopy(cloud, ref, readRemoval(desired), memory, this.runtime.now);
    return step.kind === 'done' ? success() : answer(step, ref, desired);
  }

  /** Lists the copies of a region, a page a call; a page without copies says nothing about the next. */
  @handlerEvent(Action.List)
  async list(
    _: Optional<SessionProxy>,
    request: Request,
    _context: Dict,
    log: LoggerProxy,
    type: TypeConfigurationModel,
  ): Progress {
    const { cloud, access, desired } = this.#open(request, type, log, BUDGET.reading);
    const page = pageOf(request.nextToken);
    const { images, more } = await cloud.list(readRegion(desired, access.defaultRegionId), page);
    const copies = images.filter((image) => image.copied).map((image) => toModel(image));
    return listed(copies, more ? tokenOf(page + 1) : undefined);
  }

  #open(request: Request, type: TypeConfigurationModel | undefined, log: LoggerProxy, budget: number): Workplace {
    const access = readTypeConfiguration(type);
    const cloud = ecsImageCloud({
      keys: fixedKey(access.accessKey),
      endpoint: access.ecsEndpoint,
      deadline: this.runtime.now() + budget,
      runtime: this.runtime,
      onCall: (call) => log.log(JSON.stringify(call)),
    });
    return { cloud, access, desired: request.desiredResourceState };
  }
}

/** 128 bits of the request's hash tell two requests apart, and leave a tag value readable. */
const MARK_LENGTH = 32;

/** A step as an answer: a finished copy with its model, or the request of the next call. */
function answer(step: Step<object>, ref: ImageRef, desired: ResourceModel): ProgressEvent<ResourceModel> {
  if (step.kind === 'wait')
    return inProgress(inProgressModel(desired, ref), pack(ref, step.memory), step.delaySeconds, step.message);
  return success(step.image && toModel(step.image, desired.tfcfnid ?? undefined));
}

/** @throws Failure NotFound if a request has no identifier: then there is nothing that it could mean. */
function identified(desired: ResourceModel, access: Access): ImageRef {
  if (!desired.tfcfnid)
    throw new Failure('NotFound', 'The request has no tfcfnid, so there is no copy that it could mean.');
  return parseIdentifier(desired.tfcfnid, access.defaultRegionId);
}

/** CloudFormation sends the same token in every repetition of a request and a new one in every other. */
function clientToken(request: Request): string {
  if (!request.clientRequestToken)
    throw new Failure(
      'InvalidRequest',
      'The request has no client request token: without it a repetition would copy the image again.',
    );
  return request.clientRequestToken;
}

/** SHA-256, 64 hexadecimal digits: as long as a ClientToken of ECS may be, and it does not give the token away. */
function hashOf(token: string): string {
  return createHash('sha256').update(`${ResourceModel.TYPE_NAME}:create:${token}`).digest('hex');
}

/** A name as CloudFormation makes them, of the logical ID and something unique; within ECS's rules for names. */
function generatedName(request: Request, hash: string): string {
  const logicalId = (request.logicalResourceIdentifier ?? '').replace(/[^A-Za-z0-9_-]/g, '').slice(0, 100);
  const plain = /^(?!aliyun)[a-z]/i.test(logicalId) ? logicalId : `copy-${logicalId}`;
  return `${plain}-${hash.slice(0, 12)}`;
}

function tagsOf(request: Request) {
  return {
    stackTags: request.desiredResourceTags,
    previousStackTags: request.previousResourceTags,
    systemTags: request.systemTags,
  };
}

adaptTransformations(...Object.values(models));

/** The entrypoints on a given clock, chance and log; Lambda's are made below. */
export function imageCopyEntrypoints(runtime: Runtime, write: (line: string) => void) {
  const { signatures } = new ImageCopy(new HandlerSignatures(), runtime);
  const type = { handlers: signatures, model: ResourceModel, configuration: TypeConfigurationModel };
  return entrypointsOf(type, { write, now: runtime.now });
}

export const { entrypoint, testEntrypoint } = imageCopyEntrypoints(systemRuntime, (line) => console.log(line));
