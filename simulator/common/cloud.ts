/** A type configuration that leads to a cloud: what `set-type-configuration` gives the handlers. */
export type TypeConfiguration = Readonly<Record<string, unknown>>;

/** What the resources of a type have left in a cloud. */
export interface Left {
  /** Unfinished copies. */
  readonly copies: number;
  readonly images: readonly string[];
  readonly snapshots: readonly string[];
}

/** A cloud that runs inside this process. */
export interface RunningCloud {
  readonly typeConfiguration: TypeConfiguration;
  left(): Left;
  close(): Promise<void>;
}

/** A cloud that can be simulated, as the tools start it that are told of a type. */
export interface SimulatedCloud {
  /** Starts it in real time, with what exists in it by default. */
  start(): Promise<RunningCloud>;
  /** Starts it so that AWS's contract tests meet every stage of a resource, and do not wait for hours. */
  startForContractTests(): Promise<RunningCloud>;
}
