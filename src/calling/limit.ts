import type { Runtime } from '../failure/clock';
import { NoAnswer } from './silence';

/**
 * Makes an attempt and ends it after `timeout` milliseconds.
 *
 * @throws NoAnswer if it was ended, or the error of the attempt.
 */
export async function limited<Answer>(
  timeout: number,
  runtime: Pick<Runtime, 'after'>,
  attempt: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const limit = new AbortController();
  const cancelLimit = runtime.after(timeout, () => limit.abort());
  try {
    return await attempt(limit.signal);
  } catch (error) {
    throw limit.signal.aborted ? new NoAnswer(`no answer within ${timeout} ms`) : error;
  } finally {
    cancelLimit();
  }
}
