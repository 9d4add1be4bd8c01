import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Option } from 'commander';
import { accessMethods, accessTo, configurationFile, guideTo } from './access';
import { environmentOf, environmentWith, runCfn } from './aws/environment';
import { commandLine, endFailed } from './command-line';
import { allProjects, type Project, ROOT } from './projects';
import { pythonVersion } from './python';
import {
  failureText,
  nextSteps,
  problemsOf,
  type RegisteredType,
  type RegisterOptions,
  settingsWith,
  stepsForRegistered,
  submitParameters,
} from './registration';
import { isRuntime, supportOf } from './runtimes';
import { projectHere, typesOption } from './type-option';

/** The settings of a project, and the runtime in them. */
function settingsOf({ settingsFile }: Project): { readonly text: string; readonly runtime: string } {
  const text = readFileSync(settingsFile, 'utf8');
  const { runtime }: { runtime: string } = JSON.parse(text);
  return { text, runtime };
}

/** The options of the command line. */
type GivenOptions = Omit<RegisterOptions, 'regions'> & {
  readonly region?: readonly string[];
  readonly type?: readonly Project[];
  readonly all?: boolean;
};

/** The selected regions, each once; by default that of the environment, if there is one. */
function regionsOf({ region }: GivenOptions): readonly string[] {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  return [...new Set(region ?? [AWS_REGION || AWS_DEFAULT_REGION || ''].filter((name) => name !== ''))];
}

/** The types to register, each once. */
function projectsOf({ type, all }: GivenOptions): readonly Project[] {
  if (all) return allProjects();
  const named = type ?? [projectHere()];
  return named.filter(({ typeName }, at) => named.findIndex((one) => one.typeName === typeName) === at);
}

/** The answer of `tools/aws/aws_caller.py`: the owner of the AWS credentials, or why they cannot be used. */
interface Answer {
  readonly account?: string;
  readonly arn?: string;
  readonly problem?: string;
}

function askAws(parameters: readonly string[]): Answer {
  const bin = environmentOf('cfn');
  const script = path.join(ROOT, 'tools', 'aws', 'aws_caller.py');
  const { status, stdout, stderr, error } = spawnSync(path.join(bin, 'python'), [script, ...parameters], {
    encoding: 'utf8',
    env: environmentWith(bin),
  });
  if (error) throw new Error(`The AWS region and credentials cannot be checked: ${error.message}`);
  if (status !== 0) throw new Error(`The AWS region and credentials cannot be checked: ${stderr.trim()}`);
  return JSON.parse(stdout);
}

/** Runs `cfn submit` with the selected runtime, without changing `.rpdk-config`. @returns the exit code. */
async function submit(project: Project, region: string, options: RegisterOptions): Promise<number> {
  const own = settingsOf(project);
  const parameters = submitParameters(options, region);
  const { runtime = own.runtime } = options;
  if (isRuntime(runtime)) console.log(supportOf(runtime, new Date()));
  if (runtime === own.runtime) return runCfn(project, parameters);
  const folder = await mkdtemp(path.join(tmpdir(), 'register-'));
  try {
    const settings = path.join(folder, '.rpdk-config');
    await writeFile(settings, settingsWith(own.text, runtime));
    return await runCfn(project, parameters, settings);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What the text about the next steps says about a type. @throws Error if the type does not have the selected authentication method */
function registeredType(project: Project, access: string | undefined): RegisteredType {
  const ownConfiguration = `my-${project.hyphenatedName}.json`;
  const method = accessTo(project, access);
  return {
    typeName: project.typeName,
    configuration: path.relative(ROOT, configurationFile(project, method)),
    guide: guideTo(project, method),
    ownConfiguration,
    isWritten: existsSync(path.join(ROOT, ownConfiguration)),
  };
}

/** Prints the caller of AWS in each region; a dry run needs none, so only its regions are checked. @returns the problems. */
function callers({ regions, profile, dryRun }: RegisterOptions): string[] {
  return regions.flatMap((region) => {
    const { problem, account, arn } = askAws(
      dryRun ? ['--region-only', '--', region] : ['--', region, ...(profile ? [profile] : [])],
    );
    if (problem !== undefined) return [problem];
    if (!dryRun) console.log(`Registering in ${region} of AWS account ${account}, as ${arn}`);
    return [];
  });
}

/**
 * Checks everything. Then it submits one type after the other in each region, waits until CloudFormation has registered it, and prints the
 * next steps. A failure ends it. @returns the exit code.
 */
async function register(given: GivenOptions): Promise<number> {
  const projects = projectsOf(given);
  const options: RegisterOptions = { ...given, regions: regionsOf(given) };
  const types = projects.map((project) => registeredType(project, given.access));
  const problems = problemsOf(options, { python: pythonVersion() }, projects.length);
  if (problems.length === 0) problems.push(...callers(options));
  if (problems.length > 0) {
    for (const problem of new Set(problems)) console.error(problem);
    return 1;
  }
  // A package is the same for every region.
  const regions = options.dryRun ? options.regions.slice(0, 1) : options.regions;
  const places = regions.flatMap((region) => projects.map((project) => ({ ...project, region })));
  for (const [at, place] of places.entries()) {
    if (places.length > 1) console.log(`\n${place.typeName} in ${place.region}`);
    const code = await submit(place, place.region, options);
    if (code === 0) continue;
    console.error(failureText(places, at, options));
    const steps = stepsForRegistered(types, places.slice(0, at), options);
    if (steps !== undefined) console.log(`\n${steps}`);
    return code;
  }
  if (options.dryRun)
    console.log(
      `Nothing was sent to AWS. Without --dry-run, this would be registered in ${options.regions.join(', ')}.`,
    );
  console.log(`\n${nextSteps(types, options)}`);
  return 0;
}

/** Adds a value of an option that may be repeated. */
const oneMore = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

commandLine('npm run register --')
  .description("Registers types in an AWS account, in one or more regions, with AWS's own cfn.")
  .addOption(typesOption(`a type; repeat the option for each type (default: ${projectHere().typeName})`))
  .addOption(new Option('--all', 'every type of the repository').conflicts('type'))
  .option(
    '--region <region>',
    'an AWS region; repeat the option for each region (default: AWS_REGION, AWS_DEFAULT_REGION)',
    oneMore,
  )
  .option('--role-arn <arn>', 'an execution role of your own, for example that of registration/aws-side.yaml')
  .option('--profile <name>', "a profile of the AWS CLI's configuration")
  .option('--runtime <runtime>', 'the Lambda runtime that the handlers run on (default: the one of .rpdk-config)')
  .option('--no-default', 'do not make the new version the default version')
  .option(
    '--access <method>',
    `the authentication method that the next commands are for: ${methodsOfAll().join(', ')} (default: the first one that the type has)`,
  )
  .option('--dry-run', 'check and package only; needs no AWS account')
  .action(async (options: GivenOptions) => {
    process.exitCode = await register(options);
  })
  .parseAsync()
  .catch(endFailed);

function methodsOfAll(): readonly string[] {
  return [...new Set(allProjects().flatMap(accessMethods))];
}
