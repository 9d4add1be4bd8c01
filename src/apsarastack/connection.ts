/** How a gateway is connected to. */
export interface Connecting {
  /** The certificates that are trusted in place of the public ones, in PEM. */
  readonly ca?: string;
  /** Whatever certificate the gateway shows is taken. */
  readonly skipVerify: boolean;
  /** The URL of a proxy that is asked to CONNECT, with user and password if it wants them. */
  readonly proxy?: string;
}
