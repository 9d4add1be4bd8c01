import * as http from 'node:http';
import * as https from 'node:https';
import { CLOCK_PATH, createClock as createSimulatorClock, HELD_CLOCK_PATH } from '../simulator/index';
import { type Clock, createClock, FASTEST, type FunctionClock } from './clock';
import { isJsonObject, parseJson } from './json';
import { isLoopback } from './reach';

/** The time of simulators: for the stack, and for what `Date` shows to the handlers. */
export interface SharedClock {
  readonly clock: Clock;
  readonly functionClock: FunctionClock;
}

/** What a simulator says of its clock. */
interface Told {
  readonly id: string;
  readonly now: number;
  readonly speed: number;
}

/** What was told, and how to end the connection over which it was. */
interface Telling {
  readonly told: Told;
  end(): void;
}

/** An answer on one machine is there at once, and no other is waited for. */
const PATIENCE_MS = 2_000;

/** More than the line that a simulator writes. */
const LONGEST_LINE = 1_000;

/**
 * The time of the simulators that all of the given addresses lead to. Addresses of other machines are not asked.
 *
 * @param addresses the endpoints that handlers will call; undefined is one that nobody has set, of a vendor.
 * @returns undefined: one of them leads elsewhere, they have different clocks, or theirs stands still or is too fast to be followed. Then
 *   time is real.
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
function follow(address: string, { now, speed }: Told): SharedClock {
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
        // A simulator that has ended meanwhile is for the handlers to tell.
        if (telling === undefined) return { now: mirror.now(), release };
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

/** Asks for a clock; undefined: nobody tells one there. */
function ask(address: string): Promise<Telling | undefined> {
  const { get } = address.startsWith('https:') ? https : http;
  return new Promise((resolve) => {
    const request = get(address, { agent: false, timeout: PATIENCE_MS }, (response) => {
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
    // Whatever is wrong there is for the handlers to tell: they go there next.
    request.on('error', () => resolve(undefined));
    request.once('close', () => resolve(undefined));
  });
}

function readTold(line: string): Told | undefined {
  try {
    const told = parseJson(line);
    if (!isJsonObject(told)) return undefined;
    const { id, now, speed } = told;
    return typeof id === 'string' && typeof now === 'number' && typeof speed === 'number'
      ? { id, now, speed }
      : undefined;
  } catch {
    // Something else answers there.
    return undefined;
  }
}
