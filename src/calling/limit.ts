import type { Runtime } from '../failure/clock';
import { NoAnswer } from './silence';

/**
 * Makes an attempt and stops waiting for it after `timeout` milliseconds. The signal then tells the attempt to end; an attempt that ignores
 * it has no effect any more.
 *
 * @throws NoAnswer after that time, or the error of the attempt.
 */
export async function limited<Answer>(
  timeout: number,
  runtime: Pick<Runtime, 'after'>,
  attempt: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const limit = new AbortController();
  let cancel = (): void => undefined;
  const end = new Promise<never>((_, reject) => {
    cancel = runtime.after(timeout, () => {
      // Reject first: otherwise the caller would see the signal's AbortError instead of the time-out.
      reject(new NoAnswer(`no answer within ${timeout} ms`));
      limit.abort();
    });
  });
  try {
    return await Promise.race([attempt(limit.signal), end]);
  } finally {
    cancel();
  }
}
