import { type Command, Option } from 'commander';
import { ScriptCommand, WHERE_HELP_IS } from '../tools/command-line';
import { allProjects } from '../tools/projects';
import { didYouMean } from '../tools/suggestion';
import { CLOUDS, inWords, KEYLESS_CLOUDS } from './clouds';
import { EXIT, type ExitCode } from './commands/run';
import {
  addCloudOption,
  addExitCodeOption,
  addOutputOptions,
  addParameterOption,
  addReportOption,
  addStateOption,
  addStateOptions,
  addTemplateOptions,
  DEFAULTS,
  readSpeed,
} from './common-options';
import { commandHere, explainUnknown } from './elsewhere';
import { byCloud, type GivenToDeploy, imagesOptionOf } from './images-options';
import type {
  CommonOptions,
  DeleteOptions,
  DeployOptions,
  DiffOptions,
  DriftOptions,
  ImportOptions,
  ListOptions,
  OutputOptions,
  ValidateOptions,
} from './options';
import { tellWithoutEffect } from './without-effect';

/** The commands of the program. */
export interface Commands {
  demo(options: CommonOptions): Promise<ExitCode>;
  deploy(templates: readonly string[], options: DeployOptions): Promise<ExitCode>;
  validate(templates: readonly string[], options: ValidateOptions): Promise<ExitCode>;
  diff(templates: readonly string[], options: DiffOptions): Promise<ExitCode>;
  drift(options: DriftOptions): Promise<ExitCode>;
  import(template: string, options: ImportOptions): Promise<ExitCode>;
  list(typeName: string | undefined, options: ListOptions): Promise<ExitCode>;
  events(options: CommonOptions): Promise<ExitCode>;
  delete(options: DeleteOptions): Promise<ExitCode>;
}

/**
 * The command line.
 *
 * @param done gets the exit code of the called command. @param defaultState the default folder of states.
 */
export function createProgram(
  commands: Commands,
  done: (code: ExitCode) => void,
  defaultState = DEFAULT_STATE,
): Command {
  const program = new ScriptCommand('npm start --')
    .description(
      `Deploys CloudFormation templates with ${KNOWN_TYPES} on this machine, through the built handlers.\n` +
        'Without a command, creates and copies images in two simulated clouds, then deletes them.',
    )
    .exitOverride()
    .enablePositionalOptions()
    .allowExcessArguments()
    .allowUnknownOption()
    .showHelpAfterError(WHERE_HELP_IS)
    .addHelpText('after', EXIT_CODES);
  addReportOption(program);
  addOutputOptions(program);
  program.action(async (options: OutputOptions) => {
    // The options of a misspelt command are unknown too, so the command is reported first.
    const [unknown] = program.args;
    if (unknown !== undefined) program.error(unknownText(unknown, program));
    done(await commands.demo({ ...options, state: defaultState }));
  });

  const wiring: Wiring = { commands, done, defaultState };
  for (const add of [addDeploy, addValidate, addDiff, addDrift, addImport, addList, addEvents, addDelete])
    add(program, wiring);
  // Commander copies the program's setting to each command. Only the program needs it, for unknown commands.
  for (const command of program.commands) command.allowExcessArguments(false);
  for (const command of [program, ...program.commands]) explainErrors(command);
  tellWithoutEffect(program);
  return program;
}

/** What the commands of the command line call. */
interface Wiring {
  readonly commands: Commands;
  readonly done: (code: ExitCode) => void;
  /** The default folder of states. */
  readonly defaultState: string;
}

function addDeploy(program: Command, { commands, done, defaultState }: Wiring): void {
  const deploy = program
    .command('deploy')
    .description('create the stack, or update it if it exists; several templates update it one after the other')
    .argument('<templates...>', TEMPLATES)
    .option('--speed <factor>', 'simulated seconds per real second in the embedded simulator (default: 60)', readSpeed)
    .option(
      '--keyless',
      `use no access key: handlers authenticate with a token of a simulated AWS STS (${inWords(KEYLESS_CLOUDS)} only)`,
    )
    .option('--no-execute-changeset', 'show the change set of the template without executing it')
    .option('--disable-rollback', 'do not roll back a stack that failed')
    .option('--delete', 'delete the stack at the end');
  for (const cloud of Object.values(CLOUDS)) deploy.addOption(imagesOptionOf(cloud));
  addTemplateOptions(deploy);
  addCloudOption(deploy, DEFAULTS.embedded);
  addStateOptions(deploy, DEFAULTS.fileName, defaultState);
  addReportOption(deploy);
  addOutputOptions(deploy);
  deploy.action(async (templates: string[], options: GivenToDeploy) =>
    done(await commands.deploy(templates, byCloud(options))),
  );
}

function addValidate(program: Command, { commands, done }: Wiring): void {
  const validate = program
    .command('validate')
    .description(
      'check templates: their syntax, their properties against the schema of each type, and the rules of the handlers.\n' +
        'It calls no cloud, so it does not know what exists there. Each template is checked separately',
    )
    .argument('<templates...>', TEMPLATES);
  addTemplateOptions(validate);
  addCloudOption(validate, DEFAULTS.noCloud);
  addOutputOptions(validate);
  validate.action(async (templates: string[], options: ValidateOptions) =>
    done(await commands.validate(templates, options)),
  );
}

