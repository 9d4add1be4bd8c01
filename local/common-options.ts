import { type Command, InvalidArgumentError } from 'commander';
import { FASTEST } from './clock';
import { EXIT } from './commands/run';

/** What fills a template in. */
export function addTemplateOptions(command: Command): void {
  addParameterOption(command);
  command.option('--tags <pairs...>', "the stack's tags, Key=Value");
}

/** The values of parameters. */
export function addParameterOption(command: Command): void {
  command.option(
    '--parameters <pairs or files...>',
    'parameter values: Key=Value, or a JSON file in a form of the AWS CLI, [{ParameterKey, ParameterValue}] or {Parameters: {…}}',
  );
}

/** What is used if an option is not given. */
export const DEFAULTS = {
  embedded: 'a simulator inside the program',
  noCloud: 'none; type configurations are not checked',
  cloudOfStacks: 'that of the local stacks, if they all use the same',
  lastCloud: 'the one of the last deployment',
  fileName: "the template's file name",
  onlyStack: 'the only local stack',
} as const;

/** The cloud; `by`: what is taken by default. */
export function addCloudOption(command: Command, by: string): void {
  command.option(
    '--type-configuration <file>',
    `JSON file with the type configuration, or with one for each type under its name: the cloud to use (default: ${by})`,
  );
}

/** The stack and where its state is; `name`: the default name. */
export function addStateOptions(command: Command, name: string, place: string): void {
  command.option('--stack-name <name>', `name of the stack (default: ${name})`);
  addStateOption(command, place);
}

/** Where states are. */
export function addStateOption(command: Command, place: string): void {
  command.option('--state <path>', 'folder for the states of stacks, or a .json file for one stack', place);
}

/** To end with an exit code that tells of differences. */
export function addExitCodeOption(command: Command, when: string): void {
  command.option('--exit-code', `end with exit code ${EXIT.different} if ${when}`);
}

/** A report as a file. */
export function addReportOption(command: Command): void {
  command.option('--report <file>', 'write a report in HTML: timeline of the images, events, messages, calls');
}

/** How a command shows its result: every command has these. */
export function addOutputOptions(command: Command): void {
  command
    .option(
      '--json',
      'print JSON: one line for each event, then a summary; if the command only shows something, one object',
    )
    .option('--verbose', 'show the output of the handlers')
    .option('--no-color', 'no colours');
}

/** @throws InvalidArgumentError if it is not a speed. */
export function readSpeed(text: string): number {
  const speed = Number(text);
  if (text.trim() === '' || !(speed > 0) || speed > FASTEST) {
    throw new InvalidArgumentError(`The speed must be a number above 0 and at most ${FASTEST}.`);
  }
  return speed;
}
