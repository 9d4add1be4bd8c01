import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Project, ROOT } from '../projects';
import { pythonProblem, pythonVersion } from '../python';

/** Each tool has its own virtual environment, because they require different versions of packages. */
export type ToolName = 'awscli' | 'cfn' | 'cfn-lint' | 'cyclonedx' | 'guard-rail' | 'sam' | 'shellcheck';

/** pip does not resolve dependencies: the requirement files are complete and pinned, see their headings. */
const PIP = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps'];

/** The folder of a virtual environment. */
export function environmentFolder(name: string): string {
  return path.join(ROOT, '.venv', name);
}

/**
 * The `bin` folder of the virtual environment of one of AWS's tools.
 *
 * @throws Error if Python is missing or the packages cannot be installed.
 */
export function environmentOf(tool: ToolName): string {
  return virtualEnvironment(tool, path.join(ROOT, 'tools', 'aws', `requirements-${tool}.txt`));
}

/** What to do if Python packages cannot be installed. The line before comes from pip. */
const NO_PACKAGES =
  ' If pip cannot reach its index, connect this machine to the internet or set PIP_INDEX_URL or HTTPS_PROXY, then run the command again.';

/**
 * The `bin` folder of a virtual environment under `.venv/`. It is created on the first call, and again when its requirement file changes,
 * when the folder of the project was moved, or when the Python that it was created with is not there any more.
 *
 * @param requirements the file with all packages and their versions.
 * @throws Error if Python is missing or the packages cannot be installed.
 */
export function virtualEnvironment(name: string, requirements: string): string {
  const folder = environmentFolder(name);
  const bin = path.join(folder, 'bin');
  // A link to the Python that created the environment. An upgrade of Python can remove that one.
  if (!existsSync(path.join(bin, 'python'))) rmSync(folder, { recursive: true, force: true });
  once(requirements, folder, () => {
    const problem = pythonProblem(pythonVersion());
    if (problem !== undefined) throw new Error(problem);
    console.error(`Setting up ${name} in .venv/${name} (once)`);
    runOrThrow('python3', ['-m', 'venv', folder]);
    runOrThrow(path.join(bin, 'python'), [...PIP, '--requirement', requirements], { help: NO_PACKAGES });
  });
  return bin;
}

/**
 * Fills a folder on the first call, and again from empty when the file that lists its contents changes or the folder is at another place:
 * what is installed can contain its own path.
 *
 * @throws the errors of `fill`; the next call then fills the folder again.
 */
export function once(list: string, folder: string, fill: () => void): void {
  if (isFilled(list, folder)) return;
  rmSync(folder, { recursive: true, force: true });
  fill();
  writeFileSync(stampIn(folder), stampOf(list, folder));
}

/** Whether {@link once} has nothing to do. */
export function isFilled(list: string, folder: string): boolean {
  const stamp = stampIn(folder);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(list, folder);
}

function stampIn(folder: string): string {
  return path.join(folder, 'filled-from.sha256');
}

function stampOf(list: string, folder: string): string {
  return createHash('sha256')
    .update(readFileSync(list))
    .update(`\0${realpathSync(folder)}`)
    .digest('hex');
}

/** The environment of this process, in which the programs of a tool are found first. */
export function environmentWith(bin: string): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, PYTHONWARNINGS: 'ignore' };
}

/** Runs a program in a folder, with the input and output of this process. @returns the exit code. */
export function run(
  command: string,
  parameters: readonly string[],
  { env, cwd }: { readonly env: NodeJS.ProcessEnv; readonly cwd: string },
): Promise<number> {
  const child = spawn(command, parameters, { cwd, env, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** The folder in which `cfn` works on a project. It contains the schema under the name that `cfn` requires, which is that of the type. */
export function folderForCfn({ folder, hyphenatedName, schemaFile }: Project): string {
  const link = path.join(folder, `${hyphenatedName}.json`);
  if (existsSync(schemaFile) && !existsSync(link)) symlinkSync(path.basename(schemaFile), link);
  return folder;
}

/**
 * Runs AWS's `cfn` on a project with the AWS credentials of the caller, and with the given settings instead of `.rpdk-config`, if any.
 * @returns the exit code.
 */
export function runCfn(project: Project, parameters: readonly string[], settings?: string): Promise<number> {
  const bin = environmentOf('cfn');
  const options = { env: environmentWith(bin), cwd: folderForCfn(project) };
  if (settings === undefined) return run(path.join(bin, 'cfn'), parameters, options);
  const program = path.join(ROOT, 'tools', 'aws', 'cfn_with_settings.py');
  return run(path.join(bin, 'python'), [program, settings, ...parameters], options);
}

/**
 * Runs a program to its end. Its output goes to the error output of this process.
 *
 * @throws Error if it cannot be started, or fails.
 */
export function runOrThrow(
  command: string,
  parameters: readonly string[],
  { cwd = ROOT, env = process.env, help = '' }: RunOptions = {},
): void {
  const { status, error } = spawnSync(command, parameters, { cwd, env, stdio: ['ignore', 2, 2] });
  if (error) throw new Error(`${command} cannot be started: ${error.message}.`);
  if (status !== 0) throw new Error(`${command} ${parameters.join(' ')} failed with exit code ${status}.${help}`);
}

interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What to do if it fails, after a space. */
  readonly help?: string;
}
