import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { allExamples } from '../../tools/example-files';
import { allProjects } from '../../tools/projects';
import { runTool } from './tools';

/** The absolute paths of every type's examples. */
const EXAMPLES = allExamples().flatMap(({ folder, templates, twins }) =>
  [...templates, ...twins].map((name) => path.join(folder, name)),
);

const EXTENSIONS = { Transform: 'AWS::LanguageExtensions' };
const LOOP = ['A', 'B'];

/** Resources that a loop makes: a copy for each item. */
function loopOver(collection: readonly string[], properties: object = {}): object {
  const copy = {
    Type: 'TF::Alicloud::ImageCopy',
    Properties: { SourceRegionId: 'cn-hangzhou', SourceImageId: 'm-1', ...properties },
  };
  return { 'Fn::ForEach::Copies': ['Name', collection, { 'Copy${Name}': copy }] };
}

describe('cfn-lint with the schema registered', () => {
  let folder: string;
  const lint = (...templates: readonly string[]) =>
    runTool('cfn-lint', 'cfn-lint', ['--registry-schemas', path.join(folder, 'schemas'), '--template', ...templates]);

  const lintText = (template: object) => {
    const file = path.join(folder, 'template.json');
    writeFileSync(file, JSON.stringify(template));
    return lint(file);
  };

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'cfn-lint-'));
    mkdirSync(path.join(folder, 'schemas'));
    for (const { hyphenatedName, schemaFile } of allProjects())
      copyFileSync(schemaFile, path.join(folder, 'schemas', `${hyphenatedName}.json`));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('accepts every example', () => {
    expect(EXAMPLES.length).toBeGreaterThan(0);
    expect(lint(...EXAMPLES)).toEqual({ status: 0, output: '' });
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
    const { status, output } = lintText({
      Resources: { Copy: { Type: 'TF::Alicloud::ImageCopy', Properties: properties } },
    });
    expect(status).not.toBe(0);
    expect(output).toContain(named);
  });

  it.each<[string, readonly string[], object, string, object?]>([
    ['a loop without the transform', LOOP, {}, 'Missing Transform'],
    ['a loop that makes a name twice', ['A', 'A'], EXTENSIONS, 'Duplicate CopyA'],
    ['a wrong property in a loop', ['A', 'B'], EXTENSIONS, 'Extra', { Extra: 1 }],
  ])('refuses %s', (_name, collection, head, named, properties = {}) => {
    const { status, output } = lintText({ ...head, Resources: loopOver(collection, properties) });
    expect(status).not.toBe(0);
    expect(output).toContain(named);
  });

  it('accepts the same loop with the transform', () => {
    expect(lintText({ ...EXTENSIONS, Resources: loopOver(LOOP) })).toEqual({ status: 0, output: '' });
  });
});
