import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { environmentOf, type ToolName } from '../../tools/aws/environment';
import { ROOT } from '../../tools/projects';

export { ROOT };

/** How a tool ended. */
export interface Run {
  readonly status: number | null;
  /** What it wrote, output and errors together. */
  readonly output: string;
}

/** Runs a program of one of AWS's tools, `cfn` or `guard-rail` for example. */
export function runTool(tool: ToolName, program: string, parameters: readonly string[], cwd = ROOT): Run {
  const bin = environmentOf(tool);
  const { status, stdout, stderr } = spawnSync(path.join(bin, program), parameters, {
    cwd,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
      AWS_DEFAULT_REGION: 'us-east-1',
      SAM_CLI_TELEMETRY: '0',
      PYTHONWARNINGS: 'ignore',
    },
  });
  return { status, output: stdout + stderr };
}

/** Unpacks a zip into a folder; the file names in it, sorted. */
export function unzip(file: string, folder: string): string[] {
  const { status, output } = runTool('cfn', 'python', ['-m', 'zipfile', '-e', file, folder]);
  expect({ status, output }).toMatchObject({ status: 0 });
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
