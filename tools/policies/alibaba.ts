import { type Command, Option } from 'commander';
import { assumeRolePolicy, type RamPolicies } from '../../src/alibaba/ram-policy';
import { OPERATIONS, type Operation } from '../../src/calling/needs';
import { explanation, one, oneMore } from './parsing';
import type { PolicyPrinter } from './printer';

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

export const ALIBABA_POLICIES: PolicyPrinter = {
  file: 'ram-policy.ts',
  description: 'The RAM policy that the handlers need in Alibaba Cloud; without options it covers everything',
  documents: { 'ram-policy': [] },
  print(program, needs, parameters) {
    const { RAM_POLICIES: policies } = needs as { readonly RAM_POLICIES: RamPolicies<string> };
    const options = withOptions(program, policies).parse(parameters, { from: 'user' }).opts<Options>();
    return options.explain ? explained(policies, options) : JSON.stringify(policy(policies, options), undefined, 2);
  },
};

/** The options for the policy of the handlers, which do not apply to who assumes a role. */
const OF_HANDLERS: string[] = ['operations', 'without', 'destinationRegions', 'sourceRegions', 'account', 'explain'];

// The properties depend on the type.
function withOptions(program: Command, policies: RamPolicies<string>): Command {
  program
    .addOption(
      new Option('--operations <operations...>', 'operations to allow').choices(OPERATIONS).default(OPERATIONS),
    )
    .addOption(
      new Option('--without <properties...>', 'properties that no template uses')
        .choices(policies.optionalProperties)
        .default([]),
    )
    .option('--destination-regions <regions...>', 'the regions where images are created', oneMore(REGION, 'a region'), [
      '*',
    ])
    .option('--account <id>', 'the Alibaba Cloud account', one(ACCOUNT, 'an account ID of 16 digits'), '*')
    .addOption(
      new Option('--assume-role <arn>', 'print the policy of the user who assumes this role')
        .argParser(one(ROLE_ARN, 'the ARN of a role'))
        .conflicts(OF_HANDLERS),
    )
    .option('--explain', 'show which operation makes which call and when, instead of the policy');
  if (policies.hasSourceRegions)
    program.option(
      '--source-regions <regions...>',
      'the regions that images are copied from',
      oneMore(REGION, 'a region'),
      ['*'],
    );
  return program;
}

function policy(policies: RamPolicies<string>, { assumeRole, account, without, ...scope }: Options): object {
  if (assumeRole !== undefined) return assumeRolePolicy(assumeRole);
  return policies.ramPolicy({ ...scope, properties: used(policies, without), accountId: account });
}

function explained(policies: RamPolicies<string>, { operations, without }: Options): string {
  const properties = used(policies, without);
  return explanation(operations, (operation) => policies.needsOf({ operations: [operation], properties }), 'ecs:');
}

function used({ optionalProperties }: RamPolicies<string>, without: readonly string[]): string[] {
  return optionalProperties.filter((property) => !without.includes(property));
}
