import { type ApsaraStack, type ApsaraStackOptions, createClock, startApsaraStack } from '../../simulator/index';
import { type V1Options, v1 } from './signed-parameters';
import type { RawAnswer } from './support';

export const HOME = 'cn-x-env30-d01';
export const OTHER = 'cn-qingdao-env17-d01';
/** A 40 GiB image of the built-in ones, in `HOME`. */
export const GOLDEN = 'm-env30golden0ubuntu';
export const EVERY_STATUS = 'Creating,Waiting,Available,UnAvailable,CreateFailed';
/** An organization and a resource set of it. */
export const TENANT = { 'x-acs-organizationid': '26', 'x-acs-resourcegroupid': '38' };

const running = new Set<{ close(): Promise<void> }>();

/** Notes what has to be closed after a test. */
export function closeLater<T extends { close(): Promise<void> }>(one: T): T {
  running.add(one);
  return one;
}

/** Starts an Apsara Stack whose clock stands still until it is turned; `stopAll` ends it. */
export async function startStack(options: ApsaraStackOptions = {}): Promise<ApsaraStack> {
  return closeLater(await startApsaraStack({ clock: createClock({ speed: 0 }), ...options }));
}

export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((one) => one.close()));
  running.clear();
}

/** Which gateway a request goes to, and how it is written; by default that of ECS in `HOME`, by POP. */
export interface StackOptions extends Omit<V1Options, 'path'> {
  readonly gateway?: Parameters<ApsaraStack['endpoint']>[0];
  /** Default: that of the gateway. */
  readonly path?: string;
}

/** Sends one request to a gateway, for JSON, with its product where one host serves all. */
export function ask(
  stack: ApsaraStack,
  action: string,
  parameters: Readonly<Record<string, string>> = {},
  { gateway, headers, ...more }: StackOptions = {},
): Promise<RawAnswer> {
  const { origin, pathname } = new URL(stack.endpoint(gateway));
  const product: Record<string, string> = gateway?.form === 'ASAPI' ? { 'x-acs-asapi-product': 'ecs' } : {};
  const common = { Format: 'JSON', ...more.common };
  return v1({ url: origin, accessKey: stack.accessKey }, action, parameters, {
    ...{ path: pathname, ...more, common, headers: { ...product, ...headers } },
  });
}

/** Copies the golden image to `OTHER` and returns the id of the copy. */
export async function copyGolden(stack: ApsaraStack, parameters: Readonly<Record<string, string>> = {}) {
  const copy = { RegionId: HOME, ImageId: GOLDEN, DestinationRegionId: OTHER, ...parameters };
  const { body } = await ask(stack, 'CopyImage', copy);
  if (typeof body.ImageId !== 'string') throw new Error(`CopyImage: ${JSON.stringify(body)}`);
  return body.ImageId;
}
