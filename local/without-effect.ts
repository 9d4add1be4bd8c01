import type { Command } from 'commander';
import { CLOUDS } from './clouds';

/** Options that do nothing where a command is called in some way. */
interface Row {
  /** The names of commands. */
  readonly commands: readonly string[];
  /** In which calls; default: in all. */
  when?(command: Command): boolean;
  readonly options: readonly string[];
  /** Why they do nothing, as a clause. */
  readonly because: string;
}

const EXECUTION = ['--speed', '--keyless', '--disable-rollback', '--delete', '--report', '--verbose'];
const OF_CLOUDS = ['--type-configuration', ...Object.values(CLOUDS).map(({ imagesOption }) => imagesOption)];

/** All that is accepted and does nothing. What contradicts another option is refused by the commands. */
const ROWS: readonly Row[] = [
  {
    commands: ['deploy'],
    when: (deploy) => deploy.opts().executeChangeset === false,
    options: [...EXECUTION, ...OF_CLOUDS],
    because: '--no-execute-changeset only compares the template with the local state of the stack',
  },
  {
    commands: ['diff'],
    when: ({ args }) => args.length > 1,
    options: ['--state'],
    because: 'several templates are compared with each other, without a stack',
  },
  { commands: ['diff', 'events'], options: ['--verbose'], because: 'the command runs no handlers' },
  {
    commands: ['list'],
    when: ({ args }) => args.length === 0,
    options: ['--verbose'],
    because: 'without a type, the command runs no handlers',
  },
];

/** What is to be told of the options that do nothing in a call of a command, a sentence each. */
function remarksOn(command: Command): readonly string[] {
  const given = new Set(givenOptions(command));
  return ROWS.filter(({ commands, when }) => commands.includes(command.name()) && (when?.(command) ?? true)).flatMap(
    ({ options, because }) => {
      const useless = options.filter((option) => given.has(option));
      return useless.length === 0 ? [] : [`No effect: ${useless.join(', ')}, because ${because}.`];
    },
  );
}

/** The options that a command was called with, not those with a default. */
function givenOptions(command: Command): readonly string[] {
  return command.options.flatMap((option) => {
    const isGiven = command.getOptionValueSource(option.attributeName()) === 'cli';
    return isGiven && option.long !== undefined ? [option.long] : [];
  });
}

/**
 * Tells, before any command runs, which of its options do nothing, and refuses an option before the name of a command: it would be
 * another command's.
 */
export function tellWithoutEffect(program: Command): void {
  program.hook('preAction', (_, command) => {
    if (command === program) return;
    const [early] = givenOptions(program);
    if (early !== undefined) program.error(`error: write '${early}' after '${command.name()}'`);
    const { writeErr } = command.configureOutput();
    for (const remark of remarksOn(command)) writeErr?.(`${remark}\n`);
  });
}
