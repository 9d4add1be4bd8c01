import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { allProjects } from '../../tools/projects';
import { type AwsStandIn, startAwsStandIn } from './cloudformation-stand-in';
import { allows, registeringPolicy } from './policy';
import { ROOT, runTool, unzip } from './tools';

const STACKS = 'arn:aws:cloudformation:us-east-1:123456789012:stack/';
const REGISTRATION = path.join(ROOT, 'registration');

describe('npm run register', () => {
  const UPLOAD = path.join(ROOT, 'tf-alicloud-imagecopy.zip');
  let aws: AwsStandIn;
  const start = async (refused?: readonly string[]) => {
    aws = await startAwsStandIn(refused);
  };
  afterEach(async () => {
    await aws.close();
    rmSync(UPLOAD, { force: true });
  });

  const NO_ACCOUNT = {
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const ACCOUNT = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' };
  const register = (parameters: readonly string[], environment: NodeJS.ProcessEnv) =>
    new Promise<{ status: number | null; output: string }>((resolve, reject) => {
      const { AWS_REGION: _, AWS_DEFAULT_REGION: __, AWS_PROFILE: ___, ...env } = process.env;
      const child = spawn(process.execPath, ['--import', 'tsx', 'tools/register.ts', ...parameters], {
        cwd: ROOT,
        env: { ...env, ...NO_ACCOUNT, ...environment, AWS_ENDPOINT_URL: aws.url },
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
      child.once('error', reject);
      child.once('close', (status) => resolve({ status, output }));
    });

  it('registers the package with its roles, makes it the default, and says what comes next', async () => {
    await start();
    const { status, output } = await register(['--region', 'us-east-1'], ACCOUNT);
    expect({ status, output }).toMatchObject({ status: 0 });
    const registered = aws.calls.find(({ action }) => action === 'RegisterType')?.parameters ?? {};
    expect(registered).toMatchObject({
      Type: 'RESOURCE',
      TypeName: 'TF::Alicloud::ImageCopy',
      ExecutionRoleArn: 'arn:aws:iam::123456789012:role/made',
      'LoggingConfig.LogRoleArn': 'arn:aws:iam::123456789012:role/logs',
    });
    const { path: object } = aws.calls.find(({ action }) => action === 'PutObject')?.parameters ?? {};
    expect(registered.SchemaHandlerPackage).toBe(`s3:/${object?.split('?')[0]}`);
    expect(aws.calls.at(-1)?.action).toBe('SetTypeDefaultVersion');
    expect(output).toContain(
      'Registering in us-east-1 of AWS account 123456789012, as arn:aws:iam::123456789012:user/builder',
    );
    expect(output).toContain('aws cloudformation set-type-configuration --region us-east-1');
  });

  it('calls nothing that the policy of the person who registers does not allow', async () => {
    await start();
    expect((await register(['--region', 'us-east-1'], ACCOUNT)).status).toBe(0);
    const policy = registeringPolicy();
    const made = aws.calls.filter(({ action }) => action !== 'GetCallerIdentity');
    expect(made.length).toBeGreaterThan(5);
    const refused = made.filter(({ action, parameters }) => {
      if (action === 'PutObject') return !allows(policy, 's3:PutObject');
      const { StackName: stack } = parameters;
      // Some calls name a stack by its ARN, which the stand-in makes up.
      const arn = stack === undefined || stack.startsWith('arn:') ? undefined : `${STACKS}${stack}/0a1b`;
      return !allows(policy, `cloudformation:${action}`, arn);
    });
    expect(refused).toEqual([]);
    const created = made.filter(({ action }) => action === 'CreateStack').map(({ parameters }) => parameters.StackName);
    expect(created).toEqual(['tf-alicloud-imagecopy-role-stack', 'CloudFormationManagedUploadInfrastructure']);
  });

  it('takes a role of your own, and leaves the default version alone if asked to', async () => {
    await start();
    const roleArn = 'arn:aws:iam::123456789012:role/mine';
    const { status } = await register(['--region', 'us-east-1', '--role-arn', roleArn, '--no-default'], ACCOUNT);
    expect(status).toBe(0);
    const actions = aws.calls.map(({ action }) => action);
    expect(actions).not.toContain('SetTypeDefaultVersion');
    expect(aws.calls.find(({ action }) => action === 'RegisterType')?.parameters.ExecutionRoleArn).toBe(roleArn);
  });

  describe('several types', () => {
    const [A, B] = ['TF::Alicloud::Image', 'TF::ApsaraStack::Image'];
    const parameters = ['--type', A, '--type', B, '--type', A, '--region', 'us-east-1', '--region', 'eu-west-1'];

    it('are registered in each region once, in the order in which they are named', async () => {
      await start();
      const { status, output } = await register(parameters, ACCOUNT);
      expect({ status, output }).toMatchObject({ status: 0 });
      const registered = aws.calls.filter(({ action }) => action === 'RegisterType');
      expect(registered.map((call) => [call.parameters.TypeName, call.region])).toEqual([
        [A, 'us-east-1'],
        [B, 'us-east-1'],
        [A, 'eu-west-1'],
        [B, 'eu-west-1'],
      ]);
      const stacks = aws.calls
        .filter(({ action }) => action === 'CreateStack')
        .map((call) => call.parameters.StackName);
      expect(stacks).toEqual(
        expect.arrayContaining(['tf-alicloud-image-role-stack', 'tf-apsarastack-image-role-stack']),
      );
      for (const region of ['us-east-1', 'eu-west-1'])
        expect(output).toContain(`Registering in ${region} of AWS account 123456789012`);
      expect(output).toContain('for region in us-east-1 eu-west-1; do');
      expect(output).toContain('cp types/apsarastack-image/registration/type-configuration/access-key.json');
    });

    it('end with the first that CloudFormation refuses, and the command that goes on', async () => {
      await start(['RegisterType']);
      const { status, output } = await register(parameters, ACCOUNT);
      expect(status).not.toBe(0);
      expect(output).toContain(`Not tried: ${B} in us-east-1, ${A} in eu-west-1, ${B} in eu-west-1.`);
      expect(output).toContain(`npm run register -- --type ${A} --type ${B} --region eu-west-1`);
      expect(aws.calls.filter(({ action }) => action === 'RegisterType')).toHaveLength(1);
    });

    it('are not begun where one of them lacks the authentication method', async () => {
      await start();
      const { status, output } = await register([...parameters, '--access', 'keyless'], ACCOUNT);
      expect([status, output.trim()]).toEqual([
        1,
        `--access keyless is not an authentication method of ${B}: access-key, assume-role.`,
      ]);
      expect(aws.calls).toEqual([]);
    });

    it('cannot be named beside --all', async () => {
      await start();
      const { status, output } = await register(['--all', '--type', A, '--region', 'us-east-1'], ACCOUNT);
      expect([status, output]).toEqual([
        2,
        expect.stringContaining("option '--all' cannot be used with option '--type"),
      ]);
    });
  });

  it('packages every type without AWS with --all --dry-run', async () => {
    await start();
    const { status, output } = await register(['--all', '--dry-run', '--region', 'eu-west-1'], {});
    expect({ status, output }).toMatchObject({ status: 0 });
    for (const { folder, hyphenatedName, typeName } of allProjects()) {
      const zip = path.join(folder, `${hyphenatedName}.zip`);
      expect({ zip, made: existsSync(zip) }).toEqual({ zip, made: true });
      expect(output).toContain(`--type-name ${typeName} `);
      rmSync(zip);
    }
    expect(aws.calls).toEqual([]);
  });

  it.each(['cn-hangzhou', 'us-east-9'])(
    'refuses %s with --dry-run too, before anything is packaged',
    async (region) => {
      await start();
      const { status, output } = await register(['--dry-run', '--region', 'us-east-1', '--region', region], {});
      expect([status, output.trim()]).toEqual([
        1,
        `${region} is not an AWS region with CloudFormation. Give another one, for example us-east-1.`,
      ]);
      expect(existsSync(UPLOAD)).toBe(false);
      expect(aws.calls).toEqual([]);
    },
  );

  it('registers once in a region that is named twice', async () => {
    await start();
    const { status, output } = await register(['--region', 'us-east-1', '--region', 'us-east-1'], ACCOUNT);
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(aws.calls.filter(({ action }) => action === 'RegisterType')).toHaveLength(1);
    expect(output).not.toContain('for region in');
  });

  it('packages without AWS with --dry-run', async () => {
    await start();
    const { status, output } = await register(['--dry-run', '--region', 'eu-west-1'], {});
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(existsSync(UPLOAD)).toBe(true);
    expect(aws.calls).toEqual([]);
  });

  describe('--runtime', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'runtime-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    /** The settings of the project that CloudFormation reads in a package. */
    function settingsOf(zip: string) {
      unzip(zip, folder);
      return JSON.parse(readFileSync(path.join(folder, '.rpdk-config'), 'utf8'));
    }
    const own = readFileSync(path.join(ROOT, '.rpdk-config'), 'utf8');
    const projectHas = () => readFileSync(path.join(ROOT, '.rpdk-config'), 'utf8');

    it.each([
      ['nodejs22.x', ['--runtime', 'nodejs22.x'], 'nodejs22.x, which AWS Lambda supports until 2027-04-30'],
      ['the newest one by default', [], 'nodejs24.x, which AWS Lambda supports until 2028-04-30'],
    ])('registers a package with %s', async (_, parameters, sentence) => {
      await start();
      const { status, output } = await register(['--region', 'us-east-1', ...parameters], ACCOUNT);
      expect({ status, output }).toMatchObject({ status: 0 });
      expect(output).toContain(sentence);
      const zip = path.join(folder, 'uploaded.zip');
      writeFileSync(zip, aws.calls.find(({ action }) => action === 'PutObject')?.body ?? '');
      expect(settingsOf(zip)).toEqual({ ...JSON.parse(own), runtime: sentence.split(',')[0] });
      expect(aws.calls.at(-1)?.action).toBe('SetTypeDefaultVersion');
      expect(projectHas()).toBe(own);
    });

    it('is in the package that --dry-run makes for a bucket', async () => {
      await start();
      const { status, output } = await register(['--dry-run', '--region', 'us-east-1', '--runtime', 'nodejs22.x'], {});
      expect({ status, output }).toMatchObject({ status: 0 });
      expect(settingsOf(UPLOAD)).toEqual({ ...JSON.parse(own), runtime: 'nodejs22.x' });
      expect(projectHas()).toBe(own);
      expect(aws.calls).toEqual([]);
    });

    it('says what is wrong with a package in the same words', async () => {
      await start(['RegisterType']);
      const { status, output } = await register(['--region', 'us-east-1', '--runtime', 'nodejs22.x'], ACCOUNT);
      expect(status).not.toBe(0);
      expect(output).toContain('nothing was registered, or it was not made the default');
    });

    it.each(['nodejs20.x', 'nodejs26.x', 'node22'])(
      'refuses %s before anything is built or called',
      async (runtime) => {
        await start();
        const { status, output } = await register(['--region', 'us-east-1', '--runtime', runtime], ACCOUNT);
        expect(status).toBe(1);
        expect(output.trim()).toBe(
          `--runtime ${runtime} is not supported. Supported: nodejs24.x (until 2028-04-30), nodejs22.x (until 2027-04-30).`,
        );
        expect(existsSync(UPLOAD)).toBe(false);
        expect(aws.calls).toEqual([]);
      },
    );
  });

  it.each<[string, readonly string[], NodeJS.ProcessEnv, string]>([
    [
      'there are no credentials',
      ['--region', 'us-east-1'],
      {},
      'There are no AWS credentials. Set them up with: aws configure',
    ],
    ['the region is none', ['--region', 'us-east-9'], ACCOUNT, 'us-east-9 is not an AWS region with CloudFormation'],
    ['the region is an option', ['--region=-x'], ACCOUNT, '-x is not an AWS region with CloudFormation'],
    [
      'the profile is an option',
      ['--region', 'us-east-1', '--profile=--region-only'],
      {},
      'aws configure --profile --region-only',
    ],
    ['no region is given', [], ACCOUNT, 'The AWS region is missing. Set it, for example --region us-east-1'],
    ['the profile is unknown', ['--region', 'us-east-1', '--profile', 'images'], {}, 'aws configure --profile images'],
  ])('says before anything is sent that %s', async (_, parameters, environment, message) => {
    await start();
    const { status, output } = await register(parameters, environment);
    expect(status).toBe(1);
    expect(output).toContain(message);
    expect(aws.calls).toEqual([]);
  });

  it('says that AWS rejects the credentials', async () => {
    await start(['GetCallerIdentity']);
    const { status, output } = await register(['--region', 'us-east-1'], ACCOUNT);
    expect(status).toBe(1);
    expect(output).toContain('AWS rejects the credentials');
    expect(aws.calls.map(({ action }) => action)).toEqual(['GetCallerIdentity']);
  });

  const UNREACHABLE = 'http://127.0.0.1:9';

  it.each<[string, NodeJS.ProcessEnv]>([
    ['there is no network', { AWS_ENDPOINT_URL_STS: UNREACHABLE }],
    ['the proxy is gone', { AWS_ENDPOINT_URL_STS: 'https://sts.us-east-1.amazonaws.com', HTTPS_PROXY: UNREACHABLE }],
  ])('says that AWS cannot be reached if %s', async (_, environment) => {
    await start();
    const { status, output } = await register(['--region', 'us-east-1'], {
      ...{ ...ACCOUNT, ...environment, AWS_MAX_ATTEMPTS: '1', NO_PROXY: '', no_proxy: '', https_proxy: undefined },
    });
    expect(status).toBe(1);
    expect(output).toMatch(/^AWS cannot be reached: .*127\.0\.0\.1:9.*\. Check the network and HTTPS_PROXY, then try/);
  });

  it('fails when CloudFormation refuses the type', async () => {
    await start(['RegisterType']);
    const { status, output } = await register(['--region', 'us-east-1'], ACCOUNT);
    expect(status).not.toBe(0);
    expect(output).toContain('nothing was registered, or it was not made the default');
    expect(output).not.toContain('Next:');
  });
});

describe('the templates of registration/', () => {
  it.each(readdirSync(REGISTRATION).filter((name) => name.endsWith('.yaml')))('cfn-lint accepts %s', (name) => {
    // This cfn-lint knows sts:GetWebIdentityToken; the one that takes --registry-schemas does not yet.
    const file = path.join(REGISTRATION, name);
    expect(runTool('cfn', 'cfn-lint', ['--template', file, '--regions', 'us-east-1', 'eu-west-1'])).toEqual({
      status: 0,
      output: '',
    });
  });

  it('ShellCheck finds nothing in alibaba-side.sh', () => {
    const file = path.join(REGISTRATION, 'alibaba-side.sh');
    expect(runTool('shellcheck', 'shellcheck', [file])).toEqual({ status: 0, output: '' });
  });
});
