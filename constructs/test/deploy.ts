import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { allProjects } from '../../tools/projects';

const ROOT = path.join(__dirname, '..', '..');

/** Deploys a template in the local stack and deletes it again. @throws Error if a function is not built. */
export function deployLocally(file: string, folder: string): { status: number | null; output: string } {
  for (const { functionFolder } of allProjects()) {
    if (!existsSync(functionFolder)) throw new Error(`${functionFolder} is missing: npm run package`);
  }
  const options = ['--state', path.join(folder, 'state'), '--speed', '10000', '--delete'];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['tools/program.cjs', 'local/main.ts', 'deploy', file, ...options],
    { cwd: ROOT, encoding: 'utf8' },
  );
  return { status, output: stdout + stderr };
}

/** Runs AWS's own `cdk synth` on an app, into a folder: with no network, and nothing asked or told. */
export function synthWithCli(app: string, folder: string): { status: number | null; output: string } {
  const cli = path.join(ROOT, 'constructs', 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'synth', '--quiet', '--no-notices', '--app', app, '--output', folder],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, CDK_OUTDIR: undefined, CDK_DISABLE_CLI_TELEMETRY: 'true', CI: 'true' },
    },
  );
  return { status, output: stdout + stderr };
}
