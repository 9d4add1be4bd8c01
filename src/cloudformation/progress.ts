import {
  type BaseModel,
  exceptions,
  HandlerErrorCode,
  OperationStatus,
  ProgressEvent,
} from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import type { CallbackContext } from './callback-context';

/** The answer of an operation that continues. CloudFormation sends `model` (with the identifier) and `context` back after the delay. */
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

/** The answer of a finished CREATE, READ or UPDATE or, without a model, of a finished DELETE. `message`: a note, if there is one. */
export function success<M extends BaseModel>(model?: M, message = ''): ProgressEvent<M> {
  return event({ status: OperationStatus.Success, ...(model && { resourceModel: model }), message });
}

/** The answer of LIST with one page. The last page has no token. */
export function listed<M extends BaseModel>(models: M[], nextToken?: string): ProgressEvent<M> {
  return event({
    status: OperationStatus.Success,
    resourceModels: models,
    ...(nextToken !== undefined && { nextToken }),
  });
}

/**
 * The answer of a failed operation. The code comes from an exception of the library or from an error whose `code` is a handler error code;
 * any other error is InternalFailure. CloudFormation cleans up the resource of the model, so there is a model only if something may be
 * left.
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

/** The name of an error in a metric: its handler error code or, as in the library, its class. */
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
