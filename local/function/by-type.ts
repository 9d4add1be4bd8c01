import type { HandlerFunction } from './function';

/**
 * One function for the events of all types. Each event goes to the function of its type, which starts with its first event.
 *
 * @param start starts the function of a type by the name of the type; `undefined` if there is none.
 */
export function functionByType(start: (typeName: string) => HandlerFunction | undefined): HandlerFunction {
  const started = new Map<string, HandlerFunction>();
  const functionOf = (typeName: string): HandlerFunction | undefined => {
    const running = started.get(typeName) ?? start(typeName);
    if (running !== undefined) started.set(typeName, running);
    return running;
  };
  return {
    async invoke(event) {
      const typeName = String(event.resourceType);
      const running = functionOf(typeName);
      return running?.invoke(event) ?? { outcome: 'crashed', message: `there is no function of ${typeName}` };
    },
    async close() {
      await Promise.all([...started.values()].map((running) => running.close()));
    },
  };
}
