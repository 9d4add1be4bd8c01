import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { templateOf, temporaryFolder, until } from './helpers';
import { endPrograms, persistentCloud, run } from './program';

afterEach(endPrograms);

function writeTemplate(folder: string, sourceImageId = 'm-bp1golden0ubuntu24'): string {
  const file = join(folder, 'copy.json');
  const properties = { SourceImageId: sourceImageId, DeleteAutoSnapshot: true };
  const template = templateOf({ Copy: { Properties: properties } }, { Outputs: { Image: { Value: { Ref: 'Copy' } } } });
  writeFileSync(file, JSON.stringify(template));
  return file;
}

it('deploys several templates one after the other, and deletes the stack, as JSON', async () => {
  const folder = temporaryFolder();
  const first = writeTemplate(folder);
  const second = join(folder, 'second.json');
  writeFileSync(
    second,
    readFileSync(first, 'utf8').replace('"DeleteAutoSnapshot"', '"Description":"new","DeleteAutoSnapshot"'),
  );
  const { code, out } = run('deploy', first, second, '--delete', '--json', '--speed', '10000', '--state', folder);
  expect(await code).toBe(0);
  const lines = out()
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
  const stack = lines.filter(({ kind }) => kind === 'stack').map(({ status }) => status);
  expect(stack).toEqual([
    'CREATE_IN_PROGRESS',
    'CREATE_COMPLETE',
    'UPDATE_IN_PROGRESS',
    'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'UPDATE_COMPLETE',
    'DELETE_IN_PROGRESS',
    'DELETE_COMPLETE',
  ]);
  expect(lines.at(-1)).toMatchObject({
    kind: 'summary',
    result: 'changed',
    status: 'DELETE_COMPLETE',
    outputs: { Image: expect.stringMatching(/^cn-shanghai\/m-/) },
    left: { unfinished: 0, images: [], snapshots: [] },
  });
});

it('says that the embedded simulator ends with the program', async () => {
  const folder = temporaryFolder();
  const { code, out } = run('deploy', writeTemplate(folder), '--speed', '10000', '--state', folder);
  expect(await code).toBe(0);
  expect(out()).toMatch(/Copy {2}CREATE_COMPLETE/);
  expect(out()).toContain('1 image, 1 snapshot left');
  expect(out()).toContain('This stack is gone when the program exits. To keep it, run npm run simulator --');
  expect(out()).toContain(
    '\nand pass --type-configuration simulator.json. To delete the stack at the end, pass --delete.',
  );
  expect(existsSync(join(folder, 'copy.json.lock'))).toBe(false);
});

it('says after Ctrl-C that nothing stays, and how to keep what can be resumed', async () => {
  const folder = temporaryFolder();
  const { process: child, code, out, err } = run('deploy', writeTemplate(folder), '--state', join(folder, 'stacks'));
  await until(() => out().includes('Resource creation Initiated'));
  child.kill('SIGINT');
  expect(await code).toBe(130);
  expect(out() + err()).toContain('there is nothing to clean up');
  expect(out() + err()).toContain(
    'terminal: npm run simulator -- --type-configuration simulator.json\nand deploy with',
  );
});

it('rolls back with exit code 1 and the whole reason', async () => {
  const folder = temporaryFolder();
  const { code, out } = run('deploy', writeTemplate(folder, 'm-nothing'), '--speed', '10000', '--state', folder);
  expect(await code).toBe(1);
  expect(out()).toContain('The stack copy is in ROLLBACK_COMPLETE.');
  expect(out()).toContain('InvalidImageId.NotFound');
  expect(out()).toContain(
    'The embedded simulator of Alibaba Cloud has an account of its own, for example with image m-bp1golden0ubuntu24',
  );
  expect(out()).toContain('0 images, 0 snapshots left');
});

it('names the file of images after a failure, where one replaces those that are built in', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'images.json');
  writeFileSync(file, JSON.stringify([{ regionId: 'cn-hangzhou', imageId: 'm-mine' }]));
  const words = ['deploy', writeTemplate(folder), '--images', file, '--speed', '10000', '--state', folder];
  const { code, out } = run(...words);
  expect(await code).toBe(1);
  expect(out()).toContain(`The embedded simulator of Alibaba Cloud starts with the images of ${file}.`);
  expect(out()).not.toMatch(/m-bp1golden0ubuntu24 in cn-hangzhou and|To use other images/);
});

