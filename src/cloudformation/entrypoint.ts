import {
  type BaseModel,
  type Dict,
  deepFreeze,
  type HandlerSignatures,
  type LambdaContext,
  type ProgressEvent,
  SessionProxy,
} from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { at } from './at';
import { type DeliverySurroundings, openDelivery } from './delivery';
import { actionOf, fromTestEvent, type ModelClass, readEvent } from './event';
import { loggerFor } from './log';
import type { Outcome } from './metrics';
import { exceptionType, failed } from './progress';
import { type Redact, redactorFor } from './redaction';

/** A resource type as the entrypoint drives it: its name, its handlers by action, and the classes of its models. */
export interface TypeDefinition<M extends BaseModel, C extends BaseModel> {
  readonly name: string;
  readonly handlers: HandlerSignatures<M, C>;
  readonly model: ModelClass<M>;
  readonly configuration: ModelClass<C>;
}

/** What Lambda calls: an event in, the answer as plain JSON out; it never throws. */
export type Entrypoint = (event: unknown, context?: Partial<LambdaContext>) => Promise<Dict>;

/**
 * The two entrypoints of a type. They take the place of BaseResource's own, which loses `nextToken`, keeps log filters and the
 * previous caller's session in a warm process, logs test credentials, sleeps a second in every invocation and delivers its log line by
 * line (library 1.0.6, resource.ts); the protocol and the classes that the handlers see are the library's.
 */
export function entrypointsOf<M extends BaseModel, C extends BaseModel>(
  type: TypeDefinition<M, C>,
  surroundings: DeliverySurroundings,
): { readonly entrypoint: Entrypoint; readonly testEntrypoint: Entrypoint } {
  const entrypoint: Entrypoint = async (event, context = {}) => {
    const redact = redactorFor(event);
    const { write, end } = openDelivery(event, type.name, surroundings, redact);
    const { progress, outcome } = await invoke(type, event, context, { write, now: surroundings.now }, redact);
    await end(outcome);
    return answerOf(progress, redact);
  };
  const testEntrypoint: Entrypoint = async (event, context) => {
    try {
      return await entrypoint(fromTestEvent(event), context);
    } catch (error) {
      return answerOf(failed(error), (text) => text);
    }
  };
  return { entrypoint, testEntrypoint };
}

async function invoke<M extends BaseModel, C extends BaseModel>(
  { handlers, model, configuration }: TypeDefinition<M, C>,
  event: unknown,
  context: Partial<LambdaContext>,
  { write, now }: Pick<DeliverySurroundings, 'write' | 'now'>,
  redact: Redact,
): Promise<{ readonly progress: ProgressEvent<M>; readonly outcome: Outcome }> {
  const logger = loggerFor(write, redact);
  const started = now();
  const action = actionOf(event);
  let progress: ProgressEvent<M>;
  let exception: string | undefined;
  let stack: string | undefined;
  try {
    const invocation = readEvent(event, model, configuration);
    const handler = handlers.get(invocation.action);
    if (!handler) throw new TypeError(`no handler for ${action}`);
    const { request, callbackContext, callerCredentials, typeConfiguration } = invocation;
    const session = SessionProxy.getSession(toAwsCredentials(callerCredentials), request.region);
    progress = await handler(session, deepFreeze(request), deepFreeze(callbackContext), logger, typeConfiguration as C);
  } catch (error) {
    progress = failed(error);
    exception = exceptionType(error);
    stack = error instanceof Error ? error.stack : undefined;
  }
  const ended = now();
  logger.log(
    JSON.stringify({
      operation: action,
      identifier:
        at(progress, ['resourceModel', 'tfcfnid']) ?? at(event, ['requestData', 'resourceProperties', 'tfcfnid']),
      status: progress.status,
      errorCode: progress.errorCode,
      message: progress.message || undefined,
      stack: progress.errorCode === 'InternalFailure' ? stack : undefined,
      milliseconds: ended - started,
      lambdaRequestId: context.awsRequestId,
    }),
  );
  return { progress, outcome: { action, started, ended, exception } };
}

function toAwsCredentials(credentials: Dict<string> | undefined) {
  if (!credentials) return undefined;
  const { accessKeyId = '', secretAccessKey = '', sessionToken } = credentials;
  return { accessKeyId, secretAccessKey, sessionToken };
}

/**
 * The answer on the wire: plain JSON without a null anywhere, an error's keys only in errors, no secret in the message. The contract
 * wants `callbackDelaySeconds` absent or 0 in a final answer, `resourceModel` absent after DELETE.
 */
function answerOf<M extends BaseModel>(progress: ProgressEvent<M>, redact: Redact): Dict {
  const plain: Dict = JSON.parse(JSON.stringify(progress.serialize()), (_, value: unknown) => value ?? undefined);
  return { ...plain, message: redact(progress.message) };
}
