import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { environmentOf } from '../../tools/aws/environment';
import { allProjects } from '../../tools/projects';
import { startAwsStandIn } from './cloudformation-stand-in';
import { ROOT } from './tools';

interface Steps {
  readonly jobs: {
    readonly register: { readonly steps: readonly { readonly name?: string; readonly run?: string }[] };
  };
}

/** The script of the workflow that registers. */
function script(): string {
  const { jobs }: Steps = parse(readFileSync(path.join(ROOT, '.github', 'workflows', 'register.yml'), 'utf8'));
  return jobs.register.steps.find(({ name }) => name === 'Register')?.run ?? 'exit 99';
}

/** The service of a runner that gives a job tokens of the repository: it takes one bearer token, and says for whom a token is. */
async function startTokens() {
  const server = createServer(({ url = '', headers }, response) => {
    const audience = new URL(url, 'http://localhost').searchParams.get('audience');
    if (headers.authorization !== 'bearer of-the-job') response.writeHead(401).end();
    else response.end(JSON.stringify({ count: 1, value: `token-for-${audience}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/token?api-version=2.0`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

describe('the workflow register', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'runner-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    for (const project of allProjects())
      rmSync(path.join(project.folder, `${project.hyphenatedName}.zip`), { force: true });
  });

  /** Runs the script as a runner does: by `bash -e`, with the variables of the job. */
  const runStep = (env: NodeJS.ProcessEnv) =>
    new Promise<{ status: number | null; output: string }>((resolve, reject) => {
      const { AWS_PROFILE: _, AWS_ACCESS_KEY_ID: __, AWS_SECRET_ACCESS_KEY: ___, ...usual } = process.env;
      const found = { PATH: `${environmentOf('awscli')}${path.delimiter}${process.env.PATH ?? ''}` };
      const none = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
      const child = spawn('bash', ['-e', '-c', script()], { cwd: ROOT, env: { ...usual, ...none, ...found, ...env } });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
      child.once('error', reject);
      child.once('close', (status) => resolve({ status, output }));
    });

  it('registers every type with one session of the role, because the token of the repository expires before the last', async () => {
    const [aws, tokens] = await Promise.all([startAwsStandIn(), startTokens()]);
    try {
      const { status, output } = await runStep({
        ...{ RUNNER_TEMP: folder, REGION: 'eu-west-1', AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/register' },
        ...{ ACTIONS_ID_TOKEN_REQUEST_URL: tokens.url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of-the-job' },
        AWS_ENDPOINT_URL: aws.url,
      });
      expect(status === 0 ? '' : output).toBe('');
      const [session, ...others] = aws.calls.filter(({ action }) => action === 'AssumeRoleWithWebIdentity');
      expect(session?.parameters).toMatchObject({
        RoleArn: 'arn:aws:iam::123456789012:role/register',
        WebIdentityToken: 'token-for-sts.amazonaws.com',
      });
      expect(others).toEqual([]);
      const registered = aws.calls.filter(({ action }) => action === 'RegisterType');
      expect(
        registered.map(({ parameters, region, accessKeyId }) => [parameters.TypeName, region, accessKeyId]),
      ).toEqual(allProjects().map(({ typeName }) => [typeName, 'eu-west-1', 'ASIASESSION']));
      // GitHub hides what was announced in this way.
      expect(output).toContain('::add-mask::example\n::add-mask::example-token\n');
    } finally {
      await Promise.all([aws.close(), tokens.close()]);
    }
  });
});
