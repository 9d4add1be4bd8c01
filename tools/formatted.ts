import { execFileSync } from 'node:child_process';
import { ROOT } from './projects';

/** A text in the layout of the project's formatter. `file` is its name, which determines its language. */
export function formatted(file: string, text: string): string {
  return execFileSync('npx', ['biome', 'format', `--stdin-file-path=${file}`], {
    cwd: ROOT,
    input: text,
    encoding: 'utf8',
  });
}
