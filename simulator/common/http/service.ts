import type { FaultEffect, FaultError, FaultResponse } from './faults';
import type { HttpRequest } from './request';

/** A complete HTTP answer. `code`: the code of the error in it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly code?: string;
}

/** The interface between HTTP and a simulated service. */
export interface Service {
  /** Accepts a request, without acting on it. */
  receive(request: HttpRequest): Exchange;
  /** The latency of every answer, in real milliseconds. */
  latencyMs(): number;
}

/** A request, from its arrival to its end. */
export interface Exchange {
  /** The fault for the request, if any. */
  readonly fault: FaultEffect | undefined;
  /** Does what the request asks for, and returns the answer. */
  act(): Answer;
  /** An injected error in the protocol of the service. */
  errorAnswer(error: FaultError): Answer;
  /** An injected answer with any content and the headers of the service. */
  plainAnswer(content: FaultResponse): Answer;
  /** Called once before the request ends. `undefined`: the client gets no answer. */
  ended(answer: Answer | undefined): void;
}
