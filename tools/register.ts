import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Option } from 'commander';
import { environmentOf, environmentWith, ROOT, runCfn } from './aws/environment';
import { commandLine } from './command-line';
import type { Project } from './projects';
import {
  ACCESS,
  accessTo,
  nextSteps,
  problemsOf,
  type RegisterOptions,
  settingsWith,
  submitParameters,
} from './registration';
import { isRuntime, supportOf } from './runtimes';
import { projectHere, typeOption } from './type-option';

/** The settings of a project, and the runtime in them. */
function settingsOf({ settingsFile }: Project): { readonly text: string; readonly runtime: string } {
  const text = readFileSync(settingsFile, 'utf8');
  const { runtime }: { runtime: string } = JSON.parse(text);
  return { text, runtime };
}

/** The options of the command line: a runtime that is not given is the project's own. */
type GivenOptions = Omit<RegisterOptions, 'runtime' | 'access'> & {
  readonly runtime?: string;
  readonly access?: string;
  readonly type: Project;
};

/** Who the AWS credentials belong to, or why they do not serve; the answer of `tools/aws/aws_caller.py`. */
type Caller = { readonly account: string; readonly arn: string } | { readonly problem: string };

function callerOf(region: string, profile: string | undefined): Caller {
  const bin = environmentOf('cfn');
  const parameters = [path.join(ROOT, 'tools', 'aws', 'aws_caller.py'), region, ...(profile ? [profile] : [])];
  const { status, stdout, stderr } = spawnSync(path.join(bin, 'python'), parameters, {
    encoding: 'utf8',
    env: environmentWith(bin),
  });
  if (status !== 0) throw new Error(`The AWS credentials cannot be looked at: ${stderr.trim()}`);
  return JSON.parse(stdout);
}

function pythonVersion(): string | undefined {
  const { status, stdout } = spawnSync('python3', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** Runs `cfn submit` with the runtime that is asked for; `.rpdk-config` itself stays as it is. The exit code. */
async function submit(project: Project, options: RegisterOptions): Promise<number> {
  const own = settingsOf(project);
  if (options.runtime === own.runtime) return runCfn(project, submitParameters(options));
  const folder = await mkdtemp(path.join(tmpdir(), 'register-'));
  try {
    const settings = path.join(folder, '.rpdk-config');
    await writeFile(settings, settingsWith(own.text, options.runtime));
    return await runCfn(project, submitParameters(options), settings);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Checks, submits, waits until CloudFormation has registered the version, and says what comes next; the exit code. */
async function register({ type: project, ...given }: GivenOptions): Promise<number> {
  const options: RegisterOptions = {
    ...given,
    access: accessTo(project.cloud, given.access),
    runtime: given.runtime ?? settingsOf(project).runtime,
  };
  const problems = problemsOf(options, { python: pythonVersion() });
  if (problems.length === 0 && !options.dryRun) {
    const caller = callerOf(options.region ?? '', options.profile);
    if ('problem' in caller) problems.push(caller.problem);
    else
      console.log(
        `Registering ${project.typeName} in ${options.region} of AWS account ${caller.account}, as ${caller.arn}`,
      );
  }
  if (problems.length > 0) {
    for (const problem of problems) console.error(problem);
    return 1;
  }
  if (isRuntime(options.runtime)) console.log(supportOf(options.runtime, new Date()));
  const code = await submit(project, options);
  if (code !== 0) {
    console.error(
      'Nothing was registered, or it was not made the default; what went wrong stands above and in rpdk.log.',
    );
    return code;
  }
  if (options.dryRun)
    console.log(`Nothing was sent to AWS. Without --dry-run, this would be registered in ${options.region}.`);
  console.log(`\n${nextSteps(project.typeName, options)}`);
  return 0;
}

commandLine('npm run register --')
  .description("Registers a type in an AWS account and region, with AWS's own cfn.")
  .addOption(typeOption('the type').default(projectHere(), projectHere().typeName))
  .addOption(
    new Option('--region <region>', 'the AWS region (default: AWS_REGION, AWS_DEFAULT_REGION)').default(
      process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION,
    ),
  )
  .option('--role-arn <arn>', 'an execution role of your own, for example that of registration/aws-side.yaml')
  .option('--profile <name>', "a profile of the AWS CLI's configuration")
  .option('--runtime <runtime>', 'the Lambda runtime that the handlers run on (default: the one of .rpdk-config)')
  .option('--no-default', 'do not make the version the default one')
  .option(
    '--access <way>',
    `the way into the cloud of the type that the next command is for: ${Object.values(ACCESS).flat().join(', ')}`,
  )
  .option('--dry-run', 'check and package only; needs no AWS account')
  .action(async (options: GivenOptions) => {
    process.exitCode = await register(options);
  })
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
