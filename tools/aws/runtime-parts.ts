import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../projects';
import { PYTHON_NEEDED } from '../python';
import { environmentFolder, environmentOf, isFilled, once, runOrThrow } from './environment';

/** The paths of the programs of AWS's Lambda runtime for Node.js. */
export interface RuntimeParts {
  /** The Lambda runtime interface emulator: receives the events, and serves the Runtime API. */
  readonly emulator: string;
  /** The Node.js of the runtime. */
  readonly node: string;
  /** The runtime interface client: loads the handler, and asks the Runtime API for events. */
  readonly client: string;
}

const PROJECT = path.join(ROOT, 'tools', 'aws', 'runtime');
const LOCK = path.join(PROJECT, 'package-lock.json');
const PACKAGES = path.join(PROJECT, 'node_modules');

/** The part of the emulator's file name, by `process.arch`. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'arm64' };

/** What is needed to build the client and install the emulator: one of the programs of each row. */
const NEEDED: readonly { readonly programs: readonly string[]; readonly name: string }[] = [
  { programs: ['python3'], name: `${PYTHON_NEEDED} (python3)` },
  { programs: ['cmake', 'cmake3'], name: 'CMake (cmake)' },
  { programs: ['make'], name: 'make' },
  { programs: ['g++'], name: 'a C++ compiler (g++)' },
  { programs: ['xz'], name: 'xz' },
];

/** The properties of the machine that matter for the runtime. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
  /** The folders in which programs are searched, in the form of `PATH`. */
  readonly programs: string;
}

const HERE: Machine = { platform: process.platform, arch: process.arch, programs: process.env.PATH ?? '' };

/** Why AWS's runtime cannot be set up on a machine, as the end of a sentence; `undefined` if it can. */
export function whyNoRuntime({ platform, arch, programs }: Machine = HERE): string | undefined {
  if (platform !== 'linux' || !Object.hasOwn(ARCHITECTURES, arch))
    return `it needs Linux on x64 or arm64, and this is ${platform} on ${arch}`;
  const folders = programs.split(path.delimiter);
  const isThere = (name: string): boolean => folders.some((folder) => isProgram(folder, name));
  const missing = NEEDED.filter(({ programs: names }) => !names.some(isThere));
  return missing.length === 0 ? undefined : `to set it up, ${missing.map(({ name }) => name).join(', ')} is missing`;
}

function isProgram(folder: string, name: string): boolean {
  try {
    accessSync(path.join(folder, name), constants.X_OK);
    return folder !== '';
  } catch {
    return false;
  }
}

/** Whether all parts are installed, so that {@link runtimeParts} has nothing to set up. */
export function isRuntimeSetUp(): boolean {
  return (
    isFilled(LOCK, PACKAGES) &&
    isFilled(path.join(ROOT, 'tools', 'aws', 'requirements-sam.txt'), environmentFolder('sam'))
  );
}

/**
 * The parts of a runtime. The emulator is in the wheel of AWS's SAM CLI. The rest is the project `tools/aws/runtime`: on the first call,
 * and when its lockfile changes, it is installed and the client is built. A message on the error output announces this.
 *
 * @param runtime as in `.rpdk-config`, such as `nodejs24.x`.
 * @throws Error if something is missing on this machine, cannot be installed or built, or if the project has no such runtime.
 */
export function runtimeParts(runtime: string): RuntimeParts {
  const why = isRuntimeSetUp() ? undefined : whyNoRuntime();
  if (why !== undefined) throw new Error(`AWS's Lambda runtime cannot be set up: ${why}.`);
  const name = `${runtime}-${process.platform}-${process.arch}`;
  const { optionalDependencies: offered }: { optionalDependencies: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(path.join(PROJECT, 'package.json'), 'utf8'),
  );
  if (!Object.hasOwn(offered, name)) throw new Error(`tools/aws/runtime/package.json has no ${name}.`);
  const packageOf = path.join(PACKAGES, name);
  once(LOCK, PACKAGES, () => {
    console.error(
      "Setting up AWS's Lambda runtime in tools/aws/runtime (once): its client is compiled, which takes one to five minutes",
    );
    // Without these headers, of the Node.js that will run the client, its build would download some.
    const env = { ...process.env, npm_config_nodedir: packageOf };
    runOrThrow('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], { cwd: PROJECT, env });
  });
  const node = path.join(packageOf, 'bin', 'node');
  return {
    emulator: emulatorIn(environmentOf('sam')),
    node,
    client: path.join(PACKAGES, 'aws-lambda-ric', 'index.mjs'),
  };
}

/** The emulator in the SAM CLI's virtual environment, whose `bin` folder is given. */
function emulatorIn(bin: string): string {
  const lib = path.join(bin, '..', 'lib');
  const python = readdirSync(lib).find((name) => name.startsWith('python3')) ?? '';
  const folder = path.join(lib, python, 'site-packages', 'samcli', 'local', 'rapid');
  return path.join(folder, `aws-lambda-rie-${ARCHITECTURES[process.arch]}`);
}
