import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SimulatorClock } from '../clock';

/** Where every simulated service tells its clock. No vendor has this path. */
export const CLOCK_PATH = '/simulator/clock';

/** The same, for who wants that no more than real time passes until the connection is closed: however a program ends, it lets go. */
export const HELD_CLOCK_PATH = `${CLOCK_PATH}/held`;

/**
 * Answers a request for the clock by a line of JSON, `{"id":"…","now":1790000000000,"speed":600}`: `id` is the same wherever the same clock
 * is told, `now` are milliseconds since 1970, `speed` simulated seconds in a real one.
 *
 * @returns whether it was such a request.
 */
export function answerForClock(
  clock: SimulatorClock,
  { method, url }: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (method !== 'GET' || (url !== CLOCK_PATH && url !== HELD_CLOCK_PATH)) return false;
  const isHeld = url === HELD_CLOCK_PATH;
  if (isHeld) response.once('close', clock.hold());
  const { id, speed } = clock;
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write(`${JSON.stringify({ id, now: clock.now(), speed })}\n`);
  if (!isHeld) response.end();
  return true;
}
