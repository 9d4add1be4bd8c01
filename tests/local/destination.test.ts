import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newStack } from '../../local/session';
import { fileStore, loadState } from '../../local/stack/store';
import { CLOSED_PORT, CLOSED_URL } from '../support/closed-port';
import { ROOT, templateOf, temporaryFolder } from './helpers';
import { endPrograms, persistentCloud, run, runIn } from './program';

// Where a command goes: to which cloud, to which stack, and to which folder.

afterEach(endPrograms);

function writeTemplate(folder: string, properties: object = {}, name = 'copy.json', rest: object = {}): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  const Properties = { SourceImageId: 'm-bp1golden0ubuntu24', DeleteAutoSnapshot: true, ...properties };
  writeFileSync(file, JSON.stringify({ ...templateOf({ Copy: { Properties } }), ...rest }));
  return file;
}

describe('the first line', () => {
  it.each([
    ['to people', [], ({ out }: ReturnType<typeof run>) => out()],
    ['beside JSON', ['--json'], ({ err }: ReturnType<typeof run>) => err()],
  ])('says %s that a deployment goes to a simulator inside the program', async (_, words, read) => {
    const folder = temporaryFolder();
    const program = run('deploy', writeTemplate(folder), '--speed', '10000', '--state', folder, ...words);
    expect(await program.code).toBe(0);
    expect(read(program).split('\n')[0]).toBe(
      'Deploying the stack copy to a simulated Alibaba Cloud inside this program, which ends with it.',
    );
  });

  it('says which simulator or account a stack is kept in, of deploy, delete and import', async () => {
    const { simulator, options, folder } = await persistentCloud(1);
    const place = `the simulator at ${simulator.url} (type configuration ${options[1]}).`;
    const template = writeTemplate(folder);
    const first = async (...words: string[]): Promise<string | undefined> => {
      const program = run(...words);
      await program.code;
      return program.out().split('\n')[0];
    };
    expect(await first('deploy', template, ...options)).toBe(`Deploying the stack copy to ${place}`);
    // Nobody has named the cloud this time.
    expect(await first('deploy', template, ...options.slice(2))).toBe(`Deploying the stack copy to ${place}`);
    const other = writeTemplate(folder, {}, 'other.json');
    expect(await first('import', other, '--resources-to-import', 'Copy=cn-shanghai/m-nothing', ...options)).toBe(
      `Importing into the stack other from ${place}`,
    );
    expect(await first('delete', '--stack-name', 'copy', ...options.slice(2))).toBe(
      `Deleting the stack copy from ${place}`,
    );
  });
});

/** The commands that a text suggests, as a shell understands them, without `npm start --`. */
function suggested(text: string): string[][] {
  return [...text.matchAll(/^ {2}npm start -- (.*)$/gm)].map(([, words = '']) =>
    execFileSync('bash', ['-c', `printf '%s\\0' ${words}`], { encoding: 'utf8' })
      .split('\0')
      .slice(0, -1),
  );
}

describe('after a creation that failed on a cloud that stays', () => {
  it('the suggested commands delete the stack, and deploy it again to the same cloud', async () => {
    const { simulator, options, folder } = await persistentCloud(1);
    const parameters = { Parameters: { Source: { Type: 'String' }, Word: { Type: 'String', NoEcho: true } } };
    const properties = { SourceImageId: { Ref: 'Source' }, Description: { Ref: 'Word' } };
    const template = writeTemplate(join(folder, "it's a folder"), properties, 'copy.json', parameters);
    const given = ['--parameters', 'Source=m-nothing', 'Word=canary-value-4711', '--tags', 'team=a b'];
    const failed = run('deploy', template, '--stack-name', 'mine', ...options, ...given);
    expect(await failed.code).toBe(1);
    const refused = run('deploy', template, '--stack-name', 'mine', ...options.slice(2), '--parameters', 'Word=x');
    expect(await refused.code).toBe(2);
    expect(suggested(refused.err()).map(([command]) => command)).toEqual(['delete', 'deploy']);
    // What was secret in the stack stays so, even if the template no longer says it.
    const told = { Parameters: { Source: { Type: 'String' }, Word: { Type: 'String' } } };
    writeTemplate(join(folder, "it's a folder"), properties, 'copy.json', told);
    const open = run('deploy', template, '--stack-name', 'mine', ...options, ...given);
    expect(await open.code).toBe(2);
    expect(open.err()).toContain('Source=m-nothing');
    for (const text of [failed.out(), refused.err(), open.err()]) expect(text).not.toContain('Word=canary');
    writeTemplate(join(folder, "it's a folder"), properties, 'copy.json', parameters);

    const [deletion = [], deployment = []] = suggested(failed.out());
    const deleted = run(...deletion);
    expect(await deleted.code).toBe(0);
    expect(deleted.out()).toContain(`a new deployment to that cloud needs --type-configuration ${options[1]}`);
    expect(deployment).toContain('Word=…');
    expect(deployment).toContain('team=a b');
    const again = run(
      ...deployment.map((word) => word.replace('m-nothing', 'm-bp1golden0ubuntu24').replace('…', 'a word')),
    );
    expect({ code: await again.code, err: again.err() }).toEqual({ code: 0, err: '' });
    expect(again.out()).toContain(`Deploying the stack mine to the simulator at ${simulator.url}`);
    expect(simulator.ledger().images).toHaveLength(1);
    expect(loadState(join(folder, 'stacks', 'mine.json'))?.tags).toEqual({ team: 'a b' });
  });
});

