import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { environmentOf } from '../../tools/aws/environment';
import { nextSteps } from '../../tools/registration';
import { allCommands, type Command, commandsOf, optionsOf } from '../guides/commands';

/** Programs of the AWS CLI that are not operations: https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/ */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  'cloudformation deploy': ['region', 'stack-name', 'template-file', 'capabilities', 'parameter-overrides'],
  's3 cp': [],
  's3 rm': [],
};
/** What every command takes, and those that go through pages: https://docs.aws.amazon.com/cli/latest/reference/#global-options */
const GLOBAL = ['region', 'profile', 'query', 'output', 'max-items', 'no-paginate'];

/** What is wrong with commands of the AWS CLI, by botocore's models of the services. */
function problemsOf(commands: readonly Command[]): string[] {
  const operations: object[] = [];
  const problems: string[] = [];
  for (const { where, words } of commands) {
    const [service = '', operation = '', ...rest] = words;
    const parameters = optionsOf(rest);
    const program = PROGRAMS[`${service} ${operation}`];
    const taken = program ?? GLOBAL;
    const own = Object.entries(parameters).filter(([name]) => !taken.includes(name));
    if (program) problems.push(...own.map(([name]) => `${where}: ${service} ${operation} has no --${name}`));
    else {
      const [waiter] = rest;
      const call = operation === 'wait' ? { waiter } : { operation };
      operations.push({ service, ...call, parameters: Object.fromEntries(own), query: parameters.query?.[0] });
    }
  }
  const python = path.join(environmentOf('cfn'), 'python');
  const { stdout, stderr } = spawnSync(python, [path.join(__dirname, 'aws_commands.py')], {
    input: JSON.stringify(operations),
    encoding: 'utf8',
  });
  if (stderr !== '') throw new Error(stderr);
  const found: string[] = JSON.parse(stdout);
  return [...problems, ...found];
}

const REGISTERED = {
  typeName: 'TF::Alicloud::ImageCopy',
  configuration: 'registration/type-configuration/keyless.json',
  guide: 'guides/getting-started.md',
  ownConfiguration: 'my-tf-alicloud-imagecopy.json',
  isWritten: false,
};

const block = (text: string) => commandsOf([{ page: 'text', line: 1, kind: 'shown' as const, text }]);

describe('the aws commands', () => {
  it('of README and guides have operations and parameters that AWS has', () => {
    const commands = allCommands().filter(({ program }) => program === 'aws');
    expect(commands.length).toBeGreaterThan(20);
    expect(problemsOf(commands)).toEqual([]);
  });

  it('that npm run register prints have them too', () => {
    const text = nextSteps([REGISTERED], { regions: ['us-east-1'], profile: 'images', default: false });
    const commands = block([...text.matchAll(/^\s*(aws (?:[^\n]*\\\n)*[^\n]*)$/gm)].map(([, line]) => line).join('\n'));
    expect(commands.length).toBeGreaterThan(0);
    expect(problemsOf(commands)).toEqual([]);
  });

  it.each([
    ['aws cloudformation deploy --template-fil x', 'text:1: cloudformation deploy has no --template-fil'],
    ['aws cloudformation delete-stacks --stack-name x', 'cloudformation has no operation delete-stacks'],
    ['aws cloudformation delete-stack --name x', 'delete-stack has no parameter name'],
    ['aws cloudformation wait stack-deleted --stack-name x', 'cloudformation has no waiter stack-deleted'],
    ['aws cloudformation wait stack-delete-complete --name x', 'describe-stacks has no parameter name'],
    ['aws cloudformation delete-stack --no-stack-name', 'delete-stack has no parameter no-stack-name'],
    ["aws cloudformation list-types --query 'Types[].TypeName'", 'ListTypes answers no Types'],
    ["aws cloudformation list-types --query 'TypeSummaries[?'", 'TypeSummaries[?:'],
    ["aws cloudformation list-types --query '[Types, TypeSummaries][]'", 'ListTypes answers no Types'],
    ['aws cloudformation set-type-configuration --type MODULES --configuration x', 'type: MODULES is not one of'],
  ])('with a mistake are noticed: %s', (text, problem) => {
    expect(problemsOf(block(text)).join('\n')).toContain(problem);
  });
});
