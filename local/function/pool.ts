import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { FunctionClock } from '../clock';
import { isObject, parseJson } from '../json';
import type { HandlerFunction, Invocation } from './function';

/** Where the function is and how it runs. */
export interface PoolOptions {
  /** The file with the handlers. */
  readonly entry: string;
  /** The export that takes events, default `entrypoint`. */
  readonly exportName?: string;
  /** How long an invocation may take, in real milliseconds; Lambda's limit for handlers is a minute. */
  readonly limitMs?: number;
  /** How much memory the function's heap may take, in MiB; default: what this process has. */
  readonly memoryMb?: number;
  /** How many invocations run at once; further ones wait. */
  readonly size?: number;
  /** What `Date` shows in the function; held while an invocation runs. Default: real time. */
  readonly clock?: FunctionClock;
  /** The environment of the function. Nothing else of this process's environment reaches it. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Nothing leaves the function: an invocation that asks for a connection is answered with null, and its event was in order so far. */
  readonly isOffline?: boolean;
  /** Takes every line that the function writes. */
  readonly log?: (line: string) => void;
}

const DEFAULT_LIMIT_MS = 60_000;
const DEFAULT_SIZE = 8;
const WORKER_FILE = join(__dirname, 'worker.cjs');

/** Runs a handler bundle in worker threads: warm ones are used again, one that takes too long or dies is replaced. */
export function createPool(options: PoolOptions): HandlerFunction {
  const { size = DEFAULT_SIZE, limitMs = DEFAULT_LIMIT_MS, clock } = options;
  const workers = new Set<Worker>();
  const idle: Worker[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;
  let closed = false;

  const retire = (worker: Worker): void => {
    workers.delete(worker);
    const index = idle.indexOf(worker);
    if (index >= 0) idle.splice(index, 1);
  };
  const hire = (): Worker => {
    const warm = idle.pop();
    if (warm) return warm;
    const worker = startWorker(options, limitMs);
    workers.add(worker);
    worker.once('exit', () => retire(worker));
    return worker;
  };

  return {
    async invoke(event) {
      while (busy >= size) await new Promise<void>((resolve) => waiting.push(resolve));
      if (closed) return { outcome: 'crashed', message: 'the function was shut down' };
      busy += 1;
      const worker = hire();
      const release = clock?.hold();
      try {
        const invocation = await invokeOnce(worker, { event: JSON.stringify(event), now: clock?.now() }, limitMs);
        if (invocation.outcome === 'answered') {
          idle.push(worker);
        } else {
          retire(worker);
          await worker.terminate();
        }
        return invocation;
      } finally {
        release?.();
        busy -= 1;
        waiting.shift()?.();
      }
    },
    async close() {
      closed = true;
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

function startWorker(options: PoolOptions, limitMs: number): Worker {
  const { entry, exportName = 'entrypoint', memoryMb, clock, isOffline = false, environment = {} } = options;
  const { log = () => undefined } = options;
  const worker = new Worker(WORKER_FILE, {
    workerData: { entry, exportName, limitMs, followsClock: clock !== undefined, isOffline },
    env: { ...environment },
    ...(memoryMb !== undefined && { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
    // The loaders of this process have no business in the function.
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  readLines(worker.stdout, log);
  readLines(worker.stderr, log);
  return worker;
}

/** What a worker is told of an invocation: the event as text, and the time if it follows a clock. */
interface Order {
  readonly event: string;
  readonly now?: number;
}

/** One invocation; settles exactly once, whatever the worker does. */
function invokeOnce(worker: Worker, order: Order, limitMs: number): Promise<Invocation> {
  const id = randomUUID();
  return new Promise((resolve) => {
    const settle = (invocation: Invocation): void => {
      clearTimeout(timer);
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      resolve(invocation);
    };
    const onMessage = (message: unknown): void => {
      if (!isObject(message) || message.id !== id) return;
      if (typeof message.answer === 'string') settle({ outcome: 'answered', answer: parseJson(message.answer) });
      else settle({ outcome: 'crashed', message: String(message.error) });
    };
    const onError = (error: unknown): void => {
      settle({ outcome: 'crashed', message: error instanceof Error ? error.message : String(error) });
    };
    const onExit = (code: number): void =>
      settle({ outcome: 'crashed', message: `its process ended with code ${code}` });
    const timer = setTimeout(() => settle({ outcome: 'timed out' }), limitMs);
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    worker.postMessage({ id, ...order });
  });
}

function readLines(stream: Readable, log: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) log(line);
  });
  stream.on('end', () => {
    if (rest !== '') log(rest);
  });
}
