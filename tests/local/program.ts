import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AlibabaSimulator, createClock, startAlibabaSimulator } from '../../simulator/index';
import { programWords } from '../support/program';
import { guarded } from './guarded';
import { ROOT, temporaryFolder } from './helpers';

/** A run of the program. */
export interface Run {
  readonly process: ChildProcess;
  out(): string;
  err(): string;
  readonly code: Promise<number | null>;
}

const runs: Run[] = [];
const simulators: AlibabaSimulator[] = [];
const egress = guarded();

/** The program as a user calls it, without a terminal. */
export function run(...args: string[]): Run {
  return runIn({}, ...args);
}

/** The same with some variables more in its environment; one that is undefined is not there. */
export function runIn(variables: Readonly<Record<string, string | undefined>>, ...args: string[]): Run {
  // Libraries take a CI for a terminal with colours; a line for a file or a pipe has none.
  // And tests may be called from any folder.
  const env = { ...process.env, INIT_CWD: undefined, CI: 'true', ...egress.variables, ...variables };
  const child = spawn(process.execPath, [...programWords('local/main.ts'), ...args], { cwd: ROOT, env });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const started = { process: child, out: () => out, err: () => err, code };
  runs.push(started);
  return started;
}

/** A run that has ended: its exit code, and what it said on either stream. */
export interface Ended {
  readonly code: number | null;
  readonly text: string;
}

/** Runs a command to its end. */
export async function ended(...args: string[]): Promise<Ended> {
  const { code, out, err } = run(...args);
  return { code: await code, text: out() + err() };
}

/** Ends what still runs; after each test. None may have wanted to leave this machine. */
export async function endPrograms(): Promise<void> {
  for (const { process: child, code } of runs.splice(0)) {
    child.kill('SIGKILL');
    await code;
  }
  for (const simulator of simulators.splice(0)) await simulator.close();
  expect(egress.refused()).toEqual([]);
}

/**
 * A simulator that stays between runs, and the options that lead to it.
 * @param copySeconds how many of its seconds it takes to copy an image, or to make one of an instance.
 * @param speed how many of them pass in a real one: enough that nobody waits for a callback, and few enough that a slow machine is in time.
 */
export async function persistentCloud(
  copySeconds: number,
  speed = 100,
): Promise<{ simulator: AlibabaSimulator; options: string[]; folder: string }> {
  const simulator = await startAlibabaSimulator({
    clock: createClock({ speed }),
    behaviour: { copySeconds, createSeconds: copySeconds },
  });
  simulators.push(simulator);
  const folder = temporaryFolder();
  const file = join(folder, 'type-configuration.json');
  const { accessKey, url } = simulator;
  writeFileSync(file, JSON.stringify({ RegionId: 'cn-shanghai', Credentials: accessKey, Endpoints: { Ecs: url } }));
  return { simulator, folder, options: ['--type-configuration', file, '--state', join(folder, 'stacks')] };
}
