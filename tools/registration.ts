import { pythonProblem } from './python';
import { isRuntime, RUNTIMES } from './runtimes';

/** The options of `npm run register`. */
export interface RegisterOptions {
  /** The AWS regions; at least one. */
  readonly regions: readonly string[];
  /** The execution role; by default `cfn submit` creates that of each type's `resource-role.yaml`. */
  readonly roleArn?: string;
  /** A profile of the AWS CLI's configuration. */
  readonly profile?: string;
  /** Whether the registered version becomes the default one. */
  readonly default: boolean;
  /** The Lambda runtime of the versions; by default that of each type's settings. */
  readonly runtime?: string;
  /** The authentication method that the next steps are for; by default the first one of each type. */
  readonly access?: string;
  /** Checks and packages only; needs no AWS. */
  readonly dryRun?: boolean;
}

/** The properties of the machine on which registering depends. */
export interface Machine {
  /** The answer of `python3 --version`; `undefined` if it cannot be started. */
  readonly python?: string;
}

/**
 * What has to be corrected before anything can be registered; empty if nothing.
 *
 * @param types how many types are registered: a given role serves only one.
 */
export function problemsOf({ regions, roleArn, runtime }: RegisterOptions, { python }: Machine, types = 1): string[] {
  const problems: string[] = [];
  const ofPython = pythonProblem(python);
  if (ofPython !== undefined) problems.push(ofPython);
  if (regions.length === 0)
    problems.push('The AWS region is missing. Set it, for example --region us-east-1, or set AWS_REGION.');
  if (roleArn !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn)) {
    problems.push(`--role-arn ${roleArn} is not the ARN of an IAM role, arn:aws:iam::<account>:role/<name>.`);
  }
  if (roleArn !== undefined && types > 1) {
    problems.push('--role-arn is for one type: an execution role trusts one type only. Register each type on its own.');
  }
  if (runtime !== undefined && !isRuntime(runtime)) {
    const supported = Object.entries(RUNTIMES).map(([name, { supportedUntil }]) => `${name} (until ${supportedUntil})`);
    problems.push(`--runtime ${runtime} is not supported. Supported: ${supported.join(', ')}.`);
  }
  return problems;
}

/** The parameters of AWS's `cfn` that register a type in a region. */
export function submitParameters(options: RegisterOptions, region: string): string[] {
  return [
    'submit',
    ...(options.dryRun ? ['--dry-run'] : []),
    ...(options.default ? ['--set-default'] : []),
    ...['--region', region],
    ...sameOptions(options),
  ];
}

/** The options that mean the same to `cfn submit` and to `npm run register`. */
function sameOptions({ roleArn, profile }: RegisterOptions): string[] {
  return [...(roleArn ? ['--role-arn', roleArn] : []), ...(profile ? ['--profile', profile] : [])];
}

/** The other options of `npm run register`, except those for types and regions. */
function ownOptions({ default: isDefault, runtime, access, dryRun }: RegisterOptions): string[] {
  return [
    ...(isDefault ? [] : ['--no-default']),
    ...(runtime ? ['--runtime', runtime] : []),
    ...(access ? ['--access', access] : []),
    ...(dryRun ? ['--dry-run'] : []),
  ];
}

/** A type in a region. */
export interface Place {
  readonly typeName: string;
  readonly region: string;
}

/**
 * The message about a failed registration.
 *
 * @param places all that were requested, in the order in which they are registered.
 * @param failedAt the index of the one that failed; those before it are registered, those after it were not tried.
 */
export function failureText(places: readonly Place[], failedAt: number, options: RegisterOptions): string {
  const names = (some: readonly Place[]): string =>
    some.map(({ typeName, region }) => `${typeName} in ${region}`).join(', ');
  const [done, failed, left] = [places.slice(0, failedAt), places.slice(failedAt), places.slice(failedAt + 1)];
  const lines = [
    `${names(failed.slice(0, 1))}: nothing was registered, or it was not made the default. The reason is above and in rpdk.log.`,
  ];
  if (done.length > 0) lines.push(`${options.dryRun ? 'Packaged' : 'Registered'}: ${names(done)}.`);
  if (left.length > 0) lines.push(`Not tried: ${names(left)}.`);
  if (places.length === 1) return lines.join('\n');
  const commands = [...new Set(failed.map(({ region }) => region))].map((region) => {
    const types = failed.filter((place) => place.region === region).flatMap(({ typeName }) => ['--type', typeName]);
    return `  npm run register -- ${[...types, '--region', region, ...sameOptions(options), ...ownOptions(options)].join(' ')}`;
  });
  return [...lines, 'When the cause is fixed, continue with:', ...commands].join('\n');
}

