import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { commandLine, endFailed } from '../command-line';
import { allProjects, ROOT } from '../projects';
import { environmentOf } from './environment';

/** The output of the contract tests of one type, and the exit code. */
export interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** Tests at most `atOnce` types at the same time with `testOne`, and calls `report` after each. @returns whether all passed. */
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

/** AWS's contract tests of all types, several at once. Each type has its own process, simulator and endpoint. */
async function main(): Promise<void> {
  commandLine('npx tsx tools/aws/contract-tests.ts')
    .description("AWS's contract tests of all types, each on a simulator of its own")
    .parse();
  // Done here because the processes would set it up at the same time.
  environmentOf('cfn');
  const types = allProjects().map(({ typeName }) => typeName);
  const testOne = (type: string): Promise<Outcome> => {
    const cfn = path.join(__dirname, 'cfn.ts');
    const command = ['--import', 'tsx', cfn, '--type', type, 'test', '--', '-o', 'log_cli=false', '-q'];
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
  process.exitCode = (await testAll(types, availableParallelism(), testOne, report)) ? 0 : 1;
}

if (require.main === module) main().catch(endFailed);
