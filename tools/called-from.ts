import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/**
 * The folder in which the user called npm. npm runs the scripts of a package in the package's own folder, and passes the other one as
 * `INIT_CWD`. Without npm, it is the current folder.
 */
export function whereCalled(environment: NodeJS.ProcessEnv): string {
  const { INIT_CWD } = environment;
  return INIT_CWD !== undefined && isCalledByNpm(environment) ? INIT_CWD : process.cwd();
}

/** Whether npm started this process for the package in the current folder, and not for the package of an outer process. */
export function isCalledByNpm({ npm_package_json: npmPackage }: NodeJS.ProcessEnv): boolean {
  return npmPackage !== undefined && isFolder(path.dirname(npmPackage), process.cwd());
}

/**
 * Changes to the folder in which the user called npm, so that relative paths have the meaning that they have there.
 *
 * @returns the folder before the change.
 */
export function goWhereCalled(environment: NodeJS.ProcessEnv): string {
  const before = process.cwd();
  process.chdir(whereCalled(environment));
  return before;
}

/** The variables of an outer npm are about another folder, or about one that no longer exists. */
function isFolder(named: string, folder: string): boolean {
  return existsSync(named) && realpathSync(named) === realpathSync(folder);
}
