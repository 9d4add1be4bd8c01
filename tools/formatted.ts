import { execFileSync } from 'node:child_process';
import { ROOT } from './projects';

/** A text as the project's formatter lays it out; `file`: its name, which tells its language. */
export function formatted(file: string, text: string): string {
  return execFileSync('npx', ['biome', 'format', `--stdin-file-path=${file}`], {
    cwd: ROOT,
    input: text,
    encoding: 'utf8',
  });
}
