import { existsSync } from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { assumeRolePolicy, OPERATIONS, type Operation, type RamPolicies } from '../src/alibaba/ram-policy';
import { commandLine } from './command-line';
import type { Project } from './projects';
import { takeType, typeOption } from './type-option';

interface Options {
  readonly operations: Operation[];
  readonly without: string[];
  readonly sourceRegions?: string[];
  readonly destinationRegions: string[];
  readonly account: string;
  readonly assumeRole?: string;
  readonly explain?: boolean;
}

const REGION = /^(\*|[a-z]{2,3}(-[a-z0-9]+)+)$/;
const ACCOUNT = /^(\*|\d{16})$/;
const ROLE_ARN = /^acs:ram::\d+:role\/[\w.-]{1,64}$/;

/**
 * The policies of a type of Alibaba Cloud: what `src/properties/ram-policy.ts` of its project exports.
 *
 * @throws Error if the type has none: it works on another cloud.
 */
function policiesOf({ typeName, folder }: Project): RamPolicies<string> {
  const file = path.join(folder, 'src', 'properties', 'ram-policy.ts');
  if (!existsSync(file))
    throw new Error(
      `${typeName} needs no RAM policy: it does not work on the public Alibaba Cloud. The key gets its rights in the console of its own cloud.`,
    );
  return require(file).RAM_POLICIES;
}

/**
 * `npm run ram-policy`: prints the RAM policy that the handlers need, ready for `aliyun ram CreatePolicy --PolicyDocument`.
 */
function main(): void {
  // Which properties there are depends on the type.
  const { project, rest } = takeType(process.argv.slice(2));
  const policies = policiesOf(project);
  const program = commandLine('npm run ram-policy --')
    .description('The RAM policy that the handlers need in Alibaba Cloud; without options it covers everything')
    .addOption(typeOption('the type (default: that of the folder)'))
    .addOption(new Option('--operations <operations...>', 'what shall work').choices(OPERATIONS).default(OPERATIONS))
    .addOption(
      new Option('--without <properties...>', 'properties that no template uses')
        .choices(policies.optionalProperties)
        .default([]),
    )
    .option('--destination-regions <regions...>', 'where the images are made', oneMore(REGION, 'a region'), ['*'])
    .option('--account <id>', 'the Alibaba Cloud account', one(ACCOUNT, 'an account ID of 16 digits'), '*')
    .option(
      '--assume-role <arn>',
      'print what the user needs who assumes this role',
      one(ROLE_ARN, 'the ARN of a role'),
    )
    .option('--explain', 'say which operation makes which call when, instead of printing the policy');
  if (policies.hasSourceRegions)
    program.option('--source-regions <regions...>', 'where images are copied from', oneMore(REGION, 'a region'), ['*']);
  const options = program.parse(rest, { from: 'user' }).opts<Options>();
  console.log(
    options.explain ? explanation(policies, options) : JSON.stringify(policy(policies, options), undefined, 2),
  );
}

function policy(policies: RamPolicies<string>, { assumeRole, account, without, ...scope }: Options): object {
  if (assumeRole !== undefined) return assumeRolePolicy(assumeRole);
  return policies.ramPolicy({ ...scope, properties: used(policies, without), accountId: account });
}

function explanation(policies: RamPolicies<string>, { operations, without }: Options): string {
  return operations
    .map((operation) => {
      const needs = policies.needsOf({ operations: [operation], properties: used(policies, without) });
      return [operation, ...needs.map(({ call, when }) => `  ecs:${call.padEnd(20)}  ${when}`)].join('\n');
    })
    .join('\n');
}

function used({ optionalProperties }: RamPolicies<string>, without: readonly string[]): string[] {
  return optionalProperties.filter((property) => !without.includes(property));
}

function one(pattern: RegExp, what: string): (text: string) => string {
  return (text) => {
    if (!pattern.test(text)) throw new InvalidArgumentError(`"${text}" is not ${what}.`);
    return text;
  };
}

/** For an option with several values: the first one replaces the default. */
function oneMore(pattern: RegExp, what: string): (text: string, before: readonly string[]) => string[] {
  const check = one(pattern, what);
  let given: string[] = [];
  return (text) => {
    given = [...given, check(text)];
    return given;
  };
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
