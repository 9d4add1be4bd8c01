import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/**
 * The folder in which the person called npm: npm runs the scripts of a package in the package's own folder, and tells the other one by
 * `INIT_CWD`. Called in another way than by npm, the process is there already.
 */
export function whereCalled(environment: NodeJS.ProcessEnv): string {
  const { INIT_CWD } = environment;
  return INIT_CWD !== undefined && isCalledByNpm(environment) ? INIT_CWD : process.cwd();
}

/** Whether npm started this process for the package in whose folder it is, and not for one further out. */
export function isCalledByNpm({ npm_package_json: npmPackage }: NodeJS.ProcessEnv): boolean {
  return npmPackage !== undefined && isFolder(path.dirname(npmPackage), process.cwd());
}

/**
 * Goes to the folder in which the person called npm, so that relative paths mean what they mean there.
 *
 * @returns the folder that the process was in before.
 */
export function goWhereCalled(environment: NodeJS.ProcessEnv): string {
  const before = process.cwd();
  process.chdir(whereCalled(environment));
  return before;
}

/** What a process has from an npm further out is about another folder, or about one that is gone. */
function isFolder(named: string, folder: string): boolean {
  return existsSync(named) && realpathSync(named) === realpathSync(folder);
}
