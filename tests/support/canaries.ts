import { CANARIES, findCanaries } from '../../simulator/index';

/**
 * Looks for made-up secrets in what must hold none.
 *
 * @throws Error that names the kind of the secret and the place. It quotes nothing: what a failing test prints stays in the output of CI.
 */
export function expectNoCanary(place: string, text: string): void {
  const found = findCanaries(text).map(({ kind, form }) => `${kind} (${form})`);
  if (found.length > 0) throw new Error(`${place} holds a secret: ${[...new Set(found)].join(', ')}`);
}

/** A text that a failing test may print: without the made-up secrets in it. */
export function quotable(text: string): string {
  return Object.values(CANARIES).reduce((clean, canary) => clean.replaceAll(canary, '…'), text);
}