function addDiff(program: Command, { commands, done, defaultState }: Wiring): void {
  const diff = program
    .command('diff')
    .description(
      'show the change set: what deploying the template would add, modify, replace and remove in the stack, and why.\n' +
        'Of several templates, each is compared with the next one, without a stack. It calls no cloud',
    )
    .argument('<templates...>', TEMPLATES);
  addTemplateOptions(diff);
  addStateOptions(diff, DEFAULTS.fileName, defaultState);
  addExitCodeOption(diff, 'there are changes');
  addOutputOptions(diff);
  diff.action(async (templates: string[], options: DiffOptions) => done(await commands.diff(templates, options)));
}

function addDrift(program: Command, { commands, done, defaultState }: Wiring): void {
  const drift = program
    .command('drift')
    .description('compare the actual state in the cloud with the desired state of the template, property by property');
  addCloudOption(drift, DEFAULTS.lastCloud);
  addStateOptions(drift, DEFAULTS.onlyStack, defaultState);
  addExitCodeOption(drift, 'the stack has drifted');
  addOutputOptions(drift);
  drift.action(async (options: DriftOptions) => done(await commands.drift(options)));
}

function addImport(program: Command, { commands, done, defaultState }: Wiring): void {
  const importing = program
    .command('import')
    .description(
      'import existing resources into the stack, and create the stack if there is none; nothing changes in the cloud.\n' +
        'The template must contain the whole stack, and a DeletionPolicy for each resource to import',
    )
    .argument('<template>', 'CloudFormation template, YAML or JSON; before options that take several values')
    .addOption(
      new Option(
        '--resources-to-import <pairs...>',
        `what to import, LogicalId=identifier, for example Image=${EXAMPLE}: the identifier is what Ref returns and list shows`,
      ).makeOptionMandatory(),
    );
  addParameterOption(importing);
  addCloudOption(importing, DEFAULTS.lastCloud);
  addStateOptions(importing, DEFAULTS.fileName, defaultState);
  addOutputOptions(importing);
  importing.action(async (template: string, options: ImportOptions) => done(await commands.import(template, options)));
}

function addList(program: Command, { commands, done, defaultState }: Wiring): void {
  const list = program
    .command('list')
    .description('list local stacks or, if you name a type, the resources of the type in the cloud')
    .argument('[type]', `${KNOWN_TYPES}: lists all resources of the type in the regions, whoever created them`)
    .option('--region <regions...>', 'the regions to list (default: that of the type configuration)');
  addCloudOption(list, DEFAULTS.cloudOfStacks);
  addStateOption(list, defaultState);
  addOutputOptions(list);
  list.action(async (typeName: string | undefined, options: ListOptions) =>
    done(await commands.list(typeName, options)),
  );
}

function addEvents(program: Command, { commands, done, defaultState }: Wiring): void {
  const events = program.command('events').description("show the stack's events as a table, oldest first");
  addStateOptions(events, DEFAULTS.onlyStack, defaultState);
  addOutputOptions(events);
  events.action(async (options: CommonOptions) => done(await commands.events(options)));
}

function addDelete(program: Command, { commands, done, defaultState }: Wiring): void {
  const remove = program
    .command('delete')
    .description('delete the stack and its resources')
    .option('--retain-resources <logical-ids...>', 'of a stack in DELETE_FAILED: resources that stay in the cloud');
  addCloudOption(remove, DEFAULTS.lastCloud);
  addStateOptions(remove, DEFAULTS.onlyStack, defaultState);
  addReportOption(remove);
  addOutputOptions(remove);
  remove.action(async (options: DeleteOptions) => done(await commands.delete(options)));
}

/** Suggestions of our own: Commander's do not know other programs or short forms of an option. */
function explainErrors(command: Command): void {
  const known = command.options.flatMap(({ long }) => long ?? []);
  command
    .showSuggestionAfterError(false)
    .configureOutput({ outputError: (text, write) => write(explainUnknown(text, known)) });
}

function unknownText(word: string, program: Command): string {
  if (word.startsWith('-')) return `error: unknown option '${word}'`;
  const known = program.commands.map((command) => command.name());
  const here = commandHere(word);
  const likely = here === undefined ? didYouMean(word, known, `choose from ${known.join(', ')}`) : `: ${here}`;
  return `error: unknown command '${word}'${likely}`;
}

/** The types that templates may use. */
const KNOWN_TYPES = allProjects()
  .map(({ typeName }) => typeName)
  .join(', ');

/** An example of an identifier, from the first cloud. */
const EXAMPLE = Object.values(CLOUDS)[0]?.identifier ?? '<identifier>';

/** An option with several values would also take the templates after it. */
const TEMPLATES = 'CloudFormation templates, YAML or JSON; before options that take several values';

/** The default folder of states, relative to the project's folder. */
export const DEFAULT_STATE = '.stacks';

const EXIT_CODES = `
Exit codes: ${EXIT.done} done, ${EXIT.failed} failed, ${EXIT.usage} usage or template error, ${EXIT.different} differences (--exit-code), ${EXIT.interrupted} interrupted.`;
