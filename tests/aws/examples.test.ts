import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT, runTool } from './tools';

const EXAMPLES = readdirSync(path.join(ROOT, 'examples')).filter((name) => /\.(ya?ml|json)$/.test(name));

describe('cfn-lint with the schema registered', () => {
  let folder: string;
  const lint = (template: string) =>
    runTool('cfn-lint', 'cfn-lint', ['--registry-schemas', path.join(folder, 'schemas'), '--template', template]);

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'cfn-lint-'));
    mkdirSync(path.join(folder, 'schemas'));
    writeFileSync(
      path.join(folder, 'schemas', 'tf-alicloud-imagecopy.json'),
      readFileSync(path.join(ROOT, 'schema.json')),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(EXAMPLES)('accepts examples/%s', (name) => {
    expect(lint(path.join(ROOT, 'examples', name))).toEqual({ status: 0, output: '' });
  });

  it.each([
    ['a property that does not exist', { SourceRegionID: 'cn-hangzhou', SourceImageId: 'm-1' }, 'SourceRegionID'],
    ['a region that is none', { SourceRegionId: 'Hangzhou', SourceImageId: 'm-1' }, "'Hangzhou' does not match"],
    ['a missing property', { SourceRegionId: 'cn-hangzhou' }, 'SourceImageId'],
    [
      'a value of another type',
      { SourceRegionId: 'cn-hangzhou', SourceImageId: 'm-1', Force: 'perhaps' },
      "'perhaps' is not of type 'boolean'",
    ],
  ])('refuses %s', (_, properties, named) => {
    const template = path.join(folder, 'wrong.json');
    writeFileSync(
      template,
      JSON.stringify({ Resources: { Copy: { Type: 'TF::Alicloud::ImageCopy', Properties: properties } } }),
    );
    const { status, output } = lint(template);
    expect(status).not.toBe(0);
    expect(output).toContain(named);
  });
});
