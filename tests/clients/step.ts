/** What earlier answers gave, by the names that steps keep it under. */
export type Kept = Readonly<Record<string, string>>;

/** An AccessKey pair as a driver is handed it; with a token it is a session's. */
export interface Key {
  readonly id: string;
  readonly secret: string;
  readonly token?: string;
  /** The project that it is used for, for clients that would look it up. */
  readonly project?: string;
}

/** A refusal, as far as a client tells it. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
}

/** The STS service, a ClientToken for CopyImage, and whether errors are read: every step that is refused needs that. */
export type Need = 'sts' | 'token' | 'errors';

/** The service that a call is for. `oidc` is a call by a client that gets its key for a token, `iam5` one of the newer half of IAM. */
export type ServiceName = 'ecs' | 'sts' | 'ims' | 'iam' | 'iam5' | 'eps' | 'oidc';

/** One call of the life that every client of a cloud leads, and what has to come of it. */
export interface Step<Cloud, Answers> {
  /** What is done; the name of the step in tests and tables. */
  readonly name: string;
  /** What not every client has. */
  readonly needs?: Need;
  readonly action: string;
  /** Default: that of the cloud's images, or STS where it is needed. */
  readonly service?: ServiceName;
  /** The parameters by the names of the API, lists as lists, booleans as booleans: the client writes them in its own way. */
  readonly parameters?: (kept: Kept) => Readonly<Record<string, unknown>>;
  /** What happens in the account before the call. */
  before?(cloud: Cloud, kept: Kept): void;
  /** What the answer has to contain, by `toMatchObject`. */
  readonly shows?: (kept: Kept) => object;
  /** Or how the call has to be refused. */
  readonly refused?: Refusal;
  /** What is kept of the answer for later steps. */
  keeps?(answer: Answers): Readonly<Record<string, string>>;
  /** The region of the client; default: the `RegionId` of the parameters. */
  readonly region?: string;
  /** With which key; default: the account's. */
  readonly key?: (account: Key, kept: Kept) => Key;
}

/** As much of an answer of Alibaba Cloud as `keeps` looks at. */
export interface Answer {
  readonly ImageId?: string;
  /** What a method returns that hands on no answer. */
  readonly returned?: unknown;
  readonly Images?: { readonly Image: readonly { readonly DiskDeviceMappings: Mappings }[] };
  readonly NextToken?: string;
  readonly Snapshots?: { readonly Snapshot: readonly { readonly SnapshotId: string }[] };
  readonly Credentials?: {
    readonly AccessKeyId: string;
    readonly AccessKeySecret: string;
    readonly SecurityToken: string;
  };
}
interface Mappings {
  readonly DiskDeviceMapping: readonly { readonly SnapshotId: string }[];
}
