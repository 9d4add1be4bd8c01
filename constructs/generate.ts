import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandLine } from '../tools/command-line';
import { formatted } from '../tools/formatted';
import { allProjects, type Project } from '../tools/projects';
import { typeOption } from '../tools/type-option';
import { constructSource } from './generator/construct-source';
import { baseName, fileName } from './generator/names';

const SOURCES = path.join(__dirname, 'src');

const ENDING = '.generated';

/** Writes the source of a type's construct from its schema. */
function generate({ typeName, schemaFile }: Project): void {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const file = path.join(SOURCES, `${fileName(typeName)}.ts`);
  writeFileSync(file, formatted(file, constructSource(schema, `Cfn${baseName(typeName)}`)));
}

commandLine('npm run constructs --')
  .description('Writes the constructs for the AWS CDK from the schemas of the types')
  .addOption(typeOption('the one type to write (default: all)'))
  .action(({ type }: { readonly type?: Project }) => {
    for (const project of type ? [type] : allProjects()) generate(project);
    const names = allProjects().map(({ typeName }) => fileName(typeName).replace(ENDING, ''));
    const lines = names.sort().map((name) => `export * from './${name}${ENDING}';\n`);
    writeFileSync(path.join(SOURCES, 'index.ts'), lines.join(''));
  })
  .parse();
