import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './helpers';

const PRELOADED = join(__dirname, 'fixtures', 'noting-egress.cjs');

/** Programs that are let out to this machine only. */
export interface Guarded {
  /** For their environment. */
  readonly variables: Readonly<Record<string, string>>;
  /** The other hosts that they wanted to connect to. */
  refused(): string[];
}

export function guarded(): Guarded {
  const notes = join(temporaryFolder(), 'refused-hosts');
  return {
    variables: { NODE_OPTIONS: `--require ${JSON.stringify(PRELOADED)}`, REFUSED_HOSTS: notes },
    refused: () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : []),
  };
}
