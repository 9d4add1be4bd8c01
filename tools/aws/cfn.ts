import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cloudNamed, type Left, leftCounted } from '../../simulator/index';
import { CALLED_WRONGLY, endFailed } from '../command-line';
import type { Project } from '../projects';
import { takenByNpm } from '../taken-by-npm';
import { takeType } from '../type-option';
import { environmentOf, environmentWith, folderForCfn, run, runCfn } from './environment';
import { serveFunction } from './invoke-endpoint';

/** The options that change what happens in an account, or for which type: npm must not take them for itself. */
const OPTIONS = ['--type', '--dry-run', '--set-default', '--no-role', '--role-arn', '--region', '--profile'];

/**
 * `npm run cfn -- [--type NAME] <command>`: runs AWS's CloudFormation CLI, in its own virtual environment, on the project of a type. By
 * default this is the project in whose folder npm was called, and at the root, the root's. `test` runs the contract tests against the
 * deployable tree, with the simulator as cloud. Every other command goes to `cfn` unchanged, with the AWS credentials of the caller.
 */
async function main(parameters: readonly string[]): Promise<number> {
  const problem = takenByNpm('npm run cfn --', OPTIONS, process.env);
  if (problem !== undefined) {
    console.error(problem);
    return CALLED_WRONGLY;
  }
  const { project, rest } = takeType(parameters);
  return rest[0] === 'test' ? runContractTests(project, rest.slice(1)) : runCfn(project, rest);
}

async function runContractTests(project: Project, parameters: readonly string[]): Promise<number> {
  if (!existsSync(project.handlersFile))
    throw new Error(`${project.typeName} is not built: run npm run package first.`);
  const folder = await mkdtemp(path.join(tmpdir(), 'cfn-test-'));
  const cloud = await cloudNamed(project.cloud).startForContractTests();
  const endpoint = await serveFunction(() => undefined, project.functionFolder);
  try {
    const typeConfiguration = path.join(folder, 'typeConfiguration.json');
    await writeFile(typeConfiguration, JSON.stringify(cloud.typeConfiguration));
    const where = ['--endpoint', endpoint.url, '--function-name', 'TypeFunction', '--region', 'us-east-1'];
    const code = await runWithoutAccount(project, ['test', ...where, '--typeconfig', typeConfiguration, ...parameters]);
    return code === 0 ? leftOvers(cloud.left()) : code;
  } finally {
    await endpoint.close();
    await cloud.close();
    await rm(folder, { recursive: true });
  }
}

/** Prints what the tests left in the cloud. Images left behind are a failure; snapshots stay unless the inputs say otherwise. */
function leftOvers(left: Left): number {
  process.stdout.write(`Left in the cloud: ${leftCounted(left)}\n`);
  return left.images.length === 0 ? 0 : 1;
}

/** Runs the contract tests of `cfn` on a project, without an AWS account. @returns the exit code. */
function runWithoutAccount(project: Project, parameters: readonly string[]): Promise<number> {
  const bin = environmentOf('cfn');
  const command = ['-W', 'ignore', path.join(__dirname, 'cfn.py'), ...parameters];
  const noAccount = {
    AWS_ACCESS_KEY_ID: 'AKIA-no-account',
    AWS_SECRET_ACCESS_KEY: 'no-secret',
    AWS_DEFAULT_REGION: 'us-east-1',
  };
  return run(path.join(bin, 'python'), command, {
    env: { ...environmentWith(bin), ...noAccount },
    cwd: folderForCfn(project),
  });
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
}, endFailed);
