import * as http from 'node:http';
import * as https from 'node:https';
import { CLOCK_PATH, createClock as createSimulatorClock, HELD_CLOCK_PATH } from '../simulator/index';
import { type Clock, createClock, FASTEST, type FunctionClock } from './clock';
import { isJsonObject, parseJson } from './json';
import { isLoopback } from './reach';

/** The time of simulators, for the stack and for `Date` in the handlers. */
export interface SharedClock {
  readonly clock: Clock;
  readonly functionClock: FunctionClock;
}

/** What a simulator says about its clock. */
interface Told {
  readonly id: string;
  readonly now: number;
  readonly speed: number;
}

/** The answer, and how to end its connection. */
interface Telling {
  readonly told: Told;
  end(): void;
}

/** An answer on the same machine comes at once, and no other answer is awaited. */
const PATIENCE_MS = 2_000;

/** The last moment of which events can tell the date in four digits: no simulator shows a later one. */
const LATEST = Date.UTC(9999, 11, 31);

/** More than the line that a simulator writes. */
const LONGEST_LINE = 1_000;

/**
 * The time of the simulators that all given addresses lead to. Addresses of other machines are not called.
 *
 * @param addresses the endpoints that handlers will call. `undefined` means an endpoint of a vendor, which is not set.
 * @returns `undefined` if an address leads elsewhere, or if the clocks differ, are stopped or are too fast to follow. Then the time is
 * real.
 */
export async function sharedClock(addresses: readonly unknown[]): Promise<SharedClock | undefined> {
  if (!addresses.every(isLoopback)) return undefined;
  const [first, ...others] = [...new Set(addresses.map((address) => new URL(CLOCK_PATH, String(address)).href))];
  const told = first === undefined ? undefined : await askOnce(first);
  if (first === undefined || told === undefined || !(told.speed > 0 && told.speed <= FASTEST)) return undefined;
  for (const other of others) if ((await askOnce(other))?.id !== told.id) return undefined;
  return follow(new URL(HELD_CLOCK_PATH, first).href, told);
}

/** A clock here that shows what the one there shows, as far as can be known without asking all the time: others may hold that one, too. */
function follow(address: string, { id, now, speed }: Told): SharedClock {
  const mirror = createSimulatorClock({ speed, startAt: now });
  return {
    clock: createClock(() => mirror.now(), speed),
    functionClock: {
      async hold() {
        const letGo = mirror.hold();
        const telling = await ask(address);
        const release = (): void => {
          telling?.end();
          letGo();
        };
        // A simulator that has ended meanwhile, or another one in its place, is for the handlers to tell.
        if (telling?.told.id !== id) return { now: mirror.now(), release };
        mirror.advance(Math.max(0, telling.told.now - mirror.now()));
        return { now: telling.told.now, release };
      },
    },
  };
}

async function askOnce(address: string): Promise<Told | undefined> {
  const telling = await ask(address);
  telling?.end();
  return telling?.told;
}

/** Asks for a clock; `undefined` if there is none. */
function ask(address: string): Promise<Telling | undefined> {
  const { get } = address.startsWith('https:') ? https : http;
  return new Promise((resolve) => {
    // It is on this machine, and gets nothing that is secret: whether its certificate is trusted is for the handlers to tell.
    const options = { agent: false, timeout: PATIENCE_MS, rejectUnauthorized: false };
    const request = get(address, options, (response) => {
      let text = '';
      const settle = (): void => {
        const told = response.statusCode === 200 ? readTold(text) : undefined;
        request.setTimeout(0);
        if (told === undefined) request.destroy();
        resolve(told && { told, end: () => request.destroy() });
      };
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (text.includes('\n') || text.length > LONGEST_LINE) settle();
      });
      response.once('end', settle);
    });
    request.once('timeout', () => request.destroy());
    // The handlers call this address next, and report any problem.
    request.on('error', () => resolve(undefined));
    request.once('close', () => resolve(undefined));
  });
}

function readTold(line: string): Told | undefined {
  try {
    const told = parseJson(line);
    if (!isJsonObject(told)) return undefined;
    const { id, now, speed } = told;
    const isMoment = typeof now === 'number' && now >= 0 && now <= LATEST;
    return typeof id === 'string' && isMoment && typeof speed === 'number' ? { id, now, speed } : undefined;
  } catch {
    // Something else answers there.
    return undefined;
  }
}
