import {
  type BaseModel,
  exceptions,
  HandlerErrorCode,
  OperationStatus,
  ProgressEvent,
} from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import type { CallbackContext } from './callback-context';

/** An operation that goes on: CloudFormation hands `model` and `context` back after the delay. `model` has to have the identifier. */
export function inProgress<M extends BaseModel>(
  model: M,
  context: CallbackContext,
  delaySeconds: number,
  message: string,
): ProgressEvent<M> {
  return event({
    status: OperationStatus.InProgress,
    message,
    resourceModel: model,
    callbackContext: context,
    callbackDelaySeconds: delaySeconds,
  });
}

/** A finished CREATE, READ or UPDATE; without a model a finished DELETE. `message`: what there is to say of it, if anything. */
export function success<M extends BaseModel>(model?: M, message = ''): ProgressEvent<M> {
  return event({ status: OperationStatus.Success, ...(model && { resourceModel: model }), message });
}

/** A page of a LIST; on the last one there is no token. */
export function listed<M extends BaseModel>(models: M[], nextToken?: string): ProgressEvent<M> {
  return event({
    status: OperationStatus.Success,
    resourceModels: models,
    ...(nextToken !== undefined && { nextToken }),
  });
}

/**
 * A failed operation, from an exception of the library or any error whose `code` is one of the handler error codes; everything else is
 * InternalFailure. CloudFormation takes a model for a resource to clean up: there is one only where something may be left.
 */
export function failed<M extends BaseModel>(error: unknown, left?: M): ProgressEvent<M> {
  const errorCode = error instanceof Error ? handlerErrorCode(error) : undefined;
  const name = error instanceof Error ? error.name : typeof error;
  const message = error instanceof Error && errorCode ? error.message : `The handler failed: ${name}. See its log.`;
  return event({
    status: OperationStatus.Failed,
    errorCode: errorCode ?? HandlerErrorCode.InternalFailure,
    message,
    ...(left && { resourceModel: left }),
  });
}

/** What a metric calls what a handler threw: its handler error code or, as the library does, its class. */
export function exceptionType(error: unknown): string {
  if (!(error instanceof Error)) return HandlerErrorCode.InternalFailure;
  return handlerErrorCode(error) ?? (error.constructor.name || error.name);
}

function handlerErrorCode(error: Error): HandlerErrorCode | undefined {
  const code: unknown = error instanceof exceptions.BaseHandlerException ? error.errorCode : Reflect.get(error, 'code');
  return Object.values(HandlerErrorCode).find((known) => known === code);
}

function event<M extends BaseModel>(fields: Partial<ProgressEvent<M>>): ProgressEvent<M> {
  return Object.assign(new ProgressEvent<M>(), fields);
}
