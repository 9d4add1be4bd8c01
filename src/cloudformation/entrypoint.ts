import {
  Action,
  type BaseModel,
  type Dict,
  deepFreeze,
  type LambdaContext,
  type ProgressEvent,
  SessionProxy,
} from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { oneLine } from '../../untrusted/visible';
import { Failure } from '../failure/failure';
import type { Place } from '../failure/place';
import { at } from './at';
import { boundsProblem } from './bounds';
import { isFirstCall, withoutSecrets } from './callback-context';
import { type DeliverySurroundings, openDelivery } from './delivery';
import { actionOf, type EventClasses, fromTestEvent, type HandlerRequest, type Invocation, readEvent } from './event';
import { InvocationLog } from './log';
import type { Outcome } from './metrics';
import { exceptionType, failed } from './progress';
import { redactorFor } from './redaction';

/** How much of the reason of a stack event CloudFormation shows, in characters. */
const LONGEST_MESSAGE = 1_000;
/** Causes may form a circle. */
const MOST_CAUSES = 3;
/** No identifier is longer, in characters, but the value of an incorrect request may be. */
const LONGEST_IDENTIFIER = 200;

/** Carries out one step of an operation. `session`: the AWS credentials of the handlers' role. @throws Failure */
export type Handler<M extends BaseModel, C extends BaseModel> = (
  session: SessionProxy | null,
  request: HandlerRequest<M>,
  callbackContext: Dict,
  log: InvocationLog,
  typeConfiguration: C | undefined,
) => Promise<ProgressEvent<M>>;

/** A resource type as the entrypoint needs it: its name, the classes of its models, and its handlers by action. */
export interface TypeDefinition<M extends BaseModel, C extends BaseModel> extends EventClasses<M, C> {
  /** The name of the property that is the primary identifier. */
  readonly identifier: string;
  readonly handlers: ReadonlyMap<Action, Handler<M, C>>;
  /** The fields of what its operations remember that must stay exact: see `withoutSecrets`. */
  readonly exact?: readonly string[];
  /**
   * The model with which CloudFormation can clean up after a failed creation, from the model of its request. `place`: where something is
   * known to be left; by default, the image that the request itself identifies.
   */
  readonly left?: (desired: M, place?: Place) => M;
}

/** The function that Lambda calls with an event. It returns the answer as plain JSON and never throws. */
export type Entrypoint = (event: unknown, context?: Partial<LambdaContext>) => Promise<Dict>;

/**
 * The two entrypoints of a type. They replace BaseResource's own entrypoints, which lose `nextToken`, keep log filters and the previous
 * caller's session in a warm process, log test credentials, sleep a second in every invocation and deliver their log line by line (library
 * 1.0.6, resource.ts). The models, requests and answers are the library's.
 */
export function entrypointsOf<M extends BaseModel, C extends BaseModel>(
  type: TypeDefinition<M, C>,
  surroundings: DeliverySurroundings,
): { readonly entrypoint: Entrypoint; readonly testEntrypoint: Entrypoint } {
  const entrypoint: Entrypoint = async (sent, context = {}) => {
    const problem = boundsProblem(sent);
    // Only the action of an event that exceeds the bounds is read: later code would walk through everything else.
    const event = problem === undefined ? sent : { action: actionOf(sent) };
    const redact = redactorFor(event);
    const { write, end } = openDelivery(event, type.name, surroundings, redact);
    const log = new InvocationLog(write, redact);
    const read = () => readWithin(problem, event, type);
    const { progress, outcome, stack } = await invoke(type, event, read, log, surroundings.now);
    const message = shown(redact(progress.message));
    log.entry({
      operation: outcome.action,
      identifier: identifierOf(progress, event, type.identifier),
      status: progress.status,
      errorCode: progress.errorCode,
      message: message || undefined,
      stack: progress.errorCode === 'InternalFailure' && stack !== undefined ? redact(stack) : undefined,
      milliseconds: outcome.ended - outcome.started,
      lambdaRequestId: at(context, ['awsRequestId']),
    });
    await end(outcome);
    const { callbackContext, ...answer } = answerOf(progress, message);
    if (!callbackContext) return answer;
    return { ...answer, callbackContext: withoutSecrets(callbackContext, redact, type.exact ?? []) };
  };
  const testEntrypoint: Entrypoint = async (sent, context) => {
    if (boundsProblem(sent) !== undefined) return entrypoint(sent, context);
    try {
      return await entrypoint(fromTestEvent(sent), context);
    } catch (error) {
      const progress = failed(error);
      return answerOf(progress, shown(progress.message));
    }
  };
  return { entrypoint, testEntrypoint };
}

