import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../tools/projects';
import { allClients, type Client } from './clients';

/** What came of the clients of a run, a file each: several processes write them. */
const FOLDER = path.join(ROOT, 'coverage', 'clients');
const fileOf = (client: Client): string => path.join(FOLDER, `${allClients().indexOf(client)}.txt`);

/** Notes what came of a client. */
export function writeResult(client: Client, result: string): void {
  writeFileSync(fileOf(client), result);
}

/** What came of a client in this run. */
export function resultOf(client: Client): string {
  return readdirSync(FOLDER).includes(path.basename(fileOf(client)))
    ? readFileSync(fileOf(client), 'utf8')
    : 'did not run';
}

/** Before a run: forgets the results of the one before. */
export default function forgetResults(): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
}
