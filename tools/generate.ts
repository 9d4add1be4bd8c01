import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { commandLine } from './command-line';
import { allProjects, ROOT } from './projects';

/** A file of this project to run, with its parameters. */
type Step = readonly [program: string, ...parameters: string[]];

/** The programs that write generated files, each after those that it depends on. */
function steps(): Step[] {
  const ofTypes = allProjects().map(({ typeName }): Step => ['tools/aws/cfn.ts', '--type', typeName, 'generate']);
  return [
    ...ofTypes,
    ['constructs/generate.ts'],
    ['tools/messages.ts'],
    ['tools/examples.ts'],
    ['tools/registration-templates.ts'],
    ['tools/policy-files.ts'],
    ['tools/registering-policy/main.ts'],
  ];
}

commandLine('npm run generate')
  .description(
    'Writes every generated file again: models, reference and role of each type, constructs, the codes in guides/messages.md, the JSON ' +
      'examples, the templates and the policies of registration/.',
  )
  .parse();
for (const [program, ...parameters] of steps()) {
  const command = ['--import', 'tsx', path.join(ROOT, program), ...parameters];
  const { status } = spawnSync(process.execPath, command, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`${program} failed: the files after it were not written.`);
    process.exit(1);
  }
}
