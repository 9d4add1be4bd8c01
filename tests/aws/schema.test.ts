import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT, runTool } from './tools';

/** `tfcfnid` is the documented name of the identifier. */
const KNOWN_WARNING = "CloudFormation properties don't usually start with lowercase letters: tfcfnid";

describe('cfn validate', () => {
  it('accepts the schema, with no warning but the known one', () => {
    const { status, output } = runTool('cfn', 'cfn', ['validate']);
    expect(output.trim().split('\n')).toEqual([KNOWN_WARNING, 'Resource schema is valid.']);
    expect(status).toBe(0);
  });
});

describe("AWS's schema linter", () => {
  it('finds nothing that is not compliant, and nothing to warn of', () => {
    const { output } = runTool(
      'guard-rail',
      'guard-rail',
      ['--json', '--schema', `file:/${ROOT}/schema.json`],
      tmpdir(),
    );
    expect(output).toContain("'compliant': [");
    expect(output).toContain("'non_compliant': {}");
    expect(output).toContain("'warning': {}");
  });
});

describe('cfn generate', () => {
  const GENERATED = [
    'src/models.ts',
    'resource-role.yaml',
    ...readdirSync(path.join(ROOT, 'docs')).map((name) => `docs/${name}`),
  ];
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'generate-'));
    mkdirSync(path.join(folder, 'src'));
    for (const name of ['schema.json', '.rpdk-config']) cpSync(path.join(ROOT, name), path.join(folder, name));
    symlinkSync('schema.json', path.join(folder, 'tf-alicloud-imagecopy.json'));
    const { status, output } = runTool('cfn', 'cfn', ['generate'], folder);
    expect({ status, output }).toMatchObject({ status: 0 });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(GENERATED)('writes %s as it stands in the project', (name) => {
    expect(readFileSync(path.join(ROOT, name), 'utf8')).toBe(readFileSync(path.join(folder, name), 'utf8'));
  });

  it('writes no page of the docs that the project has not', () => {
    expect(readdirSync(path.join(folder, 'docs')).sort()).toEqual(readdirSync(path.join(ROOT, 'docs')).sort());
  });
});
