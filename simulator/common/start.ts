import { createClock, type SimulatorClock } from './clock';
import type { Fault } from './http/faults';

/** How a simulated service starts. Every value has a default. */
export interface StartOptions<Call> {
  /** By default 127.0.0.1. */
  readonly host?: string;
  /** By default 0: any free port. */
  readonly port?: number;
  /** By default `createClock()`, which shows real time. */
  readonly clock?: SimulatorClock;
  /** Real milliseconds since 1970. The date of a request may be near this time or near the simulated time. */
  readonly wallClock?: () => number;
  /** Receives every request when it has ended. */
  readonly onCall?: (call: Call) => void;
}

/** How a simulated cloud starts. */
export interface CloudOptions<Call> extends StartOptions<Call> {
  /** Whether to serve HTTPS with a new certificate of its own authority; by default, HTTP is served. */
  readonly https?: boolean;
}

/** What every simulated service has while it runs. */
export interface Started<Call> {
  /** Every request until now, in the order of their answers. */
  readonly calls: readonly Call[];
  /** Adds a fault after those that are waiting. */
  inject(fault: Fault): void;
  clearFaults(): void;
  /** Stops listening and closes all connections. */
  close(): Promise<void>;
}

/** What every simulated cloud has while it runs. */
export interface StartedCloud<Call> extends Started<Call> {
  /** The certificate of the authority that clients must trust, in PEM; `undefined` if it serves HTTP. */
  readonly ca?: string;
}

/** The options with their defaults. */
export function withDefaults<Call>({
  host = '127.0.0.1',
  port = 0,
  clock = createClock(),
  wallClock = Date.now,
}: StartOptions<Call>): Required<Omit<StartOptions<Call>, 'onCall'>> {
  return { host, port, clock, wallClock };
}

/** A list that grows with each request, and the function that adds to it. */
export function recordOf<Call>({ onCall }: Pick<StartOptions<Call>, 'onCall'>) {
  const calls: Call[] = [];
  const record = (call: Call): void => {
    calls.push(call);
    onCall?.(call);
  };
  return { calls, record };
}
