/** What the clouds of the vendor call differently, in the words of next steps. */
export type CloudWords = Readonly<{
  /** Who runs the cloud. */
  vendor: string;
  account: string;
  /** An identity with an access key. */
  user: string;
  /** Whom to ask for a higher quota, or where: the words after "ask". */
  quota: string;
  /** The property that names a group of resources. */
  resourceGroup: string;
  ecsConsole: string;
  kmsConsole: string;
  ramConsole: string;
}>;
