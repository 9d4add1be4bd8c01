import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { environmentOf } from '../../tools/aws/environment';
import { run } from '../tools/programs';
import { FIRST, PLACE, ROOT, SECOND, withSecondType } from '../tools/second-type';
import { unzip } from './tools';

/** A second type, which is a folder and a line, under AWS's own tools. */
let root: string;
beforeAll(() => {
  environmentOf('cfn');
  // Of a cloud that no tool knows: what is registered and released follows from the list and the type's folder alone.
  root = withSecondType('anothercloud');
  symlinkSync(path.join(ROOT, '.venv'), path.join(root, '.venv'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const cfn = (...parameters: string[]) => run(root, 'tools/aws/cfn.ts', ...parameters);
const inProject = (name: string): string => path.join(root, PLACE, name);

it("is validated, and the root's where no type is named", () => {
  const schema = readFileSync(inProject('schema.json'), 'utf8');
  expect(schema).toContain(SECOND);
  expect(cfn('--type', SECOND, 'validate')).toEqual({
    status: 0,
    output: expect.stringContaining('Resource schema is valid.'),
  });
  expect(cfn('validate')).toMatchObject({ status: 0 });
  expect(existsSync(inProject('rpdk.log'))).toBe(true);
});

it.each([
  ['npm run cfn', () => cfn('--type', SECOND, 'validate')],
  ['npm run register', () => run(root, 'tools/register.ts', '--type', SECOND, '--dry-run', '--region', 'us-east-1')],
])('is found by %s where the link to its schema that AWS asks for is missing', (_, runIt) => {
  rmSync(inProject('tf-throwaway-imagetwin.json'));
  expect(runIt()).toMatchObject({ status: 0 });
});

it('has its models, role and docs generated into its folder', () => {
  const models = readFileSync(inProject('src/models.ts'), 'utf8');
  rmSync(inProject('src/models.ts'));
  expect(cfn('generate', '--type', SECOND)).toMatchObject({ status: 0 });
  expect(readFileSync(inProject('src/models.ts'), 'utf8')).toBe(models);
  for (const name of ['resource-role.yaml', 'docs/README.md']) expect(existsSync(inProject(name))).toBe(true);
});

it.each([
  ['npm run cfn', () => cfn('--type', SECOND, 'submit', '--dry-run')],
  ['npm run register', () => run(root, 'tools/register.ts', '--type', SECOND, '--dry-run', '--region', 'us-east-1')],
])('is packed by %s, without a package.json of its own', (_, submit) => {
  const { status, output } = submit();
  expect({ status, output }).toMatchObject({ status: 0 });
  expect(existsSync(inProject('package.json'))).toBe(false);
  const upload = path.join(root, 'upload');
  const names = unzip(inProject('tf-throwaway-imagetwin.zip'), upload);
  expect(names).toEqual(
    expect.arrayContaining(['schema.json', '.rpdk-config', 'src/handlers.ts', 'ResourceProvider.zip']),
  );
  expect(JSON.parse(readFileSync(path.join(upload, 'schema.json'), 'utf8')).typeName).toBe(SECOND);
  const provider = path.join(root, 'provider');
  expect(unzip(path.join(upload, 'ResourceProvider.zip'), provider)).toEqual(['dist/handlers.js', 'package.json']);
  expect(readFileSync(path.join(provider, 'dist', 'handlers.js'), 'utf8')).toContain(SECOND);
  for (const folder of [upload, provider]) rmSync(folder, { recursive: true });
  rmSync(inProject('tf-throwaway-imagetwin.zip'));
});

it('npm run register packs every type of the list, and a release has the files of each', () => {
  const { status, output } = run(root, 'tools/register.ts', '--all', '--dry-run', '--region', 'us-east-1');
  expect({ status, output }).toMatchObject({ status: 0 });
  const release = path.join(root, 'release');
  expect(run(root, 'tools/release-files.ts', release)).toEqual({ status: 0, output: '' });
  const names = readdirSync(release);
  // No tool knows how a policy of the other cloud is written.
  const policies: Readonly<Record<string, readonly string[]>> = {
    'tf-alicloud-imagecopy': ['ram-policy.json'],
    'tf-throwaway-imagetwin': [],
  };
  for (const [name, policiesOf] of Object.entries(policies)) {
    const methods = ['access-key', 'assume-role', 'keyless'].map((method) => `type-configuration.${method}.json`);
    const endings = ['THIRD-PARTY-LICENSES.txt', ...policiesOf, 'sbom.cdx.json', ...methods, 'zip'];
    const own = endings.map((ending) => `${name}.${ending}`);
    expect(names.filter((file) => file.startsWith(`${name}.`)).sort()).toEqual(own);
    const bill = JSON.parse(readFileSync(path.join(release, `${name}.sbom.cdx.json`), 'utf8'));
    expect(bill.metadata.component.name).toBe(name);
  }
  expect(names.filter((name) => !name.startsWith('tf-')).sort()).toEqual([
    ...['alibaba-side.sh', 'aws-side.yaml', 'register-from-bucket.yaml', 'registering-policy.json'],
  ]);
  // A package that is older than its bill is not released.
  const handlers = inProject('build/TypeFunction/dist/handlers.js');
  const billFile = inProject('build/sbom.cdx.json');
  const hash = () => createHash('sha256').update(readFileSync(handlers)).digest('hex');
  const before = hash();
  appendFileSync(handlers, '\n');
  writeFileSync(billFile, readFileSync(billFile, 'utf8').replace(before, hash()));
  const changed = run(root, 'tools/release-files.ts', release);
  expect(changed).toEqual({
    status: 1,
    output: expect.stringContaining(`${SECOND}: build/sbom.cdx.json is not about the function in its package`),
  });
  rmSync(inProject('tf-throwaway-imagetwin.zip'));
  rmSync(path.join(root, 'tf-alicloud-imagecopy.zip'));
  const missing = run(root, 'tools/release-files.ts', release);
  expect(missing).toEqual({
    status: 1,
    output: expect.stringContaining(
      'tf-alicloud-imagecopy.zip cannot be copied: run npm run register -- --all --dry-run first',
    ),
  });
  for (const type of [FIRST, SECOND]) expect(output).toContain(`--type-name ${type} `);
});

it('npm run register says what comes next for the type', () => {
  const { output } = run(root, 'tools/register.ts', '--type', SECOND, '--dry-run', '--region', 'us-east-1');
  expect(output).toContain(`--type-name ${SECOND}`);
  expect(output).not.toContain(FIRST);
});
