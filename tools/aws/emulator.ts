import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { HandlerFunction, Invocation } from '../../local/function/function';
import { readLines } from '../../local/function/lines';
import { isObject, type JsonObject, parseJson } from '../../local/json';
import type { RuntimeParts } from './runtime-parts';

/** A function and its Lambda settings. */
export interface EmulatedFunction {
  /** The deployable folder; in Lambda, `/var/task`. */
  readonly folder: string;
  /** Module and export, such as `dist/handlers.entrypoint`. */
  readonly handler: string;
  /** Such as `nodejs24.x`. */
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** Environment variables in addition to those that every function has. The environment of this process is not passed on. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Receive the output of the emulator, line by line. */
export interface Listeners {
  /** What CloudWatch Logs would have: the lines of the function, with START, END and REPORT. */
  readonly log?: (line: string) => void;
  /** The emulator's output about its own work, such as `INIT REPORT(durationMs: 71.2)`. */
  readonly platform?: (line: string) => void;
}

/** The interval and the limit of the attempts to reach a starting emulator, in milliseconds. */
const KNOCK_MS = 5;
const PATIENCE_MS = 20_000;

/** The emulator's text for a function that it ended, with status 200. */
const TIMED_OUT = /^Task timed out after [\d.]+ seconds$/;

/**
 * Runs a function under AWS's Lambda runtime interface emulator and AWS's runtime client for Node.js. Like one instance of a Lambda, it
 * answers one event after the other. It starts with the first event, and again after an event that timed out or ended its process.
 *
 * @throws Error if the emulator does not start.
 */
export async function startEmulator(
  parts: RuntimeParts,
  target: EmulatedFunction,
  { log = () => undefined, platform = () => undefined }: Listeners = {},
): Promise<HandlerFunction> {
  const [address, runtimeApi] = await freeAddresses();
  const command = [parts.node, ...nodeOptions(target.memoryMb), parts.client, target.handler];
  const own = [
    '--runtime-interface-emulator-address',
    address,
    '--runtime-api-address',
    runtimeApi,
    '--log-level',
    'info',
  ];
  const emulator = spawn(parts.emulator, [...own, ...command], {
    cwd: target.folder,
    env: environmentOf(target),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const hear = (line: string): void => (/\(rapid\) /.test(line) ? platform(line) : log(line));
  const closed = once(emulator, 'close');
  for (const stream of [emulator.stdout, emulator.stderr]) readLines(stream, hear);
  await untilReached(address, emulator);
  let last: Promise<unknown> = Promise.resolve();
  return {
    invoke(event) {
      const invocation = last.then(() => invoke(address, event));
      last = invocation.catch(() => undefined);
      return invocation;
    },
    async close() {
      emulator.kill('SIGTERM');
      await closed;
    },
  };
}

/**
 * Two addresses, host and port, for an emulator, whose ports have to be given. The host is a random loopback address, so that nobody else
 * takes the ports before the emulator does.
 */
async function freeAddresses(): Promise<readonly [string, string]> {
  const host = `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;
  const servers = [createServer(), createServer()].map((server) => server.listen(0, host));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const [first = 0, second = 0] = servers.map((server) => {
    const address = server.address();
    return isObject(address) ? Number(address.port) : 0;
  });
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return [`${host}:${first}`, `${host}:${second}`];
}

/** The options with which the bootstrap of AWS's base images starts Node.js. */
function nodeOptions(memoryMb: number): string[] {
  const newSpace = Math.floor(memoryMb / 10);
  return [
    '--expose-gc',
    '--max-http-header-size=81920',
    `--max-semi-space-size=${Math.floor(newSpace / 2)}`,
    `--max-old-space-size=${memoryMb - newSpace}`,
  ];
}

/** The environment of a function: "Defined runtime environment variables" in AWS's developer guide for Lambda. */
function environmentOf({ folder, runtime, timeoutSeconds, memoryMb, environment }: EmulatedFunction) {
  const region = 'us-east-1';
  return {
    ...{ PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'en_US.UTF-8', TZ: ':UTC', LAMBDA_TASK_ROOT: folder },
    ...{ AWS_REGION: region, AWS_DEFAULT_REGION: region, AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}` },
    // Fake credentials instead of those of the function's own role.
    ...{ AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example', AWS_SESSION_TOKEN: 'example' },
    ...{ AWS_LAMBDA_FUNCTION_NAME: 'TypeFunction', AWS_LAMBDA_FUNCTION_TIMEOUT: String(timeoutSeconds) },
    ...{ AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb), AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand' },
    ...environment,
  };
}

async function untilReached(address: string, emulator: ChildProcess): Promise<void> {
  let problem: string | undefined;
  emulator.once('error', ({ message }) => {
    problem = message;
  });
  emulator.once('exit', (code) => {
    problem ??= `it ended with code ${code}`;
  });
  const end = Date.now() + PATIENCE_MS;
  while (problem === undefined && Date.now() < end) {
    // Only the path of invocations exists, but any answer shows that it listens.
    const isThere = await fetch(`http://${address}/`).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await wait(KNOCK_MS);
  }
  emulator.kill('SIGKILL');
  throw new Error(`The Lambda runtime interface emulator does not start: ${problem ?? 'it does not listen'}.`);
}

async function invoke(address: string, event: JsonObject): Promise<Invocation> {
  const url = `http://${address}/2015-03-31/functions/function/invocations`;
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(event) });
  const text = await response.text();
  if (TIMED_OUT.test(text)) return { outcome: 'timed out' };
  const answer = parseJson(text);
  // An error of the handler has status 200 and a trace; the end of its process has another status.
  const isError =
    isObject(answer) && typeof answer.errorType === 'string' && (!response.ok || Array.isArray(answer.trace));
  return isError
    ? { outcome: 'crashed', message: `${answer.errorType}: ${answer.errorMessage}` }
    : { outcome: 'answered', answer };
}
