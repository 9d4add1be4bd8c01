import path from 'node:path';
import type { Command } from 'commander';
import { endpointFor, endpointProblem } from '../../src/calling/endpoint';
import { RefusedAnswer } from '../../src/calling/refused-answer';
import type { IamPolicies } from '../../src/huaweicloud/iam-policy';
import type { AccessKey } from '../../src/keys/access-key';
import { commandLine } from '../command-line';
import { one, oneMore, REGION, ROLE_ARN } from '../policies/parsing';
import { allProjects, type Project } from '../projects';
import { typeOption } from '../type-option';
import { type CopyAgencyOptions, makeCopyAgency } from './copy-agency';
import { configuredIn, documentIn } from './files';
import { IamAdministrator, Problem, told } from './iam';
import { type KeylessOptions, makeKeyless } from './keyless';

/** The options of both commands. */
interface Common {
  readonly iamEndpoint: string;
  readonly typeConfiguration?: string;
  readonly dryRun?: boolean;
}

/** The cloud's name in the list of types. */
const CLOUD = 'huaweicloud';

const ISSUER = /^https:\/\/[A-Za-z0-9./_-]+$/;
const AUDIENCE = /^[\w./:-]{1,255}$/;
const PROVIDER = /^[\w-]{1,64}$/;
const AGENCY = /^[\w+=,.@-]{1,64}$/;
const POLICY = /^[\w+=.@-]{1,128}$/;

/** The default names of agency and policy, like that of the role in AWS. */
const NAME_OF_TYPE = "the type's name, such as tf-huaweicloud-imagesimagecopy";

const NOTES = `
Each step is printed to standard error. You can run a command again at any time: it updates what exists.

The calls are signed with the key of an administrator, from the variables that the vendor's SDKs read: HUAWEICLOUD_SDK_AK,
HUAWEICLOUD_SDK_SK and, for a temporary key, HUAWEICLOUD_SDK_SECURITY_TOKEN.`;

type Names = Pick<KeylessOptions, 'agencyName' | 'policyName'>;

/** The options of `keyless`. */
type GivenToKeyless = Omit<KeylessOptions, keyof Names> &
  Partial<Names> &
  Common & { readonly type?: Project; readonly policyFile?: string };

/** The environment, input and output of the program. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly print: (text: string) => void;
  readonly say: (line: string) => void;
}

/** The program. It throws a Problem or a RefusedAnswer if it cannot do its task. */
export function huaweiSide(surroundings: Surroundings): Command {
  const program = commandLine('npm run huawei-side --')
    .description('Creates in a Huawei Cloud account what the types of TF::HuaweiCloud need there')
    .addHelpText('after', NOTES);
  addKeyless(program, surroundings);
  addCopyAgency(program, surroundings);
  return program;
}

function addKeyless(program: Command, surroundings: Surroundings): void {
  withCommon(program.command('keyless'))
    .description(
      'create an identity provider for the AWS account, a trust agency and its policy; print the type configuration',
    )
    .requiredOption('--issuer <url>', "the issuer of the AWS account's tokens", one(ISSUER, 'an https URL'))
    .requiredOption(
      '--subject <arn...>',
      "the handlers' execution role in AWS, or several of them",
      oneMore(ROLE_ARN, 'the ARN of an IAM role'),
    )
    .option('--audience <name>', 'the audience of the tokens', one(AUDIENCE, 'an audience'), 'huawei-cloud')
    .option('--provider-name <name>', 'the identity provider', one(PROVIDER, 'a name of a provider'), 'aws')
    .addOption(typeOption('the type whose handlers authenticate (default: the first of Huawei Cloud)'))
    .option('--agency-name <name>', `the trust agency (default: ${NAME_OF_TYPE})`, one(AGENCY, 'a name of an agency'))
    .option('--policy-name <name>', `its policy (default: ${NAME_OF_TYPE})`, one(POLICY, 'a name of a policy'))
    .option(
      '--policy-file <file>',
      "the policy's document (default: what npm run ram-policy prints, without ProjectLookup)",
    )
    .option('--region <id>', 'the default region of the type configuration', one(REGION, 'a region'), 'cn-north-4')
    .option('--other-regions <ids...>', 'other regions that templates name', oneMore(REGION, 'a region'), [])
    .action(async (given: GivenToKeyless) => {
      const project = projectOf(given.type);
      const names = { agencyName: project.hyphenatedName, policyName: project.hyphenatedName };
      const options = { ...names, ...given, issuer: given.issuer.replace(/\/$/, '') };
      const policy = options.policyFile === undefined ? usualPolicy(project) : documentIn(options.policyFile);
      const iam = administrator(options, options.region, surroundings);
      surroundings.print(JSON.stringify(await makeKeyless(iam, policy, options), undefined, 2));
    });
}

