import { isObject, type JsonObject } from '../json';
import type { HandlerFunction } from './function';

/** After how long without output a program seems to hang, in real milliseconds. */
const PATIENCE_MS = 5_000;

/** The same function. If an invocation takes longer than `patienceMs`, `notice` is called once, even if several invocations wait. */
export function withPatience(
  handlers: HandlerFunction,
  notice: (text: string) => void,
  patienceMs = PATIENCE_MS,
): HandlerFunction {
  let told = 0;
  return {
    async invoke(event) {
      let isTold = false;
      const timer = setTimeout(() => {
        isTold = true;
        told += 1;
        if (told === 1) notice(`${nameOf(event)}: no answer for ${patienceMs / 1000} s, still waiting.`);
      }, patienceMs);
      try {
        return await handlers.invoke(event);
      } finally {
        clearTimeout(timer);
        if (isTold) told -= 1;
      }
    },
    close: () => handlers.close(),
  };
}

/** The action of an event and its resource. LIST has no resource. */
function nameOf({ action, requestData }: JsonObject): string {
  const logicalId = isObject(requestData) ? requestData.logicalResourceId : undefined;
  return action === 'LIST' || typeof logicalId !== 'string' ? String(action) : `${String(action)} of ${logicalId}`;
}