/** The settings of a project (`.rpdk-config`) with another runtime, which CloudFormation uses when it registers the package. */
export function settingsWith(settings: string, runtime: string): string {
  return JSON.stringify({ ...JSON.parse(settings), runtime }, null, 2);
}

/** A registered type in the text about the next steps. */
export interface RegisteredType {
  readonly typeName: string;
  /** The type configuration to fill in, as a path from the root of the repository. */
  readonly configuration: string;
  /** The page that shows how to make what the type configuration names. */
  readonly guide: string;
  /** The file with the reader's own values, which is listed in .gitignore. */
  readonly ownConfiguration: string;
  /** Whether that file exists, for example because a set-up without a key has written it. */
  readonly isWritten: boolean;
}

/** What to do after types were registered: the commands, filled in. */
export function nextSteps(types: readonly RegisteredType[], options: RegisterOptions): string {
  return `Next:\n\n${stepsFor(types, options, () => options.regions)}`;
}

/**
 * The same after a failure, for the types that were registered before it, in the regions in which they are; `undefined` if there are none.
 *
 * @param done what was registered.
 */
export function stepsForRegistered(
  types: readonly RegisteredType[],
  done: readonly Place[],
  options: RegisterOptions,
): string | undefined {
  if (done.length === 0 || options.dryRun) return undefined;
  const regionsOf = (typeName: string) =>
    done.filter((place) => place.typeName === typeName).map(({ region }) => region);
  const registered = types.filter(({ typeName }) => regionsOf(typeName).length > 0);
  return `Next, for what is registered:\n\n${stepsFor(registered, options, ({ typeName }) => regionsOf(typeName))}`;
}

function stepsFor(
  types: readonly RegisteredType[],
  { profile, ...options }: RegisterOptions,
  regionsOf: (type: RegisteredType) => readonly string[],
): string {
  const steps = [
    ...(options.default
      ? []
      : [
          'When you are ready, make the new versions the default versions:',
          ...types.map((type) => inRegions(defaultOf(type), regionsOf(type))),
        ]),
    ...ownFiles(types),
    'Set the type configuration:',
    ...types.map((type) => inRegions(configure(type), regionsOf(type))),
  ];
  return `${steps.join('\n\n')}\n`;

  /** Commands for one region, or a loop over several regions. */
  function inRegions(commands: (where: string) => readonly string[], regions: readonly string[]): string {
    const ofProfile = profile ? ` --profile ${profile}` : '';
    const [region = '', ...others] = regions;
    if (others.length === 0) return indented(commands(`--region ${region}${ofProfile}`), '  ');
    const inLoop = indented(commands(`--region "$region"${ofProfile}`), '    ');
    return `  for region in ${regions.join(' ')}; do\n${inLoop}\n  done`;
  }
}

/** How the reader gets a file with their own values for each type. A file that exists stays as it is. */
function ownFiles(types: readonly RegisteredType[]): readonly string[] {
  const missing = types.filter(({ isWritten }) => !isWritten);
  const guides = [...new Set(missing.map(({ guide }) => guide))];
  const written = types.filter(({ isWritten }) => isWritten).map(({ ownConfiguration }) => ownConfiguration);
  return [
    ...(missing.length === 0
      ? []
      : [
          `Copy the type configuration to a file that git ignores, and put your values into it. A key belongs in Secrets Manager, not in this file: ${guides.join(' and ')} ${guides.length > 1 ? 'show' : 'shows'} how to make the secrets and roles that it names:`,
          missing.map(({ configuration, ownConfiguration }) => `  cp ${configuration} ${ownConfiguration}`).join('\n'),
        ]),
    ...(written.length === 0 ? [] : [`Check that your values are in ${written.join(' and ')}.`]),
  ];
}

const indented = (commands: readonly string[], space: string): string =>
  commands.map((command) => `${space}${command.replaceAll('\n', `\n${space}`)}`).join('\n');

const defaultOf =
  ({ typeName }: RegisteredType) =>
  (where: string): string[] =>
    ['list-type-versions', 'set-type-default-version'].map(
      (call, at) =>
        `aws cloudformation ${call} ${where} --type RESOURCE --type-name ${typeName}${at === 1 ? ' --version-id VERSION' : ''}`,
    );

const configure =
  ({ typeName, ownConfiguration }: RegisteredType) =>
  (where: string): string[] => [
    `aws cloudformation set-type-configuration ${where} \\
  --type RESOURCE --type-name ${typeName} --configuration-alias default \\
  --configuration file://${ownConfiguration}`,
  ];