describe('a template whose file has the name of another', () => {
  it('does not take over the stack of the other', async () => {
    const { simulator, options, folder } = await persistentCloud(1);
    const mine = writeTemplate(join(folder, 'mine'));
    const other = writeTemplate(join(folder, 'other'), { Description: 'of another' });
    expect(await run('deploy', mine, ...options).code).toBe(0);
    const stateFile = join(folder, 'stacks', 'copy.json');
    const before = readFileSync(stateFile, 'utf8');
    const calls = simulator.calls.length;
    const message = `the stack copy was deployed from ${mine}, not from ${other}. To change that stack with this template`;
    for (const words of [
      ['deploy', other, ...options],
      ['deploy', other, ...options.slice(2)],
      ['import', other, '--resources-to-import', 'Copy=cn-shanghai/m-nothing', ...options],
    ]) {
      const refused = run(...words);
      expect(await refused.code).toBe(2);
      expect(refused.err()).toContain(message);
    }
    const compared = run('diff', other, ...options.slice(2));
    expect(await compared.code).toBe(0);
    expect(compared.out()).toContain(`This would not be deployed: ${message}`);
    expect(simulator.calls).toHaveLength(calls);
    expect(readFileSync(stateFile, 'utf8')).toBe(before);

    expect(await run('deploy', other, '--stack-name', 'copy', ...options).code).toBe(0);
    expect(loadState(stateFile)?.resources.Copy?.properties.Description).toBe('of another');
    const back = run('deploy', mine, ...options);
    expect(await back.code).toBe(2);
    expect(back.err()).toContain(`was deployed from ${other}, not from ${mine}`);
  });

  it('is taken for that of a state of version 0.1.0, which does not say', async () => {
    const { options, folder } = await persistentCloud(1);
    const state = { ...newStack('copy'), status: 'CREATE_COMPLETE' as const, typeConfigurationFile: options[1] };
    fileStore(join(folder, 'stacks', 'copy.json')).save(state);
    const compared = run('diff', writeTemplate(folder), ...options.slice(2));
    expect(await compared.code).toBe(0);
    expect(compared.out()).not.toContain('This would not be deployed');
  });
});

