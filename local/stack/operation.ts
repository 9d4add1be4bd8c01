import type { Clock } from '../clock';
import type { HandlerFunction } from '../function/function';
import type { Json, JsonObject } from '../json';
import { identifierProperties, type ResourceType } from '../schema/resource-type';
import { type Answer, ContractError, type ErrorCode, type FailedAnswer, readAnswer, readListAnswer } from './contract';
import { listRequest, operationRequest, type RequestContext, readRequest } from './request';
import type { OperationState, ResourceRecord, TextMap } from './state';

/** What is needed to run an operation. */
export interface OperationTools {
  readonly handlers: HandlerFunction;
  readonly clock: Clock;
  readonly context: RequestContext;
  /** Creates a new token. */
  readonly newToken: () => string;
}

/** How an operation failed. */
export interface OperationFailure {
  readonly outcome: 'failed';
  readonly code: ErrorCode;
  readonly reason: string;
  /** The resource that it may have left. */
  readonly identifier?: string;
}

/** How an operation ended. */
export type OperationResult =
  | { readonly outcome: 'succeeded'; readonly identifier?: string; readonly attributes: JsonObject }
  | OperationFailure
  /** The signal was aborted between two invocations. The operation can continue from its last step. */
  | { readonly outcome: 'stopped' };

/** Who may stop a request to a handler, and who is told that it is repeated. */
export interface RetryControl {
  readonly signal: AbortSignal;
  /** Called after each failure that a repetition can cure, before the wait, with a message. */
  onRetry(message: string): void;
}

/** The content of an IN_PROGRESS answer, with the operation as the next invocation needs it. */
export interface OperationStep {
  readonly identifier: string;
  readonly operation: OperationState;
  readonly message: string;
}

/** Who may stop an operation, and who is told of its steps. */
export interface OperationControl extends RetryControl {
  /** Called after each IN_PROGRESS answer, before the wait. */
  onStep(step: OperationStep): void;
  /** Stops the operation once the identifier of the resource is known. */
  readonly untilIdentified?: boolean;
}

/** Failures after which CloudFormation calls the handler again. */
const RETRIED: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['Throttling', 'ServiceInternalError', 'NetworkFailure']);
const MOST_RETRIES = 4;
const FIRST_RETRY_SECONDS = 5;

/** Whether CloudFormation calls the handler again after a failure that followed `retries` repetitions. */
function mayRetry({ code }: FailedAnswer, retries: number): boolean {
  return RETRIED.has(code) && retries < MOST_RETRIES;
}

/** How long CloudFormation waits before it calls the handler again, by the number of repetitions so far. */
function retrySeconds(retries: number): number {
  return FIRST_RETRY_SECONDS * 2 ** retries;
}

/** How often a function is called again if it did not answer in time or its process ended. */
const MOST_REPEATS = 2;

/**
 * Runs an operation to its end: invokes the handler, waits as long as the handler asks, and returns its callback context and model to it.
 * Failures that a repetition can cure are repeated with the same token a few times. An operation that takes longer than its type allows
 * fails.
 */
export function driveOperation(
  tools: OperationTools,
  type: ResourceType,
  record: ResourceRecord,
  start: OperationState,
  control: OperationControl,
): Promise<OperationResult> {
  return new OperationRun(tools, type, record, start, control).run();
}

type ProgressAnswer = Extract<Answer, { readonly status: 'IN_PROGRESS' }>;

/** A running operation. */
class OperationRun {
  readonly #minutes: number;
  #operation: OperationState;
  #identifier: string | undefined;
  #retries = 0;

  constructor(
    private readonly tools: OperationTools,
    private readonly type: ResourceType,
    private readonly record: ResourceRecord,
    start: OperationState,
    private readonly control: OperationControl,
  ) {
    this.#minutes = type.timeoutMinutes[start.action];
    this.#operation = start;
    this.#identifier = record.identifier;
  }

