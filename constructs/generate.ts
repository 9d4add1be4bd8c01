import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandLine } from '../scripts/command-line';
import { constructSource } from './generator/construct-source';

commandLine('npm run constructs')
  .description('Writes the source of the construct for AWS CDK from schema.json.')
  .parse();
/** Writes the construct's source from schema.json. */
const schema = JSON.parse(readFileSync(path.join(__dirname, '..', 'schema.json'), 'utf8'));
writeFileSync(path.join(__dirname, 'src', 'image-copy.generated.ts'), constructSource(schema));
