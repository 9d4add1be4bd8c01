import { InvalidArgumentError, Option } from 'commander';
import {
  assumeRolePolicy,
  needsOf,
  OPERATIONS,
  OPTIONAL_PROPERTIES,
  type Operation,
  type OptionalProperty,
  ramPolicy,
} from '../src/alibaba/ram-policy';
import { commandLine } from './command-line';

interface Options {
  readonly operations: Operation[];
  readonly without: OptionalProperty[];
  readonly sourceRegions: string[];
  readonly destinationRegions: string[];
  readonly account: string;
  readonly assumeRole?: string;
  readonly explain?: boolean;
}

const REGION = /^(\*|[a-z]{2,3}(-[a-z0-9]+)+)$/;
const ACCOUNT = /^(\*|\d{16})$/;
const ROLE_ARN = /^acs:ram::\d+:role\/[\w.-]{1,64}$/;

/**
 * `npm run ram-policy`: prints the RAM policy that the handlers need, ready for `aliyun ram CreatePolicy --PolicyDocument`.
 */
function main(): void {
  const program = commandLine('npm run ram-policy --')
    .description('The RAM policy that the handlers need in Alibaba Cloud; without options it covers everything')
    .addOption(new Option('--operations <operations...>', 'what shall work').choices(OPERATIONS).default(OPERATIONS))
    .addOption(
      new Option('--without <properties...>', 'properties that no template uses')
        .choices(OPTIONAL_PROPERTIES)
        .default([]),
    )
    .option('--source-regions <regions...>', 'where images are copied from', oneMore(REGION, 'a region'), ['*'])
    .option('--destination-regions <regions...>', 'where the copies are', oneMore(REGION, 'a region'), ['*'])
    .option('--account <id>', 'the Alibaba Cloud account', one(ACCOUNT, 'an account ID of 16 digits'), '*')
    .option(
      '--assume-role <arn>',
      'print what the user needs who assumes this role',
      one(ROLE_ARN, 'the ARN of a role'),
    )
    .option('--explain', 'say which operation makes which call when, instead of printing the policy')
    .parse();
  const options = program.opts<Options>();
  console.log(options.explain ? explanation(options) : JSON.stringify(policy(options), undefined, 2));
}

function policy({ assumeRole, account, without, ...scope }: Options): object {
  if (assumeRole !== undefined) return assumeRolePolicy(assumeRole);
  return ramPolicy({ ...scope, properties: used(without), accountId: account });
}

function explanation({ operations, without }: Options): string {
  return operations
    .map((operation) => {
      const needs = needsOf({ operations: [operation], properties: used(without) });
      return [operation, ...needs.map(({ call, when }) => `  ecs:${call.padEnd(20)}  ${when}`)].join('\n');
    })
    .join('\n');
}

function used(without: readonly OptionalProperty[]): OptionalProperty[] {
  return OPTIONAL_PROPERTIES.filter((property) => !without.includes(property));
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

main();
