import { isRuntime, RUNTIMES } from './runtimes';

/** What `npm run register` is asked to do. */
export interface RegisterOptions {
  /** The AWS region. */
  readonly region?: string;
  /** The execution role; without it, `cfn submit` makes the one of `resource-role.yaml`. */
  readonly roleArn?: string;
  /** A profile of the AWS CLI's configuration. */
  readonly profile?: string;
  /** Whether the version that is registered becomes the default one. */
  readonly default: boolean;
  /** Which way into the cloud of the type the next command is for. */
  readonly access: string;
  /** The Lambda runtime of the version. */
  readonly runtime: string;
  /** Checks and packages only; needs no AWS. */
  readonly dryRun?: boolean;
}

/**
 * The ways into each cloud, by the name that the list of types gives it: a file in `registration/type-configuration/` for each, the default
 * first.
 */
export const ACCESS: Readonly<Record<string, readonly string[]>> = {
  alibaba: ['keyless', 'access-key', 'assume-role'],
  apsarastack: ['apsarastack-access-key', 'apsarastack-assume-role'],
};

/** The way into a cloud that was chosen, else its default. @throws Error if the cloud has no such way */
export function accessTo(cloud: string, given: string | undefined): string {
  const ways = ACCESS[cloud] ?? [];
  const way = given ?? ways[0];
  if (way !== undefined && ways.includes(way)) return way;
  throw new Error(`--access ${given} is no way into the cloud of the type: ${ways.join(', ')}.`);
}

/** The machine, as far as registering depends on it. */
export interface Machine {
  /** The answer of `python3 --version`; undefined if it cannot be started. */
  readonly python?: string;
}

/** The oldest Python that does: what the packages of `tools/aws/requirements-cfn.txt` ask for. `node-version.cjs` looks at Node.js. */
const OLDEST_PYTHON = [3, 10] as const;

/** What has to be put right before anything can be registered; empty if nothing. */
export function problemsOf({ region, roleArn, runtime }: RegisterOptions, { python }: Machine): string[] {
  const problems: string[] = [];
  if (python === undefined || !isAtLeast(python, OLDEST_PYTHON)) {
    const found = python === undefined ? 'python3 cannot be started' : `this is ${python}`;
    problems.push(`Python ${OLDEST_PYTHON.join('.')} or later is needed; ${found}.`);
  }
  if (!region) problems.push('The AWS region is missing. Give it, for example --region us-east-1, or set AWS_REGION.');
  if (roleArn !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn)) {
    problems.push(`--role-arn ${roleArn} is no ARN of an IAM role, arn:aws:iam::<account>:role/<name>.`);
  }
  if (!isRuntime(runtime)) {
    const supported = Object.entries(RUNTIMES).map(([name, { supportedUntil }]) => `${name} (until ${supportedUntil})`);
    problems.push(`--runtime ${runtime} is not supported. Supported: ${supported.join(', ')}.`);
  }
  return problems;
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [, ofMajor, ofMinor] = /(\d+)\.(\d+)/.exec(version) ?? [];
  if (ofMajor === undefined || ofMinor === undefined) return false;
  return Number(ofMajor) > major || (Number(ofMajor) === major && Number(ofMinor) >= minor);
}

/** The parameters of AWS's `cfn`. */
export function submitParameters(options: RegisterOptions): string[] {
  const { region, roleArn, profile, dryRun } = options;
  return [
    'submit',
    ...(dryRun ? ['--dry-run'] : []),
    ...(options.default ? ['--set-default'] : []),
    ...(region ? ['--region', region] : []),
    ...(roleArn ? ['--role-arn', roleArn] : []),
    ...(profile ? ['--profile', profile] : []),
  ];
}

/** The settings of a project (`.rpdk-config`) with another runtime: CloudFormation takes it from there when it registers the package. */
export function settingsWith(settings: string, runtime: string): string {
  return JSON.stringify({ ...JSON.parse(settings), runtime }, null, 2);
}

/** Where the reader's own values go; the guides use the same name, and .gitignore has it. */
const OWN_CONFIGURATION = 'my-configuration.json';

/** What to do after a type's registration: the commands, filled in. */
export function nextSteps(typeName: string, { region = '', profile, access, ...options }: RegisterOptions): string {
  const where = `--region ${region}${profile ? ` --profile ${profile}` : ''}`;
  const file = `registration/type-configuration/${access}.json`;
  const steps = [
    ...(options.default
      ? []
      : [
          `Make the version the default one when you are ready:

  aws cloudformation list-type-versions ${where} --type RESOURCE --type-name ${typeName}
  aws cloudformation set-type-default-version ${where} --type RESOURCE --type-name ${typeName} --version-id VERSION`,
        ]),
    `Copy the type configuration to a file that git ignores, put your values into the copy, and set it:

  cp ${file} ${OWN_CONFIGURATION}
  aws cloudformation set-type-configuration ${where} \\
    --type RESOURCE --type-name ${typeName} --configuration-alias default \\
    --configuration file://${OWN_CONFIGURATION}`,
  ];
  return `Next:\n\n${steps.join('\n\n')}\n`;
}