it('only deletes a stack whose creation was rolled back', async () => {
  const { options, folder } = await persistentCloud(1);
  const deploy = ['deploy', writeTemplate(folder, 'm-nothing'), ...options];
  expect(await run(...deploy).code).toBe(1);
  const again = run(...deploy);
  expect(await again.code).toBe(2);
  expect(again.err()).toContain('is in ROLLBACK_COMPLETE. It can only be deleted:\n  npm start -- delete');
  expect(again.err()).toContain(`--stack-name copy --state ${join(folder, 'stacks')}`);
  const shown = run('diff', ...deploy.slice(1, 2), ...options.slice(2));
  expect(await shown.code).toBe(0);
  expect(shown.out()).toContain('The stack is in ROLLBACK_COMPLETE: it must be deleted before a deployment.');
});

it('says that the folder of states cannot be made', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  const { options } = await persistentCloud(1);
  const place = ['--state', join(folder, 'file', 'x')];
  const { code, err } = run('deploy', writeTemplate(folder), ...options.slice(0, 2), ...place);
  expect(await code).toBe(2);
  expect(err()).toMatch(/the folder of states .* cannot be created: .*Choose another --state/);
});

it('can be interrupted, says what is left, and goes on', async () => {
  const { simulator, options, folder } = await persistentCloud(3600);
  const template = writeTemplate(folder);
  const first = run('deploy', template, '--stack-name', 'my-stack', ...options);
  await until(() => first.out().includes('Resource creation Initiated'));
  first.process.kill('SIGINT');
  expect(await first.code).toBe(130);
  const [image] = simulator.ledger().images;
  expect(first.out()).toContain(`Copy  ${image}  CREATE in progress`);
  expect(first.out()).toContain('npm start -- delete --stack-name my-stack');
  const state = readFileSync(join(folder, 'stacks', 'my-stack.json'), 'utf8');
  expect(state).not.toContain(simulator.accessKey.AccessKeySecret);
  expect(state).not.toContain(simulator.accessKey.AccessKeyId);

  simulator.clock.advance(3_600_000);
  const second = run('deploy', template, '--stack-name', 'my-stack', ...options);
  expect(await second.code).toBe(0);
  expect(second.out()).toContain(`Image  ${image}`);
  expect(simulator.ledger().calls.CopyImage).toBe(1);

  const third = run('delete', ...options.slice(2));
  expect(await third.code).toBe(0);
  expect(third.out()).toContain('my-stack  DELETE_COMPLETE');
  expect(simulator.ledger()).toMatchObject({ images: [], snapshots: [] });
});

it('deletes what an interrupted deployment has begun', async () => {
  const { simulator, options, folder } = await persistentCloud(36_000);
  const first = run('deploy', writeTemplate(folder), ...options);
  await until(() => first.out().includes('Resource creation Initiated'));
  first.process.kill('SIGINT');
  await first.code;
  expect(simulator.ledger().runningCopies).toBe(1);
  const second = run('delete', ...options);
  expect(await second.code).toBe(0);
  expect(simulator.ledger()).toMatchObject({ runningCopies: 0, images: [], snapshots: [] });
});

it('keeps two programs off the same stack, and outlives one that was killed', async () => {
  const { simulator, options, folder } = await persistentCloud(36_000);
  const template = writeTemplate(folder);
  const first = run('deploy', template, ...options);
  await until(() => first.out().includes('Resource creation Initiated'));
  const second = run('delete', '--stack-name', 'copy', ...options);
  expect(await second.code).toBe(2);
  expect(second.err()).toContain('is working on the stack copy');
  first.process.kill('SIGKILL');
  await first.code;
  const third = run('delete', '--stack-name', 'copy', ...options);
  expect(await third.code).toBe(0);
  expect(simulator.ledger()).toMatchObject({ runningCopies: 0, images: [] });
});

it('does not mind a reader that goes away', async () => {
  const folder = temporaryFolder();
  const {
    process: child,
    code,
    err,
  } = run('deploy', writeTemplate(folder), '--speed', '10000', '--delete', '--state', folder);
  child.stdout?.once('data', () => child.stdout?.destroy());
  expect(await code).toBe(0);
  expect(err()).toBe('');
});

