/** One request that a simulated service received, as it ended. */
export interface ReceivedCall {
  /** Empty if the request named none. */
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The access key that the request names in its signature; empty if it is not signed. */
  readonly accessKeyId: string;
  /** HTTP status of the answer; 0 if the client got none. */
  readonly status: number;
  /** The code of the error, if it was one. */
  readonly code?: string;
  readonly requestId: string;
  /** Simulated milliseconds since 1970. */
  readonly at: number;
}
