import { fork } from 'node:child_process';
import type { InvokeJob, InvokeResult } from './probes/invoke';

/** How a process is after it has loaded something. */
export interface Loaded {
  readonly milliseconds: number;
  readonly residentBytes: number;
}

/** Runs a probe in a process of its own; what the handlers print goes nowhere. */
async function probe<Result>(script: string, argument: string | undefined, execArgv: string[]): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(script, argument === undefined ? [] : [argument], {
      execArgv,
      env: { PATH: process.env.PATH, AWS_EC2_METADATA_DISABLED: 'true' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let result: { readonly value: Result } | undefined;
    let complaint = '';
    child.stderr?.on('data', (text: Buffer) => {
      complaint += text.toString('utf8');
    });
    child.on('message', (value) => {
      result = { value: value as Result };
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (result && code === 0) resolve(result.value);
      else reject(new Error(`${script} ended with ${code}: ${complaint.trim()}`));
    });
  });
}

/** Loads a file, or nothing, in a fresh process. */
export function loadIn(script: string, file?: string): Promise<Loaded> {
  return probe<Loaded>(script, file, []);
}

/** Invokes an entrypoint again and again in a fresh process. */
export function invokeIn(script: string, job: InvokeJob): Promise<InvokeResult> {
  return probe<InvokeResult>(script, JSON.stringify(job), ['--expose-gc']);
}
