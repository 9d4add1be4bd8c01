import type { SimulatorClock } from './clock';
import type { TrustedIssuer } from './oidc-token';

/** A type configuration that leads to a cloud: what `set-type-configuration` gives the handlers. */
export type TypeConfiguration = Readonly<Record<string, unknown>>;

/** What the resources of a type have left in a cloud. */
export interface Left {
  /** How many of the images are still being made, in whatever way. */
  readonly unfinished: number;
  readonly images: readonly string[];
  readonly snapshots: readonly string[];
  /** Where the cloud has them in place of snapshots. */
  readonly backups?: readonly string[];
}

/** What is left, counted, for people. */
export function leftCounted({ unfinished, images, snapshots, backups }: Left): string {
  const running = unfinished === 0 ? '' : ` (${unfinished} unfinished)`;
  const kept = backups ? counted(backups.length, 'backup') : counted(snapshots.length, 'snapshot');
  return `${counted(images.length, 'image')}${running}, ${kept}`;
}

/** A number of things: `1 image`, `2 images`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** A cloud that runs inside this process. */
export interface RunningCloud {
  readonly typeConfiguration: TypeConfiguration;
  left(): Left;
  close(): Promise<void>;
}

/** How a cloud starts. Every value has a default. */
export interface StartOptions {
  /** Default: real time. */
  readonly clock?: SimulatorClock;
  /** A JSON file with what exists at the start; default: what is built in. */
  readonly seedFile?: string;
  /** Whose tokens open the cloud, in the place of a key; default: none. A cloud that takes no such tokens is opened by a key. */
  readonly trusted?: TrustedIssuer;
}

/** A cloud that can be simulated, as the tools start it that are told of a type. */
export interface SimulatedCloud {
  /** Starts it. @throws Error that names the file of seeds and what is wrong in it. */
  start(options?: StartOptions): Promise<RunningCloud>;
  /** Starts it so that AWS's contract tests meet every stage of a resource, and do not wait for hours. */
  startForContractTests(): Promise<RunningCloud>;
}