  async run(): Promise<OperationResult> {
    while (!this.isStopped()) {
      const answer = await this.ask();
      const left = answer.identifier ?? this.#identifier;
      if (answer.status === 'FAILED' && !mayRetry(answer, this.#retries)) return this.failed(answer, left);
      // A failed answer names what may be left behind. A repetition may get another identifier.
      if (answer.status !== 'FAILED') this.#identifier = left;
      if (answer.status === 'SUCCESS') return { outcome: 'succeeded', identifier: left, attributes: answer.model };
      if (answer.status === 'IN_PROGRESS') this.step(answer);
      if (this.isTooLong(answer)) {
        const message = `${this.#operation.action} was not complete within ${this.#minutes} minutes, the limit of ${this.type.name}`;
        return this.failed({ code: 'NotStabilized', message }, left);
      }
      await this.wait(answer);
    }
    return { outcome: 'stopped' };
  }

  private isStopped(): boolean {
    const { signal, untilIdentified = false } = this.control;
    return signal.aborted || (untilIdentified && this.#identifier !== undefined);
  }

  private ask(): Promise<Answer> {
    const known = this.#identifier;
    const event = operationRequest(this.tools.context, this.type, this.record, this.#operation);
    return ask(this.tools, event, (said) => readAnswer(this.type, this.#operation.action, said, known));
  }

  private step({ identifier, callbackContext, model, message }: ProgressAnswer): void {
    this.#operation = { ...this.#operation, callbackContext, resourceProperties: model };
    this.control.onStep({ identifier, operation: this.#operation, message });
  }

  /** Whether the next invocation would come after the time limit. */
  private isTooLong(answer: ProgressAnswer | FailedAnswer): boolean {
    const delaySeconds = answer.status === 'IN_PROGRESS' ? answer.delaySeconds : retrySeconds(this.#retries);
    const deadline = this.#operation.startedAt + this.#minutes * 60_000;
    return this.tools.clock.now() + delaySeconds * 1000 > deadline;
  }

  private async wait(answer: ProgressAnswer | FailedAnswer): Promise<void> {
    const { clock } = this.tools;
    if (answer.status === 'IN_PROGRESS') {
      this.#retries = 0;
      await clock.sleep(answer.delaySeconds * 1000, this.control.signal);
    } else {
      await waitForRetry(clock, answer, this.#retries, this.control);
      this.#retries += 1;
    }
  }

  private failed(failure: Pick<FailedAnswer, 'code' | 'message'>, identifier: string | undefined): OperationResult {
    const reason = failureReason(failure, this.#operation.bearerToken);
    return { outcome: 'failed', code: failure.code, reason, identifier };
  }
}

/** Reads the attributes of a resource. */
export async function readResource(
  tools: OperationTools,
  type: ResourceType,
  record: ResourceRecord,
  stackTags: TextMap,
  control: RetryControl,
): Promise<OperationResult> {
  const token = tools.newToken();
  const request = readRequest(tools.context, type, record, token, stackTags);
  for (let retries = 0; ; retries += 1) {
    const answer = await ask(tools, request, (said) => readAnswer(type, 'READ', said, record.identifier));
    if (answer.status === 'SUCCESS') {
      return { outcome: 'succeeded', identifier: answer.identifier, attributes: answer.model };
    }
    if (answer.status === 'IN_PROGRESS') throw new RangeError('readAnswer takes no READ that is in progress');
    if (!mayRetry(answer, retries)) {
      return { outcome: 'failed', code: answer.code, reason: failureReason(answer, token) };
    }
    await waitForRetry(tools.clock, answer, retries, control);
    if (control.signal.aborted) return { outcome: 'stopped' };
  }
}

/** The pages of the resources of a type that have the given properties, by repeated calls of LIST. */
export async function* listResources(
  tools: OperationTools,
  type: ResourceType,
  model: JsonObject,
  control: RetryControl,
): AsyncGenerator<readonly JsonObject[], void> {
  let nextToken: string | undefined;
  for (let retries = 0; !control.signal.aborted; ) {
    const token = tools.newToken();
    const request = listRequest(tools.context, type, model, token, nextToken);
    const answer = await ask(tools, request, (said) => readListAnswer(type, said));
    if (answer.status === 'SUCCESS') {
      retries = 0;
      yield answer.models;
      if (answer.nextToken === undefined) return;
      if (answer.nextToken === nextToken) throw new ListError('LIST answers with the same nextToken again and again');
      nextToken = answer.nextToken;
    } else {
      if (!mayRetry(answer, retries)) throw new ListError(failureReason(answer, token));
      await waitForRetry(tools.clock, answer, retries, control);
      retries += 1;
    }
  }
}

/** LIST failed. The message comes from the handler. */
export class ListError extends Error {
  override readonly name = 'ListError';
}

/** The first state of an operation. */
export function beginOperation(
  tools: OperationTools,
  type: ResourceType,
  record: ResourceRecord,
  details: Pick<OperationState, 'action' | 'stackTags' | 'previousStackTags'> & { readonly previous?: JsonObject },
): OperationState {
  const { action, stackTags, previousStackTags, previous } = details;
  // In production, updates and deletions carry the identifier among the properties.
  const identity = record.identifier === undefined ? {} : identifierProperties(type, record.identifier);
  return {
    action,
    bearerToken: tools.newToken(),
    startedAt: tools.clock.now(),
    callbackContext: null,
    resourceProperties: { ...record.properties, ...identity },
    previousProperties: previous && { ...previous, ...identity },
    stackTags,
    previousStackTags,
  };
}

/** One answer of the handler. A function that dies or breaks the contract is a failure like any other. */
async function ask<Said>(
  { handlers }: OperationTools,
  event: JsonObject,
  read: (answer: Json) => Said,
): Promise<Said | FailedAnswer> {
  for (let repeats = 0; ; repeats += 1) {
    const invocation = await handlers.invoke(event);
    if (invocation.outcome === 'answered') {
      try {
        return read(invocation.answer);
      } catch (error) {
        if (error instanceof ContractError)
          return { status: 'FAILED', code: 'InternalFailure', message: error.message };
        throw error;
      }
    }
    if (repeats >= MOST_REPEATS) {
      const message =
        invocation.outcome === 'crashed'
          ? `the handler ended with an error: ${invocation.message}`
          : `the handler did not answer within its limit, ${repeats + 1} times`;
      return { status: 'FAILED', code: 'InternalFailure', message };
    }
  }
}

/** Reports the wait before a handler is called again, and waits. */
async function waitForRetry(
  clock: Clock,
  { code, message }: Pick<FailedAnswer, 'code' | 'message'>,
  retries: number,
  { signal, onRetry }: RetryControl,
): Promise<void> {
  const seconds = retrySeconds(retries);
  // What happens next comes first, because a narrow terminal cuts off the rest.
  if (!signal.aborted)
    onRetry(`Trying again in ${seconds} s (${retries + 1} of ${MOST_RETRIES}) after ${code}: ${message}`);
  await clock.sleep(seconds * 1000, signal);
}

/** A failure as CloudFormation reports it. */
function failureReason({ code, message }: { code: ErrorCode; message: string }, token: string): string {
  return `Resource handler returned message: "${message}" (RequestToken: ${token}, HandlerErrorCode: ${code})`;
}
