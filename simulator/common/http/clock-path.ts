import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SimulatorClock } from '../clock';

/** The path at which every simulated service returns its clock. No vendor has this path. */
export const CLOCK_PATH = '/simulator/clock';

/** The same, but the clock does not run faster than real time until the connection is closed, however the client ends. */
export const HELD_CLOCK_PATH = `${CLOCK_PATH}/held`;

/**
 * Answers a request for the clock with a line of JSON, `{"id":"…","now":1790000000000,"speed":600}`. `id` identifies the clock, `now` is in
 * milliseconds since 1970, `speed` is in simulated seconds per real second.
 *
 * @returns whether it was such a request
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
