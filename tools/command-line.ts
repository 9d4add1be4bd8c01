import { Command, type ParseOptions } from 'commander';
import { takenByNpm } from './taken-by-npm';

/** The exit code of a usage error; 1 means that the program was called correctly and failed. */
export const CALLED_WRONGLY = 2;

/** Ends a script that was called correctly and failed: prints what went wrong; the exit code is 1. */
export function endFailed(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Follows each usage error, to say how to get help. */
export const WHERE_HELP_IS = '(--help shows all commands and options)';

/** The command line of a script of package.json. It refuses to run without the options that npm took for itself. */
export class ScriptCommand extends Command {
  override parse(argv?: readonly string[], options?: ParseOptions): this {
    this.refuseWhatNpmTook();
    return super.parse(argv, options);
  }

  override async parseAsync(argv?: readonly string[], options?: ParseOptions): Promise<this> {
    this.refuseWhatNpmTook();
    return await super.parseAsync(argv, options);
  }

  private refuseWhatNpmTook(): void {
    const options = [this, ...this.commands].flatMap((command) => command.options);
    const names = options.flatMap(({ long }) => (long ? [long] : []));
    const problem = takenByNpm(this.name(), names, process.env);
    if (problem !== undefined) this.error(problem);
  }
}

/**
 * The command line of a script of package.json. On a usage error, it prints the error, the likely name of a misspelt option, and how to get
 * help, and exits with {@link CALLED_WRONGLY}.
 *
 * @param call how it is called, for example `npm run simulator --`.
 */
export function commandLine(call: string): Command {
  return new ScriptCommand(call)
    .showHelpAfterError(WHERE_HELP_IS)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : CALLED_WRONGLY));
}
