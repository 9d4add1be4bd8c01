import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSource } from '../local/template/source';
import { commandLine } from './command-line';

const FOLDER = join(__dirname, '..', 'examples');

commandLine('node --import tsx tools/examples.ts').description('Writes the JSON twin of each example in YAML.').parse();
for (const file of readdirSync(FOLDER)) {
  if (!file.endsWith('.yaml')) continue;
  const { value } = readSource(file, readFileSync(join(FOLDER, file), 'utf8'));
  writeFileSync(join(FOLDER, file.replace('.yaml', '.json')), `${JSON.stringify(value)}\n`);
}
execFileSync('npx', ['biome', 'format', '--write', FOLDER], { stdio: 'inherit' });
