import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EXHAUSTIVE } from './sample';

/** Next to the results of the tests; not kept in the repository. */
const FOLDER = path.resolve(__dirname, '..', '..', 'coverage');

/** Prints a report on a type or, if it is on a whole table and not a sample, keeps it in `coverage/<name>/` and says where. */
export function report(name: string, type: string, text: string): void {
  if (!EXHAUSTIVE) {
    process.stdout.write(`\n${type}\n${text}`);
    return;
  }
  const folder = path.join(FOLDER, name);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${type.replaceAll('::', '-')}.md`);
  writeFileSync(file, `# ${type}\n\n${text}`);
  process.stdout.write(`\n${path.relative(process.cwd(), file)} is written\n`);
}
