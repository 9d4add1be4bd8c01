import type { Command } from 'commander';
import { CLOUDS } from './clouds';

/** Options that have no effect in certain calls of a command. */
interface Row {
  /** The names of commands. */
  readonly commands: readonly string[];
  /** The calls in which this applies; by default all. */
  when?(command: Command): boolean;
  readonly options: readonly string[];
  /** Why they have no effect, as a clause. */
  readonly because: string;
}

const EXECUTION = ['--speed', '--keyless', '--disable-rollback', '--delete', '--report', '--verbose'];
const OF_CLOUDS = ['--type-configuration', ...Object.values(CLOUDS).map(({ imagesOption }) => imagesOption)];

/** All options that are accepted without effect. The commands refuse contradictory options. */
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

/** The remarks about the options without effect in a call of a command, a sentence each. */
function remarksOn(command: Command): readonly string[] {
  const given = new Set(givenOptions(command));
  return ROWS.filter(({ commands, when }) => commands.includes(command.name()) && (when?.(command) ?? true)).flatMap(
    ({ options, because }) => {
      const useless = options.filter((option) => given.has(option));
      return useless.length === 0 ? [] : [`No effect: ${useless.join(', ')}, because ${because}.`];
    },
  );
}

/** The options that a command was called with, without defaults. */
function givenOptions(command: Command): readonly string[] {
  return command.options.flatMap((option) => {
    const isGiven = command.getOptionValueSource(option.attributeName()) === 'cli';
    return isGiven && option.long !== undefined ? [option.long] : [];
  });
}

/**
 * Before any command runs, reports which of its options have no effect, and refuses an option before the name of the command, since it
 * would belong to another command.
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
