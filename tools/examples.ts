import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSource } from '../local/template/source';
import { commandLine } from './command-line';
import { allExamples, twinOf } from './example-files';
import { ROOT } from './projects';

commandLine('node --import tsx tools/examples.ts')
  .description('Writes the JSON version of each YAML example, for every type.')
  .parse();
const written = allExamples().flatMap(({ folder, templates }) =>
  templates.map((file) => {
    const { value } = readSource(file, readFileSync(join(folder, file), 'utf8'));
    const twin = join(folder, twinOf(file));
    writeFileSync(twin, `${JSON.stringify(value)}\n`);
    return twin;
  }),
);
if (written.length > 0)
  execFileSync('npx', ['biome', 'format', '--write', ...written], { cwd: ROOT, stdio: 'inherit' });
