import { Command } from 'commander';

/** The exit code of a usage error; 1 says that the program was called as it should be and failed. */
export const CALLED_WRONGLY = 2;

/**
 * The command line of a script of package.json. On a usage error, it says what is wrong, the likely name of a misspelt option, and
 * where its help is, and ends with {@link CALLED_WRONGLY}.
 *
 * @param call how it is called, for example `npm run simulator --`.
 */
export function commandLine(call: string): Command {
  return new Command(call)
    .showHelpAfterError('(--help shows all commands and options)')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : CALLED_WRONGLY));
}
