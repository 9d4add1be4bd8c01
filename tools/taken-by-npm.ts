import { isCalledByNpm } from './called-from';

/** Settings of npm that people keep in a `.npmrc`: their variables do not show what is on this command line. */
const ALSO_OF_NPM = ['--access', '--ca', '--no-color', '--json', '--proxy'];

/**
 * The message if npm took options of a program for itself; `undefined` if it did not. Without `--`, npm (10 and 11) does not pass on
 * `--delete`: it sets the variable `npm_config_delete`, and the program would run without the option.
 *
 * @param call how the program is called, for example `npm run simulator --`.
 * @param options the options of the program, for example `--delete`.
 */
export function takenByNpm(
  call: string,
  options: readonly string[],
  environment: NodeJS.ProcessEnv,
): string | undefined {
  if (!isCalledByNpm(environment)) return undefined;
  const taken = new Set(options.filter((option) => !ALSO_OF_NPM.includes(option) && isTaken(option, environment)));
  if (taken.size === 0) return undefined;
  return `error: npm took ${[...taken].join(', ')} for itself; put -- before what is for the program: ${call} …`;
}

/** npm writes `--no-rollback` as an empty `npm_config_rollback`. */
function isTaken(option: string, environment: NodeJS.ProcessEnv): boolean {
  const [, no, name = ''] = /^--(no-)?(.+)$/.exec(option) ?? [];
  const value = environment[`npm_config_${name.replaceAll('-', '_')}`];
  return value !== undefined && (value === '') === (no !== undefined);
}