function addCopyAgency(program: Command, surroundings: Surroundings): void {
  withCommon(program.command('copy-agency'))
    .description('create the agency with which IMS copies images to other regions (AgencyName in a template)')
    .requiredOption('--target-regions <ids...>', 'the target regions of copies', oneMore(REGION, 'a region'))
    .option('--agency-name <name>', 'the agency', one(AGENCY, 'a name of an agency'), 'ims_copy_agency')
    .option('--full-ecs', 'also allow copies of full-ECS images')
    .action(async (options: CopyAgencyOptions & Common) => {
      await makeCopyAgency(administrator(options, options.targetRegions[0] ?? '', surroundings), options);
      surroundings.print(options.agencyName);
    });
}

function withCommon(command: Command): Command {
  return command
    .option('--iam-endpoint <url>', 'another endpoint of IAM', checkedEndpoint, 'https://iam.myhuaweicloud.com')
    .option(
      '--type-configuration <file>',
      'take the key and the endpoint of IAM from a type configuration, such as the file that npm run simulator writes',
    )
    .option(
      '--dry-run',
      'show the calls that would change something, and make none; needs neither an account nor a network',
    );
}

function checkedEndpoint(url: string): string {
  const problem = endpointProblem(url);
  if (problem !== undefined) throw new Problem(`--iam-endpoint ${url} ${problem}.`);
  return url;
}

function administrator(options: Common, region: string, { env, say }: Surroundings): IamAdministrator {
  const { typeConfiguration, iamEndpoint, dryRun } = options;
  const given = typeConfiguration === undefined ? { endpoint: iamEndpoint } : configuredIn(typeConfiguration);
  const key = dryRun ? undefined : 'key' in given ? given.key : keyIn(env);
  return new IamAdministrator(endpointFor(region, given.endpoint), key, say);
}

function keyIn(environment: NodeJS.ProcessEnv): AccessKey {
  const { HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, HUAWEICLOUD_SDK_SECURITY_TOKEN: securityToken } = environment;
  if (!HUAWEICLOUD_SDK_AK || !HUAWEICLOUD_SDK_SK)
    throw new Problem('Set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK to the access key of an administrator of IAM.');
  const key = { accessKeyId: HUAWEICLOUD_SDK_AK, accessKeySecret: HUAWEICLOUD_SDK_SK };
  return { ...key, ...(securityToken && { securityToken }) };
}

/** The selected type of this cloud; by default the first one. */
function projectOf(named: Project | undefined): Project {
  const project = named ?? allProjects().find(({ cloud }) => cloud === CLOUD);
  if (project === undefined) throw new Problem('The list of types has none of Huawei Cloud.');
  if (project.cloud !== CLOUD) throw new Problem(`${project.typeName} is not a type of Huawei Cloud.`);
  return project;
}

/** The policy for a type of this cloud whose type configuration has the projects of all regions. */
function usualPolicy(project: Project): object {
  const { IAM_POLICIES }: { readonly IAM_POLICIES: IamPolicies } = require(
    path.join(project.folder, 'src', 'properties', 'iam-policy.ts'),
  );
  const properties = IAM_POLICIES.optionalProperties.filter((property) => property !== 'ProjectLookup');
  return IAM_POLICIES.identityPolicy({ properties });
}

/** What went wrong, in words for the user of the program. */
export function problemOf(error: unknown): string {
  if (error instanceof RefusedAnswer) return `IAM refused it${told(error)}`;
  return error instanceof Error ? error.message : String(error);
}

if (require.main === module) {
  const say = (line: string): void => console.error(line);
  huaweiSide({ env: process.env, print: (text) => console.log(text), say })
    .parseAsync()
    .catch((error: unknown) => {
      say(problemOf(error));
      process.exitCode = 1;
    });
}
