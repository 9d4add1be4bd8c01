import { spawn, spawnSync } from 'node:child_process';
import { programWords } from '../support/program';

/** How a program ended, and all that it wrote. */
export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** The environment of a person's terminal: without what an npm around these tests tells its programs. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/i.test(name)));
}

/** Runs a program to its end. */
export function call(command: string, parameters: readonly string[], cwd: string): Outcome {
  const { status, stdout, stderr } = spawnSync(command, parameters, { cwd, encoding: 'utf8', env: environment() });
  return { status, output: stdout + stderr };
}

/** Runs a TypeScript file of a project as most npm scripts do. */
export function run(root: string, file: string, ...parameters: string[]): Outcome {
  return call(process.execPath, ['--import', 'tsx', file, ...parameters], root);
}

/** Runs a program of a project as `npm start` and `npm run simulator` do. */
export function runProgram(root: string, file: string, ...parameters: string[]): Outcome {
  return call(process.execPath, [...programWords(file, root), ...parameters], root);
}

/** `npm run simulator` as it runs. */
export interface Simulator {
  readonly url: string;
  stop(): void;
}

/** Starts the simulator of a project on a free port, fast, and waits until it listens. */
export async function startSimulator(root: string, parameters: readonly string[]): Promise<Simulator> {
  const command = [...programWords('simulator/main.ts', root), '--port', '0', '--speed', '600', ...parameters];
  const child = spawn(process.execPath, command, { cwd: root, env: environment() });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (text: Buffer): void => {
      output += text;
      const [, found] = /ECS simulator on (\S+),/.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`the simulator ended:\n${output}`)));
  });
  return { url, stop: () => child.kill('SIGKILL') };
}
