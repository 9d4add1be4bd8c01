/** A request that a simulated service received, with its result. */
export interface ReceivedCall {
  /** Empty if the request has none. */
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The access key in the signature of the request; empty if it is not signed. */
  readonly accessKeyId: string;
  /** The HTTP status of the answer; 0 if the client got no answer. */
  readonly status: number;
  /** The code if the answer was an error. */
  readonly code?: string;
  readonly requestId: string;
  /** In simulated milliseconds since 1970. */
  readonly at: number;
}