/** @throws Failure InvalidRequest for an event with a problem, or as `readEvent`. */
function readWithin<M extends BaseModel, C extends BaseModel>(
  problem: string | undefined,
  event: unknown,
  classes: EventClasses<M, C>,
): Invocation<M, C> {
  if (problem !== undefined) throw new Failure('InvalidRequest', `The event ${problem}.`);
  return readEvent(event, classes);
}

/** The end of one invocation. `stack`: the stack of the error that a handler threw, and of its causes. */
interface Ending<M extends BaseModel> {
  readonly progress: ProgressEvent<M>;
  readonly outcome: Outcome;
  readonly stack?: string;
}

async function invoke<M extends BaseModel, C extends BaseModel>(
  type: TypeDefinition<M, C>,
  event: unknown,
  read: () => Invocation<M, C>,
  log: InvocationLog,
  now: () => number,
): Promise<Ending<M>> {
  const action = actionOf(event);
  const started = now();
  try {
    const invocation = read();
    const handler = type.handlers.get(invocation.action);
    if (!handler) throw new TypeError(`no handler for ${action}`);
    const { request, callbackContext, callerCredentials, typeConfiguration } = invocation;
    const session = SessionProxy.getSession(toAwsCredentials(callerCredentials), request.region);
    deepFreeze(request);
    deepFreeze(callbackContext);
    const progress = await handler(session, request, callbackContext, log, typeConfiguration);
    return { progress, outcome: { action, started, ended: now(), exception: progress.errorCode } };
  } catch (error) {
    return {
      progress: failed(error, leftBy(event, type, error instanceof Failure ? error.left : undefined)),
      outcome: { action, started, ended: now(), exception: exceptionType(error) },
      stack: stackOf(error),
    };
  }
}

/**
 * The model of what a failed creation may leave behind. AWS's contract requires the model with its identifier, so that CloudFormation can
 * clean up. After a creation has begun, every failure gets this model; before that, only a failure that says so. If the request cannot be
 * read, there is no model.
 */
function leftBy<M extends BaseModel, C extends BaseModel>(
  event: unknown,
  { model, left }: TypeDefinition<M, C>,
  place: Place | undefined,
): M | undefined {
  const properties = at(event, ['requestData', 'resourceProperties']);
  const begun = place !== undefined || !isFirstCall(at(event, ['callbackContext']));
  if (actionOf(event) !== Action.Create || !begun) return undefined;
  if (typeof properties !== 'object' || properties === null) return undefined;
  try {
    return left?.(model.deserialize(properties), place);
  } catch {
    return undefined;
  }
}

/** The stacks of an error and of its causes: a wrapping error does not show where the original error came from. */
function stackOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > MOST_CAUSES) return undefined;
  const cause = stackOf(error.cause, depth + 1);
  return cause === undefined ? error.stack : `${error.stack}\ncaused by ${cause}`;
}

/** The identifier of the resource or, if there is none, of the request, shortened if it is not a real one. */
function identifierOf(progress: unknown, event: unknown, property: string): string | undefined {
  const identifier =
    at(progress, ['resourceModel', property]) ?? at(event, ['requestData', 'resourceProperties', property]);
  return typeof identifier === 'string' ? identifier.slice(0, LONGEST_IDENTIFIER) : undefined;
}

/** A message as CloudFormation shows it: on one line, without characters that a terminal would interpret, and not too long. */
function shown(message: string): string {
  const whole = message.length <= LONGEST_MESSAGE;
  return oneLine(whole ? message : `${message.slice(0, LONGEST_MESSAGE - 1)}…`);
}

function toAwsCredentials(credentials: Dict<string> | undefined) {
  if (!credentials) return undefined;
  const { accessKeyId = '', secretAccessKey = '', sessionToken } = credentials;
  return { accessKeyId, secretAccessKey, sessionToken };
}

/**
 * The answer that is sent: plain JSON without any null, and with error keys only in errors. The contract requires that a final answer has
 * no `callbackDelaySeconds` or 0, and that the answer of DELETE has no `resourceModel`.
 */
function answerOf<M extends BaseModel>(progress: ProgressEvent<M>, message: string): Dict {
  const plain: Dict = JSON.parse(JSON.stringify(progress.serialize()), (_, value: unknown) => value ?? undefined);
  return { ...plain, message };
}
