import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FunctionClock, HeldClock } from '../clock';
import { isObject, type JsonObject, parseJson } from '../json';
import type { HandlerFunction, Invocation } from './function';
import { readLines } from './lines';

/** The function and how to run it. */
export interface PoolOptions {
  /** The file with the handlers. */
  readonly entry: string;
  /** The export that receives events; by default `entrypoint`. */
  readonly exportName?: string;
  /** How long an invocation may take, in real milliseconds. Lambda's limit for handlers is one minute. */
  readonly limitMs?: number;
  /** The limit of the function's heap, in MiB; by default, that of this process. */
  readonly memoryMb?: number;
  /** The most invocations that run at the same time. Further ones wait. */
  readonly size?: number;
  /** The clock for `Date` in the function, which is held while an invocation runs; by default, real time. */
  readonly clock?: FunctionClock;
  /** The environment variables of the function. No others of this process are passed on. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The function has no network. If an invocation opens a connection, the answer is null: the event was valid until then. */
  readonly isOffline?: boolean;
  /** Receives every line that the function writes. */
  readonly log?: (line: string) => void;
}

const DEFAULT_LIMIT_MS = 60_000;
const DEFAULT_SIZE = 8;
const WORKER_FILE = join(__dirname, 'worker.cjs');

/** Runs a handler bundle in worker threads. Warm workers are reused. A worker that takes too long or dies is replaced. */
export function createPool(options: PoolOptions): HandlerFunction {
  return new Pool(options);
}

class Pool implements HandlerFunction {
  readonly #size: number;
  readonly #limitMs: number;
  readonly #workers = new Set<Worker>();
  readonly #idle: Worker[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #isClosed = false;

  constructor(private readonly options: PoolOptions) {
    this.#size = options.size ?? DEFAULT_SIZE;
    this.#limitMs = options.limitMs ?? DEFAULT_LIMIT_MS;
  }

  async invoke(event: JsonObject): Promise<Invocation> {
    while (this.#busy >= this.#size) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#busy += 1;
    let held: HeldClock | undefined;
    try {
      held = await this.options.clock?.hold();
      return await this.#run({ event: JSON.stringify(event), now: held?.now });
    } finally {
      held?.release();
      this.#busy -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #run(order: Order): Promise<Invocation> {
    if (this.#isClosed) return { outcome: 'crashed', message: 'the function was shut down' };
    const worker = this.#hire();
    const invocation = await invokeOnce(worker, order, this.#limitMs);
    if (invocation.outcome === 'answered') {
      this.#idle.push(worker);
    } else {
      this.#retire(worker);
      await worker.terminate();
    }
    return invocation;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
  }

  #hire(): Worker {
    const warm = this.#idle.pop();
    if (warm) return warm;
    const worker = startWorker(this.options, this.#limitMs);
    this.#workers.add(worker);
    worker.once('exit', () => this.#retire(worker));
    return worker;
  }

  #retire(worker: Worker): void {
    this.#workers.delete(worker);
    const index = this.#idle.indexOf(worker);
    if (index >= 0) this.#idle.splice(index, 1);
  }
}

function startWorker(options: PoolOptions, limitMs: number): Worker {
  const { entry, exportName = 'entrypoint', memoryMb, clock, isOffline = false, environment = {} } = options;
  const { log = () => undefined } = options;
  const worker = new Worker(WORKER_FILE, {
    workerData: { entry, exportName, limitMs, followsClock: clock !== undefined, isOffline },
    env: { ...environment },
    ...(memoryMb !== undefined && { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
    // The loaders of this process must not apply in the function.
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  readLines(worker.stdout, log);
  readLines(worker.stderr, log);
  return worker;
}

/** The message to a worker: the event as text, and the time if it follows a clock. */
interface Order {
  readonly event: string;
  readonly now?: number;
}

/** One invocation. The promise settles exactly once, whatever the worker does. */
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