describe('a simulator that is not running', () => {
  const CREDENTIALS = { AccessKeyId: 'a', AccessKeySecret: 'b' };
  const TEMPLATE = 'examples/smallest.yaml';

  function stackOn(configuration: object): {
    readonly file: string;
    readonly options: string[];
    readonly stack: string;
  } {
    const folder = temporaryFolder();
    const file = join(folder, 'type-configuration.json');
    writeFileSync(file, JSON.stringify({ RegionId: 'cn-shanghai', ...configuration }));
    const stack = join(folder, 'stacks', 'one.json');
    fileStore(stack).save({ ...newStack('one'), status: 'CREATE_COMPLETE', typeConfigurationFile: file });
    return { file, stack, options: ['--type-configuration', file, '--state', join(folder, 'stacks')] };
  }

  it.each([
    ['deploy', [TEMPLATE, '--stack-name', 'one']],
    ['delete', ['--stack-name', 'one']],
    ['drift', []],
    ['list', ['TF::Alicloud::ImageCopy']],
    [
      'import',
      ['examples/imported.yaml', '--stack-name', 'one', '--resources-to-import', 'GoldenImage=cn-shanghai/m-x'],
    ],
  ])('is told at once by %s, by its address', async (command, words) => {
    const { file, stack, options } = stackOn({ Credentials: CREDENTIALS, Endpoints: { Ecs: CLOSED_URL } });
    const before = readFileSync(stack, 'utf8');
    const { code, err, out } = run(command, ...words, ...options);
    expect(await code).toBe(2);
    expect(out()).toBe('');
    expect(err()).toBe(
      `nothing listens at ${CLOSED_URL} (Endpoints.Ecs of ${file}). Start that simulator, and run the same ` +
        `command again:\n  npm run simulator -- --port ${CLOSED_PORT} --type-configuration ${file}\n` +
        'A simulator that starts again has lost the images that were made in it. To forget a stack of them, delete its file in .stacks.\n',
    );
    expect(readFileSync(stack, 'utf8')).toBe(before);
  });

  it.each(['http://localhost', 'http://[::1]', 'http://127.1.2.3'])('is told of %s too', async (host) => {
    const { options } = stackOn({ Credentials: CREDENTIALS, Endpoints: { Ecs: `${host}:${CLOSED_PORT}` } });
    const { code, err } = run('drift', ...options);
    expect(await code).toBe(2);
    expect(err()).toContain(`nothing listens at ${host}:${CLOSED_PORT}`);
  });

  it('is told of the endpoints of both services that a keyless configuration needs', async () => {
    const { simulator } = await persistentCloud(1);
    const way = { ProviderArn: 'acs:ram::1:oidc-provider/aws', RoleArn: 'acs:ram::1:role/x', Audience: 'a' };
    const environment = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_ENDPOINT_URL_STS: CLOSED_URL };
    const sts = stackOn({ AssumeRoleWithOIDC: way, Endpoints: { Ecs: simulator.url, Sts: CLOSED_URL } });
    const first = runIn(environment, 'drift', ...sts.options);
    expect(await first.code).toBe(2);
    expect(first.err()).toContain(`nothing listens at ${CLOSED_URL} (Endpoints.Sts of ${sts.file})`);
    expect(first.err()).toContain('--keyless');
    const aws = stackOn({ AssumeRoleWithOIDC: way, Endpoints: { Ecs: simulator.url, Sts: simulator.url } });
    const second = runIn(environment, 'drift', ...aws.options);
    expect(await second.code).toBe(2);
    expect(second.err()).toContain(`nothing listens at ${CLOSED_URL} (AWS_ENDPOINT_URL_STS)`);
  });
});

describe('relative paths', () => {
  const npm = (folder: string) => ({ INIT_CWD: folder, npm_package_json: join(ROOT, 'package.json') });

  it('mean the folder in which npm was called', async () => {
    const { options, folder } = await persistentCloud(1);
    writeTemplate(join(folder, 'sub'));
    writeFileSync(join(folder, 'sub', 'cloud.json'), readFileSync(options[1] ?? ''));
    const words = ['--type-configuration', 'cloud.json', '--state', 'states', '--report', 'report.html'];
    const program = runIn(npm(join(folder, 'sub')), 'deploy', 'copy.json', ...words);
    expect({ code: await program.code, err: program.err() }).toEqual({ code: 0, err: '' });
    expect(readFileSync(join(folder, 'sub', 'report.html'), 'utf8')).toContain('CREATE_COMPLETE');
    const state = loadState(join(folder, 'sub', 'states', 'copy.json'));
    expect(state?.typeConfigurationFile).toBe(join(folder, 'sub', 'cloud.json'));
  });

  it('do not move the folder of states that nobody has named', async () => {
    const folder = temporaryFolder();
    const program = runIn(npm(folder), 'delete', '--stack-name', 'nobody-has-this-stack');
    expect(await program.code).toBe(2);
    expect(program.err()).toMatch(/there is no stack nobody-has-this-stack in (\.\.\/)+\S+\/\.stacks\. /);
  });

  it('mean the folder of the process where npm was called for something else', async () => {
    const folder = temporaryFolder();
    const environment = { INIT_CWD: folder, npm_package_json: join(folder, 'package.json') };
    const program = runIn(environment, 'diff', 'examples/smallest.yaml', '--state', folder);
    expect(await program.code).toBe(0);
  });
});
