import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { commandLine } from '../scripts/command-line';
import { environmentOf, ROOT } from './environment';

/** What the contract tests of one type printed, and the exit code. */
export interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** The names of all types, the root's first: every folder with a `.rpdk-config` is the project of one. */
export function typesIn(root: string): string[] {
  const siblings = path.join(root, 'types');
  const folders = existsSync(siblings) ? readdirSync(siblings).sort() : [];
  return [root, ...folders.map((name) => path.join(siblings, name))]
    .map((folder) => path.join(folder, '.rpdk-config'))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')).typeName);
}

/** Tests so many types at once, each as `testOne` does; `report` is told of each when it is through. Whether all passed. */
export async function testAll(
  types: readonly string[],
  atOnce: number,
  testOne: (type: string) => Promise<Outcome>,
  report: (type: string, outcome: Outcome) => void,
): Promise<boolean> {
  const waiting = [...types];
  let passed = true;
  const work = async (): Promise<void> => {
    for (let type = waiting.shift(); type !== undefined; type = waiting.shift()) {
      const outcome = await testOne(type);
      passed &&= outcome.code === 0;
      report(type, outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return passed;
}

/** `npm run contract-tests`: AWS's contract tests of all types, several at once. Each has a process, a simulator and an endpoint of its own. */
async function main(): Promise<void> {
  commandLine('npm run contract-tests --')
    .description("AWS's contract tests of all types, each on a simulator of its own")
    .parse();
  // Here and not in the processes: they would set it up at the same time.
  environmentOf('cfn');
  const [first, ...siblings] = typesIn(ROOT);
  const testOne = (type: string): Promise<Outcome> => {
    const which = type === first ? [] : ['--type', type];
    const cfn = path.join(__dirname, 'cfn.ts');
    const command = ['--import', 'tsx', cfn, ...which, 'test', '--', '-o', 'log_cli=false', '-q'];
    return new Promise((resolve) => {
      execFile(process.execPath, command, { cwd: ROOT, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
        resolve({ code: error ? 1 : 0, output: stdout + stderr }),
      );
    });
  };
  const report = (type: string, { code, output }: Outcome): void => {
    const passed = code === 0 ? 'passed' : 'failed';
    process.stdout.write(`\n-- ${type}\n${output}-- ${type}: the contract tests ${passed}\n`);
  };
  const types = first === undefined ? [] : [first, ...siblings];
  process.exitCode = (await testAll(types, availableParallelism(), testOne, report)) ? 0 : 1;
}

if (require.main === module)
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
