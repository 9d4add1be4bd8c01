import { Command, InvalidArgumentError } from 'commander';
import type { ExitCode } from './commands/run';
import type { CommonOptions, DeployOptions } from './options';

/** What the program can do. */
export interface Commands {
  demo(options: CommonOptions): Promise<ExitCode>;
  deploy(templates: readonly string[], options: DeployOptions): Promise<ExitCode>;
  delete(options: CommonOptions): Promise<ExitCode>;
}

/** The command line: `done` gets the exit code of the command that was called. */
export function createProgram(commands: Commands, done: (code: ExitCode) => void): Command {
  const program = new Command('npm start --')
    .description(
      'Deploys CloudFormation templates with TF::Alicloud::ImageCopy on this machine, through the built handlers.\n' +
        'Without a command: a demonstration on an embedded simulator of Alibaba Cloud ECS.',
    )
    .exitOverride()
    .enablePositionalOptions()
    .allowExcessArguments()
    .showHelpAfterError('(--help shows what there is)');
  addOutputOptions(program);
  program.action(async (options: CommonOptions) => {
    const [unknown] = program.args;
    if (unknown !== undefined) program.error(`error: unknown command '${unknown}'`);
    done(await commands.demo({ ...options, state: DEFAULT_STATE }));
  });

  const deploy = program
    .command('deploy')
    .description('create the stack, or update it if it exists; several templates update it one after the other')
    .argument('<templates...>', 'CloudFormation templates, YAML or JSON')
    .option('--parameters <pairs...>', 'values of parameters, Key=Value')
    .option('--tags <pairs...>', "the stack's tags, Key=Value")
    .option('--images <file>', 'JSON file with the images of the embedded simulator')
    .option('--speed <factor>', 'simulated seconds in a real one, in the embedded simulator (default: 60)', readSpeed)
    .option('--disable-rollback', 'leave a stack that failed as it is')
    .option('--delete', 'delete the stack at the end');
  addStackOptions(deploy);
  addOutputOptions(deploy);
  deploy.action(async (templates: string[], options: DeployOptions) => done(await commands.deploy(templates, options)));

  const remove = program.command('delete').description('delete the stack and all that belongs to it');
  addStackOptions(remove);
  addOutputOptions(remove);
  remove.action(async (options: CommonOptions) => done(await commands.delete(options)));
  return program;
}

const DEFAULT_STATE = '.stacks';

function addStackOptions(command: Command): void {
  command
    .option('--stack-name <name>', "name of the stack (default: the template's file name, or the only stack there is)")
    .option('--type-configuration <file>', 'JSON file with the type configuration: deploy to the cloud it leads to')
    .option('--state <path>', 'folder of the states of stacks, or a .json file for one stack', DEFAULT_STATE);
}

function addOutputOptions(command: Command): void {
  command
    .option('--json', 'newline-delimited JSON: the events, then a summary')
    .option('--verbose', 'show what the handlers write')
    .option('--no-color', 'no colours');
}

function readSpeed(text: string): number {
  const speed = Number(text);
  if (text.trim() === '' || !(speed > 0) || speed > 10_000) {
    throw new InvalidArgumentError('A speed is a number above 0, at most 10000.');
  }
  return speed;
}
