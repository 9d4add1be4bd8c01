import { type Command, Option } from 'commander';
import { OPERATIONS, type Operation } from '../../src/calling/needs';
import { assumeAgencyPolicy, type IamPolicies, type IamScope, trustPolicy } from '../../src/huaweicloud/iam-policy';
import { type Circumstance, PERMISSIONS } from '../../src/huaweicloud/permissions';
import { explanation, one, oneMore, ROLE_ARN } from './parsing';
import type { PolicyPrinter } from './printer';

export const HUAWEI_POLICIES: PolicyPrinter = {
  file: 'iam-policy.ts',
  description: 'The IAM policy that the handlers need in Huawei Cloud; without options it covers everything',
  documents: {
    'identity-policy': [],
    'custom-policy.project': ['--form', 'project'],
    'custom-policy.global': ['--form', 'global'],
  },
  print(program, needs, parameters) {
    const { IAM_POLICIES: policies } = needs as { readonly IAM_POLICIES: IamPolicies };
    const options = withOptions(program, policies).parse(parameters, { from: 'user' }).opts<Options>();
    return options.explain ? explained(policies, options) : JSON.stringify(policy(policies, options), undefined, 2);
  },
};

interface Options {
  readonly operations: Operation[];
  readonly without: Circumstance[];
  readonly withDependencies?: boolean;
  readonly form: Form;
  readonly assumeAgency?: string;
  readonly trust?: string;
  readonly issuer?: string;
  readonly audience: string;
  readonly subject: string[];
  readonly explain?: boolean;
}

/** The forms of a policy. */
const FORMS = {
  identity: (policies: IamPolicies, scope: IamScope) => policies.identityPolicy(scope),
  project: (policies: IamPolicies, scope: IamScope) => policies.projectPolicy(scope),
  global: (policies: IamPolicies, scope: IamScope) => policies.globalPolicy(scope),
} as const;
type Form = keyof typeof FORMS;

const AGENCY_URN = /^iam::[\w-]{1,64}:agency:[\w+=,.@-]{1,64}$/;
const PROVIDER_URN = /^iam::[\w-]{1,64}:oidcProvider:[\w-]{1,64}$/;
const ISSUER = /^https:\/\/[A-Za-z0-9./_-]+$/;
const AUDIENCE = /^[\w./:-]{1,255}$/;

function withOptions(program: Command, { optionalProperties }: IamPolicies): Command {
  return withSessions(program)
    .addOption(
      new Option('--operations <operations...>', 'operations to allow').choices(OPERATIONS).default(OPERATIONS),
    )
    .addOption(
      new Option(
        '--without <what...>',
        'EnterpriseProjectId if no template sets it, EnterpriseProjects if the account has not enabled them, or ProjectLookup if the type configuration has ProjectIds for every region',
      )
        .choices(optionalProperties)
        .default([]),
    )
    .addOption(
      new Option(
        '--form <form>',
        'identity: for an IAM user or a trust agency; project and global: for a user group, in the projects of the regions and in all',
      )
        .choices(Object.keys(FORMS))
        .default('identity'),
    )
    .option('--with-dependencies', 'also allow what the IMS documentation calls dependencies of a copy')
    .option('--explain', 'show which operation makes which call and when, instead of the policy');
}

/** The options for the policy of the handlers, which do not apply to those who open a session. */
const OF_HANDLERS: string[] = ['operations', 'without', 'form', 'withDependencies', 'explain'];

/** The options for policies of those who open a session. */
function withSessions(program: Command): Command {
  return program
    .addOption(
      new Option('--assume-agency <urn>', 'print the policy of the IAM user who assumes this agency')
        .argParser(one(AGENCY_URN, 'the URN of an agency, iam::<account id>:agency:<name>'))
        .conflicts([...OF_HANDLERS, 'trust']),
    )
    .addOption(
      new Option('--trust <urn>', 'print the trust policy of the agency that accepts tokens of this identity provider')
        .argParser(one(PROVIDER_URN, 'the URN of an identity provider, iam::<account id>:oidcProvider:<name>'))
        .conflicts(OF_HANDLERS),
    )
    .option('--issuer <url>', 'with --trust: the issuer of the tokens', one(ISSUER, 'an https URL'))
    .option('--audience <name>', 'with --trust: their audience', one(AUDIENCE, 'an audience'), 'huawei-cloud')
    .option(
      '--subject <arns...>',
      'with --trust: the execution roles in AWS',
      oneMore(ROLE_ARN, 'the ARN of a role'),
      [],
    );
}

/** @throws Error if something is missing, or the policy would be empty */
function policy(policies: IamPolicies, options: Options): object {
  const { assumeAgency, trust: providerUrn, issuer, audience, subject: subjects, form } = options;
  if (assumeAgency !== undefined) return assumeAgencyPolicy(assumeAgency);
  if (providerUrn !== undefined) {
    if (issuer === undefined || subjects.length === 0) throw new Error('--trust needs --issuer and --subject.');
    return trustPolicy({ providerUrn, issuer, audience, subjects });
  }
  const printed = FORMS[form](policies, scopeOf(policies, options));
  if (printed === undefined)
    throw new Error('The handlers need no permission for the whole account: no such policy is needed.');
  return printed;
}

function scopeOf({ optionalProperties }: IamPolicies, { operations, without, withDependencies }: Options): IamScope {
  const properties = optionalProperties.filter((one) => !without.includes(one));
  return { operations, properties, dependencies: withDependencies };
}

function explained(policies: IamPolicies, options: Options): string {
  const { properties = [] } = scopeOf(policies, options);
  const permissionsFor = (call: string): string =>
    (PERMISSIONS[call] ?? [])
      .filter(({ onlyWith }) => onlyWith === undefined || properties.includes(onlyWith))
      .map(({ name, onlyWith }) => (onlyWith === undefined ? name : `${name} with ${onlyWith}`))
      .join(', ');
  return explanation(options.operations, (operation) =>
    policies
      .needsOf({ operations: [operation], properties })
      .map(({ call, when }) => ({ call, when: `${when}: ${permissionsFor(call)}` })),
  );
}
