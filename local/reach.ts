import { connect } from 'node:net';
import { UsageError } from './errors';
import { isObject } from './json';
import { shellWords } from './shell';

/** An address that something has to listen at, and where it was given. */
interface Address {
  readonly url: URL;
  readonly from: string;
}

/** A connection on one machine is there at once, or refused. */
const PATIENCE_MS = 2_000;

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Makes sure that what endpoints on this machine lead to is there: a handler would try for a minute and a half.
 *
 * @param endpoints addresses by where they were given, as in "Endpoints.Ecs of simulator.json".
 * @param portOption the option by which a simulator in their place gets their port.
 * @param simulatorOptions what a simulator that takes their place is started with besides.
 * @throws UsageError if a loopback address refuses a connection. Whatever else may be wrong is for the handlers to tell.
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
        `again:\n  npm run simulator -- ${shellWords([portOption, String(portOf(url)), ...simulatorOptions])}`,
    );
  }
}

/** The endpoints of a type configuration, by where they are in its file. */
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
