import { spawnSync } from 'node:child_process';
import type { Tool } from './setups';

/** The tools that may be missing on this machine: their names with commas between, such as `Go,Maven`. */
const ALLOWED = (process.env.CLIENTS_MISSING ?? '').split(',').map((name) => name.trim().toLowerCase());

/** What of a client's tools is not on this machine; undefined: all are. */
export function missingOf(tools: readonly Tool[]): { readonly name: string; readonly allowed: boolean } | undefined {
  const missing = tools.find(({ asks: [command, ...parameters] }) => spawnSync(command, parameters).status !== 0);
  return missing && { name: missing.name, allowed: ALLOWED.includes(missing.name.toLowerCase()) };
}

/** What is said of a client that cannot run here. */
export const missingMessage = (tool: string): string =>
  `${tool} is not on this machine. Install it, or set CLIENTS_MISSING=${tool} to go on without the clients that need it.`;
