import { didYouMean } from '../tools/suggestion';

/**
 * What people who know the AWS CLI, SAM, the AWS CDK or Terraform may write, and what to write here. The names are those of `aws
 * cloudformation deploy` and `create-stack` (AWS CLI 2), `sam deploy`, `cdk` and `terraform`.
 */

const TEMPLATE = 'here the template needs no option: deploy TEMPLATE';
const PARAMETERS = 'here it is --parameters Key=Value, or --parameters FILE';
const NOTHING_NEEDED = 'it is not needed here: remove it';
const NO_BUCKET = 'templates are read from local files, and no bucket is needed: remove it';
const REGION =
  'no AWS region is needed here: remove it. The template, or else the type configuration, sets the region of an image';
const CLOUD = 'the cloud and its credentials are in a file: use --type-configuration FILE';
const ROLLBACK = 'here it is --disable-rollback';

/** Options of other programs that do not exist here. */
const OPTIONS: Readonly<Record<string, string>> = {
  '--template': TEMPLATE,
  '--template-body': TEMPLATE,
  '--template-file': TEMPLATE,
  '--template-url': TEMPLATE,
  '--parameter': PARAMETERS,
  '--parameter-overrides': PARAMETERS,
  '--parameters-file': PARAMETERS,
  '--var': PARAMETERS,
  '--var-file': PARAMETERS,
  '--capabilities': NOTHING_NEEDED,
  '--change-set-name': 'here diff TEMPLATE shows the change set, and deploy executes it',
  '--client-request-token': NOTHING_NEEDED,
  '--confirm-changeset': 'here --no-execute-changeset shows the change set and does nothing',
  '--endpoint': CLOUD,
  '--endpoint-url': CLOUD,
  '--fail-on-empty-changeset': 'here the exit code of diff TEMPLATE --exit-code shows whether there are changes',
  '--force-upload': NO_BUCKET,
  '--image-repository': NOTHING_NEEDED,
  '--no-confirm-changeset': NOTHING_NEEDED,
  '--no-fail-on-empty-changeset': 'a deployment without changes ends with exit code 0: remove it',
  '--no-rollback': ROLLBACK,
  '--on-failure': ROLLBACK,
  '--output': 'here it is --json',
  '--profile': CLOUD,
  '--region': REGION,
  '--require-approval': NOTHING_NEEDED,
  '--resolve-s3': NO_BUCKET,
  '--role-arn': NOTHING_NEEDED,
  '--s3-bucket': NO_BUCKET,
  '--s3-prefix': NO_BUCKET,
  '--stack': 'here it is --stack-name NAME',
};

const DEPLOY = 'here it is deploy TEMPLATE';
const DIFF = 'here it is diff TEMPLATE';
const VALIDATE = 'here it is validate TEMPLATE';
const DELETE = 'here it is delete';
const DRIFT = 'here it is drift';

/** Commands of other programs that do not exist here. */
const COMMANDS: Readonly<Record<string, string>> = {
  apply: DEPLOY,
  'cancel-update-stack': 'here Ctrl-C stops a deployment after the current call of a handler',
  'continue-update-rollback': 'here deploy TEMPLATE finishes the rollback first, and cannot skip resources',
  'create-change-set': DIFF,
  'create-stack': DEPLOY,
  'delete-stack': DELETE,
  'describe-change-set': DIFF,
  'describe-stack-events': 'here it is events',
  'describe-stack-resource-drifts': DRIFT,
  'describe-stacks': 'here it is list',
  destroy: DELETE,
  'detect-stack-drift': DRIFT,
  'execute-change-set': DEPLOY,
  'list-stacks': 'here it is list',
  plan: DIFF,
  'update-stack': DEPLOY,
  lint: VALIDATE,
  synth: 'here you deploy the template that cdk synth writes: deploy cdk.out/STACK.template.json',
  'validate-template': VALIDATE,
};

/** What to write instead of a command of another program; `undefined` if the command is not known. */
export function commandHere(word: string): string | undefined {
  return own(COMMANDS, word);
}

const SURPLUS_ARGUMENT = /^error: too many arguments .*Expected 0 arguments/;
const UNKNOWN_OPTION = /^error: unknown option '([^'=]+)/;

/**
 * Commander's error. For an unknown option, it says what to write here, or which option is likely; for a word after a command that accepts
 * none, how to name a stack.
 *
 * @param known the options of the command.
 */
export function explainUnknown(text: string, known: readonly string[]): string {
  if (SURPLUS_ARGUMENT.test(text) && known.includes('--stack-name'))
    return text.replace(/\n?$/, ' To name a stack, use --stack-name NAME.\n');
  const [head = '', option] = UNKNOWN_OPTION.exec(text) ?? [];
  if (option === undefined) return text;
  const here = own(OPTIONS, option);
  return `${head}'${here === undefined ? didYouMean(option, known) : `: ${here}`}\n`;
}

function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
