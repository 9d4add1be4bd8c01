import { connect } from 'node:net';
import { UsageError } from './errors';
import { isObject } from './json';
import { shellWords } from './shell';

/** An address at which something must listen, and the place that names it. */
interface Address {
  readonly url: URL;
  readonly from: string;
}

/** A connection on one machine succeeds or is refused at once. */
const PATIENCE_MS = 2_000;

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Checks that something listens at the endpoints on this machine, because a handler would try for a minute and a half.
 *
 * @param endpoints addresses by the place that names them, as in "Endpoints.Ecs of simulator.json".
 * @param portOption the option that gives their port to a simulator.
 * @param simulatorOptions the other options of such a simulator.
 * @throws UsageError if a loopback address refuses a connection. The handlers report any other problem.
 */
export async function refuseDeadEndpoints(
  endpoints: Readonly<Record<string, unknown>>,
  portOption: string,
  simulatorOptions: readonly string[],
): Promise<void> {
  for (const { url, from } of Object.entries(endpoints).flatMap(loopbackAddress)) {
    if (!(await isRefused(url))) continue;
    throw new UsageError(
      `nothing listens at ${url.origin} (${from}). Start that simulator, and run the same command ` +
        `again:\n  npm run simulator -- ${shellWords([portOption, String(portOf(url)), ...simulatorOptions])}\n` +
        'A simulator that starts again has lost the images that were made in it. To forget a stack of them, delete its file in .stacks.',
    );
  }
}

/** The endpoints of a type configuration, by their place in its file. */
export function endpointsOf(typeConfiguration: unknown, file: string): Record<string, unknown> {
  const endpoints = isObject(typeConfiguration) ? typeConfiguration.Endpoints : undefined;
  return Object.fromEntries(
    Object.entries(isObject(endpoints) ? endpoints : {}).map(([name, url]) => [`Endpoints.${name} of ${file}`, url]),
  );
}

/** Whether an endpoint leads to this machine. */
export function isLoopback(endpoint: unknown): boolean {
  return loopbackAddress(['', endpoint]).length > 0;
}

function loopbackAddress([from, text]: readonly [string, unknown]): Address[] {
  if (typeof text !== 'string' || !URL.canParse(text)) return [];
  const url = new URL(text);
  return LOOPBACK.test(url.hostname) ? [{ url, from }] : [];
}

function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

function isRefused(url: URL): Promise<boolean> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({ host, port: portOf(url) });
    const end = (refused: boolean): void => {
      socket.destroy();
      resolve(refused);
    };
    socket.setTimeout(PATIENCE_MS, () => end(false));
    socket.once('connect', () => end(false));
    socket.once('error', (error) => end('code' in error && error.code === 'ECONNREFUSED'));
  });
}
