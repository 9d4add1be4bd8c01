/** What is known of an answer that is not a success, in addition to its code and message. */
interface Refusal {
  /** The status of the HTTP answer. */
  readonly statusCode: number;
  readonly requestId?: string;
  /** In milliseconds. */
  readonly retryAfter?: number;
}

/** An answer that is not a success, with the fields that `told` reads. `code`: the vendor's code or, if the answer has none, its status. */
export class RefusedAnswer extends Error implements Refusal {
  override readonly name: string = 'RefusedAnswer';

  readonly statusCode: number;
  readonly requestId?: string;
  readonly retryAfter?: number;

  constructor(
    readonly code: string,
    message: string,
    { statusCode, requestId, retryAfter }: Refusal,
  ) {
    super(message);
    this.statusCode = statusCode;
    this.requestId = requestId;
    this.retryAfter = retryAfter;
  }
}
