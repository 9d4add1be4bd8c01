import { spawnSync } from 'node:child_process';

/** The oldest supported Python, as required by the packages of `tools/aws/requirements-*.txt`. `can-run.cjs` checks Node.js. */
export const OLDEST_PYTHON = [3, 11] as const;

/** The same in words. */
export const PYTHON_NEEDED = `Python ${OLDEST_PYTHON.join('.')} or later`;

/** The answer of `python3 --version`, such as `Python 3.12.1`; `undefined` if it cannot be started. */
export function pythonVersion(env = process.env): string | undefined {
  const { status, stdout } = spawnSync('python3', ['--version'], { encoding: 'utf8', env });
  return status === 0 ? stdout.trim() : undefined;
}

/** Why a Python cannot run AWS's tools; `undefined` if it can. @param version the result of {@link pythonVersion} */
export function pythonProblem(version: string | undefined): string | undefined {
  if (version !== undefined && isAtLeast(version, OLDEST_PYTHON)) return undefined;
  return `${PYTHON_NEEDED} is needed; ${version === undefined ? 'python3 cannot be started' : `this is ${version}`}.`;
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [, ofMajor, ofMinor] = /(\d+)\.(\d+)/.exec(version) ?? [];
  if (ofMajor === undefined || ofMinor === undefined) return false;
  return Number(ofMajor) > major || (Number(ofMajor) === major && Number(ofMinor) >= minor);
}
