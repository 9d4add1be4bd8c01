import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/**
 * Goes to the folder in which the person called npm, so that relative paths mean what they mean there: npm runs the scripts
 * of a package in the package's own folder, and tells the other one by `INIT_CWD`. Called in another way than by npm, the
 * process is there already.
 *
 * @returns the folder that the process was in before.
 */
export function goWhereCalled(environment: NodeJS.ProcessEnv): string {
  const before = process.cwd();
  const { INIT_CWD, npm_package_json: npmPackage } = environment;
  const isOurs = npmPackage !== undefined && isFolder(path.dirname(npmPackage), before);
  if (INIT_CWD !== undefined && isOurs) process.chdir(INIT_CWD);
  return before;
}

/** What a process has from an npm further out is about another folder, or about one that is gone. */
function isFolder(named: string, folder: string): boolean {
  return existsSync(named) && realpathSync(named) === realpathSync(folder);
}
