import type { Runtime } from '../failure/clock';

/** The pauses before an empty answer is asked for again, in milliseconds. */
const PAUSES = {
  once: [],
  twice: [1_500],
  often: [1_500, 2_000, 3_000],
} as const satisfies Readonly<Record<string, readonly number[]>>;

/** How many times to ask for something that a list may not show yet. */
export type Tries = keyof typeof PAUSES;

/** Asks again after each of the pauses, until something is found, because a list may lag behind. Returns the last answer. */
export async function askUntilFound<Answer>(
  ask: () => Promise<Answer>,
  isFound: (answer: Answer) => boolean,
  runtime: Pick<Runtime, 'sleep'>,
  tries: Tries = 'once',
): Promise<Answer> {
  let answer = await ask();
  for (const pause of PAUSES[tries]) {
    if (isFound(answer)) break;
    await runtime.sleep(pause);
    answer = await ask();
  }
  return answer;
}
