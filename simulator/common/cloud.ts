import type { SimulatorClock } from './clock';
import type { TrustedIssuer } from './oidc-token';

/** A type configuration for a cloud: what `set-type-configuration` gives to the handlers. */
export type TypeConfiguration = Readonly<Record<string, unknown>>;

/** What the resources of a type have left in a cloud. */
export interface Left {
  /** How many of the images are not finished. */
  readonly unfinished: number;
  readonly images: readonly string[];
  readonly snapshots: readonly string[];
  /** Present if the cloud has backups instead of snapshots. */
  readonly backups?: readonly string[];
}

/** The numbers of what is left, for people. */
export function leftCounted({ unfinished, images, snapshots, backups }: Left): string {
  const running = unfinished === 0 ? '' : ` (${unfinished} unfinished)`;
  const kept = backups ? counted(backups.length, 'backup') : counted(snapshots.length, 'snapshot');
  return `${counted(images.length, 'image')}${running}, ${kept}`;
}

/** A number of things: `1 image`, `2 images`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** A cloud that runs in this process. */
export interface RunningCloud {
  readonly typeConfiguration: TypeConfiguration;
  left(): Left;
  close(): Promise<void>;
}

/** How a cloud starts. Every value has a default. */
export interface StartOptions {
  /** By default, real time. */
  readonly clock?: SimulatorClock;
  /** A JSON file with what exists at the start; by default, the built-in content. */
  readonly seedFile?: string;
  /** The issuer whose tokens the cloud accepts instead of a key; by default none. A cloud that does not support such tokens needs a key. */
  readonly trusted?: TrustedIssuer;
}

/** A cloud that can be simulated, for the tools that start a cloud by type. */
export interface SimulatedCloud {
  /**
   * Starts it.
   *
   * @throws Error that names the seed file and the problem in it
   */
  start(options?: StartOptions): Promise<RunningCloud>;
  /** Starts it so that AWS's contract tests meet every stage of a resource without waiting for hours. */
  startForContractTests(): Promise<RunningCloud>;
}
