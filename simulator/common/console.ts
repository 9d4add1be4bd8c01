import { oneLine } from '../../untrusted/visible';
import type { ReceivedCall } from './call';

/** A cloud that is served, as its user sees it. */
export interface ServedCloud {
  /** Lines that say where the cloud is and how to reach it. */
  readonly greeting: readonly string[];
  /** Lines for the end, with the calls that were made and what is left in the cloud. */
  summary(): readonly string[];
  /** Stops listening and closes all connections. */
  close(): Promise<void>;
}

/** A request as one line. Empty details are left out. */
export function endedLine(
  { at, action, status, code }: Pick<ReceivedCall, 'at' | 'action' | 'status' | 'code'>,
  ...details: readonly string[]
): string {
  const outcome = status === 0 ? 'no answer' : [status, code].filter((part) => part !== undefined).join(' ');
  const what = [action || 'no action', ...details, outcome];
  return oneLine([new Date(at).toISOString().slice(11, 19), ...what.filter((part) => part)].join('  '));
}

/** Why the simulator does not start, as a sentence. `option`: the option that sets the port. */
export function explain(error: unknown, option = '--port'): string {
  if (!(error instanceof Error)) return String(error);
  const { code, syscall, port, message }: NodeJS.ErrnoException & { port?: number } = error;
  const obstacle = syscall === 'listen' && code !== undefined ? portObstacles[code] : undefined;
  return obstacle === undefined ? message : `port ${port} ${obstacle}; choose another one with ${option}`;
}

const portObstacles: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use',
  EACCES: 'is not allowed for this user',
};