it.each<[string, readonly string[], string]>([
  ['an unknown command', ['frobnicate'], "unknown command 'frobnicate'; choose from deploy, validate, diff, drift,"],
  ['an unknown command with options', ['deplyo', 'x.yaml', '--speed', '9'], "unknown command 'deplyo'"],
  ['an unknown option of no command', ['--frobnicate'], "unknown option '--frobnicate'"],
  ['a misspelt command', ['deplyo', 'x.yaml'], 'did you mean deploy? Choose from deploy, validate, diff, drift,'],
  ['a command of Terraform', ['plan'], "unknown command 'plan': here it is diff TEMPLATE"],
  ['a command of the AWS CLI', ['create-stack', '--region', 'x'], "'create-stack': here it is deploy TEMPLATE"],
  [
    'its command after a rollback that failed',
    ['continue-update-rollback', '--resources-to-skip', 'One'],
    "'continue-update-rollback': here deploy TEMPLATE finishes the rollback first, and cannot skip resources",
  ],
  ['a misspelt option', ['deploy', 'x.yaml', '--stack-nam', 'x'], "'--stack-nam'; did you mean --stack-name?"],
  ['a short form of an option', ['drift', '--type-config', 'x'], 'did you mean --type-configuration?'],
  ['an option of another command', ['events', '--speed', '1'], "error: unknown option '--speed'\n"],
  ['a misspelt option of no command', ['--jso'], "'--jso'; did you mean --json?"],
  ['--template-file', ['deploy', '--template-file', 'x.yaml'], 'here the template needs no option: deploy TEMP'],
  ['--template-file of no command', ['--template-file', 'x.yaml'], 'here the template needs no option'],
  ['--template-file=', ['diff', '--template-file=x.yaml'], "unknown option '--template-file': here the template"],
  ['--parameter-overrides', ['deploy', 'x.yaml', '--parameter-overrides', 'A=b'], 'here it is --parameters Key=Value'],
  ['--capabilities', ['deploy', 'x.yaml', '--capabilities', 'X'], "'--capabilities': it is not needed here: remove it"],
  [
    '--region',
    ['deploy', 'x.yaml', '--region', 'us-east-1'],
    'The template, or else the type configuration, sets the region of an image',
  ],
  ['--profile', ['deploy', 'x.yaml', '--profile', 'me'], 'use --type-configuration FILE'],
  [
    "parameters as the AWS CLI's create-stack takes them",
    ['deploy', 'examples/full.yaml', '--parameters', 'ParameterKey=Stage,ParameterValue=x'],
    '--parameters: write Stage=VALUE instead of ParameterKey=Stage,ParameterValue=VALUE',
  ],
  [
    "tags as the AWS CLI's create-stack takes them",
    ['diff', 'examples/smallest.yaml', '--tags', 'Key=team,Value=x'],
    '--tags: write team=VALUE instead of Key=team,Value=VALUE',
  ],
  [
    'a misspelt parameter',
    ['deploy', 'examples/full.yaml', '--parameters', 'stage=test'],
    '--parameters: no template has stage; did you mean Stage? Choose from Stage',
  ],
  [
    'a misspelt value of a parameter',
    ['deploy', 'examples/full.yaml', '--parameters', 'Stage=prodution'],
    '"prodution" is not one of test, production; did you mean production?',
  ],
  [
    'a misspelt type',
    ['list', 'TF::AliCloud::ImageCopy'],
    'there is no type TF::AliCloud::ImageCopy here; did you mean TF::Alicloud::ImageCopy?',
  ],
  [
    'a file with parameters that is none',
    ['deploy', 'examples/full.yaml', '--parameters', 'README.md'],
    'README.md: this file with parameters is not valid JSON',
  ],
  [
    'a file with parameters that is not there',
    ['deploy', 'examples/full.yaml', '--parameters', 'prod.json'],
    '--parameters: "prod.json" is not of the form Key=Value, and there is no file with that name',
  ],
  ['no template', ['deploy'], 'missing required argument'],
  ['a template that is not there', ['deploy', 'nothing.yaml'], 'nothing.yaml: no such template\n'],
  [
    'a template with a misspelt name',
    ['deploy', 'examples/smalest.yaml'],
    'examples/smalest.yaml: no such template; did you mean examples/smallest.yaml?',
  ],
  [
    'a template without its folder',
    ['diff', 'smallest.yaml'],
    'smallest.yaml: no such template; did you mean examples/smallest.yaml?',
  ],
  [
    'a type configuration without its folder',
    ['deploy', 'examples/smallest.yaml', '--type-configuration', 'access-key.json'],
    'no such type configuration; did you mean registration/type-configuration/access-key.json?',
  ],
  [
    'a template in a folder with a misspelt name',
    ['diff', 'example/smallest.yaml'],
    'example/smallest.yaml: no such template; did you mean examples/smallest.yaml?',
  ],
  [
    'a type configuration with a misspelt name',
    ['deploy', 'examples/smallest.yaml', '--type-configuration', 'registration/type-configuration/acces-key.json'],
    'no such type configuration; did you mean registration/type-configuration/access-key.json?',
  ],
  [
    'a file with parameters with a misspelt name',
    ['deploy', 'examples/full.yaml', '--parameters', 'package.jsn'],
    'there is no file with that name; did you mean package.json?',
  ],
  [
    'images that are not there',
    ['deploy', 'examples/smallest.yaml', '--images', 'x.json'],
    'x.json: there is no such file\n',
  ],
  [
    'images with a misspelt name',
    ['deploy', 'examples/smallest.yaml', '--images', 'package.jsn'],
    'package.jsn: there is no such file; did you mean package.json?',
  ],
  [
    'images that are a folder',
    ['deploy', 'examples/smallest.yaml', '--images', 'examples'],
    'examples: this is a folder; name a file in it\n',
  ],
  [
    'a template that is a folder',
    ['deploy', 'examples'],
    'examples: this is a folder; name the file in it that is the template',
  ],
  ['an unknown option', ['deploy', 'x.yaml', '--frobnicate'], "unknown option '--frobnicate'"],
  ['a speed that is none', ['deploy', 'x.yaml', '--speed', '0'], 'The speed must be a number above 0'],
  [
    'a type configuration that is not there',
    ['deploy', 'examples/two-regions.yaml', '--type-configuration', 'x'],
    'x: no such type configuration',
  ],
  [
    'a type configuration that is none',
    ['deploy', 'examples/two-regions.yaml', '--type-configuration', 'README.md'],
    'README.md: ',
  ],
  [
    'images for another cloud',
    ['deploy', 'examples/two-regions.yaml', '--type-configuration', 'x', '--images', 'y'],
    '--images is for the embedded simulator',
  ],
  [
    'a type that needs a key, without one',
    ['deploy', 'types/apsarastack-image/examples/from-instance.yaml', '--keyless'],
    '--keyless: TF::ApsaraStack::Image cannot be deployed without an access key',
  ],
  [
    'a template of two clouds, of which one needs a key, without one',
    ['deploy', 'examples/two-clouds.yaml', '--keyless'],
    'Remove --keyless, or deploy TF::Alicloud::ImageCopy in a template without the others',
  ],
  [
    'images that are none',
    ['deploy', 'examples/two-regions.yaml', '--images', 'schema.json'],
    'schema.json: expected a list of images',
  ],
  [
    'a parameter of no template',
    ['deploy', 'examples/full.yaml', '--parameters', 'Foo=1'],
    '--parameters: no template has Foo; choose from Stage',
  ],
  [
    'a parameter that is not allowed',
    ['deploy', 'examples/full.yaml', '--parameters', 'Stage=x'],
    'examples/full.yaml:11:3: Parameters.Stage: "x" is not one of test, production',
  ],
  ['a stack that is not there', ['delete', '--stack-name', 'nothing'], 'there is no stack nothing in'],
])('tells %s in a line, with exit code 2', async (_name, args, expected) => {
  const folder = temporaryFolder();
  // What is only checked has no state.
  const state = args[0] === 'validate' ? [] : ['--state', folder];
  const { code, err, out } = run(...args, ...state);
  expect(await code).toBe(2);
  expect(err()).toContain(expected);
  expect(err()).not.toMatch(/\n\s+at /);
  expect(out()).toBe('');
});
