import type { FaultEffect, FaultError, FaultResponse } from './faults';
import type { HttpRequest } from './request';

/** One HTTP answer, ready to be written. `code` is that of the error it reports. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly code?: string;
}

/** The port between HTTP and a simulated service. */
export interface Service {
  /** Takes a request; nothing is done for it yet. */
  receive(request: HttpRequest): Exchange;
  /** Real milliseconds that every answer takes. */
  latencyMs(): number;
}

/** One request, from its arrival to its end. */
export interface Exchange {
  /** The fault that the request meets, if any. */
  readonly fault: FaultEffect | undefined;
  /** Does what the request asks for and answers it. */
  act(): Answer;
  /** An injected error in the protocol of the service. */
  errorAnswer(error: FaultError): Answer;
  /** An injected answer of any content, with the headers of the service. */
  plainAnswer(content: FaultResponse): Answer;
  /** Told once how the request ends, before that is sent; undefined: the client gets no answer. */
  ended(answer: Answer | undefined): void;
}
