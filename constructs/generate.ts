import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandLine } from '../tools/command-line';
import { formatted } from '../tools/formatted';
import { allProjects, type Project } from '../tools/projects';
import { typeOption } from '../tools/type-option';
import { constructSource } from './generator/construct-source';
import { baseName, fileName } from './generator/names';
import { SchemaProblem } from './generator/schema';

const SOURCES = path.join(__dirname, 'src');

const ENDING = '.generated';

/** Writes the source of a type's construct from its schema. @throws SchemaProblem */
function generate({ typeName, schemaFile }: Project): void {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const file = path.join(SOURCES, `${fileName(typeName)}.ts`);
  writeFileSync(file, formatted(file, constructSource(schema, `Cfn${baseName(typeName)}`)));
}

/** Writes the constructs of these types, and the list of all. */
function generateAll(projects: readonly Project[]): void {
  for (const project of projects) generate(project);
  const names = allProjects().map(({ typeName }) => fileName(typeName).replace(ENDING, ''));
  const lines = names.sort().map((name) => `export * from './${name}${ENDING}';\n`);
  writeFileSync(path.join(SOURCES, 'index.ts'), lines.join(''));
}

commandLine('npm run constructs --')
  .description('Writes the constructs for the AWS CDK from the schemas of the types')
  .addOption(typeOption('the one type to write (default: all)'))
  .action(({ type }: { readonly type?: Project }) => {
    try {
      generateAll(type ? [type] : allProjects());
    } catch (error) {
      if (!(error instanceof SchemaProblem)) throw error;
      console.error(error.message);
      process.exitCode = 1;
    }
  })
  .parse();
