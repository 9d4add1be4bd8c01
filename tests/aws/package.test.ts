import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT, runTool, unzip } from './tools';

const UPLOAD = path.join(ROOT, 'tf-alicloud-imagecopy.zip');

describe('cfn submit --dry-run', () => {
  let upload: string;
  let provider: string;

  beforeAll(() => {
    upload = mkdtempSync(path.join(tmpdir(), 'upload-'));
    provider = mkdtempSync(path.join(tmpdir(), 'provider-'));
    const { status, output } = runTool('cfn', 'cfn', ['submit', '--dry-run']);
    expect({ status, output }).toMatchObject({ status: 0 });
  });
  afterAll(() => {
    for (const folder of [upload, provider]) rmSync(folder, { recursive: true });
    rmSync(UPLOAD, { force: true });
  });

  it('uploads the schema, the inputs, the sources and the function', () => {
    const names = unzip(UPLOAD, upload);
    expect(names).toEqual(
      expect.arrayContaining(['schema.json', '.rpdk-config', 'ResourceProvider.zip', 'inputs/inputs_1_create.json']),
    );
  });

  it('gives Lambda what it needs and nothing else', () => {
    expect(unzip(path.join(upload, 'ResourceProvider.zip'), provider)).toEqual(['dist/handlers.js', 'package.json']);
  });

  it('has entrypoints that answer an event in an empty folder', () => {
    // Without a type configuration the answer comes before any call.
    const event = readFileSync(path.join(ROOT, 'sam-tests', 'read.json'), 'utf8').replace(
      '"typeConfiguration"',
      '"nothing"',
    );
    const program = `require('./dist/handlers.js').testEntrypoint(${event}, {}).then((answer) => console.log(JSON.stringify(answer)))`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { cwd: provider, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ errorCode: 'InvalidTypeConfiguration' });
  });
});

describe('SAM', () => {
  it('accepts the template', () => {
    const { status, output } = runTool('sam', 'sam', [
      'validate',
      '--lint',
      '--template',
      'template.yml',
      '--region',
      'us-east-1',
    ]);
    expect({ status, output }).toMatchObject({ status: 0 });
  });

  it('builds both functions without a container', () => {
    const target = mkdtempSync(path.join(tmpdir(), 'sam-'));
    const { status, output } = runTool('sam', 'sam', ['build', '--template', 'template.yml', '--build-dir', target]);
    expect({ status, output }).toMatchObject({ status: 0 });
    for (const name of ['TypeFunction', 'TestEntrypoint'])
      expect(existsSync(path.join(target, name, 'dist', 'handlers.js'))).toBe(true);
    rmSync(target, { recursive: true });
  });
});
