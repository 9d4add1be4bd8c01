import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { environmentOf, environmentWith } from '../aws/environment';
import { ROOT } from '../projects';

/** Information from AWS's own tools; `tools/aws/aws_permissions.py` names its sources. */
export interface Facts {
  readonly calls: readonly { readonly service: string; readonly operation: string; readonly where: string }[];
  readonly handlers: Readonly<Record<string, readonly string[]>>;
  readonly actions: Readonly<Record<string, boolean>>;
}

/** The programs of `npm run register`: its own check of the credentials, then `cfn submit`. */
const PROGRAMS = ['tools/aws/aws_caller.py', 'rpdk/core/upload.py', 'rpdk/core/project.py'] as const;

/** The facts about the calls of `npm run register` and about these resource types. Sets up AWS's tools on the first call. */
export function factsAbout(resourceTypes: readonly string[]): Facts {
  const bin = environmentOf('cfn');
  const script = path.join(ROOT, 'tools', 'aws', 'aws_permissions.py');
  const { status, stdout, stderr } = spawnSync(path.join(bin, 'python'), [script, ...PROGRAMS], {
    cwd: ROOT,
    input: JSON.stringify(resourceTypes),
    encoding: 'utf8',
    env: environmentWith(bin),
    maxBuffer: 16 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`aws_permissions.py: ${stderr}`);
  return JSON.parse(stdout);
}

/** The template of the infrastructure for packages that `cfn submit` deploys; a file of the CloudFormation CLI. */
export function uploadTemplate(): string {
  const code = 'import rpdk.core, pathlib; print(pathlib.Path(rpdk.core.__file__).parent / "data")';
  const { stdout } = spawnSync(path.join(environmentOf('cfn'), 'python'), ['-c', code], { encoding: 'utf8' });
  return path.join(stdout.trim(), 'managed-upload-infrastructure.yaml');
}
